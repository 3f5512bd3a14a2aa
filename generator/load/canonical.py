"""The canonical layout of a record: keys in the order of the schema, one way to write each value.

Nothing is lost: the new text must read as the same value and hold the same comments, or else it
is not given out.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.load.attach import read_layout
from generator.load.comments import comments_of
from generator.load.layout import Collection, Comment, Entry, Layout, Node
from generator.load.modeline import MARK, leads_to_schema
from generator.load.relay import relay
from generator.load.strict_yaml import parse
from generator.model.fields import Field
from generator.model.problem import Problem

_BOM = b"\xef\xbb\xbf"
_CHANGED = "it cannot be laid out anew without changing what it says, so it was left as it is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """The file as it is to be. ``data`` is None where it cannot be read, and ``problems`` say why.

    ``line`` is the first line that differs, 0 where none does.
    """

    data: bytes | None
    line: int = 0
    problems: tuple[Problem, ...] = ()


def canonical(
    data: bytes, path: str, shape: Field, schema_line: str = "", root: Path | None = None
) -> Canonical:
    """The file ``data`` of a record of that shape in canonical layout.

    ``schema_line`` becomes its first line, unless another is there that leads to a schema; without
    ``schema_line``, what is there is kept.
    """
    clean = unified(data)
    value, problems = parse(clean, path)
    if value is None:
        return Canonical(data=None, problems=tuple(problems))
    text = clean.decode("utf-8")
    layout = read_layout(text)
    sort_keys(layout.root, shape)
    set_modeline(layout, schema_line, path, root)
    new = relay(layout)
    if new != text and not (says_the_same(new, value) and _same_comments(text, new)):
        refused = Problem(code="FMT-REFUSED", message=_CHANGED, path=path, line=1, column=1)
        return Canonical(data=None, problems=(refused,))
    result = new.encode("utf-8")
    return Canonical(data=result, line=_first_difference(data, result))


def unified(data: bytes) -> bytes:
    """The file without a byte order mark, and with LF at the end of each line."""
    return data.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def says_the_same(text: str, value: Any) -> bool:
    """Whether ``text`` is a record that reads as ``value``, types of scalars included."""
    read, _ = parse(text.encode("utf-8"), "")
    return read is not None and _exact(read) == _exact(value)


def _exact(value: Any) -> str:
    # To Python, True is 1.
    return json.dumps(value, sort_keys=True)


def _same_comments(old: str, new: str) -> bool:
    before, after = (
        Counter(one for one in comments_of(text) if not one.startswith(MARK)) for text in (old, new)
    )
    return before == after


def _first_difference(old: bytes, new: bytes) -> int:
    if old == new:
        return 0
    before, after = old.split(b"\n"), new.split(b"\n")
    pairs = enumerate(zip(before, after, strict=False), start=1)
    end = min(len(before), len(after))
    return next((number for number, (left, right) in pairs if left != right), end)


def set_modeline(layout: Layout, line: str, path: str, root: Path | None) -> None:
    """Puts the line that names the schema first: the one that is there, or else ``line``."""
    found = next((one for one in layout.head if one.text.startswith(MARK)), None)
    if found is not None:
        layout.head.remove(found)
        if not line or (root is not None and leads_to_schema(found.text, path, root)):
            line = found.text
        if layout.head and found.blank:
            layout.head[0].blank = True
    if line:
        layout.head.insert(0, Comment(text=line))


def sort_keys(node: Node, shape: Field | None) -> None:
    """Puts the keys of every mapping in the order of the schema.

    A key that the schema does not know stays behind the key before it.
    """
    if not isinstance(node, Collection) or shape is None:
        return
    if node.is_mapping and shape.children:
        _sort(node.entries, {name: rank for rank, name in enumerate(shape.children)})
    for one in node.entries:
        inner = shape.item if one.key is None else shape.children.get(one.key)
        sort_keys(one.value, inner)


def _sort(entries: list[Entry], order: dict[str, int]) -> None:
    ranked: list[tuple[int, Entry]] = []
    rank = -1
    for one in entries:
        rank = order.get(one.key or "", rank)
        ranked.append((rank, one))
    entries[:] = [one for _, one in sorted(ranked, key=lambda pair: pair[0])]
