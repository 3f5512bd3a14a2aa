"""Grave security findings are closed in time.

Why: A hole that was found and left open is worse than one that nobody knew of.
Method: In each review of the named kinds that was done, each corrective action of one of the named
severities must be closed by its due day. An open action without a severity or a due day: unknown.
Before the day, a finding in the smallest of the days of warning.
Boundary: Open on the due day is in time, open the day after is late. Closed late is closed.
Example: High finding due 31 Oct, open on 1 Nov: fails.
Excludes: Other corrective actions (PER-05).
Mend: Ask the supplier for proof that the hole is closed, and record ``closed_on``.
"""

from collections.abc import Iterator

from generator.checks._actions import GRAVITIES, overdue
from generator.checks._reviews import KINDS, actions, closed, done
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.words import listing, plain


@check(
    "SEC-06",
    "open-findings",
    Param(name="kinds", kind="texts", allowed=KINDS, stricter="more"),
    Param(name="severities", kind="texts", allowed=GRAVITIES, stricter="more"),
    warn_days=True,
)
def run(case: Case) -> Iterator[Result]:
    """One result for each grave action, and for each open one that may be grave."""
    grave = case.texts("severities")
    required = f"{listing(tuple(plain(one) for one in grave), 'or')} findings closed by their day"
    for review in done(case, case.texts("kinds")):
        for action in actions(review):
            gravity, subject = action.text("severity"), f"reviews/{review.id}/{action.id}"
            if gravity in grave:
                yield overdue(case, review, action, required)
            elif gravity:
                continue
            elif closed(case, action):
                yield passed(subject, required=required, held="closed", topic="reviews/actions")
            else:
                yield Result(
                    outcome=Outcome.UNKNOWN,
                    subject=subject,
                    topic="reviews/actions",
                    pointer=action.pointer,
                    required=required,
                    held="open, and how grave it is is not recorded",
                    message=f"Action {action.id} of review {review.id} is open, and how grave it "
                    f"is is not recorded; required: {required}",
                    fix="Record the action's severity.",
                )
