"""Those who choose have said whether they have an interest.

Why: A choice made by somebody who gains from it is not one, even when it is right.
Method: The owner of the supplier has declared within the clause's months; each member of an award's
panel within those months before the award. Whoever declared an interest is kept out: as an owner by
``kept_out``, as a member or otherwise by approving nothing of this supplier from then on.
Boundary: Declared 22 Nov 2025 counts for 12 months through 22 Nov 2026. On the day of the award is
in time, later is not. A declaration without its day, or without an answer: unknown.
Example: Owner @it-cm declared on 3 Feb 2025, 12 months: out of date from 4 Feb 2026.
Excludes: Gifts, and interests that nobody declared. Whether the panel is large enough, and without
an interest on the day of the award (SRC-06): here each declaration is looked at, how old it is too.
Mend: Ask for the declaration. With an interest in it, hand the supplier over to somebody else.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months, parse_date
from generator.model.records import Contract, Item
from generator.model.words import day

MONTHS = Param(name="months", kind="integer", stricter="lower")


@check("ETH-02", "coi-declared", MONTHS)
def run(case: Case) -> Iterator[Result]:
    """One result for the owner, one for each panel member, one for each contract approved."""
    yield _owner(case)
    conflicted = _conflicted(case)
    for contract in case.supplier.contracts:
        if contract.dead:
            continue
        yield from _panel(case, contract)
        if contract.data.get("approvals"):
            yield _approvals(case, contract, conflicted)


def _owner(case: Case) -> Result:
    role = case.supplier.data.get("owner", "")
    name = case.catalog.reference.role_name(role)
    mine = [one for one in _declarations(case) if one.text("role") == role]
    latest = max(mine, key=lambda one: (one.text("declared_on"), one.id), default=None)
    thing = _thing(
        case,
        "conflict_declarations/owner",
        f"Interests of the owner ({name})" if role else "Interests of the owner",
        latest.pointer if latest else (),
    )
    faults = Faults()
    if latest is None:
        faults.wrong.append("no declaration on file")
        return judge(thing, faults, "")
    when = latest.date("declared_on")
    last = add_months(when, case.integer("months")) if when else None
    faults.dated("declared", when, case.today, last)
    if latest.data.get("conflict") is None:
        faults.missing("whether there is an interest")
    elif latest.data["conflict"] and latest.data.get("kept_out") is not True:
        faults.wrong.append("an interest, and not kept out")
    return judge(thing, faults, f"declared on {day(when)}" if when else "", last_day=last)


def _declarations(case: Case) -> list[Item]:
    """Declarations made by today; those without a day may be."""
    found = case.supplier.listed("conflict_declarations")
    return [
        one for one in found if (on := one.date("declared_on")) is None or case.today.reached(on)
    ]


def _conflicted(case: Case) -> dict[str, date]:
    """The roles with an interest → since when; without a day, since ever."""
    found: dict[str, date] = {}
    for one in _declarations(case):
        if one.data.get("conflict") is True:
            since = one.date("declared_on") or date.min
            role = one.text("role")
            found[role] = min(since, found.get(role, date.max))
    return found


def _panel(case: Case, contract: Contract) -> Iterator[Result]:
    award = contract.group("award")
    awarded = parse_date(award.get("awarded_on")) or contract.signed_on
    approver = (award.get("exemption") or {}).get("approved_by")
    agreed = {one["by"] for one in contract.data.get("approvals") or ()} | {approver}
    for index, member in enumerate(award.get("panel") or ()):
        role = member["role"]
        pointer = (*contract.pointer, "award", "panel", index)
        subject = f"contracts/{contract.id}/panel/{role}"
        words = f"Interests of {case.catalog.reference.role_name(role)}, panel of {contract.id}"
        faults = Faults()
        _declared_before(case, parse_date(member.get("declared_on")), awarded, faults)
        if member.get("conflict") is None:
            faults.missing("whether there is an interest")
        elif member["conflict"] and role in agreed:
            faults.wrong.append("an interest, and approved the contract")
        topic = f"contracts/{contract.id}/award"
        thing = _thing(case, subject, words, pointer, topic)
        yield judge(thing, faults, "declared before the award")


def _declared_before(case: Case, when: date | None, awarded: date | None, faults: Faults) -> None:
    if when is None:
        faults.wrong.append("no declaration on file")
    elif awarded is None:
        faults.missing("the day of the award")
    elif when > awarded:
        faults.wrong.append(f"declared on {day(when)}, after the award on {day(awarded)}")
    elif add_months(when, case.integer("months")) < awarded:
        faults.wrong.append(f"declared on {day(when)}, too long before the award")


def _approvals(case: Case, contract: Contract, conflicted: dict[str, date]) -> Result:
    faults = Faults()
    for one in contract.data["approvals"]:
        decided = parse_date(one.get("decided_on")) or date.max
        if one["by"] in conflicted and decided >= conflicted[one["by"]]:
            name = case.catalog.reference.role_name(one["by"])
            faults.wrong.append(f"{name} declared an interest and decided on it")
    thing = _thing(
        case,
        f"contracts/{contract.id}/approvals",
        f"Approvals of contract {contract.id}",
        (*contract.pointer, "approvals"),
        f"contracts/{contract.id}/approval",
    )
    return judge(thing, faults, "by nobody with an interest")


def _thing(
    case: Case, subject: str, words: str, pointer: tuple[str | int, ...], topic: str = ""
) -> Thing:
    return Thing(
        subject=subject,
        words=words,
        required=f"a declaration within {case.integer('months')} months, and nobody with an "
        "interest decides",
        fix="Ask for the declaration; whoever has an interest hands over to somebody else.",
        pointer=pointer,
        topic=topic,
    )
