"""The fields of a record, as its schema lists them: names, words, visibility, references."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

AUDIENCES: Mapping[str, frozenset[str]] = {
    "internal": frozenset({"public", "internal"}),
    "public": frozenset({"public"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: a leaf, an object with ``children``, or a list of ``item``.

    ``visibility`` is '' on objects and lists of objects: their leaves decide.
    """

    name: str
    title: str = ""
    description: str = ""
    kind: str = "text"
    visibility: str = ""
    reference: str = ""
    format: str = ""
    choices: tuple[str, ...] = ()
    example: Any = None
    required: bool = False
    limits: str = ""
    children: Mapping[str, "Field"] = field(default_factory=dict)
    item: "Field | None" = None

    def leaves(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], "Field"]]:
        """Every leaf with its path; ``*`` stands for any position in a list."""
        if self.visibility:
            yield path, self
        elif self.item is not None:
            yield from self.item.leaves((*path, "*"))
        for name, child in self.children.items():
            yield from child.leaves((*path, name))

    def at(self, pointer: tuple[str | int, ...]) -> "Field | None":
        """The field that a pointer into a record leads to."""
        here: Field | None = self
        for key in pointer:
            if here is None:
                return None
            here = here.item if isinstance(key, int) else here.children.get(key, None)
        return here


def project(data: Any, shape: Field, audience: str) -> Any:
    """A new object that holds only the leaves that the audience may see.

    An allow-list: what the schema does not mark for the audience is not there. Objects and
    lists that end up empty are left out too, so that not even their number shows.
    """
    return _project(data, shape, AUDIENCES[audience])


def _project(data: Any, shape: Field, seen: frozenset[str]) -> Any:
    if shape.visibility:
        return data if shape.visibility in seen else None
    if isinstance(data, list) and shape.item is not None:
        kept = [_project(one, shape.item, seen) for one in data]
        return [one for one in kept if one is not None] or None
    if isinstance(data, Mapping):
        found = {
            key: _project(value, shape.children[key], seen)
            for key, value in data.items()
            if key in shape.children
        }
        return {key: value for key, value in found.items() if value is not None} or None
    return None
