"""A contract without an end is looked at again and again.

Why: A contract that nobody has to renew is a contract that nobody has to justify.
Method: Each contract in force that runs until someone ends it was reviewed within the clause's
months; until the first review its start counts.
Boundary: Reviewed 31 Mar 2026 counts for 12 months through 31 Mar 2027. With days of warning, a
reminder comes before that.
Example: In force since 2023, never reviewed: fails.
Excludes: Contracts with an end (CON-04) and those that renew themselves (CON-06).
Mend: Ask whether it should go on, and record reviewed_on.
"""

from collections.abc import Iterator

from generator.checks._contracts import running
from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_months
from generator.model.records import Contract
from generator.model.words import day

MONTHS = Param(name="months", kind="integer", stricter="lower")


@check("CON-21", "evergreen-review", MONTHS, subject=Subject.CONTRACT, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract in force without an end."""
    for contract in case.contracts:
        if contract.term.end_excl is None and running(contract, case.today, case.catalog.reference):
            yield _result(case, contract)


def _result(case: Case, contract: Contract) -> Result:
    months, start = case.integer("months"), contract.term.start
    assert start is not None
    reviewed = contract.date("reviewed_on")
    if reviewed is not None and not case.today.reached(reviewed):
        reviewed = None
    since = reviewed or start
    last = add_months(since, months)
    thing = Thing(
        subject=f"contracts/{contract.id}/review",
        topic=f"contracts/{contract.id}",
        words=f"Contract {contract.id} has no end",
        required=f"a review within {months} months",
        fix="Ask whether it should go on, and record reviewed_on.",
        pointer=(*contract.pointer, "reviewed_on") if reviewed else contract.pointer,
    )
    faults = Faults()
    if case.today.after(last):
        when = f"reviewed on {day(reviewed)}" if reviewed else "never reviewed"
        faults.wrong.append(f"{when}, in force since {day(start)}")
    held = f"reviewed on {day(reviewed)}" if reviewed else f"in force since {day(start)}"
    due = f"{held}, due by {day(last)}"
    soon = None if faults.wrong else ends_soon(case, thing, last, due)
    return soon or judge(thing, faults, held, last_day=last)
