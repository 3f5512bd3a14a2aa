"""No renewal without data.

Why: Without results and risks in hand, the easy choice is to renew.
Method: A decision to renew a contract that has not ended cites a review of the record, and that
review was done before the decision, within the clause's months. Where the clause asks for it, a
review of risks was done in the same time. A day that is not recorded: unknown.
Boundary: A review of 30 Apr 2025 and 12 months serves a decision of 30 Apr 2026, not of 1 May.
Example: Decided 30 Oct 2026 on a review of 27 Jul 2026: passes.
Excludes: Decisions to renegotiate, to rebid and to leave.
Mend: Review the supplier and its risks, decide again, and cite the review.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._contracts import ended
from generator.checks._reviews import reviews
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months, parse_date
from generator.model.records import Contract, Item
from generator.model.words import day


@check(
    "PER-06",
    "no-renew-without-data",
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="risk_review", kind="flag", required=False, stricter="true"),
    subject=Subject.CONTRACT,
)
def run(case: Case) -> Iterator[Result]:
    """One result for the review cited by each decision to renew, and one for the look at risks."""
    for contract in case.contracts:
        decision = contract.renewal.get("decision") or {}
        if contract.dead or decision.get("decision") != "renew":
            continue
        if ended(contract, case.today, case.catalog.reference):
            continue
        decided = parse_date(decision.get("decided_on"))
        if decided is not None and not case.today.reached(decided):
            continue
        yield _cited(case, contract, decided, str(decision.get("assessment") or ""))
        if case.flag("risk_review"):
            yield _risks(case, contract, decided)


def _cited(case: Case, contract: Contract, decided: date | None, name: str) -> Result:
    if not name:
        return _result(case, contract, "assessment", Outcome.FAIL, "no review cited")
    found = [one for one in reviews(case.supplier) if one.id == name]
    if not found:
        held = f"review {name}, which is not in the record"
        return _result(case, contract, "assessment", Outcome.FAIL, held)
    outcome, held = _fresh(case, found[0], decided)
    return _result(case, contract, "assessment", outcome, held)


def _risks(case: Case, contract: Contract, decided: date | None) -> Result:
    found = sorted(
        reviews(case.supplier, ("risk",)), key=lambda one: one.text("performed_on"), reverse=True
    )
    answers = [_fresh(case, one, decided) for one in found]
    for wanted in (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL):
        for outcome, held in answers:
            if outcome is wanted:
                return _result(case, contract, "risk", outcome, held)
    return _result(case, contract, "risk", Outcome.FAIL, "no review of risks on file")


def _fresh(case: Case, review: Item, decided: date | None) -> tuple[Outcome, str]:
    """Whether the review was done before the decision and counts on its day."""
    performed = review.date("performed_on")
    if performed is None or decided is None:
        what = "review" if performed is None else "decision"
        return Outcome.UNKNOWN, f"review {review.id}; the day of the {what} is not recorded"
    held = f"review {review.id} of {day(performed)}, decided on {day(decided)}"
    in_time = performed <= decided <= add_months(performed, case.integer("months"))
    return Outcome.PASS if in_time else Outcome.FAIL, held


_WHAT = {"assessment": "a review", "risk": "a review of risks"}


def _result(case: Case, contract: Contract, part: str, outcome: Outcome, held: str) -> Result:
    subject = f"contracts/{contract.id}/renewal/{part}"
    months, topic = case.integer("months"), f"contracts/{contract.id}"
    required = f"{_WHAT[part]} of the {months} months before the decision"
    if outcome is Outcome.PASS:
        return passed(subject, required=required, held=held, topic=topic)
    return Result(
        outcome=outcome,
        subject=subject,
        topic=topic,
        pointer=(*contract.pointer, "renewal", "decision"),
        required=required,
        held=held,
        message=f"The decision to renew contract {contract.id} needs {required}; on file: {held}",
        fix="Review the supplier and its risks, confirm the decision, and record both.",
    )
