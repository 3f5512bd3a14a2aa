"""Contracts, evaluated naively: the checks that were there first.

A contract that renews itself is followed term by term; business days are counted one by one.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from tests.naive.basics import Data, day, items, plus_days, plus_months
from tests.naive.first_common import (
    Found,
    about,
    bucket,
    line_of,
    places_of,
)

LEAD = {"email": 1, "courier": 2, "post": 5, "registered_post": 5}


class Now(NamedTuple):
    """The term a contract is in on a day, or was in when it ended."""

    begins: date | None
    last: date | None
    times: int
    again: bool
    doubt: bool


def chosen(record: Data, reference: Data) -> list[Data]:
    """The contracts that the requirement is put to."""
    ids = about(reference, "contracts")
    return [one for one in items(record, "contracts") if ids is None or one["id"] in ids]


def begins(contract: Data) -> date | None:
    """The first day; without one, the day of signature."""
    return day(contract.get("starts_on")) or day(contract.get("signed_on"))


def endless(contract: Data) -> bool:
    """Whether it runs until someone ends it."""
    kind = (contract.get("renewal") or {}).get("type")
    return bool(contract.get("evergreen")) or kind == "evergreen"


def workday(on: date, reference: Data) -> bool | None:
    """Whether people work; None when the calendar does not hold the year."""
    if on.weekday() > 4:
        return False
    name = (reference.get("organisation") or {}).get("holiday_calendar")
    calendars = reference.get("calendars") or ()
    mine = [one for one in calendars if one["id"] == (name or calendars[0]["id"])]
    for year in mine[0]["years"] if mine else ():
        if year["year"] == on.year:
            return on.isoformat() not in year.get("days", ())
    return None


def workdays_before(on: date | None, count: int, reference: Data) -> date | None:
    """So many working days earlier; of none the day itself."""
    while on is not None and count:
        on = plus_days(on, -1)
        known = workday(on, reference)
        if known is None:
            return None
        count -= known
    return on


def receipt_by(contract: Data, last: date, reference: Data) -> date | None:
    """The last day on which notice may arrive; None when it cannot be told."""
    notice = (contract.get("renewal") or {}).get("notice") or {}
    base = plus_days(last, 1) if notice.get("basis") == "before_renewal_date" else last
    if notice["unit"] == "months":
        found: date | None = plus_months(base, -notice["value"])
    elif notice["unit"] == "business_days":
        found = workdays_before(base, notice["value"], reference)
    else:
        found = plus_days(base, -notice["value"])
    if found is not None and notice.get("counting") == "clear_days":
        found = plus_days(found, -1)
    while found is not None:
        known = workday(found, reference)
        if known is None:
            return None
        if known:
            return found
        found = plus_days(found, -1)
    return None


def agreed(contract: Data) -> bool:
    """Whether a period of notice is on record."""
    notice = (contract.get("renewal") or {}).get("notice") or {}
    return "value" in notice and "unit" in notice


def length(contract: Data) -> tuple[int, int] | None:
    """Months and days of one renewal; None when there is none on record."""
    text = (contract.get("renewal") or {}).get("term") or ""
    parts = {unit: int(count) for count, unit in re.findall(r"(\d+)([YMWD])", text)}
    months = parts.get("Y", 0) * 12 + parts.get("M", 0)
    days = parts.get("W", 0) * 7 + parts.get("D", 0)
    return (months, days) if months or days else None


def now(contract: Data, on: date, reference: Data) -> Now:
    """Term by term from the end on record, as long as nobody stopped it."""
    renewal = contract.get("renewal") or {}
    start, printed = begins(contract), day(contract.get("ends_on"))
    cut, served = day(contract.get("terminated_on")), day(contract.get("notice_served_on"))
    printed = None if contract.get("evergreen") else printed
    last = min((one for one in (printed, cut) if one), default=None)
    most = renewal.get("max_renewals", 10**6)
    most -= renewal.get("renewals_exercised", 0) if "max_renewals" in renewal else 0
    auto = renewal.get("type") == "auto" and not endless(contract)
    first, times, doubt = last, 0, False
    while last is not None and last < on and auto and times < most:
        stopped = "cancelled_on" in contract or contract.get("renewed_by")
        if stopped or (cut and cut <= last):
            break
        if served and served <= last:
            by = receipt_by(contract, last, reference) if agreed(contract) else last
            doubt = by is None
            if by is None or served <= by:
                break
        span = length(contract)
        if span is None:
            doubt = True
            break
        times += 1
        assert first is not None
        start = plus_days(last, 1)
        further = plus_days(plus_months(plus_days(first, 1), span[0] * times), span[1] * times - 1)
        last = min(further, cut) if cut else further
    return Now(start, last, times, auto and times < most, doubt)


def over(contract: Data, on: date, reference: Data) -> bool:
    """Whether it has run out for certain."""
    found = now(contract, on, reference)
    return not found.doubt and found.last is not None and found.last < on


def alive(contract: Data, on: date, reference: Data) -> bool:
    """Whether it came into being, is dated and has not run out."""
    known = begins(contract) is not None and "cancelled_on" not in contract
    return known and not over(contract, on, reference)


def runs(contract: Data, on: date, reference: Data) -> bool:
    """Whether it is in force."""
    first, found = begins(contract), now(contract, on, reference)
    if "cancelled_on" in contract or first is None or first > on:
        return False
    if found.last is None:
        return endless(contract) and not resting(contract, on)
    return on <= found.last and not resting(contract, on)


def resting(contract: Data, on: date) -> bool:
    """Whether it is suspended."""
    start, end = contract.get("suspended_from", "9"), contract.get("suspended_to", "9")
    return bool(start <= on.isoformat() <= end)


def unclear(contract: Data, on: date, reference: Data) -> bool:
    """Whether it cannot be told if it is in force."""
    found = now(contract, on, reference)
    if "cancelled_on" in contract or found.doubt:
        return "cancelled_on" not in contract
    no_end = found.last is None and not endless(contract)
    return not over(contract, on, reference) and (begins(contract) is None or no_end)


def decision(contract: Data, found: Now, on: date) -> str:
    """What is decided about the end of the present term, or ''."""
    made = (contract.get("renewal") or {}).get("decision") or {}
    when = day(made.get("decided_on"))
    if when is not None and when > on:
        return ""
    if found.times and (when is None or found.begins is None or when < found.begins):
        return ""
    return str(made.get("decision") or "")


def served_by(contract: Data, on: date, by: date | None = None) -> bool:
    """Whether notice has been given, in time."""
    served = day(contract.get("notice_served_on"))
    return served is not None and served <= on and (by is None or served <= by)


def owed(contract: Data, found: Now, on: date, by: date | None) -> bool:
    """Whether a decision or notice is still to come."""
    if contract.get("renewed_by") or contract.get("terminated_on"):
        return False
    settled = decision(contract, found, on) in ("renew", "renegotiate")
    return not settled and not served_by(contract, on, by)


def settled(contract: Data, found: Now, on: date) -> bool:
    """Whether people have decided, one way or another."""
    ways = (contract.get("renewed_by"), contract.get("terminated_on"))
    return any(ways) or bool(decision(contract, found, on)) or served_by(contract, on)


def serves(contract: Data, offer: Data, reference: Data) -> bool:
    """Whether the offer is ordered on the contract."""
    if offer.get("contract"):
        return bool(offer["contract"] == contract["id"])
    kinds = set(contract.get("categories") or ())
    return bool(kinds & set(line_of(offer["category"], reference)))


def scopes_of(record: Data, offers: list[Data]) -> list[tuple[str, str | None]]:
    """Categories and places of the offers."""
    return [(one["category"], place) for one in offers for place in places_of(record, one)]


def orderable(offer: Data) -> bool:
    """Whether staff can order it."""
    return offer.get("orderable_indicator", True) is True


def CON_01(record: Data, params: Data, on: date, reference: Data) -> Found:
    """A contract in force for each offer that can be ordered."""
    out: Found = []
    ids = about(reference, "offers")
    for offer in items(record, "offers"):
        if not orderable(offer) or (ids is not None and offer["id"] not in ids):
            continue
        types = params.get("types")
        found = [
            one
            for one in items(record, "contracts")
            if serves(one, offer, reference) and (not types or one.get("type") in types)
        ]
        if any(runs(one, on, reference) for one in found):
            outcome = "pass"
        else:
            doubt = any(unclear(one, on, reference) for one in found)
            outcome = "unknown" if doubt else "fail"
        out.append((f"offers/{offer['id']}", outcome, None, scopes_of(record, [offer])))
    return out


def CON_02(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Signed by its first day."""
    out: Found = []
    for one in chosen(record, reference):
        start, signed = one.get("starts_on", "9"), one.get("signed_on")
        if start > on.isoformat() or "cancelled_on" in one or over(one, on, reference):
            continue
        outcome = "unknown" if signed is None else "pass" if signed <= start else "fail"
        out.append((f"contracts/{one['id']}", outcome))
    return out


def CON_04(record: Data, params: Data, on: date, reference: Data) -> Found:
    """In force, with an end for good, and nobody has decided."""
    out: Found = []
    for one in chosen(record, reference):
        found = now(one, on, reference)
        if found.last is None or found.again or not runs(one, on, reference):
            continue
        severity = bucket(params, found.last, on, reference)
        if settled(one, found, on):
            severity = None
        out.append((f"contracts/{one['id']}", "fail" if severity else "pass", severity))
    return out


def CON_05(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Over, and still ordered on."""
    out: Found = []
    every = {one["id"]: one for one in items(record, "contracts")}
    for one in chosen(record, reference):
        found = now(one, on, reference)
        if found.last is None or "cancelled_on" in one or not over(one, on, reference):
            continue
        heirs, name = [one["id"]], one.get("renewed_by")
        while name in every and name not in heirs:
            heirs.append(name)
            name = every[name].get("renewed_by")
        renewed = any(runs(every[heir], on, reference) for heir in heirs[1:])
        used = [
            offer
            for offer in items(record, "offers")
            if orderable(offer)
            and serves(one, offer, reference)
            and not any(
                serves(two, offer, reference) and _later(two, one, on, reference)
                for two in every.values()
            )
        ]
        if renewed or not used:
            out.append((f"contracts/{one['id']}", "pass"))
            continue
        grave = (on - found.last).days > params["grace_days"]
        scopes = scopes_of(record, used)
        out.append((f"contracts/{one['id']}", "fail", None if grave else "error", scopes))
    return out


def _later(two: Data, one: Data, on: date, reference: Data) -> bool:
    """Whether orders are on the other by now: it has begun, and runs or ended later."""
    start = begins(two)
    if two is one or "cancelled_on" in two or start is None or start > on:
        return False
    if runs(two, on, reference):
        return True
    ends = [now(each, on, reference).last for each in (two, one)]
    return None not in ends and (ends[0], two["id"]) > (ends[1], one["id"])


def send_by(contract: Data, receipt: date | None, reference: Data) -> date | None:
    """When notice has to be sent to arrive in time, by the quickest way allowed."""
    notice = contract["renewal"]["notice"]
    if notice.get("effective_on") == "dispatch":
        return receipt
    lead = {**LEAD, **((reference.get("organisation") or {}).get("notice_lead") or {})}
    ways = [lead[one] for one in notice.get("method") or ()]
    return workdays_before(receipt, min(ways, default=5), reference)


def CON_06(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Notice may still be given, and nobody has decided."""
    out: Found = []
    for one in chosen(record, reference):
        found = now(one, on, reference)
        if not found.again or not runs(one, on, reference) or not agreed(one):
            continue
        assert found.last is not None
        receipt = receipt_by(one, found.last, reference)
        send = send_by(one, receipt, reference)
        subject = f"contracts/{one['id']}/notice"
        if receipt is None or send is None:
            if not settled(one, found, on):
                out.append((subject, "unknown"))
            continue
        if on > receipt or not owed(one, found, on, receipt):
            continue
        decide = plus_days(send, -params["decide_days"])
        if on < plus_days(decide, -params["heads_up_days"]):
            out.append((subject, "pass"))
            continue
        late = on >= (send if decision(one, found, on) else decide)
        out.append((subject, "fail", None if late else "warning"))
    return out


def CON_07(record: Data, params: Data, on: date, reference: Data) -> Found:
    """The day for notice is past, and it goes on."""
    out: Found = []
    for one in chosen(record, reference):
        found = now(one, on, reference)
        if not found.again or not runs(one, on, reference) or not agreed(one):
            continue
        assert found.last is not None
        receipt = receipt_by(one, found.last, reference)
        if receipt is not None:
            missed = on > receipt and owed(one, found, on, receipt)
            name = f"contracts/{one['id']}/notice-missed"
            out.append((name, "fail" if missed else "pass"))
    return out


def CON_09(record: Data, params: Data, on: date, reference: Data) -> Found:
    """How it is stopped, and who agreed to that."""
    out: Found = []
    for one in chosen(record, reference):
        again = now(one, on, reference).again
        if "cancelled_on" in one or not (again or endless(one)) or over(one, on, reference):
            continue
        renewal = one.get("renewal") or {}
        notice = renewal.get("notice") or {}
        told = all(key in notice for key in ("value", "unit", "basis")) and notice.get("method")
        told = told and "approved_by" in renewal and (length(one) or not again)
        out.append((f"contracts/{one['id']}/auto-renew", "pass" if told else "fail"))
    return out


NAIVE: dict[str, Any] = {
    "CON-01": CON_01,
    "CON-02": CON_02,
    "CON-04": CON_04,
    "CON-05": CON_05,
    "CON-06": CON_06,
    "CON-07": CON_07,
    "CON-09": CON_09,
}
