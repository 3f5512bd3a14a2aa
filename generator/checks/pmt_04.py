"""The permit is for what the contract plans, and where.

Why: A permit belongs to a place and an activity. One for another site, or other work, permits
nothing here.
Method: Each permit in force or to come must match an activity of the contract it names: the same
activity at the same site. A permit that names no contract must match one of any contract.
Boundary: Site or activity of the plan, or the contract's activities, not recorded: unknown. A
permit that has run out is not looked at.
Example: Permit for hot work at the plant, the contract plans roof work there: fails.
Excludes: An activity without a permit (PMT-01).
Mend: Ask the permit holder for the permit of this site and activity, or correct the contract's
plan.
"""

from collections.abc import Iterator

from generator.checks._permits import of_kinds, standing, title
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Contract, Permit
from generator.model.words import listing, plain

ACTIVITIES = Param(name="activities", kind="texts", required=False)


@check("PMT-04", "site-activity-match", ACTIVITIES, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each permit that has not run out."""
    for permit in of_kinds(case, standing(case)):
        if case.today.ended(permit.term):
            continue
        named = permit.text("contract")
        contracts = [one for one in case.contracts if not one.dead and named in ("", one.id)]
        if named and not contracts:
            continue  # a contract that the requirement does not look at
        yield _answer(permit, contracts)


def _answer(permit: Permit, contracts: list[Contract]) -> Result:
    planned = [
        (one["activity"], one.get("site", ""))
        for contract in contracts
        for one in contract.data.get("activities") or ()
    ]
    outcome, why = _matched(permit, planned)
    whose = f"contract {permit.text('contract')}" if permit.text("contract") else "a contract"
    required = f"the site and the activity that {whose} plans"
    held = _words(permit.text("activity"), permit.text("site"))
    subject, topic = f"permits/{permit.id}", f"permits/{permit.id}/match"
    if outcome is Outcome.PASS:
        return passed(subject, required=required, held=held, topic=topic)
    return Result(
        outcome=outcome,
        subject=subject,
        topic=topic,
        pointer=permit.pointer,
        required=required,
        held=held,
        message=f"{title(permit)}: required is {required}; {why}",
        fix="Ask the permit holder for the permit of this site and activity, or correct the plan.",
    )


def _matched(permit: Permit, planned: list[tuple[str, str]]) -> tuple[Outcome, str]:
    activity, site = permit.text("activity"), permit.text("site")
    if not planned:
        return Outcome.UNKNOWN, "no planned activity is recorded"
    if (activity, site) in planned and site:
        return Outcome.PASS, ""
    plan = listing([_words(*one) for one in dict.fromkeys(planned)])
    alike = [where for what, where in planned if what == activity]
    if alike and (not site or "" in alike):
        return Outcome.UNKNOWN, f"a site is not recorded; planned is {plan}"
    return Outcome.FAIL, f"planned is {plan}"


def _words(activity: str, site: str) -> str:
    return f"{plain(activity)} at {site or 'a site not recorded'}"
