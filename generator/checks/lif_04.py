"""Statuses change in the order that they can.

Why: A supplier that goes from prospect to approved in one step skipped everything between.
Method: The history of the status goes from its first step to its last by moves that are allowed: a
prospect is onboarded, then approved (or approved with conditions), suspended and taken back, then
offboarded, then inactive. From any status a supplier may be blocked; from blocked, suspended and
inactive it may come back. The days are in order, none is still to come, and the last step is the
status of the record, with its day.
Boundary: Two steps on one day are in order.
Example: Prospect, then approved: the onboarding is missing.
Excludes: Records without a history, which show no moves; what a change of the record shows is
compared when it is proposed.
Mend: Add the missing step with its day, or correct the one that was mistyped.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Item
from generator.model.words import day, plain

MOVES: Mapping[str, tuple[str, ...]] = {
    "prospect": ("onboarding", "inactive"),
    "onboarding": ("approved", "conditional", "prospect", "inactive"),
    "approved": ("conditional", "suspended", "offboarding"),
    "conditional": ("approved", "suspended", "offboarding"),
    "suspended": ("approved", "conditional", "onboarding", "offboarding"),
    "offboarding": ("approved", "conditional", "inactive"),
    "inactive": ("prospect", "onboarding"),
    "blocked": ("onboarding", "suspended", "offboarding", "inactive"),
}
"""To which statuses a supplier may move; to blocked from any."""
_TOPIC = "record/status"


@check("LIF-04", "illegal-transition")
def run(case: Case) -> Iterator[Result]:
    """One result for each move, and one for the last step; none without a history."""
    history = case.supplier.listed("status_history")
    for place, (before, after) in enumerate(pairwise(history), start=1):
        yield _move(place, before, after)
    if history:
        yield _last(case, history[-1])


def _move(place: int, before: Item, after: Item) -> Result:
    subject = f"status_history/{place}"
    start, end = before.text("status"), after.text("status")
    required = f"a move that is allowed from '{plain(start)}', on a day that is not earlier"
    held = f"'{plain(start)}' to '{plain(end)}'"
    earlier, later = before.date("since"), after.date("since")
    if end not in (start, "blocked", *MOVES.get(start, ())):
        return _not(subject, required, held, after)
    if earlier is not None and later is not None and later < earlier:
        held += f", on {day(later)} after {day(earlier)}"
        return _not(subject, required, held, after)
    return passed(subject, required=required, held=held, topic=_TOPIC)


def _last(case: Case, step: Item) -> Result:
    status, since = case.supplier.status, case.supplier.data.get("status_since")
    subject = "status_history/last"
    required = "a last step that is the status of the record, with its day"
    began = step.date("since")
    held = f"'{plain(step.text('status'))}' since {day(began) if began else 'no day'}"
    same = step.text("status") == status and since in (None, step.text("since"))
    if not same or (began is not None and not case.today.reached(began)):
        return _not(subject, required, held, step)
    return passed(subject, required=required, held=held, topic=_TOPIC)


def _not(subject: str, required: str, held: str, step: Item) -> Result:
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=_TOPIC,
        pointer=step.pointer,
        required=required,
        held=held,
        message=f"History of the status: {held}; required is {required}",
        fix="Add the missing step with its day, or correct the one that was mistyped.",
    )
