"""No evidence comes from the future.

Why: A date to come is a slip of the pen, and makes old evidence look fresh.
Method: received_on, verified_on and last_verified_on must not be after the day of the check.
Boundary: Today is fine, tomorrow is not.
Example: verified_on 2027-01-06, checked on 2026-01-08: fails (probably the wrong year).
Mend: Correct the date. If the verification is still to come, leave it out until it is done.
"""

from collections.abc import Iterator

from generator.checks._walk import objects
from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import parse_date
from generator.model.words import day

_FIELDS = ("received_on", "verified_on", "last_verified_on")


@check("REC-05", "no-future-evidence")
def run(case: Case) -> Iterator[Result]:
    """One result for each date to come, or one pass."""
    clean = True
    for pointer, name, data in objects(case.supplier.data):
        for field in _FIELDS:
            when = parse_date(data.get(field))
            if when is None or case.today.reached(when):
                continue
            clean = False
            yield Result(
                outcome=Outcome.FAIL,
                subject=f"{name}/{field}",
                topic="record/dates",
                pointer=(*pointer, field),
                required="a day that is not to come",
                held=day(when),
                message=f"{name}: {field} is {day(when)}, which is still to come",
                fix="Correct the date; leave it out until the thing is done.",
            )
    if clean:
        yield passed(
            "record/evidence-dates",
            required="no evidence of a day to come",
            held="no such day on record",
        )
