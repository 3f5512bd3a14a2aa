"""Which characters a record may hold.

Records are read by people in reviews. A character that nobody sees can hide a change from them,
and one that starts a line for some tools only can add a key. Such characters are refused, in
comments too.
"""

import re
import unicodedata
from collections.abc import Iterator

from generator.model.problem import Problem

MAX_BYTES = 256 * 1024
MAX_REPORTED = 20
"""So many character problems are reported for one file."""

_SHOWN = 40
_BOM = "\ufeff"
_PLAIN_BYTES = bytes([9, 10, *range(0x20, 0x7F)])
_PRINTABLE_BUT_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
_KINDS = {
    "Cc": "a control character",
    "Cf": "an invisible formatting character",
    "Cs": "half of a surrogate pair",
    "Co": "a private-use character",
    "Cn": "not an assigned character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}


def shown(text: str) -> str:
    """``text`` in double quotes, in ASCII, cut after 40 characters."""
    cut = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
    escaped = cut.encode("unicode_escape").decode("ascii").replace('"', '\\"')
    return f'"{escaped}"'


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of ``text[index]``."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def forbidden_in(text: str) -> set[str]:
    """The characters of ``text`` that no record may hold, as a set."""
    return {char for char in set(text) if _is_forbidden(char)}


def _is_forbidden(char: str) -> bool:
    if char in _PRINTABLE_BUT_UNSEEN:
        return True
    return not (char.isprintable() or char in "\n\t" or unicodedata.category(char) == "Zs")


def describe(char: str) -> str:
    """``U+202E (an invisible formatting character)``."""
    kind = _KINDS.get(unicodedata.category(char), "an invisible character")
    return f"U+{ord(char):04X} ({kind})"


def check_bytes(data: bytes, path: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes to parse and the problems of the raw file.

    The bytes are None where parsing would only add noise. A byte order mark at the start and CR LF
    are problems, but the rest of the file is worth reading: they are taken out.
    """
    if len(data) > MAX_BYTES:
        limit = f"the file is larger than {MAX_BYTES // 1024} KiB: split it or shorten its texts"
        return None, [Problem(code="YAML-SIZE", message=limit, path=path, line=1, column=1)]
    if not data.translate(None, _PLAIN_BYTES):
        return data, []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(data, error.start, path)]
    bad = forbidden_in(text)
    if not bad:
        return data, []
    problems = list(_character_problems(text, bad, path))
    body = text.removeprefix(_BOM).replace("\r\n", "\n")
    return None if forbidden_in(body) else body.encode("utf-8"), problems


def _encoding_problem(data: bytes, start: int, path: str) -> Problem:
    before = data[:start].decode("utf-8")
    line, column = place_of(before, len(before))
    found = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f"byte 0x{data[start]:02X}"
    message = f"the file is not UTF-8 ({found} found): save it with the encoding UTF-8"
    return Problem(code="YAML-ENCODING", message=message, path=path, line=line, column=column)


def _character_problems(text: str, bad: set[str], path: str) -> Iterator[Problem]:
    pattern = re.compile("[" + re.escape("".join(sorted(bad))) + "]")
    newline_reported = False
    count = 0
    for match in pattern.finditer(text):
        if match[0] == "\r":
            if newline_reported:
                continue
            newline_reported = True
        code, message = _wording(match[0])
        line, column = place_of(text, match.start())
        yield Problem(code=code, message=message, path=path, line=line, column=column)
        count += 1
        if count == MAX_REPORTED:
            return


def _wording(char: str) -> tuple[str, str]:
    if char == "\r":
        return "YAML-NEWLINE", (
            "the line ends with CR: save the file with LF line ends"
            ' (in .gitattributes: "*.yml text eol=lf")'
        )
    if char == _BOM:
        return "YAML-BOM", "U+FEFF (a byte order mark): save the file as UTF-8 without a BOM"
    return "YAML-CHARACTER", f"{describe(char)} is not allowed: remove it"
