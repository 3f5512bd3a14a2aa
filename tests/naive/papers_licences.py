"""Naive evaluation of the checks of licences and permits, on the raw record."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.naive.basics import Data, day, inside, items
from tests.naive.names import alike, plain
from tests.naive.papers_insurance import converted, over

Found = list[tuple[str, str]]


def replaced(one: Data, others: list[Data], start: str, today: date) -> bool:
    """Superseded, and the successor (if it is on record, with a start) has begun."""
    if "superseded_by" not in one:
        return False
    next_one = [other for other in others if other["id"] == one["superseded_by"]]
    return not next_one or next_one[0].get(start, "") <= today.isoformat()


def continues(licence: Data) -> bool:
    """Whether it holds while its renewal is pending."""
    more = licence.get("continuation", {})
    return bool(more.get("applies") and more.get("evidence"))


def of_types(record: Data, params: Data, today: date) -> list[Data]:
    """Licences of the types asked for that none replaces."""
    held, types = items(record, "licences"), params.get("licence_types")
    return [
        one
        for one in held
        if (not types or one["licence_type"] in types)
        and not replaced(one, held, "issued_on", today)
    ]


def current(record: Data, params: Data, today: date) -> Iterator[tuple[str, Data]]:
    """Those that have not run out, with their subjects."""
    for one in of_types(record, params, today):
        if one.get("expires_on", "9") >= today.isoformat() or continues(one):
            yield f"licences/{one['id']}", one


def LIC_06(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Held by the supplier, or by its qualified person."""
    names = [
        record["legal_name"],
        *record.get("trading_names", []),
        *record.get("former_names", []),
    ]

    def judge(licence: Data) -> str:
        holder, person = licence.get("holder_name"), licence.get("qualifier", {})
        if not holder:
            return "unknown"
        answer = alike(holder, names)
        if answer != "pass" and plain(person.get("name", "-")) == plain(holder):
            return "pass" if person.get("relation") else "unknown"
        return answer

    return [(subject, judge(one)) for subject, one in current(record, params, today)]


def concerns(record: Data, contract: Data, reference: Data) -> bool:
    """Whether a contract is about what is offered."""
    if "cancelled_on" in contract or contract.get("type") in ("NDA", "DPA"):
        return False
    parents = {one["id"]: one.get("parent") for one in reference.get("categories", [])}

    def line(category: str | None) -> list[str]:
        return [category, *line(parents.get(category))] if category else []

    offered = {one["category"] for one in items(record, "offers")}
    mine = contract.get("categories") or []
    return (
        not mine
        or not offered
        or any(one in line(other) or other in line(one) for one in mine for other in offered)
    )


def serves(licence: Data, place: str, today: date, reference: Data) -> bool:
    """Whether a licence covers a place, or the place accepts it."""
    issued, now = licence.get("jurisdiction", ""), today.isoformat()
    return inside(place, issued) or any(
        licence["licence_type"] in one["licence_types"]
        and inside(issued, one["from"])
        and inside(place, one["to"])
        and one.get("starts_on", "") <= now <= one.get("ends_on", "9")
        for one in reference.get("reciprocity", [])
    )


def LIC_07(record: Data, params: Data, today: date, reference: Data) -> Found:
    """The largest limit in each place reaches the value of the contract."""
    found: Found = []
    now = today.isoformat()
    held = [
        one
        for one in of_types(record, params, today)
        if one.get("issued_on", "") <= now and (one.get("expires_on", "9") >= now or continues(one))
    ]
    for contract in items(record, "contracts"):
        if over(contract, today) or not concerns(record, contract, reference):
            continue
        worth = contract.get("value", {})
        value = worth.get("not_to_exceed") or worth.get("initial")
        everywhere = record.get("service_jurisdictions") or []
        for place in dict.fromkeys(contract.get("jurisdictions_of_work") or everywhere):
            here = [one for one in held if serves(one, place, today, reference)]
            limits = [one.get("monetary_limit") for one in here]
            subject = f"contracts/{contract['id']}/{place}"
            if None in limits:
                found.append((subject, "pass"))
            elif limits and value is None:
                found.append((subject, "unknown"))
            elif limits:
                same = [converted(m, value["currency"], params, today, reference) for m in limits]
                most = max((one for one in same if one is not None), default=Decimal(-1))
                enough = most >= Decimal(value["amount"])
                other = "unknown" if None in same else "fail"
                found.append((subject, "pass" if enough else other))
    return found


def LIC_08(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Looked up at the source, lately, and shortly before each award."""
    awards = [
        signed
        for one in items(record, "contracts")
        if concerns(record, one, reference) and not over(one, today)
        if (signed := day(one.get("signed_on"))) and signed <= today
    ]

    def judge(licence: Data) -> str:
        looked, how = day(licence.get("last_verified_on")), licence.get("verification_method")
        if not looked or looked > today or not how:
            return "unknown"
        if how not in ("primary_source_lookup", "issuer_confirmation"):
            return "fail"
        late = (today - looked).days > params["days"]
        old = any((signed - looked).days > params["award_days"] for signed in awards)
        return "fail" if late or old else "pass"

    return [(subject, judge(one)) for subject, one in current(record, params, today)]


def LIC_09(record: Data, params: Data, today: date, reference: Data) -> Found:
    """No entry, or one decided on."""

    def judge(licence: Data) -> str:
        flag, made = licence.get("disciplinary_flag"), licence.get("disciplinary_decision", {})
        if flag is False:
            return "pass"
        if (
            flag is None
            or "decision" not in made
            or made.get("decided_on", "9") > today.isoformat()
        ):
            return "unknown"
        return "pass" if made["decision"] == "acceptable" else "fail"

    return [(subject, judge(one)) for subject, one in current(record, params, today)]


def permits(record: Data, params: Data, today: date) -> list[Data]:
    """Permits of the kinds asked for that none replaces."""
    held, kinds = items(record, "permits"), params.get("activities")
    return [
        one
        for one in held
        if (not kinds or one["activity"] in kinds) and not replaced(one, held, "valid_from", today)
    ]


def alive(permit: Data, today: date) -> bool:
    """Whether it has not run out."""
    return str(permit.get("valid_to", "9")) >= today.isoformat()


def PMT_03(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Conditions done by their day, inspections passed by theirs."""

    def judge(duty: Data) -> str:
        due, done, result = duty.get("due_on"), duty.get("done_on", "9"), duty.get("result")
        if result == "failed":
            return "fail"
        if result == "passed" or done <= today.isoformat():
            return "pass"
        if result == "partial" or not due:
            return "unknown"
        # Due today is a lesser failure than what cannot be told.
        return (
            "fail" if due < today.isoformat() else "today" if due == today.isoformat() else "pass"
        )

    found: Found = []
    for permit in permits(record, params, today):
        for key in ("conditions", "inspections"):
            answers = [judge(one) for one in permit.get(key, [])]
            for word in ("fail", "unknown", "today", "pass"):
                if word in answers:
                    subject = f"permits/{permit['id']}/{key}"
                    found.append((subject, "fail" if word == "today" else word))
                    break
    return found


def PMT_04(record: Data, params: Data, today: date, reference: Data) -> Found:
    """The permit is for an activity at a site that its contract plans."""
    found: Found = []
    made = [one for one in items(record, "contracts") if "cancelled_on" not in one]
    for permit in permits(record, params, today):
        named = permit.get("contract")
        about = [one for one in made if named in (None, one["id"])]
        if not alive(permit, today) or (named and not about):
            continue
        plans = [
            (plan["activity"], plan.get("site"))
            for one in about
            for plan in one.get("activities", [])
        ]
        sites = [site for what, site in plans if what == permit["activity"]]
        here = permit.get("site")
        if here and here in sites:
            answer = "pass"
        elif not plans or (sites and (not here or None in sites)):
            answer = "unknown"
        else:
            answer = "fail"
        found.append((f"permits/{permit['id']}", answer))
    return found


def PMT_05(record: Data, params: Data, today: date, reference: Data) -> Found:
    """A holder, and a role of ours where that is us."""

    def judge(permit: Data) -> str:
        holder = permit.get("permit_holder")
        if holder == "us":
            return "pass" if permit.get("internal_owner") else "fail"
        return "pass" if holder else "unknown"

    mine = [one for one in permits(record, params, today) if alive(one, today)]
    return [(f"permits/{one['id']}", judge(one)) for one in mine]


NAIVE = {
    "LIC-06": LIC_06,
    "LIC-07": LIC_07,
    "LIC-08": LIC_08,
    "LIC-09": LIC_09,
    "PMT-03": PMT_03,
    "PMT-04": PMT_04,
    "PMT-05": PMT_05,
}
