"""Risks are looked at again in time.

Why: A risk that nobody looks at grows quietly.
Method: Each risk of the supplier has a day of review that is not past. None recorded: unknown.
Before the day, one finding in the smallest of the days of warning.
Boundary: On the day of review it is in time.
Example: Review on 31 Jan 2027: overdue from 1 Feb.
Excludes: What is done about the risk (RSK-02, RSK-07).
Mend: Go through the risk with its owner, and record what changed and the next day of review.
"""

from collections.abc import Iterator

from generator.checks._due import due
from generator.checks._risks import risks
from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Item
from generator.model.words import day, plain

_REQUIRED = "a review of the risk by its day"


@check("RSK-01", "review-due", warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each risk."""
    for risk in risks(case.supplier):
        yield _risk(case, risk)


def _risk(case: Case, risk: Item) -> Result:
    subject, last = f"risks/{risk.id}/review", risk.date("review_on")
    name = f"Risk {risk.id} ({plain(risk.text('type'))})"
    if last is None:
        return Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic=f"risks/{risk.id}",
            pointer=risk.pointer,
            required=_REQUIRED,
            held="no day recorded",
            message=f"{name} has no day of review on record",
            fix="Agree the day with the risk's owner, and record review_on.",
        )
    state = due(case, last)
    held = f"due by {day(last)}{state.words}"
    if state.far:
        return passed(subject, required=_REQUIRED, held=held, topic=f"risks/{risk.id}")
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=f"risks/{risk.id}",
        severity=state.severity,
        pointer=(*risk.pointer, "review_on"),
        required=_REQUIRED,
        held=held,
        message=f"{name} {'was' if state.past else 'is'} to be reviewed by {day(last)}"
        f"{state.words}",
        fix="Go through the risk with its owner, and record the next review_on.",
        last_day=last,
        act_by=last,
    )
