"""Corrective actions are done in time.

Why: What was agreed and not done will be agreed again next year.
Method: In each review that was done, of the named kinds or of any, each corrective action is closed
by its due day. An open action without a due day: unknown. Before the day, one finding in the
smallest of the days of warning.
Boundary: Open on the due day is in time, open the day after is late. Closed late is closed.
Example: Due 30 Sep, open on 1 Oct: fails.
Excludes: Security findings, where the clause leaves those reviews to SEC-06.
Mend: Ask the supplier's management for proof that it is done, and record ``closed_on``.
"""

from collections.abc import Iterator

from generator.checks._actions import overdue
from generator.checks._reviews import KINDS_PARAM, actions, done
from generator.checks.base import Case, Result, check


@check("PER-05", "capa-overdue", KINDS_PARAM, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each corrective action."""
    for review in done(case, case.texts("kinds")):
        for action in actions(review):
            yield overdue(case, review, action, "corrective actions closed by their day")
