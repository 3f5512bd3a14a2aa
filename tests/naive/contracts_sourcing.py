"""A second, plain evaluation of the checks of awards and prices."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from tests.naive.basics import Data, day, items, plus_days
from tests.naive.contracts_common import (
    Outcomes,
    above,
    asked_by,
    awards,
    contracts,
    converted,
    endless,
    exempt,
    later,
    length,
    price,
    said,
    step,
)

KINDS = {"electrical": "facilities", "cleaning": "facilities", "software": "it"}


def SRC_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """The way suppliers were asked."""
    found = []
    for one, award, on in awards(record, params, today, reference, calls=False):
        over, method = above(price(one), params["above"], on, reference), award.get("method")
        wrong = over and method and method not in params["methods"]
        outcome = said(wrong, over is None or (over and not method))
        found.append((f"contracts/{one['id']}/award/method", "pass" if exempt(one) else outcome))
    return found


def SRC_02(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Enough independent quotes."""
    found = []
    for one, award, on in awards(record, params, today, reference, calls=False):
        if exempt(one):
            continue
        over, closes = (
            above(price(one), params["above"], on, reference),
            award.get("closes_on", "9999"),
        )
        quotes = [q for q in award.get("quotes") or () if q.get("received_on", "") <= closes]
        sure = counted({q["from"].lower() for q in quotes if q.get("compliant") is True}, quotes)
        maybe = {q["from"].lower() for q in quotes if q.get("compliant") is not False}
        perhaps = counted(maybe, quotes)
        short = over and sure < params["count"]
        outcome = said(short and perhaps < params["count"], over is None or short)
        found.append((f"contracts/{one['id']}/award/quotes", outcome))
    return found


def counted(chosen: set[str], links: list[Data]) -> int:
    """How many groups of firms, linked by any of the quotes, the chosen ones belong to."""
    groups: list[set[str]] = [{name} for name in chosen]
    for quote in links:
        names = {quote["from"].lower(), quote.get("related_to", quote["from"]).lower()}
        near = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names] + [names.union(*near)]
    return sum(bool(group & chosen) for group in groups)


def SRC_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Exemptions complete, approved in time and to a day."""
    found = []
    for one, award, on in awards(record, params, today, reference, calls=True):
        if not exempt(one):
            continue
        e = award["exemption"]
        needed = (
            "justification",
            "price_reasonableness",
            "approved_by",
            "approved_on",
            "expires_on",
        )
        approved, expires = day(e.get("approved_on")), day(e.get("expires_on"))
        by, requester = e.get("approved_by"), asked_by(one)
        wrong = (
            any(not e.get(key) for key in needed)
            or (by and (by == requester or by not in params["approvers"]))
            or (approved and approved > on and e["type"] != "emergency")
            or (expires and expires < today)
            or (approved and expires and expires > later(approved, params["longest"]))
        )
        outcome = said(wrong, by and not requester)
        found.append((f"contracts/{one['id']}/award/exemption", outcome))
    return found


def alike(one: Data, other: Data) -> bool | None:
    """Whether two orders are of one requester in one category."""
    requesters = {asked_by(one), asked_by(other)}
    kinds = one.get("categories") or [], other.get("categories") or []
    if len(requesters) > 1 and "" not in requesters:
        return False
    touch = [
        (a, b)
        for a in kinds[0]
        for b in kinds[1]
        if a == b or KINDS.get(a) == b or KINDS.get(b) == a
    ]
    if all(kinds) and not touch:
        return False
    return None if "" in requesters or not all(kinds) else True


def SRC_04(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Small orders that add up."""
    limit = Decimal(params["above"]["amount"])
    small = []
    for one, award, on in awards(record, params, today, reference, calls=False):
        competed = award.get("event") or award.get("method") in ("open", "selective", "limited")
        amount = converted(price(one), params["above"]["currency"], on, reference)
        if not competed and not exempt(one) and (amount is None or amount <= limit):
            small.append((on, one["id"], one, amount))
    found = []
    for on, name, one, amount in sorted(small, key=lambda entry: entry[:2]):
        sure, most, several = amount or Decimal(0), limit if amount is None else amount, False
        for when, other_name, other, worth in small:
            before = (when, other_name) < (on, name) and later(when, params["window"]) >= on
            same = alike(one, other)
            if before and same is not False:
                several = True
                most += limit if worth is None else worth
                sure += (worth or 0) if same else 0
        outcome = said(sure > limit, several and most > limit)
        found.append((f"contracts/{name}/award/splitting", outcome))
    return found


def SRC_05(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Approved by those who may, and not by the requester."""
    found = []
    for one, _, on in awards(record, params, today, reference, calls=True):
        given = [
            a
            for a in one.get("approvals") or ()
            if a.get("decision") != "rejected" and a.get("decided_on", "") <= today.isoformat()
        ]
        requester, signed = asked_by(one), one.get("signed_on", "9999")
        if "limit" in params:
            over = above(price(one), params["limit"], on, reference)
            higher = [a for a in given if a["by"] not in params["roles"] and a["by"] != requester]
            outcome = said(over and not higher, over is None and not higher)
            if given:
                found.append((f"contracts/{one['id']}/approval-limit", outcome))
            continue
        answers = []
        for a in given:
            late = a.get("decided_on", "") > signed and exempt(one) != "emergency"
            wrong = a["by"] == requester or a["by"] not in params["roles"] or late
            answers.append(said(wrong, not requester or "decided_on" not in a))
        best = [word for word in ("pass", "unknown") if word in answers]
        found.append((f"contracts/{one['id']}/approval", (best or ["fail"])[0]))
    return found


def SRC_06(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """The panel: large enough, declared, without an interest."""
    found = []
    for one, award, on in awards(record, params, today, reference, calls=False):
        over = above(price(one), params["above"], on, reference)
        if exempt(one) or over is False:
            continue
        panel = award.get("panel") or ()
        wrong = len({m["role"] for m in panel}) < params["members"] or any(
            m.get("declared_on", "9999") > on.isoformat() or m.get("conflict") for m in panel
        )
        outcome = said(over and wrong, over is None or any("conflict" not in m for m in panel))
        found.append((f"contracts/{one['id']}/award/panel", outcome))
    return found


def SRC_07(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Covered on the day of the award."""
    found = []
    for one, _, on in awards(record, params, today, reference, calls=True):
        policies = items(record, "insurance", "policies")
        good = any(p["policy_eff"] <= on.isoformat() <= p["policy_exp"] for p in policies)
        found.append((f"contracts/{one['id']}/award/supplier", said(not good)))
    return found


def SRC_08(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Emergencies on record within days, and small."""
    found = []
    for one, award, on in awards(record, params, today, reference, calls=True):
        if exempt(one) != "emergency":
            continue
        by = step(on, params["days"], 1, reference)
        done = day(award["exemption"].get("documented_on"))
        done = done if done and done <= today else None
        late = by and (done > by if done else today > by)
        found.append((f"contracts/{one['id']}/award/emergency", said(late, by is None)))
        over = above(price(one), params["limit"], on, reference)
        found.append((f"contracts/{one['id']}/award/emergency-value", said(over, over is None)))
    return found


def SRC_09(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Frameworks that run beyond the longest time."""
    found = []
    for one, now in contracts(record, today, reference):
        subject, renewal = f"contracts/{one['id']}/recompete", one.get("renewal") or {}
        if now.start is None or now.start > today:
            if now.start is None:
                found.append((subject, "unknown"))
            continue
        oldest = plus_days(later(now.start, params["longest"]), -1)
        to, endless_now = now.last, now.last is None and endless(one)
        stopped = one.get("renewed_by") or one.get("terminated_on")
        if to is not None and renewal.get("type") in ("auto", "option") and not stopped:
            most = renewal.get("max_renewals")
            if most is None or length(renewal.get("term")) == (0, 0):
                endless_now = renewal["type"] == "auto" and not endless(one)
            else:
                left = max(most - renewal.get("renewals_exercised", 0) - now.renewed, 0)
                to = plus_days(later(plus_days(to, 1), renewal["term"], left), -1)
        outcome = said(endless_now or (to is not None and to > oldest), to is None)
        found.append((subject, outcome))
    return found


def BUD_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """A valid price for each quantity."""
    found = []
    for offer in items(record, "offers"):
        prices = offer.get("price_breaks") or ()
        if offer.get("orderable_indicator", True) is False or not prices:
            continue
        wrong = unknown = False
        for quantity in {Decimal(one["min_qty"]) for one in prices}:
            valid = [
                one
                for one in prices
                if Decimal(one["min_qty"]) == quantity
                and one.get("valid_from", "") <= today.isoformat() <= one.get("valid_to", "9999")
            ]
            wrong = wrong or not valid
            unknown = unknown or (bool(valid) and not any("valid_to" in one for one in valid))
        found.append((f"offers/{offer['id']}/prices", said(wrong, unknown)))
    return found


def _codes() -> dict[str, Callable[[Data, Data, date, Data], Outcomes]]:
    named = {name: one for name, one in globals().items() if name[:4] in ("SRC_", "BUD_")}
    return {name.replace("_", "-"): one for name, one in named.items()}


NAIVE: Mapping[str, Callable[[Data, Data, date, Data], Outcomes]] = _codes()
