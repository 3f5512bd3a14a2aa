"""What changed, field by field, in the words of the schema's titles.

A field that no site shows is named, and its value is not said.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.governance.model import FieldChange, Pair, RecordChange
from generator.governance.parts import Leaf, Part, parts, small
from generator.model import words
from generator.model.fields import Field
from generator.model.money import parse_money

LONGEST = 80
_ABSENT = "not recorded"


def record_changes(pairs: Iterable[Pair], fields: Mapping[str, Field]) -> Iterator[RecordChange]:
    """Each record that says something else, with its fields; a record that only moved has none."""
    for pair in pairs:
        how = "removed" if pair.head is None else "added" if pair.base is None else "changed"
        base, head = pair.base, pair.head
        found: tuple[FieldChange, ...] = ()
        moved = ""
        if base is not None and head is not None:
            found = tuple(field_changes(fields[pair.kind], base.data, head.data))
            moved = base.path if base.path != head.path else ""
            how = "moved" if moved and not found else how
        yield RecordChange(
            kind=pair.kind, id=pair.id, path=pair.path, how=how, fields=found, moved_from=moved
        )


def field_changes(
    shape: Field, base: Mapping[str, Any], head: Mapping[str, Any]
) -> Iterator[FieldChange]:
    """Every field that differs; an item that came or went is one line."""
    gone: list[Part] = []
    for part in parts(shape, base, head):
        if any(one is part.above for one in gone):
            gone.append(part)
            continue
        if part.item and (part.base is None or part.head is None):
            gone.append(part)
            yield _whole(part)
            continue
        for leaf in part.leaves():
            if leaf.base != leaf.head:
                yield from _leaf(part, leaf)


def _whole(part: Part) -> FieldChange:
    added = part.base is None
    return FieldChange(
        where=" / ".join(part.words),
        pointer=part.pointer,
        before=_ABSENT if added else "on record",
        after="added" if added else "removed",
    )


def _leaf(part: Part, leaf: Leaf) -> Iterator[FieldChange]:
    where = (*part.words, small(leaf.field.title or leaf.name))
    pointer = (*part.pointer, leaf.name)
    yield from _values(leaf.field, where, pointer, leaf.base, leaf.head)


def _values(
    field: Field, where: tuple[str, ...], pointer: tuple[str | int, ...], base: Any, head: Any
) -> Iterator[FieldChange]:
    if _group(base) and _group(head) and parse_money(base) is None and parse_money(head) is None:
        for key in dict.fromkeys([*base, *head]):
            if base.get(key) != head.get(key):
                inner = (*where, str(key))
                yield from _values(field, inner, (*pointer, key), base.get(key), head.get(key))
        return
    hidden = field.visibility == "restricted"
    before, after = ("", "") if hidden else _apart(said(base, field), said(head, field))
    yield FieldChange(
        where=" / ".join(where), pointer=pointer, before=before, after=after, restricted=hidden
    )


def _group(value: Any) -> bool:
    return isinstance(value, Mapping)


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two texts cut to length, each so that one sees where they begin to differ."""
    same = 0
    if max(len(before), len(after)) > LONGEST:
        pairs = zip(before, after, strict=False)
        same = next((at for at, (one, other) in enumerate(pairs) if one != other), LONGEST)
        same = max(0, before.rfind(" ", 0, same - LONGEST // 4))
    return _cut(before, same), _cut(after, same)


def _cut(text: str, start: int = 0) -> str:
    text = f"…{text[start:]}" if start else text
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def said(value: Any, field: Field) -> str:
    """A value as a person reads it."""
    if value is None:
        return _ABSENT
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        money = parse_money(value)
        listed = (f"{key} {said(one, field)}" for key, one in value.items())
        return str(money) if money is not None else ", ".join(listed)
    if isinstance(value, list | tuple):
        return words.listing([said(one, field) for one in value]) or "none"
    if isinstance(value, str):
        coded = bool(field.choices) or (field.item is not None and bool(field.item.choices))
        return words.value(value) if coded else words.iso_day(value) or value or "empty"
    return words.value(value) if isinstance(value, int) else str(value)
