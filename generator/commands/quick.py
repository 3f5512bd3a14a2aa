"""The short way to compare two states of which only suppliers and waivers differ."""

import gc
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from generator.commands.known import (
    LIGHT,
    Done,
    Known,
    Unread,
    finding,
    known,
    light_of,
    outcomes_of,
    packed,
    plain,
    unpacked,
)
from generator.commands.states import Checks, States
from generator.commands.watch import Names, Watched, WatchedCatalog
from generator.evaluate import evaluate
from generator.governance.judge import Unchanged
from generator.load.cache import Store, program
from generator.load.catalog import Loaded, Read, Spread, assemble, read_record
from generator.load.reference_data import read_reference
from generator.load.references import plan, references
from generator.load.schema_files import schemas_of
from generator.load.snapshot import Snapshot
from generator.load.tree import SourceFile
from generator.model.assessment import Assessment, Verdict
from generator.model.catalog import Catalog, identity
from generator.model.records import Record

_OF_MANY = 500
"""One of so many suppliers is not worth writing the memory anew."""


class _Unsure(Exception):
    """It cannot be told that the short way gives the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Both states; the evaluations, whole and of what differs alone; what was left out."""

    states: States
    as_of: date
    assessments: tuple[Assessment, Assessment]
    restricted: tuple[Assessment, Assessment]
    left_out: Unchanged


class _Side:
    """One state: where each supplier stands, and what is known of it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.path: dict[str, str] = {}
        self.digest: dict[str, str] = {}
        for path, kind in snapshot.kinds.items():
            if kind == "supplier":
                name = path.rpartition("/")[2].removesuffix(".yml")
                self.path[name], self.digest[name] = path, snapshot.digests[path]
        self.names: dict[tuple[str, str], list[str]] = {}
        self.contexts: dict[str, str] = {}
        self.state = ""

    def of_kind(self, *kinds: str) -> list[SourceFile]:
        """The files of these kinds."""
        wanted = [path for path, kind in self.snapshot.kinds.items() if kind in kinds]
        return self.snapshot.files(wanted)


class Quick:
    """Compares; None when it cannot tell whether it would be right."""

    def __init__(
        self,
        base: Snapshot,
        head: Snapshot,
        checks: Checks,
        memory: Store | None,
        spread: Spread,
    ) -> None:
        self.base, self.head = _Side(base), _Side(head)
        self.checks, self.memory, self.spread = checks, memory, spread
        self.records: dict[str, Record] = {}
        self.sources: dict[str, SourceFile] = {}
        self.remembered: dict[str, Known] = {}
        self.refers: dict[str, list[str]] = {}
        self.lights: dict[tuple[str, str], Record] = {}
        self.fields: frozenset[str] = LIGHT
        self.shelf = _Shelf(self._read_one, self._read_all)
        self.overall: dict[str, list[Mapping[str, Any]]] = {}
        self.remembered_overall: frozenset[str] = frozenset()
        self.learned = 0
        """How many suppliers were evaluated that nothing was remembered of."""

    def compare(self, day_of: Callable[[Catalog], date]) -> Found | None:
        """``day_of`` is asked with the reference data alone."""
        # Ten thousand records that all stay are gone through again and again for nothing.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._compare(day_of)
        except _Unsure:
            return None
        finally:
            if collecting:
                gc.enable()

    def _compare(self, day_of: Callable[[Catalog], date]) -> Found:
        self.schemas, wrong = schemas_of(self.base.snapshot)
        if wrong:
            raise _Unsure
        kinds = set(self.base.snapshot.kinds.values()) - {"supplier", "waiver"}
        rules = self._read(self.base.of_kind(*kinds))
        organisation = {one.kind: one for _, (one, _) in rules if one is not None}
        as_of = day_of(Catalog(reference=read_reference(organisation)))
        waivers = [self._read(side.of_kind("waiver")) for side in (self.base, self.head)]
        key = self._key(as_of)
        self._remember(key)
        changed = self._changed()
        self._learn(changed, (self.base, self.head))
        for side, mine in zip((self.base, self.head), waivers, strict=True):
            self._look_around(side, [one for _, (one, _) in mine if one is not None])
        differing = changed | self._affected()
        # Rules about waivers look into the records that they are for.
        waived = {str(one.data["supplier"]) for rows in waivers for _, (one, _) in rows if one}
        self._learn(differing | waived, (self.base, self.head))
        first = {name for name in self.base.digest if name in differing or self._unknown(name)}
        self._learn(first, (self.base,))
        base = self._loaded(self.base, [*rules, *waivers[0]])
        before = self._evaluated(base, self.base, first, as_of)
        # What the first evaluation looked at may have changed too.
        differing |= self._affected()
        second = {one for one in self.head.digest if one in differing or self._unknown(one)}
        self._learn(second, (self.head,))
        head = self._loaded(self.head, [*rules, *waivers[1]])
        after = self._evaluated(head, self.head, second, as_of, whole=True)
        if not differing - first <= self.head.digest.keys() - self.base.digest.keys():
            raise _Unsure
        self._keep(key)
        return Found(
            states=States(base=base, head=head),
            as_of=as_of,
            assessments=(before, after),
            restricted=(_only(before, differing), _only(after, differing)),
            left_out=self._left_out(differing),
        )

    def _key(self, as_of: date) -> str:
        snapshot = self.base.snapshot
        rules = {p: snapshot.digests[p] for p, k in snapshot.kinds.items() if k != "supplier"}
        about = {
            **program(),
            "schemas": sorted(snapshot.schemas.items()),
            "rules": sorted((p, d) for p, d in rules.items() if snapshot.kinds[p] != "waiver"),
            "as_of": as_of.isoformat(),
        }
        return json.dumps(about, sort_keys=True)

    def _remember(self, key: str) -> None:
        document = self.memory.load(key) if self.memory is not None else None
        if document is not None:
            self.remembered = unpacked(document)
            self.fields = frozenset(document["fields"])
            self.overall = dict(document["overall"])
            self.remembered_overall = frozenset(self.overall)

    def _keep(self, key: str) -> None:
        # To write it all anew for a few takes longer than to evaluate them once more.
        few = self.learned <= len(self.base.digest) // _OF_MANY
        few = few and self.base.state in self.remembered_overall
        if self.memory is None or (few and not self.shelf.opened):
            return
        current = {*self.base.digest.values(), *self.head.digest.values()}
        kept = {digest: one for digest, one in self.remembered.items() if digest in current}
        fields = self.fields | (self.shelf.missed if self.shelf.opened else set())
        if fields != self.fields:
            # They were read for all suppliers, so next time they are to be at hand.
            kept = {
                digest: replace(one, light=light_of(self.records[digest], fields))
                for digest, one in kept.items()
            }
        states = (self.base.state, self.head.state)
        overall = {name: found for name, found in self.overall.items() if name in states}
        self.memory.save(key, {**packed(kept, fields), "overall": overall})

    def _changed(self) -> set[str]:
        base, head = self.base.digest, self.head.digest
        return {one for one in base.keys() | head.keys() if base.get(one) != head.get(one)}

    def _learn(self, wanted: Iterable[str], sides: Sequence[_Side]) -> None:
        """Read the files of these suppliers, and of all of which nothing is remembered."""
        names = set(wanted)
        for side in sides:
            paths = []
            for name, digest in side.digest.items():
                if digest in self.records:
                    continue
                if name in names or digest not in self.remembered:
                    paths.append(side.path[name])
            for source, (record, _) in self._read(side.snapshot.files(paths)):
                assert record is not None
                digest = side.snapshot.digests[source.path]
                self.records[digest], self.sources[digest] = record, source

    def _read(self, files: list[SourceFile]) -> list[tuple[SourceFile, Read]]:
        read = self.spread(lambda one: read_record(one, self.schemas), files)
        rows = list(zip(files, read, strict=True))
        if any(record is None for _, (record, _) in rows):
            raise _Unsure  # the long way tells what is wrong, and where
        return rows

    def _look_around(self, side: _Side, waivers: list[Record]) -> None:
        """Firms of one name, and what else the evaluation of a supplier rests on."""
        taken = {f"supplier {one}" for one in side.digest} | {f"waiver {one.id}" for one in waivers}
        for name, digest in side.digest.items():
            if not taken.issuperset(self._refers(digest)):
                raise _Unsure
            for names in self._names(digest):
                side.names.setdefault(names, []).append(name)
        twins: dict[str, set[tuple[str, str]]] = {}
        for (what, _), alike in side.names.items():
            for one in alike if len(alike) > 1 else ():
                twins.setdefault(one, set()).update((what, two) for two in alike if two != one)
        every = _digest([(one.id, one.data) for one in sorted(waivers, key=lambda one: one.id)])
        waived = {str(one.data["supplier"]) for one in waivers}
        for name in twins.keys() | waived:
            same = sorted(twins.get(name, ()))
            side.contexts[name] = _digest([every if name in waived else "", same])
        rows = sorted(f"{side.path[name]} {digest}" for name, digest in side.digest.items())
        side.state = _digest([every, "\n".join(rows)])

    def _names(self, digest: str) -> Iterable[tuple[str, str]]:
        record = self.records.get(digest)
        return self.remembered[digest].names if record is None else identity(record)

    def _refers(self, digest: str) -> Iterable[str]:
        """The suppliers and waivers that a record names."""
        if digest not in self.refers:
            record = self.records.get(digest)
            if record is None:
                return self.remembered[digest].refers
            found = references(record.data, self._plan)
            self.refers[digest] = sorted(
                {
                    f"{kind} {name}"
                    for _, kind, name in found
                    if kind in ("supplier", "waiver") and name != "none"
                }
            )
        return self.refers[digest]

    @cached_property
    def _plan(self) -> Any:
        return plan(self.schemas.fields("supplier"))

    def _unknown(self, name: str) -> bool:
        """Whether its evaluation in the old state, or as new, is not remembered."""
        side = self.base if name in self.base.digest else self.head
        found = self.remembered.get(side.digest[name])
        if found is None or found.context != side.contexts.get(name, ""):
            return True
        return any(side.digest.get(one, "") != digest for one, digest in found.asked.items())

    def _affected(self) -> set[str]:
        """Suppliers that did not change, and whose surroundings did."""
        base, head = self.base, self.head
        found = set()
        for name in base.digest.keys() & head.digest.keys():
            if base.contexts.get(name, "") != head.contexts.get(name, ""):
                found.add(name)
                continue
            one = self.remembered.get(base.digest[name])
            if one is not None and any(
                base.digest.get(other) != head.digest.get(other) for other in one.asked
            ):
                found.add(name)
        return found

    def _loaded(self, side: _Side, rows: list[tuple[SourceFile, Read]]) -> Loaded:
        light, full = [], []
        for name, digest in side.digest.items():
            path = side.path[name]
            if digest in self.records:
                record = self._at(digest, path)
                source = self.sources[digest]
                full.append((replace(source, path=path), (record, list[Any]())))
            else:
                light.append(self._light(side, name, digest))
        loaded = assemble([*rows, *full], (), self.schemas, self.checks, root=Path(), known=light)
        if loaded.catalog is None:
            raise _Unsure
        return loaded

    def _at(self, digest: str, path: str) -> Record:
        """One object for one file, so that what is the same is seen to be at a glance."""
        record = self.records[digest]
        return record if record.path == path else replace(record, path=path)

    def _light(self, side: _Side, name: str, digest: str) -> Record:
        path = side.path[name]
        other = self.lights.get((digest, path))
        if other is not None:
            return other
        found = Record(
            kind="supplier",
            id=name,
            path=path,
            data=Unread(
                self.remembered[digest].light,
                self.fields,
                self.shelf.missed,
                partial(self.shelf.take, digest),
            ),
        )
        self.lights[digest, path] = found
        return found

    def _read_one(self, digest: str) -> Record:
        for side in (self.base, self.head):
            for name, found in side.digest.items():
                if found == digest:
                    self._learn([name], (side,))
                    return self.records[digest]
        raise KeyError(digest)

    def _read_all(self) -> Mapping[str, Record]:
        for side in (self.base, self.head):
            self._learn(side.digest, (side,))
        return self.records

    def _evaluated(
        self, loaded: Loaded, side: _Side, fresh: set[str], as_of: date, *, whole: bool = False
    ) -> Assessment:
        """The evaluation; where what it says of the catalog is remembered, of some suppliers."""
        assert loaded.catalog is not None
        some = None if whole or side.state not in self.overall else fresh
        watched = Watched(loaded.catalog.suppliers, some)
        catalog = watched_catalog(loaded.catalog, watched, side.names)

        def one_by_one(function: Callable[[Any], Any], records: Sequence[Any]) -> Iterator[Done]:
            yield from self._spread_over(function, records, side, fresh, watched)

        found = evaluate(catalog, as_of, one_by_one)
        if some is None:
            over_all: list[Mapping[str, Any]] = [
                plain(one) for one in found.findings if one.supplier is None
            ]
            if not any(one.supplier is None for one in found.errors):
                self.overall[side.state] = over_all
            return found
        findings = [one for one in found.findings if one.supplier is not None]
        findings += map(finding, self.overall[side.state])
        return replace(
            found,
            findings=tuple(sorted(findings, key=lambda one: one.order)),
            errors=tuple(one for one in found.errors if one.supplier is not None),
        )

    def _spread_over(
        self,
        function: Callable[[Any], Any],
        records: Sequence[Record],
        side: _Side,
        fresh: set[str],
        watched: Watched,
    ) -> Iterator[Done]:
        def noting(record: Record) -> tuple[Done, frozenset[str] | None]:
            watched.begin()
            return function(record), watched.end()

        wanted = [one for one in records if one.id in fresh]
        results = dict(zip((one.id for one in wanted), self.spread(noting, wanted), strict=True))
        rest = [self.remembered[side.digest[one.id]] for one in records if one.id not in fresh]
        pooled = outcomes_of(rest)
        for record in records:
            if record.id in results:
                done, asked = results[record.id]
                self._note(record, side, done, asked)
                yield done
            else:
                found = self.remembered[side.digest[record.id]]
                yield found.assessment(record.path), pooled, []
                pooled = {}

    def _note(self, record: Record, side: _Side, done: Done, asked: frozenset[str] | None) -> None:
        if asked is None:
            raise _Unsure  # it looked at all suppliers: any of them may count
        if done[2]:
            return
        others = sorted(asked - {record.id})
        digest = side.digest[record.id]
        found = known(
            record,
            self.fields,
            self._refers(digest),
            side.contexts.get(record.id, ""),
            {one: side.digest.get(one, "") for one in others},
            done,
        )
        self.learned += self.remembered.get(digest) != found
        self.remembered[digest] = found

    def _left_out(self, differing: set[str]) -> Unchanged:
        rest = [
            self.remembered[digest]
            for name, digest in self.base.digest.items()
            if name not in differing and digest in self.remembered
        ]
        findings: Counter[str] = Counter()
        for one in rest:
            findings.update(one.counts)
        return Unchanged(findings=findings, verdicts=Counter(Verdict(one.verdict) for one in rest))


class _Shelf:
    """Records that were not read, in case that somebody asks. Many questions, and all are read."""

    FEW = 20

    def __init__(
        self, one: Callable[[str], Record], every: Callable[[], Mapping[str, Record]]
    ) -> None:
        self._one, self._all = one, every
        self._found: dict[str, Record] = {}
        self.missed: set[str] = set()
        self.opened = False

    def take(self, digest: str) -> Mapping[str, Any]:
        """What the record of this digest holds."""
        if digest not in self._found:
            if len(self._found) >= self.FEW and not self.opened:
                self.opened = True
                self._found.update(self._all())
            else:
                self._found[digest] = self._one(digest)
        return self._found[digest].data


def watched_catalog(catalog: Catalog, suppliers: Watched, names: Names) -> WatchedCatalog:
    """The catalog with suppliers that are watched."""
    return WatchedCatalog(
        suppliers=suppliers,
        policies=catalog.policies,
        waivers=catalog.waivers,
        reference=catalog.reference,
        names=names,
    )


def _only(assessment: Assessment, names: set[str]) -> Assessment:
    return replace(
        assessment,
        suppliers=tuple(one for one in assessment.suppliers if one.id in names),
        findings=tuple(
            one for one in assessment.findings if one.supplier is None or one.supplier in names
        ),
    )


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:20]
