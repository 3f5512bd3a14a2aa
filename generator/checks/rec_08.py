"""The record is looked at again in time.

Why: A record that nobody reads any more describes a firm that is no longer there.
Method: The record names the day by which its owner goes through it again. Past that day it is
overdue; before it, one reminder in the smallest of the days of warning. A day further off than the
clause's months is no promise, and is a warning.
Boundary: On the day itself it is still in time, and as many months off as the clause allows is
near enough. No day recorded: unknown.
Example: Due 31 Jul 2026: overdue from 1 Aug 2026.
Excludes: Whether the owner really read it.
Mend: Go through the record, correct it, and write the next day.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months, parse_date
from generator.model.words import day

MONTHS = Param(name="at_most_months", kind="integer", required=False, stricter="lower")


@check("REC-08", "record-recertified", MONTHS, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for the record."""
    due = parse_date(case.supplier.data.get("review_due_on"))
    months = case.integer("at_most_months", 0)
    thing = Thing(
        subject="record/review_due_on",
        words="Review of the record",
        required="a review that is not overdue"
        + (f", at most {months} months ahead" if months else ""),
        fix="Go through the record with the supplier, correct it, and write the next day.",
        pointer=("review_due_on",) if due else (),
    )
    faults = Faults()
    if due is None:
        faults.missing("the day of the next review")
        yield judge(thing, faults, "")
        return
    if case.today.after(due):
        faults.wrong.append(f"it was due by {day(due)}")
        yield judge(thing, faults, "", last_day=due)
        return
    if months and not case.today.reached(add_months(due, -months)):
        faults.wrong.append(f"it is put off to {day(due)}")
        yield judge(thing, faults, "", severity="warning")
        return
    held = f"due by {day(due)}"
    yield ends_soon(case, thing, due, held) or judge(thing, faults, held)
