"""The insurer owes us notice before it cancels.

Why: A policy that is cancelled in its term leaves us uninsured without a word, unless the insurer
has promised to tell us.
Method: For each named line, a policy in force must have notice of cancellation endorsed, of at
least the clause's days. The wording printed on every certificate promises nothing and never counts.
Boundary: Exactly the required days are enough. Endorsed or not, or the days, not recorded: unknown.
Example: 30 days required, endorsed for 10: fails. "Notice in accordance with the policy", not
endorsed: fails.
Excludes: The shorter notice for unpaid premium, which the record does not hold apart.
Mend: Ask the broker for the notice endorsement. Where the insurer refuses, agree that the broker
confirms the cover each quarter, and request a waiver.
"""

from collections.abc import Iterator

from generator.checks._provisions import each_line
from generator.checks._shown import Shown
from generator.checks.base import LINES_PARAM, Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy

DAYS = Param(name="days", kind="integer", stricter="higher")


@check("INS-20", "cancellation-notice", LINES_PARAM, DAYS)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    days = case.integer("days")
    return each_line(
        case,
        lambda policy: _shown(policy, days),
        required=f"{days} days' notice, endorsed",
        about="notice of cancellation",
        key="notice",
        fix="Ask the broker for the endorsement that promises us notice of cancellation.",
    )


def _shown(policy: InsurancePolicy, required: int) -> Shown:
    notice = policy.group("notice_of_cancellation")
    if not notice:
        return Shown(outcome=Outcome.UNKNOWN, held="not recorded", pointer=policy.pointer)
    pointer = (*policy.pointer, "notice_of_cancellation")
    endorsed, days = notice.get("endorsed"), notice.get("days")
    if endorsed is False:
        return Shown(outcome=Outcome.FAIL, held="the form's own wording only", pointer=pointer)
    if days is not None and days < required:
        return Shown(outcome=Outcome.FAIL, held=f"{days} days' notice", pointer=pointer)
    if endorsed is None or days is None:
        what = "days" if days is None else "endorsement"
        return Shown(outcome=Outcome.UNKNOWN, held=f"the {what} not recorded", pointer=pointer)
    return Shown(outcome=Outcome.PASS, held=f"{days} days' notice, endorsed", pointer=pointer)
