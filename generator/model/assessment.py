"""What an evaluation says: findings, verdicts, timelines. Frozen, and free of formatting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.model.records import Pointer

SEVERITY_ORDER: Mapping[str, int] = {"block": 0, "error": 1, "warning": 2, "info": 3}


class Outcome(StrEnum):
    """What came of one requirement for one subject. Unknown is never a pass."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


class Verdict(StrEnum):
    """Whether staff may buy."""

    OK = "ok"
    CONDITIONAL = "conditional"
    ASK = "ask"
    DO_NOT_USE = "do-not-use"

    @property
    def label(self) -> str:
        """The verdict in words."""
        return VERDICT_LABELS[self]

    @property
    def rank(self) -> int:
        """0 for the best to 3 for the worst."""
        return _RANK[self]


VERDICT_LABELS: Mapping[Verdict, str] = {
    Verdict.OK: "OK to use",
    Verdict.CONDITIONAL: "OK with conditions",
    Verdict.ASK: "Ask procurement",
    Verdict.DO_NOT_USE: "Do not use",
}
_RANK: Mapping[Verdict, int] = {verdict: rank for rank, verdict in enumerate(VERDICT_LABELS)}


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """A category in a jurisdiction. None: no jurisdiction is recorded."""

    category: str
    jurisdiction: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A requirement that is not simply met.

    ``supplier`` is None for findings about a policy or a category. ``pointer`` names the place
    in the record at ``path``; ``line`` and ``column`` are looked up for what is reported, and
    0 until then. ``scopes`` are the offers it bears on; None means all of the supplier's.
    ``last_day`` is the last day in effect of the evidence at issue; ``act_by`` the day by which
    someone has to act. ``topic`` groups findings that have one cause.
    """

    fingerprint: str
    code: str
    requirement: str
    policy: str
    clause: str
    supplier: str | None
    subject: str
    outcome: Outcome
    severity: str
    message: str
    fix: str
    path: str
    pointer: Pointer = ()
    line: int = 0
    column: int = 0
    required: str = ""
    held: str = ""
    topic: str = ""
    last_day: date | None = None
    act_by: date | None = None
    responsible: str = ""
    waiver: str | None = None
    waived_until: date | None = None
    scopes: tuple[Scope, ...] | None = None

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """Sort key: the worst first, then by supplier, code and subject."""
        waived = 4 if self.outcome is Outcome.WAIVED else SEVERITY_ORDER[self.severity]
        return (waived, self.supplier or "", self.code, self.requirement, self.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferVerdict:
    """The verdict for one category in one jurisdiction, and why."""

    scope: Scope
    verdict: Verdict
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """From ``start`` until the next segment (or the timeline's end) these verdicts hold."""

    start: date
    verdict: Verdict
    because: tuple[str, ...] = ()
    offers: tuple[tuple[Scope, Verdict], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverStanding:
    """A waiver on the day: in_force, to_come, ended, or without_effect for the ``faults``.

    ``used`` says whether it covers a finding.
    """

    id: str
    state: str
    faults: tuple[str, ...] = ()
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractState:
    """A contract and its state on the day, derived from its dates and decisions."""

    id: str
    title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierAssessment:
    """One supplier's verdict on the day, for each offer, over time, and the findings behind it."""

    id: str
    legal_name: str
    path: str
    status: str
    verdict: Verdict
    because: tuple[str, ...]
    offers: tuple[OfferVerdict, ...]
    timeline: tuple[Segment, ...]
    findings: tuple[Finding, ...]
    contracts: tuple[ContractState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How one requirement came out over all subjects."""

    requirement: str
    policy: str
    clause: str
    check: str
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def applied(self) -> int:
        """Subjects it was applied to."""
        return sum(n for outcome, n in self.outcomes.items() if outcome != Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckError:
    """A check that raised. It is never a pass: the run fails and nothing is published."""

    code: str
    requirement: str
    supplier: str | None
    message: str


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The whole answer for one catalog on one day."""

    as_of: date
    suppliers: tuple[SupplierAssessment, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    errors: tuple[CheckError, ...] = ()
    waivers: Mapping[str, WaiverStanding] = field(default_factory=dict)

    @property
    def applied(self) -> int:
        """How many times any requirement was applied to anything."""
        return sum(one.applied for one in self.coverage.values())

    def verdict_counts(self) -> dict[Verdict, int]:
        """Suppliers by verdict, all four named."""
        counts = dict.fromkeys(Verdict, 0)
        for supplier in self.suppliers:
            counts[supplier.verdict] += 1
        return counts

    def severity_counts(self) -> dict[str, int]:
        """Findings that count (waived ones do not) by severity, all four named."""
        counts = dict.fromkeys(SEVERITY_ORDER, 0)
        for finding in self.findings:
            if finding.outcome is not Outcome.WAIVED:
                counts[finding.severity] += 1
        return counts
