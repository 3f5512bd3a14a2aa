"""A look back: the catalog of earlier commits, judged on their days by the rules of their time.

It reads git's objects, never a checkout. What was worked out for a state is kept below
``build/cache``, under everything that the answer depends on: the trees, the day and the program.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.checks import registry
from generator.commands.spread import spread
from generator.commands.states import assembled
from generator.evaluate import evaluate
from generator.load.cache import Store, program
from generator.load.catalog import Read, read_record
from generator.load.git import GitError, Repository
from generator.load.history import State, states
from generator.load.schema_files import packaged, schemas_of
from generator.load.snapshot import of_tree
from generator.load.tree import SourceFile
from generator.model.trend import Missing, Point, Trend

SMALL = 1_000
"""Up to this many suppliers a build looks back without being asked."""

_KEPT = 200
Progress = Callable[[int, int], None]


def look_back(root: Path, as_of: date, progress: Progress = lambda done, total: None) -> Trend:
    """How the catalog at ``root`` stood before ``as_of``. Never raises for what git holds."""
    try:
        with Repository.around(root) as repository:
            if repository.shallow:
                return Trend(missing=Missing.SHALLOW)
            step, found = states(repository, as_of)
            if not found:
                return Trend(missing=Missing.NO_PAST)
            points = _Past(repository, root).points(found, progress)
            return Trend(points=tuple(points), step=step)
    except GitError:
        return Trend(missing=Missing.NO_GIT)


class _Past:
    """Points from what is kept, and from git for the others."""

    def __init__(self, repository: Repository, root: Path) -> None:
        self._repository = repository
        self._store = Store.beside(root, repository.own_folder, "trend")
        self._read: dict[SourceFile, Read] = {}
        self._schemas: object = None

    def points(self, wanted: list[State], progress: Progress) -> list[Point]:
        """One for each state."""
        about = _about()
        document = (self._store.load(about) if self._store is not None else None) or {}
        known = dict(document)
        found = []
        for number, state in enumerate(wanted, 1):
            key = json.dumps([state.day.isoformat(), state.trees])
            point = _from(known.get(key))
            if point is None:
                point = self._judged(state)
                known.pop(key, None)
                known[key] = point.as_data()
            found.append(_named(point, state))
            progress(number, len(wanted))
        if self._store is not None and known.keys() != document.keys():
            self._store.save(about, dict(list(known.items())[-_KEPT:]))
        return found

    def _judged(self, state: State) -> Point:
        try:
            return self._assessed(state)
        except Exception as error:
            # A state of long ago may hold what today's program has no idea of: that is a gap.
            return Point(day=state.day, commit=state.commit, gap=type(error).__name__)

    def _assessed(self, state: State) -> Point:
        snapshot = of_tree(self._repository, state.commit)
        schemas, wrong = schemas_of(snapshot)
        if snapshot.schemas != self._schemas:
            self._read, self._schemas = {}, snapshot.schemas
        files = snapshot.files(snapshot.kinds)
        fresh = [one for one in files if one not in self._read]
        results = spread(lambda one: read_record(one, schemas), fresh)
        self._read = {one: self._read[one] for one in files if one in self._read}
        self._read |= dict(zip(fresh, results, strict=True))
        loaded = assembled(snapshot, files, self._read, schemas, wrong, registry())
        if loaded.catalog is None or not loaded.readable.suppliers:
            # Only where: a message may hold what a site must not show.
            first = next((one.path for one in loaded.problems), "suppliers")
            return Point(day=state.day, commit=state.commit, gap=first)
        assessment = evaluate(loaded.readable, state.day, spread)
        if assessment.errors:
            return Point(day=state.day, commit=state.commit, gap=assessment.errors[0].code)
        return Point.of(assessment, state.commit)


def _from(data: object) -> Point | None:
    try:
        return Point.from_data(data) if isinstance(data, dict) else None
    except (KeyError, TypeError, ValueError):
        return None


def _named(point: Point, state: State) -> Point:
    """The same counts, under the commit that is asked for: two commits may hold one state."""
    data = point.as_data() | {"commit": state.commit}
    return Point.from_data(data)


def _about() -> str:
    return json.dumps({**program(), "schemas": packaged().digest}, sort_keys=True)
