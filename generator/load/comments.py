"""The comments of a record, where they stand in its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.load.emit import Style
from generator.load.layout import Collection, Scalar, entries_of, read_nodes

_COMMENT = re.compile(r"#[^\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A comment at ``index``. ``blank``: after an empty line.

    ``own_line``: nothing stands before it, or only the hyphen of an item that begins below.
    """

    text: str
    index: int
    column: int
    blank: bool
    own_line: bool


def comments_of(text: str) -> list[str]:
    """The texts of all comments of a valid record, in their order."""
    return [one.text for one in find_comments(text, read_nodes(text))]


def find_comments(text: str, root: Collection) -> Iterator[Found]:
    """Whatever begins with # outside the names and values."""
    position = 0
    for one in [*_scalars(root), Scalar(value=None, start=len(text), end=len(text))]:
        for match in _COMMENT.finditer(text, position, one.start):
            yield _found(text, match.start(), match[0])
        if one.style in (Style.LITERAL, Style.FOLDED):
            header = _HEADER.match(text, one.start)
            if header:
                yield _found(text, header.start(1), header[1])
        position = one.end


def _scalars(root: Collection) -> list[Scalar]:
    found: list[Scalar] = []
    for _, entry in entries_of(root):
        if entry.key is not None:
            found.append(Scalar(value=entry.key, start=entry.start, end=entry.named))
        if isinstance(entry.value, Scalar):
            found.append(entry.value)
    return found


def _found(text: str, index: int, comment: str) -> Found:
    line = text.rfind("\n", 0, index) + 1
    return Found(
        text=comment.rstrip(),
        index=index,
        column=index - line,
        blank=after_blank(text, index),
        own_line=alone(text, index),
    )


def alone(text: str, index: int) -> bool:
    """Whether nothing but hyphens stands before ``index`` on its line."""
    return not text[text.rfind("\n", 0, index) + 1 : index].strip(" -?")


def after_blank(text: str, index: int) -> bool:
    """Whether the line above that of ``index`` is empty."""
    line = text.rfind("\n", 0, index) + 1
    return line > 0 and not text[text.rfind("\n", 0, line - 1) + 1 : line].strip()
