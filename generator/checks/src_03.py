"""An award without competition says why, and who agreed, and for how long.

Why: An exception without a reason and an end becomes the rule.
Method: Each exemption on record holds the justification, why the price is fair, who approved it and
when, and the last day it counts. The approver is one of the clause's roles and not the one who
asked; it was approved by the day of the award, unless it was an emergency; it counts no longer than
the clause's time from the approval; and while the contract runs it has not run out.
Boundary: Approved on the day of the award is in time. It counts through its last day. What is
missing fails; who asked, where it is not recorded, is unknown.
Example: A single source without a word on the price: fails, and names it.
Excludes: Awards below the threshold.
Mend: Complete the record, or have it approved. Before it runs out, ask the market again.
"""

from collections.abc import Iterator

from generator.checks._awards import AWARDED_FROM, Award, awards
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import parse_date, parse_duration
from generator.model.words import day, duration, listing, plain

PARAMS = (
    Param(name="approvers", kind="texts", required=False),
    Param(name="longest", kind="text", required=False),
    AWARDED_FROM,
)
_WORDS = {
    "justification": "why nobody else could do it",
    "price_reasonableness": "why the price is fair",
    "approved_by": "who approved it",
    "approved_on": "when it was approved",
    "expires_on": "until when it counts",
}


@check("SRC-03", "exemption-complete", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each exemption of a contract that has not ended."""
    for award in awards(case, calls=True):
        if award.exempt:
            yield _result(case, award)


def _result(case: Case, award: Award) -> Result:
    faults = Faults()
    missing = [words for key, words in _WORDS.items() if not award.exemption.get(key)]
    if missing:
        faults.wrong.append(f"not on file: {listing(missing)}")
    _approval(case, award, faults)
    _time(case, award, faults)
    longest = duration(str(case.requirement.params.get("longest") or ""))
    roles = [case.catalog.reference.role_name(one) for one in case.texts("approvers")]
    thing = Thing(
        subject=f"{award.name}/award/exemption",
        topic=f"{award.name}/award",
        words=f"Award of contract {award.contract.id} without competition ({plain(award.exempt)})",
        required="a reason, why the price is fair, and an approval"
        + (f" by {listing(roles, 'or')}" if roles else "")
        + (f" for at most {longest}" if longest else " with an end"),
        fix="Complete the justification and have it approved; before it ends, ask the market.",
        pointer=(*award.pointer, "exemption"),
    )
    expires = parse_date(award.exemption.get("expires_on"))
    return judge(thing, faults, "complete and approved", last_day=expires)


def _approval(case: Case, award: Award, faults: Faults) -> None:
    approver = str(award.exemption.get("approved_by") or "")
    approved = parse_date(award.exemption.get("approved_on"))
    allowed = case.texts("approvers")
    name = case.catalog.reference.role_name(approver)
    if approver and not award.requested_by:
        faults.missing("who asked for it")
    elif approver and approver == award.requested_by:
        faults.wrong.append(f"{name} asked for it and approved it")
    if approver and allowed and approver not in allowed:
        faults.wrong.append(f"approved by {name}")
    if approved and approved > award.on and award.exempt != "emergency":
        faults.wrong.append(f"approved on {day(approved)}, after the award on {day(award.on)}")


def _time(case: Case, award: Award, faults: Faults) -> None:
    approved = parse_date(award.exemption.get("approved_on"))
    expires = parse_date(award.exemption.get("expires_on"))
    longest = parse_duration(case.requirement.params.get("longest"))
    if expires is None:
        return
    if approved and longest and expires > longest.after(approved):
        faults.wrong.append(f"approved on {day(approved)} to {day(expires)}")
    if case.today.after(expires):
        faults.wrong.append(f"it counted to {day(expires)}")
