"""Somebody with the authority approved it, and not the one who asked.

Why: Most purchasing fraud needs only one pair of hands in two places.
Method: For each award since the clause's day. Where the clause gives no limit: there is an approval
by somebody other than the requester, no later than the signature, and, where roles are named, by
one of them. Where it gives a limit: the roles named may approve up to it; what is worth more, at
the rate of the day of the award, is approved by somebody else as well.
Boundary: Exactly the limit is within it. Approved on the day of the signature is in time, in an
emergency later as well. Without requester, value, day or rate: unknown.
Example: Site leads may approve up to USD 25,000; worth USD 40,000 and approved by one: fails.
Excludes: Who signed (CON-18). That one of the approvers also asked (REC-12): here such an approval
does not count, and another that does is enough.
Mend: Have it approved by somebody with the authority, and record who did and when.
"""

from collections.abc import Iterator

from generator.checks._awards import (
    AWARDED_FROM,
    RATE_AGE,
    Award,
    awards,
    exceeds,
    named_roles,
)
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.assessment import Outcome
from generator.model.dates import parse_date
from generator.model.records import Data
from generator.model.words import day, listing

PARAMS = (
    Param(name="roles", kind="texts", required=False),
    Param(name="limit", kind="money", required=False, stricter="lower"),
    AWARDED_FROM,
    RATE_AGE,
)


@check("SRC-05", "approval-authority", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each award since the clause's day."""
    for award in awards(case, calls=True):
        if "limit" not in case.requirement.params:
            yield _approved(case, award)
        elif _approvals(case, award):
            yield _limit(case, award)


def _approvals(case: Case, award: Award) -> list[Data]:
    """Those on record by today, refusals left out."""
    found = []
    for one in award.contract.data.get("approvals") or ():
        when = parse_date(one.get("decided_on"))
        if one.get("decision") != "rejected" and (when is None or case.today.reached(when)):
            found.append(one)
    return found


def _approved(case: Case, award: Award) -> Result:
    roles, role_name = case.texts("roles"), case.catalog.reference.role_name
    approvals = _approvals(case, award)
    # That somebody approved what they asked for is told by REC-12; here it is no approval.
    others = [one for one in approvals if one["by"] != award.requested_by]
    answers = [(one, _counts(award, one, roles, role_name(one["by"]))) for one in others]
    good = next((one for one, why in answers if why.outcome is Outcome.PASS), None)
    faults = Faults()
    if good is None:
        told = [why for _, why in answers]
        # One that may count weighs more than one that does not.
        perhaps = [why for why in told if why.outcome is Outcome.UNKNOWN]
        for why in perhaps or told:
            faults.wrong += why.wrong
            faults.unknown += why.unknown
        if not others:
            faults.wrong.append(f"no approval{' by anybody else' if approvals else ''} on file")
    named = f" by {named_roles(case, roles, 'an approver')}" if roles else ""
    thing = _thing(award, "approval", f"an approval{named}, not by the one who asked")
    return judge(thing, faults, f"approved by {role_name(good['by'])}" if good else "")


def _counts(award: Award, approval: Data, roles: tuple[str, ...], name: str) -> Faults:
    """What is wrong with one approval."""
    faults = Faults()
    when, signed = parse_date(approval.get("decided_on")), award.contract.signed_on
    if not award.requested_by:
        faults.missing("who asked for it")
    if roles and approval["by"] not in roles:
        faults.wrong.append(f"approved by {name}")
    if when is None:
        faults.missing(f"when {name} approved it")
    elif signed is not None and when > signed and award.exempt != "emergency":
        faults.wrong.append(f"approved on {day(when)}, signed on {day(signed)}")
    return faults


def _limit(case: Case, award: Award) -> Result:
    limit, roles = case.money("limit"), case.texts("roles")
    role_name = case.catalog.reference.role_name
    by = [str(one["by"]) for one in _approvals(case, award)]
    higher = [one for one in by if one not in roles and one != award.requested_by]
    over, why = exceeds(case, award.value, limit, award.on)
    faults = Faults()
    held = f"worth {award.value}, approved by {listing([role_name(one) for one in by])}"
    if over is None and not higher:
        faults.unknown.append(why)
    elif over and not higher:
        faults.wrong.append(held)
    named = named_roles(case, roles, "those with that limit")
    thing = _thing(award, "approval-limit", f"above {limit} an approval by more than {named}")
    return judge(thing, faults, held if award.value else f"approved by {len(by)}")


def _thing(award: Award, part: str, required: str) -> Thing:
    contract = award.contract
    return Thing(
        subject=f"{award.name}/{part}",
        topic=f"{award.name}/approval",
        words=f"Approval of contract {contract.id}",
        required=required,
        fix="Have it approved by somebody with the authority, and record who did and when.",
        pointer=(*contract.pointer, "approvals")
        if "approvals" in contract.data
        else contract.pointer,
    )
