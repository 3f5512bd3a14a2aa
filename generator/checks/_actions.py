"""What the checks of corrective actions share: whether one is open past its day."""

from generator.checks._due import due
from generator.checks._reviews import closed
from generator.checks.base import Case, Result, passed
from generator.model.assessment import Outcome
from generator.model.records import Item
from generator.model.words import day

GRAVITIES = frozenset(("low", "medium", "high", "critical"))
_TOPIC = "reviews/actions"


def overdue(case: Case, review: Item, action: Item, required: str) -> Result:
    """One result for an action: closed, open in time, overdue, or without a due day."""
    subject, last = f"reviews/{review.id}/{action.id}", action.date("due_on")
    if closed(case, action):
        return passed(subject, required=required, held="closed", topic=_TOPIC)
    what = f"Action {action.id} of review {review.id}"
    if last is None:
        return Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic=_TOPIC,
            pointer=action.pointer,
            required=required,
            held="open, no due day recorded",
            message=f"{what} is open, and by when it is due is not recorded",
            fix="Record due_on, and ask the supplier for a plan.",
        )
    state = due(case, last)
    held = f"open, due by {day(last)}{state.words}"
    if state.far:
        return passed(subject, required=required, held=held, topic=_TOPIC)
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=_TOPIC,
        severity=state.severity,
        pointer=action.pointer,
        required=required,
        held=held,
        message=f"{what} {'was' if state.past else 'is'} due by {day(last)}{state.words}, and is "
        "open",
        fix="Ask the supplier for proof that it is done, and record closed_on.",
        last_day=last,
        act_by=last,
    )
