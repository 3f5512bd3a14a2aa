"""A change of the handbook is dated, approved and not backdated.

Why: A rule that changed without a version cannot be held against anybody: nobody knows which one
held on the day.
Method: Each policy in force says when it took effect, has an entry of its version among its
changes, dated no later than the day it took effect, and was approved by then, by a role that is not
its owner. A requirement with a time of transition gives at least the clause's days from the day it
took effect. A day or a role that is not recorded: unknown.
Boundary: Approved on the day it takes effect is in time.
Example: Version 2.1 in force, newest change is of 2.0: fails.
Excludes: What a change of the text itself shows, which is compared when it is proposed.
Mend: Add the version to the changes, with its day and what changed, and have it approved.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks.base import CatalogCase, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days, parse_date
from generator.model.policy import Policy, Requirement
from generator.model.records import Pointer
from generator.model.words import day


@check(
    "POL-03",
    "version-bump",
    Param(name="adapt_days", kind="integer", required=False, stricter="higher"),
    subject=Subject.POLICY,
)
def run(case: CatalogCase) -> Iterator[Result]:
    """Results for the version, the day and the approval of each policy in force."""
    for policy in case.catalog.policies.values():
        if policy.status != "in_force":
            continue
        yield _version(policy)
        yield _approval(case, policy)
        for clause in policy.clauses:
            for requirement in clause.requirements:
                yield from _transition(case, policy, requirement)


def _version(policy: Policy) -> Result:
    required = f"an entry of version {policy.version} dated by the day it took effect"
    part, start = "version", policy.effective_from
    entries = policy.data.get("changes") or ()
    found = [
        (place, parse_date(one["date"]))
        for place, one in enumerate(entries)
        if one["version"] == policy.version
    ]
    if not found:
        held = f"the newest is of {entries[0]['version']}" if entries else "no changes on record"
        return _not(policy, part, Outcome.FAIL, required, held, ("changes",) if entries else ())
    place, dated = found[0]
    pointer: Pointer = ("changes", place)
    if start is None or dated is None:
        held = "when it took effect is not recorded"
        return _not(policy, part, Outcome.UNKNOWN, required, held, ())
    held = f"an entry of {day(dated)}, in effect from {day(start)}"
    if dated > start:
        return _not(policy, part, Outcome.FAIL, required, held, pointer)
    return passed(_subject(policy, part), required=required, held=held, topic=_topic(policy))


def _approval(case: CatalogCase, policy: Policy) -> Result:
    required = "approved by the day it took effect, by a role that is not its owner"
    part, start = "approval", policy.effective_from
    by, on = str(policy.data.get("approved_by") or ""), parse_date(policy.data.get("approved_on"))
    name = case.catalog.reference.role_name(by)
    if not by:
        return _not(policy, part, Outcome.FAIL, required, "no approver on record", ())
    if policy.owner and by == policy.owner:
        held = f"approved by {name}, its owner"
        return _not(policy, part, Outcome.FAIL, required, held, ("approved_by",))
    if not policy.owner or on is None or start is None:
        missing = "its owner" if not policy.owner else "the day"
        held = f"approved by {name}; {missing} is not recorded"
        return _not(policy, part, Outcome.UNKNOWN, required, held, ("approved_by",))
    held = f"approved by {name} on {day(on)}"
    if on > start:
        held += f", in effect from {day(start)}"
        return _not(policy, part, Outcome.FAIL, required, held, ("approved_on",))
    return passed(_subject(policy, part), required=required, held=held, topic=_topic(policy))


def _transition(case: CatalogCase, policy: Policy, requirement: Requirement) -> Iterator[Result]:
    days, until = case.integer("adapt_days", 0), requirement.transition_until
    starts = [one for one in (requirement.effective_from, policy.effective_from) if one is not None]
    if until is None or not days or not starts:
        return
    start: date = max(starts)
    part = f"requirements/{requirement.id}"
    required = f"at least {days} days to adapt, from {day(start)}"
    held = f"to {day(until)}"
    if until >= add_days(start, days):
        yield passed(_subject(policy, part), required=required, held=held, topic=_topic(policy))
        return
    pointer = requirement.pointer
    yield _not(policy, part, Outcome.FAIL, required, held, pointer)


def _topic(policy: Policy) -> str:
    return f"policies/{policy.id}"


def _subject(policy: Policy, part: str) -> str:
    return f"policies/{policy.id}/{part}"


def _not(
    policy: Policy, part: str, outcome: Outcome, required: str, held: str, pointer: Pointer
) -> Result:
    return Result(
        outcome=outcome,
        subject=_subject(policy, part),
        topic=_topic(policy),
        path=policy.path,
        pointer=pointer,
        required=required,
        held=held,
        message=f"Policy {policy.id}: {held}; required: {required}",
        fix="Add the version to the changes, with its day and what changed, and have it approved.",
    )
