"""What a change is, what rules say about it, and what comes of it. Frozen, free of formatting."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.evaluate.impact import Impact
from generator.model.assessment import Assessment, Finding, Scope, Verdict
from generator.model.catalog import Catalog
from generator.model.fields import Field
from generator.model.policy import Waiver
from generator.model.problem import Problem
from generator.model.records import Pointer, Record

BLOCKING = ("block", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One record before and after the change; None where there is none."""

    kind: str
    id: str
    base: Record | None
    head: Record | None

    @property
    def only_moved(self) -> bool:
        """Whether it says the same in another place."""
        if self.base is None or self.head is None:
            return False
        return self.base.data is self.head.data or self.base.data == self.head.data

    @property
    def path(self) -> str:
        """Where it stands now, or stood."""
        record = self.head or self.base
        assert record is not None
        return record.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two states: what can be read of it, and what the evaluation says."""

    catalog: Catalog
    assessment: Assessment
    problems: tuple[Problem, ...] = ()
    codeowners: str | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change, as rules see it.

    ``pairs`` are the records that say something else than before, or are in one state only;
    ``moved`` are those that say the same in another folder, ``count`` is how many records of each
    kind there were. ``fields`` are those of the base's schemas, by kind. ``under_base`` is the
    evaluation of the new records under the old policies and reference data; None when those are
    the same. ``misfits`` are new records that do not fit the old schemas. ``unread`` are the paths
    of the new state that cannot be read. ``paths`` are all paths that differ, seen from the top of
    the repository, where ``prefix`` leads to the catalog. ``demanded`` says that the removal of
    many records is meant.
    """

    as_of: date
    base: Side
    head: Side
    pairs: tuple[Pair, ...]
    moved: tuple[Pair, ...] = ()
    count: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    under_base: Assessment | None = None
    misfits: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    prefix: str = ""
    demanded: bool = False

    def of(self, kind: str) -> Iterable[Pair]:
        """The records of one kind that changed."""
        return (one for one in self.pairs if one.kind == kind)

    @property
    def touched(self) -> frozenset[str]:
        """The suppliers that the change touches: their records, or waivers for them."""
        found = {one.id for one in self.of("supplier")}
        for pair in self.of("waiver"):
            found |= {str(one.data["supplier"]) for one in (pair.base, pair.head) if one}
        return frozenset(found)

    def waivers(self) -> Iterable[tuple[Waiver | None, Waiver | None]]:
        """The waivers that changed, before and after."""
        before = {one.id: one for one in self.base.catalog.waivers}
        after = {one.id: one for one in self.head.catalog.waivers}
        return ((before.get(one.id), after.get(one.id)) for one in self.of("waiver"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a rule refuses, and what to do instead. ``code`` and ``rule`` come from the engine."""

    message: str
    fix: str
    path: str = ""
    pointer: Pointer = ()
    supplier: str = ""
    code: str = ""
    rule: str = ""
    line: int = 0
    column: int = 0

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Sort key: by file, then by rule."""
        return (self.path, self.code, self.rule, self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule about changes: its code, its name, and what it refuses."""

    code: str
    name: str
    run: Callable[[Change], Iterable[Refusal]]
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field before and after. Both are '' where the field must not be shown."""

    where: str
    pointer: Pointer
    before: str
    after: str
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What is different in one record. ``how`` is added, removed, changed or moved."""

    kind: str
    id: str
    path: str
    how: str
    fields: tuple[FieldChange, ...] = ()
    moved_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A verdict that the change turns. None: the supplier or the offer is not there."""

    supplier: str
    before: Verdict | None
    after: Verdict | None
    offers: tuple[tuple[Scope, Verdict | None, Verdict | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A finding that the change brings, or makes worse.

    ``by_rule`` says that it comes from a changed requirement, not from the record.
    """

    finding: Finding
    worse: bool = False
    by_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A finding that is gone, and where it went: met, no_longer_applies or waived."""

    finding: Finding
    how: str = "met"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the change does. ``existing`` counts the findings of both states by severity."""

    as_of: date
    refusals: tuple[Refusal, ...] = ()
    problems: tuple[Problem, ...] = ()
    old_problems: int = 0
    news: tuple[News, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    existing: Mapping[str, int] = field(default_factory=dict)
    flips: tuple[Flip, ...] = ()
    impact: tuple[Impact, ...] = ()
    records: tuple[RecordChange, ...] = ()
    before: Mapping[Verdict, int] = field(default_factory=dict)
    after: Mapping[Verdict, int] = field(default_factory=dict)
    rules_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangeReport:
    """A judgement as it is reported: of what, held to which ``level``, with what to know.

    ``sources`` are the old and the new state as they were asked for. ``asked_day`` says that the
    day is not today's but one that was asked for. ``head`` is the evaluation of the new state, and
    ``folder`` leads to the catalog from the top of its repository; ``site`` is the address of the
    published site, '' where it is not known.
    """

    judgement: Judgement
    level: str
    sources: tuple[str, str]
    notes: tuple[str, ...] = ()
    asked_day: bool = False
    tool_version: str = ""
    head: Assessment | None = None
    folder: str = ""
    site: str = ""
