"""Two states of a record side by side: each group of fields and each list item with its own.

Items of a list are told apart by what names them, not by their place: a list that is sorted
another way says the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.fields import Field
from generator.model.records import Data, Pointer

# What names an item where it has no id, the first that all items have and that differs.
_NAMES = (
    ("id",),
    ("role",),
    ("category",),
    ("scheme", "id"),
    ("currency", "date"),
    ("requirement", "parameter"),
    ("version",),
    ("year",),
    ("tag",),
    ("letter",),
    ("activity", "site"),
    ("metric",),
    ("name",),
    ("by", "decided_on"),
    ("status", "since"),
    ("min_qty",),
    ("from",),
    ("type",),
    ("text",),
)

# The id of an identifier is its number, which may be corrected.
_OWN = {"identifiers": (("scheme",),)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A field without fields of its own, before and after; None where it is not recorded."""

    name: str
    field: Field
    base: Any
    head: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A group of fields, before and after; None in the state that has none.

    ``names`` is its path in the schema, ``*`` for list items; ``pointer`` its place in the new
    record, or the nearest to it. ``item`` says that it is an entry of a list, and ``lists`` are
    that list before and after; ``above`` is the part that it stands in.
    """

    field: Field
    names: tuple[str, ...]
    words: tuple[str, ...]
    pointer: Pointer
    base: Data | None
    head: Data | None
    item: bool = False
    above: "Part | None" = None
    lists: tuple[Any, Any] = ((), ())

    def leaves(self) -> Iterator[Leaf]:
        """Its fields that hold no other, in the order of the schema, those of both states."""
        base, head = self.base or {}, self.head or {}
        for name in dict.fromkeys([*self.field.children, *base, *head]):
            child = self.field.children.get(name, Field(name=name, title=name))
            if (name in base or name in head) and not _holds_parts(child):
                yield Leaf(name=name, field=child, base=base.get(name), head=head.get(name))

    def siblings(self, *, before: bool = False) -> Iterator[Data]:
        """The entries of its list, itself among them."""
        yield from self.lists[0 if before else 1]

    def text(self, name: str, *, before: bool = False) -> str:
        """A text of it, '' when absent."""
        value = ((self.base if before else self.head) or {}).get(name)
        return value if isinstance(value, str) else ""


def _holds_parts(field: Field) -> bool:
    if field.visibility:
        return False
    return bool(field.children) or (field.item is not None and bool(field.item.children))


def parts(shape: Field, base: Data | None, head: Data | None) -> Iterator[Part]:
    """The record itself, then every group and every item in it, the outer before the inner."""
    root = Part(field=shape, names=(), words=(), pointer=(), base=base, head=head)
    yield root
    yield from _inner(root)


def _inner(part: Part) -> Iterator[Part]:
    base, head = part.base or {}, part.head or {}
    for name, child in part.field.children.items():
        if not _holds_parts(child) or (name not in base and name not in head):
            continue
        pointer, names = (*part.pointer, name), (*part.names, name)
        if child.item is None:
            inner = Part(
                field=child,
                names=names,
                words=(*part.words, small(child.title or name)),
                pointer=pointer,
                base=base.get(name),
                head=head.get(name),
                above=part,
            )
            yield inner
            yield from _inner(inner)
            continue
        for found in _items(part, child, names, base.get(name) or (), head.get(name) or ()):
            yield found
            yield from _inner(found)


def _items(above: Part, field: Field, names: tuple[str, ...], base: Any, head: Any) -> list[Part]:
    assert field.item is not None
    place = {id(one): index for index, one in enumerate(head)}
    title = small(field.item.title or field.title or field.name)
    found = []
    for before, after in pair(base, head, _OWN.get(names[-1], ())):
        one = after if after is not None else before
        pointer: Pointer = (*above.pointer, names[-1])
        label = _label(one, field.item) or str(place.get(id(after), 0) + 1)
        found.append(
            Part(
                field=field.item,
                names=(*names, "*"),
                words=(*above.words, f"{title} {label}"),
                pointer=pointer if after is None else (*pointer, place[id(after)]),
                base=before,
                head=after,
                item=True,
                above=above,
                lists=(base, head),
            )
        )
    return found


def pair(
    base: Any, head: Any, own: tuple[tuple[str, ...], ...] = ()
) -> list[tuple[Data | None, Data | None]]:
    """Items of two states of a list that are the same thing; those of the new state first.

    ``own`` are names that are tried before those that any list may have.
    """
    named = _naming(base, head, (*own, *_NAMES))
    if named is not None:
        before = {named(one): one for one in base}
        after = {named(one): one for one in head}
        pairs = [(before.get(name), one) for name, one in after.items()]
        return pairs + [(one, None) for name, one in before.items() if name not in after]
    left = list(base)
    rows: list[tuple[Data | None, Data | None]] = []
    unmatched = []
    for one in head:
        same = next((other for other in left if other == one), None)
        if same is None:
            unmatched.append(one)
        else:
            left.remove(same)
            rows.append((same, one))
    both = min(len(left), len(unmatched))
    rows += list(zip(left, unmatched, strict=False))
    rows += [(None, one) for one in unmatched[both:]]
    return rows + [(one, None) for one in left[both:]]


def _naming(
    base: Any, head: Any, known: tuple[tuple[str, ...], ...]
) -> Callable[[Data], tuple[Any, ...]] | None:
    everything = [*base, *head]
    for names in known:
        if not all(any(name in one for name in names[:1]) for one in everything):
            continue

        def named(one: Data, names: tuple[str, ...] = names) -> tuple[Any, ...]:
            return tuple(str(one.get(name)) for name in names)

        if all(len({named(one) for one in side}) == len(side) for side in (base, head)):
            return named
    return None


def _label(one: Mapping[str, Any] | None, field: Field) -> str:
    if one is None:
        return ""
    for names in _NAMES:
        shown = [name for name in names if name in one and _shown(name, field)]
        if shown[:1] == [*names[:1]]:
            return " ".join(str(one[name]) for name in shown)[:60]
    return ""


def _shown(name: str, field: Field) -> bool:
    return name not in field.children or field.children[name].visibility != "restricted"


def small(title: str) -> str:
    """A title inside a line: its first letter small, unless it is an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or len(title) == 1 else title
