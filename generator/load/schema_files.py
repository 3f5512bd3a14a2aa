"""The schemas of one state of a repository. They may be broken: whoever changes one may err."""

import json
from functools import cache
from typing import Any

from generator.load.schema import KINDS, PACKAGED, Schemas, find_schemas
from generator.load.snapshot import Snapshot
from generator.model.problem import Problem

MAIN = "schemas/supplier.schema.json"


@cache
def packaged() -> Schemas:
    """Those that came with the program, compiled once."""
    return Schemas(find_schemas(PACKAGED.parent))


def schemas_of(snapshot: Snapshot) -> tuple[Schemas, list[Problem]]:
    """The catalog's own schemas, or those of the program, and what is wrong with its own."""
    own = packaged()
    if MAIN not in snapshot.schemas:
        return own, []
    documents: dict[str, dict[str, Any]] = dict(own.documents)
    problems = []
    for path, data in _read(snapshot):
        try:
            documents[path.rpartition("/")[2]] = json.loads(data)
        except (ValueError, RecursionError) as error:
            problems.append(_problem(path, f"this is no JSON ({error})"))
    if problems:
        return own, problems
    if documents == own.documents:
        return own, []
    found = _compiled(documents)
    return (found, []) if isinstance(found, Schemas) else (own, [_problem(MAIN, found)])


def _read(snapshot: Snapshot) -> list[tuple[str, bytes]]:
    return list(snapshot.read(path for path in snapshot.schemas if path.endswith(".schema.json")))


def _compiled(documents: dict[str, dict[str, Any]]) -> Schemas | str:
    """The schemas, each tried once; or what is wrong, whatever a library makes of it."""
    try:
        schemas = Schemas(PACKAGED, documents)
        for kind in KINDS:
            schemas.valid(kind, {})
            schemas.fields(kind)
    except Exception as error:
        return f"the schemas cannot be used: {type(error).__name__}: {error}"
    return schemas


def _problem(path: str, message: str) -> Problem:
    return Problem(code="SCHEMA", message=message.replace("\n", " ")[:300], path=path)
