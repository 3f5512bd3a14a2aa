"""Poor results have consequences.

Why: A low score that changes nothing teaches everybody that scores do not count.
Method: Of the performance reviews that were done and have a score, the newest counts. Below the
clause's upper figure it is a warning, below the lower one it weighs as much as the requirement, and
the review holds at least one corrective action with an owner and a due day. If the last reviews,
as many in a row as the clause says, are all below the lower figure, the newest holds a decision on
suspension.
Boundary: Bands are half-open: a score equal to a figure is not below it; 100 is in the last band.
Example: 62 with figures 70 and 50: a warning. 49.9: an error. 48 and then 45: decide on suspension.
Excludes: Reviews without a score, which say nothing; a score outside 0 to 100 is unknown.
Mend: Agree corrective actions with the supplier; after poor results in a row, decide and record.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._reviews import actions, done, score
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import parse_date
from generator.model.records import Item
from generator.model.words import day

_SUBJECT = "reviews/performance"
_TOPIC = "reviews/results"


@check(
    "PER-03",
    "below-floor",
    Param(name="watch", kind="integer", stricter="higher"),
    Param(name="floor", kind="integer", stricter="higher"),
    Param(name="in_a_row", kind="integer", stricter="lower"),
)
def run(case: Case) -> Iterator[Result]:
    """One result for the newest score; below the floor, more for what has to follow."""
    scored = [
        (one, held) for one in done(case, ("performance",)) if (held := score(one)) is not None
    ]
    if not scored:
        return
    newest, held = scored[-1]
    yield _score(case, newest, held)
    floor, row = case.integer("floor"), max(case.integer("in_a_row"), 1)
    if not 0 <= held < floor:
        return
    yield _actions(newest, floor)
    last = [figure for _, figure in scored[-row:]]
    if len(last) == row and all(figure < floor for figure in last):
        yield _decision(case, newest, row)


def _score(case: Case, review: Item, held: Decimal) -> Result:
    watch, floor = case.integer("watch"), case.integer("floor")
    subject, required = f"{_SUBJECT}/score", f"a score of at least {watch}, never below {floor}"
    if not 0 <= held <= 100:
        outcome, weight = Outcome.UNKNOWN, None
    elif held >= watch and held >= floor:
        return passed(subject, required=required, held=f"{held}", topic=_TOPIC)
    else:
        outcome, weight = Outcome.FAIL, None if held < floor else "warning"
    return Result(
        outcome=outcome,
        subject=subject,
        topic=_TOPIC,
        severity=weight,
        pointer=(*review.pointer, "score"),
        required=required,
        held=f"{held}",
        message=f"Review {review.id} scores {held}; required is {required}",
        fix="Agree a plan with the supplier; if the score is wrong, correct it.",
    )


def _actions(review: Item, floor: int) -> Result:
    subject = f"{_SUBJECT}/actions"
    required = f"a corrective action with an owner and a day, as the score is below {floor}"
    agreed = actions(review)
    if any(one.text("owner") and one.date("due_on") for one in agreed):
        return passed(subject, required=required, held=f"{len(agreed)} on file", topic=_TOPIC)
    held = "none with both" if agreed else "none on file"
    return Result(
        outcome=Outcome.UNKNOWN if agreed else Outcome.FAIL,
        subject=subject,
        topic=_TOPIC,
        pointer=review.pointer,
        required=required,
        held=held,
        message=f"Review {review.id} needs {required}; {held}",
        fix="Agree corrective actions with the supplier, each with an owner and a due day.",
    )


def _decision(case: Case, review: Item, row: int) -> Result:
    subject = f"{_SUBJECT}/suspension"
    required = f"a decision on suspension after {row} such results in a row"
    found = review.group("suspension_decision")
    decided = parse_date(found.get("decided_on"))
    words = str(found.get("decision") or "")
    if words and decided is not None and case.today.reached(decided):
        held = f"{words}, decided on {day(decided)}"
        return passed(subject, required=required, held=held, topic=_TOPIC)
    unclear = bool(words) and decided is None
    held = f"{words}, on a day that is not recorded" if unclear else "none on file"
    return Result(
        outcome=Outcome.UNKNOWN if unclear else Outcome.FAIL,
        subject=subject,
        topic=_TOPIC,
        pointer=review.pointer,
        required=required,
        held=held,
        message=f"Review {review.id} calls for {required}; {held}",
        fix="Propose to the procurement director whether to suspend, and record "
        "suspension_decision.",
    )
