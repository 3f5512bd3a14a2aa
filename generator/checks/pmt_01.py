"""The permit is there before the work starts.

Why: Work without its permit is stopped by the authority, at our cost.
Method: For each planned activity of the named kinds, a permit for that activity and site must be in
force on the day the activity starts. Before that day the finding is a warning; from that day on it
has the requirement's severity.
Boundary: A permit valid from the very day of the start is in time. A permit without both dates:
unknown.
Example: Panel work starts 1 Dec, permit valid from 2 Dec: fails.
Excludes: Whether the permit lasts to the end of the work (PMT-02).
Mend: Hold the start of the work, and ask the permit holder to get the permit.
"""

from collections.abc import Iterator

from generator.checks._permits import Activity, activities, covers, permits
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.words import day

ACTIVITIES = Param(name="activities", kind="texts")


@check("PMT-01", "hold-point", ACTIVITIES, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each planned activity."""
    for activity in activities(case):
        start = activity.starts_on
        if start is None:
            yield _finding(case, activity, Outcome.UNKNOWN, "its start is not recorded")
            continue
        found = permits(case, activity)
        answers = [covers(one, start, start) for one in found]
        if True in answers:
            yield passed(
                activity.subject,
                required=f"a permit in force on {day(start)}",
                held=f"permit {found[answers.index(True)].id}",
                topic=activity.subject,
            )
        elif None in answers:
            held = f"permit {found[answers.index(None)].id} has no complete term"
            yield _finding(case, activity, Outcome.UNKNOWN, f"on file: {held}")
        else:
            held = f"permit {found[0].id} is not in force on that day" if found else "no permit"
            yield _finding(case, activity, Outcome.FAIL, f"on file: {held}")


def _finding(case: Case, activity: Activity, outcome: Outcome, held: str) -> Result:
    start = activity.starts_on
    begun = start is None or case.today.reached(start)
    when = day(start) if start else "a day that is not recorded"
    return Result(
        outcome=outcome,
        subject=activity.subject,
        topic=activity.subject,
        pointer=activity.pointer,
        severity=None if begun else "warning",
        required=f"a permit in force on {when}",
        held=held,
        message=f"{activity.words} {'started' if begun else 'starts'} on {when} and needs a "
        f"permit in force; {held}",
        fix="Hold the start of the work until the permit is on file.",
        act_by=start,
    )
