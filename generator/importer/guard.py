"""What must be true of a record before it is written: the same that the loader will ask."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.importer.existing import Shelf
from generator.importer.mapping import Issue
from generator.load.catalog import pointer_text, read_record
from generator.load.formats import identifier_problem
from generator.load.references import dangling
from generator.load.references import plan as reference_plan
from generator.load.schema import Schemas
from generator.load.secrets import secrets
from generator.load.tree import SourceFile
from generator.model.problem import Problem


class Guard:
    """Holds rows and files against schema, references, and the list of what is kept out of git."""

    def __init__(self, schemas: Schemas, shelf: Shelf) -> None:
        self._schemas = schemas
        self._known: Mapping[str, set[str]] = {"supplier": shelf.ids(), **shelf.known}
        self._references = _outward(reference_plan(schemas.fields("supplier")))

    def row(self, sample: dict[str, Any]) -> Iterator[Issue]:
        """What is wrong with the record of one row. Links between contracts come later."""
        issues = self._schemas.issues("supplier", sample)
        yield from ((pointer, message, False) for pointer, _, message in issues)
        if issues:
            return
        for index, one in enumerate(sample.get("identifiers") or ()):
            wrong = identifier_problem(one["scheme"], one["id"])
            if wrong:
                yield ("identifiers", index, "id"), wrong, False
        for pointer, kind in secrets(sample):
            yield pointer, f"this looks like {kind}; it must not be kept in git", True
        for pointer, _, message in dangling(sample, self._references, self._known):
            yield pointer, message, False

    def file(self, path: str, data: bytes) -> str:
        """The first thing that is wrong with the file of a supplier, or ''."""
        _, found = read_record(SourceFile(path=path, kind="supplier", data=data), self._schemas)
        for one in found:
            if isinstance(one, Problem):
                return one.message
            pointer, _, message = one
            return f"{pointer_text(pointer)}: {message}"
        return ""


def _outward(where: Any) -> Any:
    """A plan of references without those that stay within a record."""
    if isinstance(where, str):
        return None if where.startswith("self:") else where
    if isinstance(where, list):
        inner = _outward(where[0])
        return None if inner is None else [inner]
    found = {key: _outward(inner) for key, inner in (where or {}).items()}
    return {key: inner for key, inner in found.items() if inner is not None} or None
