"""References between records: each must lead somewhere (REC-03)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.load.wording import Issue, quoted, suggestion
from generator.model.fields import Field
from generator.model.records import Pointer

Known = Mapping[str, Iterable[str]]
"""Kind of thing (role, category, supplier …) → the ids there are."""

Plan = Mapping[str, Any]


def plan(shape: Field) -> Any:
    """The part of a schema that holds references, as nested dicts; None where there is none.

    Worked out once, so that ten thousand records are not walked field by field.
    """
    if shape.reference and (not shape.children):
        return shape.reference
    if shape.item is not None:
        inner = plan(shape.item)
        return None if inner is None else [inner]
    found = {name: plan(child) for name, child in shape.children.items()}
    found = {name: inner for name, inner in found.items() if inner is not None}
    return found or None


def references(data: Any, where: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str, str]]:
    """Each reference in ``data``: its place, the kind of thing it names, and the id."""
    if isinstance(where, str):
        for index, one in enumerate(data) if isinstance(data, list) else [(None, data)]:
            yield (pointer if index is None else (*pointer, index)), where, one
    elif isinstance(where, list):
        for index, one in enumerate(data):
            yield from references(one, where[0], (*pointer, index))
    else:
        for key, inner in where.items():
            if key in data:
                yield from references(data[key], inner, (*pointer, key))


def dangling(data: Mapping[str, Any], where: Any, known: Known) -> list[Issue]:
    """The references of one record that lead nowhere."""
    issues: list[Issue] = []
    for pointer, kind, name in references(data, where) if where else ():
        inside = kind.startswith("self:")
        ids = own_ids(data, kind.removeprefix("self:")) if inside else known[kind]
        if name in ids or (kind == "supplier" and name == "none"):
            continue
        what = kind.removeprefix("self:").replace(".", " ").replace("_", " ")
        there = f"in this record's {what}" if inside else f"a known {what}"
        issues.append((pointer, "REC-03", f"{quoted(name)} is not {there}{suggestion(name, ids)}"))
    return issues


def own_ids(data: Mapping[str, Any], path: str) -> set[str]:
    """The ids of the list at ``path`` (``insurance.policies``) of one record."""
    found: Any = data
    for key in path.split("."):
        found = found.get(key) or {}
    return {one["id"] for one in found or ()}
