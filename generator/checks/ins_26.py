"""What the supplier bears itself is not too much.

Why: Below the deductible or the self-insured retention nobody pays but the supplier. A small firm
with a large retention is not insured for small losses.
Method: Deductible and retention of each policy in force of the named lines are compared with the
clause's figure, in its currency at a dated rate.
Boundary: Exactly the figure passes. Neither recorded: unknown. In another currency without a rate
of the clause's days: unknown.
Example: At most USD 25,000. An umbrella with a retention of USD 10,000 passes, of USD 50,000 fails.
Excludes: A line with no policy in force (INS-01).
Mend: Ask the broker for a lower retention, or the supplier for proof that it can bear it.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, line_name, policies, topic
from generator.checks._shown import Shown, result, said, worst
from generator.checks.base import LINES_PARAM, Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.money import Money
from generator.model.records import InsurancePolicy

PARAMS = (
    LINES_PARAM,
    Param(name="cap", kind="money", stricter="lower"),
    Param(name="rate_max_age_days", kind="integer", stricter="lower", qualifier=True),
)


@check("INS-26", "retention-cap", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line with a policy in force."""
    cap = case.money("cap")
    required = f"at most {cap}"
    for line in case.texts("lines"):
        running = in_force(policies(case.supplier, (line,)), case.today)
        if not running:
            continue
        shown = worst(_shown(case, one, cap) for one in running)
        yield result(
            shown,
            f"insurance/{line}",
            topic=f"{topic(line)}/retention",
            required=required,
            message=f"{line_name(line)}, what the supplier bears itself: {said(shown, required)}",
            fix="Ask the broker for a lower retention, and record it as printed.",
        )


def _shown(case: Case, policy: InsurancePolicy, cap: Money) -> Shown:
    parts = [
        _part(case, policy, key, money, cap)
        for key in ("deductible", "retention_sir")
        if (money := policy.money(key)) is not None
    ]
    if parts:
        return worst(parts)
    held = "deductible and retention not recorded"
    return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=policy.pointer)


def _part(case: Case, policy: InsurancePolicy, key: str, money: Money, cap: Money) -> Shown:
    age = case.integer("rate_max_age_days")
    pointer = (*policy.pointer, key)
    held = case.catalog.reference.rates.convert(money, cap.currency, case.today, age)
    if held is None:
        why = f"and no rate to {cap.currency} of the last {age} days"
        return Shown(outcome=Outcome.UNKNOWN, held=f"{money}, {why}", pointer=pointer)
    outcome = Outcome.PASS if held.amount <= cap.amount else Outcome.FAIL
    return Shown(outcome=outcome, held=str(money), pointer=pointer)
