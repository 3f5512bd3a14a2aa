"""The writer of records: a value becomes YAML in the record dialect, always the same way.

What any tool could read as something else than text is in double quotes. What is written comes
back from :func:`generator.load.strict_yaml.parse` as the same value.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.load.characters import describe, forbidden_in
from generator.load.scalars import resolve

WIDTH = 100
"""Lines are no wider than this where a text can be folded."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_DIGITS = re.compile(r"[0-9][0-9-]*")
_MAX_DIGITS = 18
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


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
        if not isinstance(key, str):
            raise ValueError(f"a name must be text, not {type(key).__name__}")
        if key == "<<":
            raise ValueError("<< cannot be a name")
        plain = _NAME.fullmatch(key) and isinstance(resolve(key), str)
        name = " " * indent + (key if plain else _quoted(key)) + ":"
        if isinstance(value, Mapping) and value:
            yield name
            yield from _entries(value, indent + 2)
        elif isinstance(value, list | tuple) and value:
            yield name
            yield from _items(value, indent + 2)
        else:
            yield from _leaf(name, value, indent + 2)


def _items(sequence: Sequence[Any], indent: int) -> Iterator[str]:
    hyphen = " " * indent + "-"
    for value in sequence:
        if isinstance(value, Mapping) and value:
            inner = _entries(value, indent + 2)
        elif isinstance(value, list | tuple) and value:
            inner = _items(value, indent + 2)
        else:
            yield from _leaf(hyphen, value, indent + 2)
            continue
        yield f"{hyphen} {next(inner)[indent + 2 :]}"
        yield from inner


def _leaf(name: str, value: Any, indent: int) -> Iterator[str]:
    """``name`` and a value without entries; a block of text is indented by ``indent``."""
    if not isinstance(value, str):
        yield f"{name} {_constant(value)}"
        return
    if not value.isprintable():
        _refuse_unseen(value)
    header, body = _block(name, value, indent)
    yield f"{name} {header or (value if is_plain(value) else _quoted(value))}"
    yield from (" " * indent + line if line else "" for line in body)


def _constant(value: Any) -> str:
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


def _quoted(text: str) -> str:
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


def _block(name: str, text: str, indent: int) -> tuple[str, list[str]]:
    """Header and lines of a block scalar, or '' and none where quotes are right."""
    if "\n" in text:
        body = text.removesuffix("\n")
        lines = body.split("\n")
        fits = all(_is_block_line(line) for line in lines) and lines[0] and lines[-1]
        return ("|" if body != text else "|-", lines) if fits else ("", [])
    if len(name) + len(text) < WIDTH or "  " in text or not text or not _is_block_line(text):
        return "", []
    lines = _folded(text, WIDTH - indent)
    return (">-", lines) if len(lines) > 1 else ("", [])


def _is_block_line(line: str) -> bool:
    return line.isprintable() and line == line.strip(" ")


def _folded(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return lines
