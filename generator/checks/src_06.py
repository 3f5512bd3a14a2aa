"""The panel that compared the offers is large enough and has no interest in the winner.

Why: One person can be wrong or bought; several rarely in the same way.
Method: Asked of each award by tender since the clause's day (or since the requirement is in
effect), or where the clause gives an amount, of each worth more than that. The panel has the
clause's number of different roles, each declared its interests by the day of the award, and none of
them has one.
Boundary: Exactly the number is enough. Declared on the day of the award is in time. Without the
answer whether there is an interest, or without a value: unknown.
Example: Three members, one with an interest in a bidder: fails.
Excludes: Awards with an exemption, orders under another contract; how old a declaration may be, and
what those with an interest decide elsewhere (ETH-02).
Mend: Have the offers compared again without the member, or file the declarations.
"""

from collections.abc import Iterator

from generator.checks._awards import AWARDED_FROM, RATE_AGE, Award, awards, exceeds
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import parse_date
from generator.model.words import count, day

PARAMS = (
    Param(name="members", kind="integer", stricter="higher"),
    Param(name="above", kind="money", required=False, stricter="lower"),
    AWARDED_FROM,
    RATE_AGE,
)
TENDERS = ("open", "selective")


@check("SRC-06", "panel-coi", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each award since the clause's day that needs a panel, or may."""
    for award in awards(case):
        over, why = _asked(case, award)
        if award.exempt or over is False:
            continue
        faults = Faults()
        if over is None:
            faults.unknown.append(why)
        else:
            _panel(case, award, faults)
        yield _result(case, award, faults)


def _asked(case: Case, award: Award) -> tuple[bool | None, str]:
    """Whether it needs a panel; None and why where that is not known."""
    if "above" in case.requirement.params:
        return exceeds(case, award.value, case.money("above"), award.on)
    if not award.data.get("method"):
        return None, "how suppliers were asked is not recorded"
    return award.data["method"] in TENDERS, ""


def _panel(case: Case, award: Award, faults: Faults) -> None:
    panel, wanted = award.data.get("panel") or (), case.integer("members")
    roles = {one["role"] for one in panel}
    if len(roles) < wanted:
        faults.wrong.append(f"{count(len(roles), 'role')} on the panel")
    for one in panel:
        name = case.catalog.reference.role_name(one["role"])
        declared = parse_date(one.get("declared_on"))
        if declared is None:
            faults.wrong.append(f"no declaration of {name} on file")
        elif declared > award.on:
            faults.wrong.append(f"{name} declared on {day(declared)}, after the award")
        if one.get("conflict") is True:
            faults.wrong.append(f"{name} declared an interest")
        elif one.get("conflict") is None:
            faults.missing(f"whether {name} has an interest")


def _result(case: Case, award: Award, faults: Faults) -> Result:
    members = case.integer("members")
    thing = Thing(
        subject=f"{award.name}/award/panel",
        topic=f"{award.name}/award",
        words=f"Panel for contract {award.contract.id}, awarded on {day(award.on)}",
        required=f"{_when(case)}: {count(members, 'role')} that declared no interest",
        fix="Have the offers compared by a panel without an interest, and file its declarations.",
        pointer=(*award.pointer, "panel") if "panel" in award.data else award.pointer,
    )
    roles = {one["role"] for one in award.data.get("panel") or ()}
    return judge(thing, faults, f"{count(len(roles), 'role')}, none with an interest")


def _when(case: Case) -> str:
    named = "above" in case.requirement.params
    return f"above {case.money('above')}" if named else "in a tender"
