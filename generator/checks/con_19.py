"""A contract's papers are kept as long as they have to be.

Why: A claim that comes late is answered with the papers, or not at all.
Method: The papers are to be kept the clause's years from the last day of the contract, or from the
final payment where that came later. The day recorded as the last to keep them must not be earlier,
and they must not have been deleted by then. A legal hold comes before every day: while it stands
nothing is deleted.
Boundary: Kept to exactly that day is enough; deleted on that day is too early, a day later is not.
An ended contract without a day on record: unknown, a warning at most.
Example: Ended 31 Dec 2026, 12 years: kept to 31 Dec 2038.
Excludes: Contracts that run and have no day on record yet; those of another retention class, where
the clause names classes.
Mend: Record the later day. What was deleted too early is reported to Legal.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._contracts import ended, present
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_months, parse_date
from generator.model.records import Contract
from generator.model.words import count, day

PARAMS = (
    Param(name="years", kind="integer", stricter="higher"),
    Param(name="classes", kind="texts", required=False),
)


@check("CON-19", "retention", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has ended, or whose retention is on record."""
    for contract in case.contracts:
        kept = contract.group("retention")
        classes = case.texts("classes")
        if contract.dead or (classes and kept.get("class", classes[0]) not in classes):
            continue
        over = ended(contract, case.today, case.catalog.reference)
        until = _keep_until(case, contract)
        if until is not None and (over or "keep_until" in kept or "deleted_on" in kept):
            yield _result(case, contract, until)


def _keep_until(case: Case, contract: Contract) -> date | None:
    """The last day on which the papers have to be there; None without an end."""
    last = present(contract, case.today, case.catalog.reference).last_day
    paid = contract.date("final_payment_on")
    days = [one for one in (last, paid) if one is not None]
    return add_months(max(days), case.integer("years") * 12) if last is not None else None


def _result(case: Case, contract: Contract, until: date) -> Result:
    kept, years = contract.group("retention"), case.integer("years")
    planned, deleted = parse_date(kept.get("keep_until")), parse_date(kept.get("deleted_on"))
    hold = kept.get("legal_hold") is True
    faults = Faults()
    if deleted is not None and case.today.reached(deleted):
        if hold:
            faults.wrong.append(f"deleted on {day(deleted)} under a legal hold")
        elif deleted <= until:
            faults.wrong.append(f"deleted on {day(deleted)}")
    elif not hold and planned is None:
        faults.missing("until when they are kept")
    elif not hold and planned is not None and planned < until:
        faults.wrong.append(f"kept to {day(planned)} only")
    thing = Thing(
        subject=f"contracts/{contract.id}/retention",
        topic=f"contracts/{contract.id}/retention",
        words=f"Papers of contract {contract.id}",
        required=f"kept to {day(until)}, {count(years, 'year')} from its end",
        fix="Record the later day under retention.keep_until; tell Legal of what was deleted.",
        pointer=(*contract.pointer, "retention") if kept else contract.pointer,
    )
    held = "under a legal hold" if hold else f"kept to {day(planned)}" if planned else "deleted"
    # What is only not written down yet says nothing against the supplier.
    return judge(thing, faults, held, severity=None if faults.wrong else "warning")
