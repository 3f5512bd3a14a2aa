"""Employers' liability is high enough, and excluded owners were looked at.

Why: Workers' compensation pays what the statute says. What an injured worker may claim beyond it is
paid by employers' liability, and an owner left out of the policy is covered by neither.
Method: Each of the three limits of employers' liability (each accident; disease, each employee;
disease, policy limit) is held against the clause's figure as INS-07 holds limits; an umbrella adds
its limit for each occurrence to the first two and its aggregate to the last. If owners or officers
are excluded, the day on which the risk team looked at that must be on record.
Boundary: Held equal to required passes. A limit, or whether owners are excluded, not recorded:
unknown. Excluded and reviewed passes from the day of the review. Where nothing is in force, an
exemption in date for every place of work stands in for all four.
Example: Required USD 500,000 each, certificate shows 100,000 / 500,000 / 100,000: the first and the
last fail.
Excludes: The statutory part (INS-13).
Mend: Ask the broker for higher limits; have the risk team look at the excluded owners.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, line_name, policies, topic
from generator.checks._exempt import exempt
from generator.checks._held import undated
from generator.checks._limits import COUNTING, hold
from generator.checks._tower import EL_LIMITS
from generator.checks._workers import LINE
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import day

PARAMS = (*(Param(name=name, kind="money", stricter="higher") for name in EL_LIMITS), *COUNTING)
REQUIRED = "owners not excluded, or looked at"


@check("INS-15", "el-limits", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each of the three limits, and one for excluded owners."""
    for name, (limit, umbrella_limit) in EL_LIMITS.items():
        yield from hold(case, LINE, limit, umbrella_limit, case.money(name))
    outcome, held, policy = _owners(case)
    subject = f"insurance/{LINE}/owners"
    if outcome is Outcome.PASS:
        yield passed(subject, required=REQUIRED, held=held, topic=topic(LINE))
        return
    yield Result(
        outcome=outcome,
        subject=subject,
        topic=topic(LINE),
        pointer=policy.pointer if policy else ("insurance",),
        required=REQUIRED,
        held=held,
        message=f"{line_name(LINE)}: {held}",
        fix="Have the risk team look at the excluded owners, and record proprietor_reviewed_on.",
        last_day=policy.term.last_day if policy else None,
    )


def _owners(case: Case) -> tuple[Outcome, str, InsurancePolicy | None]:
    found = policies(case.supplier, (LINE,))
    running = in_force(found, case.today)
    judged = [(_judge(case, one), one) for one in running]
    # Each policy in force insures people of its own, so each has to be in order.
    for wanted in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS):
        for (outcome, held), one in judged:
            if outcome is wanted:
                return outcome, held, one
    freed = exempt(case, LINE)
    if freed.holds:
        return Outcome.PASS, freed.words, None
    if freed.holds is None:
        return Outcome.UNKNOWN, f"no policy in force, and {freed.words}", None
    unclear = undated(found)
    if unclear:
        return Outcome.UNKNOWN, f"policy {unclear[0].number} has no complete term", unclear[0]
    return Outcome.FAIL, "nothing in force", None


def _judge(case: Case, policy: InsurancePolicy) -> tuple[Outcome, str]:
    excluded = policy.data.get("proprietor_excluded")
    if excluded is None:
        held = f"policy {policy.number} does not say whether owners are excluded"
        return Outcome.UNKNOWN, held
    if excluded is False:
        return Outcome.PASS, f"policy {policy.number}, owners not excluded"
    reviewed = policy.date("proprietor_reviewed_on")
    if reviewed is None or not case.today.reached(reviewed):
        held = f"policy {policy.number} excludes owners, and no review of that is on record"
        return Outcome.FAIL, held
    return Outcome.PASS, f"policy {policy.number} excludes owners, reviewed on {day(reviewed)}"
