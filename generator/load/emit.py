"""The writer of records: a value becomes YAML in the record dialect, always the same way.

What any tool could read as something else than text is in double quotes. What is written comes
back from :func:`generator.load.strict_yaml.parse` as the same value.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from generator.load.characters import describe, forbidden_in
from generator.load.scalars import resolve

WIDTH = 100
"""Lines are no wider than this where a text can be folded."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_DIGITS = re.compile(r"[0-9][0-9-]*")
_MAX_DIGITS = 18
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_GAP = re.compile("(?<! ) (?! )")


class Style(Enum):
    """How somebody wrote a text: without quotes, with them, as lines, or as lines to be joined."""

    PLAIN = "plain"
    QUOTED = "quoted"
    LITERAL = "|"
    FOLDED = ">"


def emit(record: Mapping[str, Any]) -> str:
    """The file of a record. Values are text, integers, booleans, null, lists and mappings.

    Raises ValueError for what the dialect cannot hold: floats, control and invisible characters,
    integers of more than 18 digits, names that are not text or are ``<<``.
    """
    return "".join(f"{line}\n" for line in entries(record)) or "{}\n"


def entries(mapping: Mapping[str, Any], indent: int = 0) -> list[str]:
    """The lines of a mapping that is not empty, indented by ``indent`` spaces."""
    return list(_entries(mapping, indent))


def items(sequence: Sequence[Any], indent: int = 0) -> list[str]:
    """The lines of a list that is not empty, with its hyphens at ``indent``."""
    return list(_items(sequence, indent))


def _entries(mapping: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in mapping.items():
        name = f"{' ' * indent}{named(key)}:"
        if isinstance(value, Mapping) and value:
            yield name
            yield from _entries(value, indent + 2)
        elif isinstance(value, list | tuple) and value:
            yield name
            yield from _items(value, indent + 2)
        else:
            yield from leaf(name, value, indent + 2)


def _items(sequence: Sequence[Any], indent: int) -> Iterator[str]:
    hyphen = " " * indent + "-"
    for value in sequence:
        if isinstance(value, Mapping) and value:
            inner = _entries(value, indent + 2)
        elif isinstance(value, list | tuple) and value:
            inner = _items(value, indent + 2)
        else:
            yield from leaf(hyphen, value, indent + 2)
            continue
        yield f"{hyphen} {next(inner)[indent + 2 :]}"
        yield from inner


def named(key: Any) -> str:
    """The name of an entry, in quotes where it needs them."""
    if not isinstance(key, str):
        raise ValueError(f"a name must be text, not {type(key).__name__}")
    if key == "<<":
        raise ValueError("<< cannot be a name")
    return key if _NAME.fullmatch(key) and isinstance(resolve(key), str) else quoted(key)


def leaf(name: str, value: Any, indent: int, style: Style = Style.PLAIN) -> list[str]:
    """The lines of ``name`` and a value without entries; lines of text are indented by ``indent``.

    The style is kept as far as the text allows. Quotes are added where they are needed, a text
    that is too wide for its line is folded.
    """
    if not isinstance(value, str):
        return [f"{name} {constant(value)}"]
    if not value.isprintable():
        _refuse_unseen(value)
    inline = value if style is Style.PLAIN and is_plain(value) else quoted(value)
    too_wide = len(name) + 1 + len(inline) > WIDTH
    header, body = _block(value, style, too_wide, WIDTH - indent)
    return [f"{name} {header or inline}", *(" " * indent + line if line else "" for line in body)]


def constant(value: Any) -> str:
    """A value that is no text and holds nothing."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if len(str(abs(value))) > _MAX_DIGITS:
            raise ValueError(f"a number has more than {_MAX_DIGITS} digits: make it text")
        return str(value)
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, list | tuple):
        return "[]"
    raise ValueError(f"a record cannot hold a {type(value).__name__}")


def is_plain(text: str) -> bool:
    """Whether every tool reads ``text`` without quotes, in a block, as that very text."""
    if not text[:1].isalnum() or not text.isprintable() or text[-1] in " :":
        return False
    if ": " in text or " #" in text:
        return False
    return isinstance(resolve(text), str) and not _DIGITS.fullmatch(text)


def quoted(text: str) -> str:
    """``text`` in double quotes."""
    if text.isprintable():
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    _refuse_unseen(text)
    return '"' + "".join(_ESCAPES.get(char) or _escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _refuse_unseen(text: str) -> None:
    found = forbidden_in(text)
    if found:
        raise ValueError(f"a record cannot hold {describe(min(found))}")


def _block(text: str, style: Style, too_wide: bool, width: int) -> tuple[str, list[str]]:
    """Header and lines of a block scalar, or '' and none where its line is that of the name."""
    body = text.removesuffix("\n")
    chomp = "" if body != text else "-"
    if style is Style.FOLDED or (too_wide and style is not Style.LITERAL and "\n" not in text):
        lines = _folded(body, width)
        if lines and (style is Style.FOLDED or len(lines) > 1 or len(lines[0]) <= width):
            return f">{chomp}", lines
    if style is Style.LITERAL or "\n" in text:
        lines = body.split("\n")
        if all(map(_is_literal_line, lines)) and lines[-1] and lines[0][:1].strip():
            return f"|{chomp}", lines
    return "", []


def _is_literal_line(line: str) -> bool:
    return line.isprintable() and line == line.rstrip(" ")


def _folded(text: str, width: int) -> list[str]:
    """The lines that are joined to ``text``; none where they would be joined to something else."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        if not paragraph.isprintable() or paragraph != paragraph.strip(" "):
            return []
        # Of the line breaks between two lines of text one counts as the space, and is not there.
        found += [""] if found and found[-1] else []
        found += _filled(paragraph, width)
    return found if found[0] and found[-1] else []


def _filled(text: str, width: int) -> list[str]:
    lines = [""]
    for word in _GAP.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return lines
