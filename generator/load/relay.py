"""Writes a layout: one way to write each value, with its comments.

Collections in brackets stay so while they fit on their line and hold no comment; else they are
written out, one entry a line, so that a review shows what changed. Styles of text are kept as far
as the text allows. What is written reads as the same value, and writing it again changes nothing.
"""

from collections.abc import Iterator

from generator.load.emit import WIDTH, Style, constant, is_plain, leaf, named, quoted
from generator.load.layout import Collection, Comment, Entry, Layout, Node, Scalar

_NOT_IN_BRACKETS = frozenset(",[]{}?:")


def relay(layout: Layout) -> str:
    """The text of the file."""
    head, root = layout.head, layout.root
    lines = list(_comments(head, 0, first=True))
    if not root.entries:
        lines += ["{}", *_comments(root.feet, 0)]
        return "".join(f"{line}\n" for line in lines)
    above = bool(_above(root.entries[0], 0))
    if head and (layout.gap or (above and len(head) > 1)):
        lines.append("")
    lines += _entries(root, 0)
    return "".join(f"{line}\n" for line in lines)


def entry_lines(entry: Entry, indent: int) -> list[str]:
    """The lines of one entry, with the comments above it, at ``indent``."""
    return list(_entry(entry, indent, first=True, bare=False))


def _entries(node: Collection, indent: int, *, bare: bool = False) -> Iterator[str]:
    """``bare``: the comments above the first entry have been written."""
    for index, one in enumerate(node.entries):
        yield from _entry(one, indent, first=not index, bare=bare and not index)
    yield from _comments(node.feet, indent)


def _entry(entry: Entry, indent: int, *, first: bool, bare: bool) -> Iterator[str]:
    above = [] if bare else _above(entry, indent)
    yield from _comments(above, indent, first=first)
    if entry.blank and not bare and (above or not first):
        yield ""
    value = entry.value
    name = " " * indent + ("-" if entry.key is None else f"{named(entry.key)}:")
    if isinstance(value, Scalar):
        lines = leaf(name, value.value, indent + 2, value.style)
    elif _fits(entry, indent):
        lines = [f"{name} {_inline(value)}"]
    elif entry.key is None:
        inner = list(_entries(value, indent + 2, bare=True))
        yield f"{name} {inner[0][indent + 2 :]}"
        yield from inner[1:]
        return
    else:
        lines = [name, *_entries(value, indent + 2)]
    yield "  ".join([lines[0], *entry.tail[-1:]])
    yield from lines[1:]


def _above(entry: Entry, indent: int) -> list[Comment]:
    """The comments above an entry: its own, and what cannot stand behind it or its hyphen."""
    value = entry.value
    below = entry.key is None and isinstance(value, Collection) and not _fits(entry, indent)
    tail = entry.tail if below else entry.tail[:-1]
    found = [*entry.heads, *(Comment(text=one) for one in tail)]
    if below and isinstance(value, Collection):
        found += _above(value.entries[0], indent + 2)
    return found


def _comments(comments: list[Comment], indent: int, *, first: bool = False) -> Iterator[str]:
    for index, one in enumerate(comments):
        if one.blank and (index or not first):
            yield ""
        yield " " * indent + one.text


def _fits(entry: Entry, indent: int) -> bool:
    """Whether the entry's collection stands in brackets, on one line."""
    value = entry.value
    if not isinstance(value, Collection) or not value.entries:
        return True
    if not value.flow or _has_comments(value):
        return False
    name = 1 if entry.key is None else len(named(entry.key)) + 1
    return indent + name + 1 + len(_inline(value)) <= WIDTH


def _has_comments(node: Collection) -> bool:
    return bool(node.feet) or any(
        one.heads or one.tail or (isinstance(one.value, Collection) and _has_comments(one.value))
        for one in node.entries
    )


def _inline(node: Node) -> str:
    """A value on one line, in brackets where it has entries."""
    if isinstance(node, Scalar):
        if not isinstance(node.value, str):
            return constant(node.value)
        plain = node.style is Style.PLAIN and is_plain(node.value)
        return node.value if plain and not _NOT_IN_BRACKETS & {*node.value} else quoted(node.value)
    if node.is_mapping:
        parts = [f"{named(one.key)}: {_inline(one.value)}" for one in node.entries]
        return "{" + ", ".join(parts) + "}"
    return "[" + ", ".join(_inline(one.value) for one in node.entries) + "]"
