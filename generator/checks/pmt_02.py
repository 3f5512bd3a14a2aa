"""The permit lasts as long as the work.

Why: Work that outlasts its permit is work without a permit.
Method: The planned activity, from its start to its end, must lie within the term of one permit for
that activity and site.
Boundary: The last day of the permit may be the last day of the work. A permit without both dates:
unknown.
Example: Work to 31 Jul, permit to 15 Jul: fails.
Excludes: A start without any permit (PMT-01).
Mend: Ask the permit holder for an extension, or plan the work to end earlier.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._permits import Activity, activities, covers, permits
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Permit
from generator.model.words import day

ACTIVITIES = Param(name="activities", kind="texts")


@check("PMT-02", "covers-activity-window", ACTIVITIES, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each planned activity that has a permit."""
    for activity in activities(case):
        found = permits(case, activity)
        start, end = activity.starts_on, activity.ends_on
        if not found:
            continue
        if start is None or end is None:
            yield _open_plan(activity)
            continue
        answers = [covers(one, start, end) for one in found]
        if True in answers:
            good = found[answers.index(True)]
            assert good.term.last_day is not None
            yield passed(
                activity.subject,
                required=f"{day(start)} to {day(end)}",
                held=f"permit {good.id} to {day(good.term.last_day)}",
                topic=activity.subject,
            )
            continue
        unclear = None in answers
        permit = found[answers.index(None)] if unclear else _nearest(found)
        last = permit.term.last_day
        until = f"to {day(last)}" if last else "without an end on record"
        if permit.term.start is None:
            until += ", without a start on record"
        yield Result(
            outcome=Outcome.UNKNOWN if unclear else Outcome.FAIL,
            subject=activity.subject,
            topic=activity.subject,
            pointer=(*permit.pointer, "valid_to") if last else permit.pointer,
            required=f"{day(start)} to {day(end)}",
            held=f"permit {permit.id} {until}",
            message=f"{activity.words} is planned from {day(start)} to {day(end)}; permit "
            f"{permit.id} runs {until}",
            fix="Ask the permit holder for an extension, or plan the work inside the permit.",
            last_day=last,
            act_by=last,
        )


def _open_plan(activity: Activity) -> Result:
    return Result(
        outcome=Outcome.UNKNOWN,
        subject=activity.subject,
        topic=activity.subject,
        pointer=activity.pointer,
        required="a permit for the whole activity",
        held="start or end of the activity is not recorded",
        message=f"{activity.words}: start or end is not recorded, so the permit's term "
        "cannot be compared",
        fix="Record starts_on and ends_on of the activity.",
    )


def _nearest(found: list[Permit]) -> Permit:
    """The one that ends last, whatever the order of the record."""
    return max(found, key=lambda one: (one.term.end_excl or date.max, one.id))
