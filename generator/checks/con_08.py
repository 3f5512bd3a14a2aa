"""What comes after a contract is decided in time.

Why: Who decides in the last week renews at the supplier's price.
Method: The decision on record about the present term must be dated. For a contract that renews
itself it must be no later than the clause's days before notice has to be sent; for another one no
later than the clause's days before its end. Which of the two is asked depends on the figures that
the clause gives. A decision to go on must rest on a review that is named, done before it and within
the clause's months, where it gives months. One that renewed itself without a decision fails.
Boundary: A decision on the last day is in time. A review of exactly so many months before the
decision is fresh enough. No day on record, or a calendar that does not hold the year: unknown.
Example: Ends 31 Jan, 45 days: decided by 17 Dec.
Excludes: Decisions still to be made (CON-04, CON-06).
Mend: A late decision cannot be undone: note why it was late. Record the day and the review that it
rests on.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._contracts import GOES_ON, Present, decision, ended, notice, present
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_days, add_months, parse_date
from generator.model.records import Contract
from generator.model.words import day

PARAMS = (
    Param(name="decide_days", kind="integer", required=False, stricter="higher"),
    Param(name="end_days", kind="integer", required=False, stricter="higher"),
    Param(name="months", kind="integer", required=False, stricter="lower"),
)


@check("CON-08", "renewal-decision", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each decision on record, and for each term that began without one."""
    for contract in case.contracts:
        if contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        now = present(contract, case.today, case.catalog.reference)
        kind = "decide_days" if now.renews else "end_days"
        if now.last_day is None:
            continue
        faults = Faults()
        if decision(contract, case.today, now):
            if kind in case.requirement.params:
                held = _decided(case, contract, now, faults)
                yield judge(_thing(case, contract, kind), faults, held)
        elif "decide_days" in case.requirement.params and _slipped(contract, now):
            begun = day(now.begins) if now.begins else ""
            faults.wrong.append(f"it renewed itself on {begun} without a decision")
            yield judge(_thing(case, contract, "decide_days"), faults, "")


def _decided(case: Case, contract: Contract, now: Present, faults: Faults) -> str:
    found = contract.renewal["decision"]
    when = parse_date(found.get("decided_on"))
    if when is None:
        faults.missing("the day of the decision")
        return ""
    by, why = _due(case, contract, now)
    if why:
        faults.unknown.append(why)
    elif by is not None and when > by:
        faults.wrong.append(f"decided on {day(when)}, due by {day(by)}")
    if "months" in case.requirement.params and found.get("decision") in GOES_ON:
        _review(case, str(found.get("assessment") or ""), when, faults)
    return f"decided on {day(when)}" + (f", due by {day(by)}" if by else "")


def _due(case: Case, contract: Contract, now: Present) -> tuple[date | None, str]:
    """The last day for the decision, or why it cannot be computed; neither where there is none."""
    if now.last_day is None:
        return None, ""
    if not now.renews:
        return add_days(now.last_day, -case.integer("end_days")), ""
    dates = notice(contract, now, case.catalog.reference, case.integer("decide_days"))
    # Without a period of notice there is no such day: CON-09 asks for the period.
    return (dates.decide_by, dates.reason) if dates else (None, "")


def _slipped(contract: Contract, now: Present) -> bool:
    """Whether the last renewal was one that nobody chose."""
    found = contract.renewal.get("decision") or {}
    return now.renewed > 1 or (now.renewed == 1 and found.get("decision") not in GOES_ON)


def _review(case: Case, name: str, decided: date, faults: Faults) -> None:
    months = case.integer("months")
    cited = [one for one in case.supplier.listed("reviews") if one.id == name]
    if not cited:
        faults.wrong.append("no review is named" if not name else f"review {name} is not on file")
        return
    done = cited[0].date("performed_on")
    if done is None:
        faults.missing(f"the day of review {name}")
    elif done > decided:
        faults.wrong.append(f"review {name} was done on {day(done)}, after the decision")
    elif add_months(done, months) < decided:
        faults.wrong.append(f"review {name} was done on {day(done)}, too long before the decision")


def _thing(case: Case, contract: Contract, kind: str) -> Thing:
    days, months = case.integer(kind), case.integer("months", 0)
    what = "notice is sent" if kind == "decide_days" else "the end"
    rests = f", on a review of the {months} months before" if months else ""
    return Thing(
        subject=f"contracts/{contract.id}/decision",
        topic=f"contracts/{contract.id}",
        words=f"What comes after the term of contract {contract.id}",
        required=f"a decision {days} days before {what}{rests}",
        fix="Record when it was decided and on what review; if it was late, note why.",
        pointer=(*contract.pointer, "renewal"),
    )
