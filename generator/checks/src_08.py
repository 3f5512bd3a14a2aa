"""An emergency is put on record within days, and stays small.

Why: In an emergency one acts first. What is not written down soon after never is.
Method: For each award by emergency: where the clause gives days, its file is complete within that
many business days after it; where it gives a limit, it is worth no more, at the rate of that day.
Boundary: On the last of those days it is in time; until then there is time. Exactly the limit is
allowed. A year that the calendar does not hold, or no value: unknown.
Example: Ordered on Friday 20 Nov, 5 business days, Thanksgiving between: by Mon 30 Nov.
Excludes: The reason and the approval (SRC-03).
Mend: Complete the file now, and note why it was late.
"""

from collections.abc import Iterator

from generator.checks._awards import AWARDED_FROM, RATE_AGE, Award, awards, exceeds
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import business_days_after, parse_date
from generator.model.words import day

PARAMS = (
    Param(name="days", kind="integer", required=False, stricter="lower"),
    Param(name="limit", kind="money", required=False, stricter="lower"),
    AWARDED_FROM,
    RATE_AGE,
)


@check("SRC-08", "emergency-ratified", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for the record of each emergency, and one for its value."""
    for award in awards(case, calls=True):
        if award.exempt != "emergency":
            continue
        if "days" in case.requirement.params:
            yield _record(case, award)
        if "limit" in case.requirement.params:
            yield _value(case, award)


def _record(case: Case, award: Award) -> Result:
    days, calendar = case.integer("days"), case.catalog.reference.holidays
    by = business_days_after(award.on, days, calendar.is_business_day)
    done = parse_date(award.exemption.get("documented_on"))
    done = done if done is not None and case.today.reached(done) else None
    faults = Faults()
    held = f"on file on {day(done)}" if done else "there is time"
    if by is None:
        faults.unknown.append(f"the calendar '{calendar.id}' does not hold the days after it")
    elif done is None and case.today.after(by):
        faults.wrong.append("no complete file on record")
    elif done is not None and done > by:
        faults.wrong.append(f"the file was complete on {day(done)}")
    due = f", by {day(by)}" if by else ""
    required = f"a complete file within {days} business days{due}"
    return judge(_thing(award, "emergency", required), faults, held, last_day=by)


def _value(case: Case, award: Award) -> Result:
    limit = case.money("limit")
    over, why = exceeds(case, award.value, limit, award.on)
    faults = Faults()
    if over is None:
        faults.unknown.append(why)
    elif over:
        faults.wrong.append(f"worth {award.value}")
    return judge(_thing(award, "emergency-value", f"at most {limit}"), faults, f"{award.value}")


def _thing(award: Award, part: str, required: str) -> Thing:
    return Thing(
        subject=f"{award.name}/award/{part}",
        topic=f"{award.name}/award",
        words=f"Emergency order {award.contract.id} of {day(award.on)}",
        required=required,
        fix="Complete the file: the reason, the supplier, the amount and the approval.",
        pointer=(*award.pointer, "exemption"),
    )
