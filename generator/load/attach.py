"""Which comment belongs to which entry.

A comment above an entry goes with it. One behind a value, on its line, goes with that value. One
that is indented further than what follows belongs to the end of the list or mapping before it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter

from generator.load.comments import Found, after_blank, alone, find_comments
from generator.load.emit import Style
from generator.load.layout import (
    Collection,
    Comment,
    Entry,
    Layout,
    Scalar,
    entries_of,
    read_nodes,
)
from generator.load.modeline import MARK


def read_layout(text: str) -> Layout:
    """The layout of a valid record. Every comment of ``text`` is in it once."""
    root = read_nodes(text)
    layout = Layout(root=root)
    owners = _Owners(layout)
    for comment in find_comments(text, root):
        owners.take(comment)
    for _, entry in entries_of(root):
        entry.blank = alone(text, entry.start) and after_blank(text, entry.start)
    _split_head(layout)
    return layout


def _split_head(layout: Layout) -> None:
    """Leaves in the head what is said about the file, and not about its first entry."""
    if not layout.root.entries or not layout.head:
        return
    schema = next((one for one in layout.head if one.text.startswith(MARK)), None)
    if schema is not None:
        layout.head.remove(schema)
        layout.head.insert(0, schema)
    first = layout.root.entries[0]
    if first.blank:
        layout.gap, first.blank = True, False
        return
    gaps = [place for place, one in enumerate(layout.head) if one.blank and place]
    if gaps:
        layout.gap = True
        first.heads[:0] = layout.head[gaps[-1] :]
        del layout.head[gaps[-1] :]
    elif schema is None:
        first.heads[:0] = layout.head
        layout.head = []


class _Owners:
    """What comments can belong to, by index into the text."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._entries = list(entries_of(layout.root))
        self._starts = [one.start for _, one in self._entries]
        self._ends = sorted(
            ((index, entry) for _, entry in self._entries for index in _ends(entry)),
            key=itemgetter(0),
        )
        self._flows = [
            one for _, one in self._entries if isinstance(one.value, Collection) and one.value.flow
        ]
        self._outer = _outer(self._flows)
        self._around: dict[int, list[Collection]] = {}
        self._note_around(layout.root, [])
        self._open: tuple[int, list[Collection]] = (-1, [])

    def _note_around(self, node: Collection, around: list[Collection]) -> None:
        here = around if node.flow else [*around, node]
        for one in node.entries:
            self._around[id(one)] = here
            if isinstance(one.value, Collection):
                self._note_around(one.value, here)

    def take(self, found: Found) -> None:
        """Gives the comment to what it belongs to."""
        ended = bisect_right(self._ends, found.index, key=itemgetter(0))
        if ended and not found.own_line:
            self._ends[ended - 1][1].tail.append(found.text)
        else:
            self._lines(found).append(
                Comment(text=found.text, blank=found.blank, index=found.index)
            )

    def _lines(self, found: Found) -> list[Comment]:
        """The heads or feet that a comment on its own line belongs to."""
        place = bisect_left(self._starts, found.index)
        if place == 0:
            return self._layout.head
        before = self._entries[place - 1][1]
        if not _is_block(before.value) and found.index < before.value.start:
            return before.heads
        flow = self._flow(found.index)
        if flow is None:
            return self._in_block(found, place)
        if place < len(self._entries) and self._starts[place] < flow.value.end:
            return self._entries[place][1].heads
        assert isinstance(flow.value, Collection)
        return flow.value.feet if flow.value.entries else flow.heads

    def _flow(self, index: int) -> Entry | None:
        """The entry whose brackets are the nearest around ``index``."""
        place = bisect_left(self._flows, index, key=_value_start) - 1
        while place >= 0 and self._flows[place].value.end <= index:
            place = self._outer[place]
        return self._flows[place] if place >= 0 else None

    def _in_block(self, found: Found, place: int) -> list[Comment]:
        after = self._entries[place] if place < len(self._entries) else None
        if self._open[0] != place:
            self._open = (place, self._ending(place))
        ending = self._open[1]
        if after is not None and found.column <= after[0].column:
            ending.clear()
        while len(ending) > 1 and _is_further_out(found, ending):
            ending.pop()
        if ending:
            return ending[-1].feet
        assert after is not None
        return after[1].heads

    def _ending(self, place: int) -> list[Collection]:
        """The collections that end between the entry before ``place`` and that at it."""
        before = self._entries[place - 1][1]
        chain = list(self._around[id(before)])
        if isinstance(before.value, Collection) and not before.value.flow:
            chain.append(before.value)
        if place == len(self._entries):
            return chain
        there = self._entries[place][0]
        return chain[1 + next(index for index, one in enumerate(chain) if one is there) :]


def _value_start(entry: Entry) -> int:
    return entry.value.start


def _outer(flows: list[Entry]) -> list[int]:
    """For each pair of brackets the place of the one around it, -1 for none."""
    found: list[int] = []
    for place, one in enumerate(flows):
        outer = place - 1
        while outer >= 0 and flows[outer].value.end <= one.value.start:
            outer = found[outer]
        found.append(outer)
    return found


def _is_further_out(found: Found, ending: list[Collection]) -> bool:
    *_, outer, inner = ending
    return inner.column > found.column or outer.column == inner.column == found.column


def _is_block(node: Scalar | Collection) -> bool:
    return isinstance(node, Collection) and not node.flow


def _ends(entry: Entry) -> Iterator[int]:
    """Behind which places of an entry a comment may stand on the same line."""
    if entry.key is not None:
        yield entry.named
    value = entry.value
    if isinstance(value, Scalar):
        lines = value.style in (Style.LITERAL, Style.FOLDED)
        yield value.start + 1 if lines else value.end
    elif value.flow:
        yield value.start + 1
        yield value.end
