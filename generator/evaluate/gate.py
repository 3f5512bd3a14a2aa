"""May this contract be signed? Required against held, line by line, before anybody signs.

The same evaluation as everywhere, put to the supplier's record with the contract in it: as if
it were approved (the gate is asked before approval too), on the day of signing and, where the
contract starts later, on its first day. A contract on record that nobody has signed counts as
signed on the day that is asked about, and as awarded then where it was not before: so approvals
and the way it was chosen are asked for while something can still be done.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.checks.base import Subject
from generator.evaluate.engine import waivers_by_supplier
from generator.evaluate.rulebook import WEIGHTY, Rulebook, adopted, subject_of
from generator.evaluate.supplier import SupplierRun
from generator.model.assessment import CheckError, Finding, Outcome, Scope
from generator.model.catalog import Catalog
from generator.model.dates import parse_date
from generator.model.records import Record
from generator.model.words import plain

PROPOSED = "proposed"
_MAY_BE_ASKED = ("prospect", "onboarding", "approved", "conditional")
_OPEN = (Outcome.FAIL, Outcome.UNKNOWN)
# What asks for a contract is met by signing it, so it does not stand in the way of that.
_MET_BY_SIGNING = ("CON-01", "CAT-01")
# What looks back at a signature that nobody has made yet would find fault with the question.
_ABOUT_THE_SIGNATURE = ("CON-02", "CON-03", "CON-18")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is to be signed: a contract on record, or one that is described.

    All empty: any contract for what the supplier offers. ``data`` is the contract as a record
    would hold it.
    """

    contract: str = ""
    category: str = ""
    jurisdiction: str = ""
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One requirement for one thing: what is required, what is held, and what came of it.

    ``finding`` has its outcome, words and clause; ``stops`` says whether it stands in the way.
    ``from_day`` is the contract's first day, where the line is about that day only.
    """

    finding: Finding
    stops: bool
    from_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The answer. ``reasons`` are those that no requirement speaks of (its status)."""

    supplier: str
    as_of: date
    lines: tuple[Line, ...]
    reasons: tuple[str, ...] = ()
    errors: tuple[CheckError, ...] = ()

    @property
    def may_sign(self) -> bool:
        """Whether nothing stands in the way. A check that raised always does."""
        return not self.reasons and not self.errors and not self.stopping

    @property
    def stopping(self) -> tuple[Line, ...]:
        """What stands in the way."""
        return tuple(one for one in self.lines if one.stops)

    @property
    def conditions(self) -> tuple[Line, ...]:
        """What is waived for a time."""
        return tuple(one for one in self.lines if one.finding.outcome is Outcome.WAIVED)


class Gatekeeper:
    """Answers for the suppliers of one catalog; what they share is worked out once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        book = Rulebook.of(adopted(catalog))
        grave = tuple(
            one
            for one in book.requirements
            if one.severity in WEIGHTY and one.check not in _MET_BY_SIGNING
        )
        self._book = replace(book, requirements=grave)
        # A contract that is only described has no papers yet: what they must hold comes later.
        about_papers = Subject.CONTRACT
        self._without_papers = replace(
            book, requirements=tuple(one for one in grave if subject_of(one) is not about_papers)
        )
        self._before_signing = replace(
            book, requirements=tuple(x for x in grave if x.check not in _ABOUT_THE_SIGNATURE)
        )
        self._waivers = waivers_by_supplier(catalog)

    def ask(self, supplier: str, as_of: date, proposal: Proposal) -> Gate:
        """Whether ``supplier`` (an id in the catalog) may be signed up for ``proposal``.

        Raises KeyError with the id of a contract that the record does not hold.
        """
        record = self.catalog.suppliers[supplier]
        asked = _with(record, proposal, as_of)
        book = self._book if proposal.contract else self._without_papers
        if _unsigned(record, proposal.contract, as_of):
            book = self._before_signing
        waivers = self._waivers.get(supplier, {})
        run = SupplierRun(asked, self.catalog, book, waivers, keep_passes=True)
        place = _Place(proposal, run.profile.scopes)
        today = _lines(run, as_of, place, None)
        start = _start(asked, proposal)
        later: tuple[Line, ...] = ()
        if start is not None and start > as_of:
            known = {(one.finding.fingerprint, one.finding.outcome) for one in today}
            later = tuple(
                one
                for one in _lines(run, start, place, start)
                if one.stops and (one.finding.fingerprint, one.finding.outcome) not in known
            )
        return Gate(
            supplier=supplier,
            as_of=as_of,
            lines=(*today, *later),
            reasons=tuple(_status(record)),
            errors=tuple(dict.fromkeys(run.errors)),
        )


def _unsigned(record: Record, contract: str, as_of: date) -> bool:
    """Whether the record holds a contract of that id that is not signed by the day."""
    for one in record.data.get("contracts") or ():
        if one["id"] == contract:
            signed = parse_date(one.get("signed_on"))
            return signed is None or signed > as_of
    return False


def _signed(contract: Mapping[str, Any], as_of: date) -> Mapping[str, Any]:
    """The contract as if it were signed on the day, and awarded by then."""
    found = {**contract, "signed_on": as_of.isoformat()}
    awarded = parse_date((contract.get("award") or {}).get("awarded_on"))
    if awarded is not None and awarded > as_of:
        found["award"] = {**contract["award"], "awarded_on": as_of.isoformat()}
    return found


def _with(record: Record, proposal: Proposal, as_of: date) -> Record:
    data = dict(record.data)
    if data["lifecycle_status"] in _MAY_BE_ASKED:
        data["lifecycle_status"] = "approved"
    contracts = list(data.get("contracts") or ())
    if proposal.contract and not any(one["id"] == proposal.contract for one in contracts):
        raise KeyError(proposal.contract)
    if _unsigned(record, proposal.contract, as_of):
        data["contracts"] = [
            _signed(one, as_of) if one["id"] == proposal.contract else one for one in contracts
        ]
    if proposal.data is not None:
        data["contracts"] = [*contracts, {"id": PROPOSED, "title": "Proposed", **proposal.data}]
    if proposal.category:
        places = [proposal.jurisdiction] if proposal.jurisdiction else []
        offer: dict[str, Any] = {"id": PROPOSED, "category": proposal.category}
        offer |= {"jurisdictions": places} if places else {}
        data["offers"] = [*(data.get("offers") or ()), offer]
    return replace(record, data=data)


class _Place:
    """Which offers and which contract the answer is about."""

    def __init__(self, proposal: Proposal, scopes: tuple[Scope, ...]) -> None:
        self.contract = proposal.contract or (PROPOSED if proposal.data is not None else "")
        self.any_contract = not (proposal.contract or proposal.data is not None)
        self.scopes: frozenset[Scope] | None = None
        if proposal.category:
            self.scopes = frozenset(
                one
                for one in scopes
                if one.category == proposal.category
                and (not proposal.jurisdiction or one.jurisdiction == proposal.jurisdiction)
            )

    def concerns(self, finding: Finding) -> bool:
        """Whether a line is about what is to be signed."""
        kind, _, rest = finding.subject.partition("/")
        if kind == "contracts":
            return rest.split("/")[0] == self.contract and not self.any_contract
        return (
            self.scopes is None
            or finding.scopes is None
            or not self.scopes.isdisjoint(finding.scopes)
        )


def _lines(run: SupplierRun, day: date, place: _Place, from_day: date | None) -> tuple[Line, ...]:
    run.ask(day)
    found = [
        one
        for answer in run.answers.values()
        for one in (*answer.findings, *answer.passes)
        if place.concerns(one)
    ]
    lines = [
        Line(
            finding=one,
            stops=one.outcome in _OPEN and one.severity in WEIGHTY,
            from_day=from_day,
        )
        for one in found
    ]
    return tuple(sorted(lines, key=_order))


def _order(line: Line) -> tuple[bool, bool, tuple[int, str, str, str, str]]:
    passes = line.finding.outcome is Outcome.PASS
    return (not line.stops, passes, line.finding.order)


def _start(record: Record, proposal: Proposal) -> date | None:
    wanted = proposal.contract or PROPOSED
    for one in record.data.get("contracts") or ():
        if one["id"] == wanted:
            return parse_date(one.get("starts_on"))
    return None


def _status(record: Record) -> Iterator[str]:
    status = record.data["lifecycle_status"]
    if status not in ("approved", "conditional"):
        why = record.data.get("status_reason")
        yield f"Its status is '{plain(status)}'" + (f": {why}" if why else "")
