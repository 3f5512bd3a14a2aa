"""Two states of a catalog, read and evaluated: what ``catalog diff`` compares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.evaluate import evaluate
from generator.governance.in_force import under_base
from generator.governance.model import Change, Pair, Side
from generator.load.catalog import Loaded, Read, Spread, assemble, misfits, read_record
from generator.load.policies import CheckSpec
from generator.load.schema import Schemas
from generator.load.schema_files import schemas_of
from generator.load.snapshot import Snapshot
from generator.load.tree import SourceFile
from generator.model.assessment import Assessment
from generator.model.problem import Problem
from generator.model.records import Record

Checks = Mapping[str, CheckSpec]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a comparison has to know beside the two catalogs."""

    paths: frozenset[str] = frozenset()
    prefix: str = ""
    codeowners: tuple[str | None, str | None] = (None, None)
    demanded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """Both states as read. ``misfits`` are new records that do not fit the old schemas."""

    base: Loaded
    head: Loaded
    misfits: tuple[Problem, ...] = ()


def read_states(base: Snapshot, head: Snapshot, checks: Checks, spread: Spread = map) -> States:
    """Everything in both; what is the same in both is read once."""
    old, old_wrong = schemas_of(base)
    new, new_wrong = (old, old_wrong) if base.schemas == head.schemas else schemas_of(head)
    before, after = base.files(base.kinds), head.files(head.kinds)
    read = dict(zip(before, spread(lambda one: read_record(one, old), before), strict=True))
    fresh = after if new is not old else [one for one in after if one not in read]
    results = spread(lambda one: read_record(one, new), fresh)
    latest = read | dict(zip(fresh, results, strict=True))
    return States(
        base=assembled(base, before, read, old, old_wrong, checks),
        head=assembled(head, after, latest, new, new_wrong, checks),
        misfits=() if new is old else tuple(_misfits(base, head, after, latest, old)),
    )


def assembled(
    snapshot: Snapshot,
    files: Iterable[SourceFile],
    read: Mapping[SourceFile, Read],
    schemas: Schemas,
    wrong: Iterable[Problem],
    checks: Checks,
    known: Iterable[Record] = (),
) -> Loaded:
    """One state, from what was read of its files."""
    rows = [(one, read[one]) for one in files]
    problems = [*snapshot.problems, *wrong]
    return assemble(rows, problems, schemas, checks, root=Path(), known=known, partly=True)


def _misfits(
    base: Snapshot,
    head: Snapshot,
    files: Iterable[SourceFile],
    read: Mapping[SourceFile, Read],
    old: Schemas,
) -> Iterable[Problem]:
    unchanged = set(base.digests.values())
    for one in files:
        if read[one][0] is not None and head.digests[one.path] not in unchanged:
            yield from misfits(one, old)[:1]


def evaluated(
    states: States, as_of: date, spread: Spread = map
) -> tuple[Assessment, Assessment, Assessment | None]:
    """The old state, the new one, and the new records under the old rules if those differ."""
    base, head = states.base.readable, states.head.readable
    before = evaluate(base, as_of, spread)
    after = evaluate(head, as_of, spread)
    if same_rules(states):
        return before, after, None
    return before, after, evaluate(under_base(base, head), as_of, spread)


def same_rules(states: States) -> bool:
    """Whether policies and reference data say the same in both states."""
    return _rules(states.base) == _rules(states.head)


def _rules(loaded: Loaded) -> dict[str, dict[str, Any]]:
    return {
        kind: {name: one.data for name, one in found.items()}
        for kind, found in loaded.records.items()
        if kind not in ("supplier", "waiver") and found
    }


def change_of(
    states: States,
    as_of: date,
    assessments: tuple[Assessment, Assessment, Assessment | None],
    around: Around,
) -> Change:
    """The change, as rules see it."""
    base, head = states.base, states.head
    before, after, under = assessments
    found = list(pairs(states))
    return Change(
        as_of=as_of,
        base=_side(base, before, around.codeowners[0]),
        head=_side(head, after, around.codeowners[1]),
        pairs=tuple(one for one in found if not one.only_moved),
        moved=tuple(one for one in found if one.only_moved),
        count={kind: len(found) for kind, found in base.records.items()},
        fields={kind: base.schemas.fields(kind) for kind in {*base.records, *head.records}},
        under_base=under,
        misfits=states.misfits,
        unread=frozenset(one.path for one in head.problems),
        paths=around.paths,
        prefix=around.prefix,
        demanded=around.demanded,
    )


def same_data(one: Record, other: Record) -> bool:
    """Whether two records say the same. What one object holds is not read to find out."""
    return one.data is other.data or one.data == other.data


def _side(loaded: Loaded, assessment: Assessment, codeowners: str | None) -> Side:
    return Side(
        catalog=loaded.readable,
        assessment=assessment,
        problems=loaded.problems,
        codeowners=codeowners,
    )


def pairs(states: States) -> Iterable[Pair]:
    """The records that differ, or stand elsewhere. A file that cannot be read is not gone."""
    unread = {one.path.rpartition("/")[2] for one in states.head.problems}
    for kind in sorted({*states.base.records, *states.head.records}):
        before = states.base.records.get(kind, {})
        after = states.head.records.get(kind, {})
        for name in sorted(before.keys() | after.keys()):
            one, other = before.get(name), after.get(name)
            if one is not None and other is not None:
                if one is other or (one.path == other.path and same_data(one, other)):
                    continue
            elif other is None and f"{name}.yml" in unread:
                continue
            yield Pair(kind=kind, id=name, base=one, head=other)
