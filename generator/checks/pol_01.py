"""The policy was reviewed in time.

Why: A policy that nobody looks at any more is a policy that nobody follows.
Method: Each policy in force must have a review date that is not past. Before it, one finding in the
smallest of the days of warning.
Boundary: On the review date it is still in time.
Example: review_by 2026-10-31: overdue from 1 Nov 2026.
Mend: Review the policy, record the version and the next review date.
"""

from collections.abc import Iterator

from generator.checks.base import CatalogCase, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.words import day


@check("POL-01", "review-due", subject=Subject.POLICY, warn_days=True)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each policy in force."""
    for policy in case.catalog.policies.values():
        if policy.status != "in_force":
            continue
        subject = f"policies/{policy.id}"
        due = policy.review_by
        overdue = due is not None and case.today.after(due)
        bucket = None
        if due is not None and not overdue and case.requirement.warn_days:
            bucket = case.bucket(due)
        if due is not None and not overdue and bucket is None:
            yield passed(subject)
            continue
        state = f"was due by {day(due)}" if overdue and due else "has no date"
        if bucket is not None and due is not None:
            state = f"is due by {day(due)}, within {bucket[0]} days"
        yield Result(
            outcome=Outcome.FAIL if due else Outcome.UNKNOWN,
            subject=subject,
            topic=subject,
            path=policy.path,
            pointer=("review_by",) if due else (),
            severity="info" if bucket is not None else None,
            required="a review that is not overdue",
            held=state,
            message=f"The review of '{policy.title}' {state}",
            fix="Review the policy, and record its version and the next review_by.",
            last_day=due,
            act_by=due,
        )
