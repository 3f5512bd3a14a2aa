"""A record as it is laid out: its values with their comments, styles and blank lines.

:func:`read_layout` gives what :mod:`generator.load.strict_yaml` throws away. It is for those who
write a file again: the formatter, and commands that change a record and keep its comments.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from generator.load.emit import Style
from generator.load.scalars import FIRST_CHARACTERS, resolve
from generator.load.strict_yaml import events

_STYLES = {"|": Style.LITERAL, ">": Style.FOLDED, "'": Style.QUOTED, '"': Style.QUOTED}


@dataclass(slots=True, kw_only=True, eq=False)
class Comment:
    """A line of its own that begins with ``#``, at ``index``. ``blank``: after an empty line."""

    text: str
    blank: bool = False
    index: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class Scalar:
    """A value without entries, at ``start`` and before ``end`` (indices into the text)."""

    value: str | int | bool | None
    style: Style = Style.PLAIN
    start: int = 0
    end: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class Entry:
    """A part of a collection: ``key`` is None in a list.

    ``heads`` stand above it, ``tail`` behind it. ``start`` is where its key or hyphen is,
    ``named`` where its key ends. ``blank``: after an empty line.
    """

    key: str | None
    value: "Node"
    heads: list[Comment] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    blank: bool = False
    start: int = 0
    named: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class Collection:
    """A mapping or a list. ``flow``: in brackets. ``feet`` are the comments after its last entry.

    ``column`` counts from 0.
    """

    is_mapping: bool
    entries: list[Entry] = field(default_factory=list)
    flow: bool = False
    feet: list[Comment] = field(default_factory=list)
    start: int = 0
    end: int = 0
    column: int = 0


Node: TypeAlias = Scalar | Collection


@dataclass(slots=True, kw_only=True, eq=False)
class Layout:
    """A whole record. ``head`` is what is said about the file, above the first entry.

    ``gap``: whether an empty line follows it.
    """

    root: Collection
    head: list[Comment] = field(default_factory=list)
    gap: bool = False


def value_of(node: Node) -> Any:
    """The value that is laid out."""
    if isinstance(node, Scalar):
        return node.value
    if node.is_mapping:
        return {one.key: value_of(one.value) for one in node.entries}
    return [value_of(one.value) for one in node.entries]


def node_of(value: Any, model: Node | None = None) -> Node:
    """A value without a place, written like ``model`` as far as that says how.

    Without a model, collections that hold no other one are in brackets.
    """
    if not isinstance(value, dict | list | tuple):
        return Scalar(value=value, style=model.style if isinstance(model, Scalar) else Style.PLAIN)
    same = model if isinstance(model, Collection) else None
    pairs = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    entries = [Entry(key=key, value=node_of(one, _model(same, key))) for key, one in pairs]
    leaf = all(isinstance(one.value, Scalar) for one in entries)
    flow = same.flow if same and same.entries else leaf
    return Collection(is_mapping=isinstance(value, dict), entries=entries, flow=flow)


def _model(node: Collection | None, key: str | None) -> Node | None:
    """How a value of that name, or the items of a list, were written."""
    return next((one.value for one in node.entries if one.key == key), None) if node else None


def entries_of(node: Node) -> Iterator[tuple[Collection, Entry]]:
    """Every entry below ``node``, in the order of the text, with the collection it is in."""
    if isinstance(node, Collection):
        for one in node.entries:
            yield node, one
            yield from entries_of(one.value)


def read_nodes(text: str) -> Collection:
    """The values of a valid record with their places, and without their comments."""
    reader = _Reader(text)
    root = reader.root()
    assert isinstance(root, Collection)
    root.flow, root.column = False, 0
    return root


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._events = iter(events(text.encode("utf-8")))

    def _next(self) -> Any:
        return next(self._events)

    def root(self) -> Node:
        event = self._next()
        while event.__class__ is not MappingStartEvent:
            event = self._next()
        return self._node(event)

    def _node(self, event: Any) -> Node:
        start, end = event.start_mark, event.end_mark
        if event.__class__ is ScalarEvent:
            plain = not event.style and event.value[:1] in FIRST_CHARACTERS
            value: Any = resolve(event.value) if plain else event.value
            style = _STYLES.get(event.style or "", Style.PLAIN)
            return Scalar(value=value, style=style, start=start.index, end=end.index)
        node = Collection(
            is_mapping=event.__class__ is MappingStartEvent,
            flow=event.flow_style,
            start=start.index,
            column=start.column,
        )
        last = self._mapping(node) if node.is_mapping else self._list(node)
        node.end = last.end_mark.index
        return node

    def _mapping(self, node: Collection) -> Any:
        while (event := self._next()).__class__ is not MappingEndEvent:
            node.entries.append(
                Entry(
                    key=event.value,
                    start=event.start_mark.index,
                    named=event.end_mark.index,
                    value=self._node(self._next()),
                )
            )
        return event

    def _list(self, node: Collection) -> Any:
        while (event := self._next()).__class__ is not SequenceEndEvent:
            start = event.start_mark.index
            start = start if node.flow else self._hyphen(start, node.column)
            node.entries.append(Entry(key=None, start=start, named=start, value=self._node(event)))
        return event

    def _hyphen(self, index: int, column: int) -> int:
        """Where the hyphen of the item at ``index`` is: on its line, or on one above."""
        while True:
            place = self._text.rfind("\n", 0, index) + 1 + column
            if place < index and self._text[place] == "-":
                return place
            index = place - column - 1
