"""Changes a record in its text: what does not change stays byte for byte, comments included.

The change is made to the layout first. Only the entries that it touches are written again; where
the text does not allow that, the whole file is, in its canonical layout. Either way the result
must read as the value that is meant.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.load.attach import read_layout
from generator.load.canonical import says_the_same
from generator.load.comments import comments_of
from generator.load.layout import (
    Collection,
    Entry,
    Layout,
    Node,
    Scalar,
    node_of,
    value_of,
)
from generator.load.relay import entry_lines, relay
from generator.model.fields import Field


class NotSpliced(Exception):
    """The change cannot be made without changing something else."""


class Splice:
    """A record that is being changed."""

    def __init__(self, data: bytes) -> None:
        self._text = data.decode("utf-8")
        self._layout: Layout = read_layout(self._text)
        self.root = Entry(key=None, value=self._layout.root)
        self._new: set[int] = set()
        self._touched: set[int] = set()

    def entry(self, *path: str | int) -> Entry:
        """The entry at ``path``. Raises KeyError where there is none."""
        node: Node = self._layout.root
        found: Entry | None = None
        for key in path:
            entries = node.entries if isinstance(node, Collection) else []
            if isinstance(key, int):
                found = entries[key] if key < len(entries) else None
            else:
                found = next((one for one in entries if one.key == key), None)
            if found is None:
                raise KeyError(path)
            node = found.value
        assert found is not None
        return found

    def put(self, owner: Entry, key: str, value: Any, shape: Field, like: Node) -> None:
        """Sets a field of the mapping ``owner``; a new one goes where the schema has it.

        A new text is written like the text ``like``.
        """
        mapping = owner.value
        assert isinstance(mapping, Collection)
        there = next((one for one in mapping.entries if one.key == key), None)
        if there is not None:
            new = node_of(value, there.value)
            new.start, new.end = there.value.start, there.value.end
            there.value = new
            self._touched.add(id(there))
            return
        entry = Entry(key=key, value=node_of(value, like))
        self._new.add(id(entry))
        order = list(shape.children)
        before = {*order[: order.index(key)]} if key in order else {*order}
        places = [place for place, one in enumerate(mapping.entries, 1) if one.key in before]
        mapping.entries.insert(max(places, default=len(mapping.entries)), entry)

    def add_after(self, path: tuple[str, ...], old: Entry, value: Any) -> None:
        """Adds an item to the list at ``path``, right after ``old`` and written like it."""
        items = self.entry(*path).value
        assert isinstance(items, Collection)
        place = next(place for place, one in enumerate(items.entries, 1) if one is old)
        blank = any(one.blank for one in items.entries[1:])
        entry = Entry(key=None, value=node_of(value, old.value), blank=blank)
        self._new.add(id(entry))
        items.entries.insert(place, entry)

    def result(self) -> bytes:
        """The changed file. Raises NotSpliced."""
        wanted = value_of(self._layout.root)
        for text in self._attempts():
            if says_the_same(text, wanted) and self._keeps_comments(text):
                return text.encode("utf-8")
        raise NotSpliced

    def _attempts(self) -> Iterator[str]:
        edits = self._edits(self._layout.root)
        if edits is not None:
            yield self._applied(edits)
        yield relay(self._layout)

    def _keeps_comments(self, text: str) -> bool:
        return Counter(comments_of(text)) == Counter(comments_of(self._text))

    def _applied(self, edits: list[tuple[int, int, str]]) -> str:
        text = self._text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _edits(self, node: Collection) -> list[tuple[int, int, str]] | None:
        """What to write in the place of which part of the text; None where that is not enough."""
        edits: list[tuple[int, int, str]] = []
        behind: Entry | None = None
        for one in node.entries:
            if id(one) in self._new:
                if behind is None:
                    return None
                end = self._end(behind)
                indent = self._column(behind.start)
                lines = [*([""] if one.blank else []), *entry_lines(one, indent)]
                edits.append((end, end, "".join(f"\n{line}" for line in lines)))
                continue
            behind = one
            inner = one.value
            if isinstance(inner, Collection) and not inner.flow and id(one) not in self._touched:
                found = self._edits(inner)
                if found is None:
                    return None
                edits += found
            elif self._is_touched(one):
                edits.append(self._rewritten(one))
        return edits

    def _is_touched(self, entry: Entry) -> bool:
        if id(entry) in self._touched or id(entry) in self._new:
            return True
        inner = entry.value
        return isinstance(inner, Collection) and any(map(self._is_touched, inner.entries))

    def _rewritten(self, entry: Entry) -> tuple[int, int, str]:
        indent = self._column(entry.start)
        bare = Entry(key=entry.key, value=entry.value, tail=entry.tail)
        lines = entry_lines(bare, indent)
        return entry.start, self._end(entry), "\n".join(lines)[indent:]

    def _column(self, index: int) -> int:
        return index - self._text.rfind("\n", 0, index) - 1

    def _end(self, entry: Entry) -> int:
        """The end of the line on which the entry ends, with the comments at its end."""
        last = max(_last(entry, self._text), entry.named)
        end = self._text.find("\n", last)
        return len(self._text) if end < 0 else end


def _last(entry: Entry, text: str) -> int:
    value = entry.value
    end = value.end
    if isinstance(value, Scalar):
        return len(text[:end].rstrip()) if end else entry.named
    if value.flow:
        return end or entry.named
    ends = [_last(one, text) for one in value.entries if one.start]
    return max([entry.named, *ends, *(one.index for one in value.feet)])
