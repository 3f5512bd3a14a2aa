"""What the naive evaluation of contracts and awards shares: terms, notice, rates, awards."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.naive.basics import Data, day, items, plus_days, plus_months

Outcomes = list[tuple[str, str]]
LEAD = {"email": 1, "courier": 2, "post": 5, "registered_post": 5}


def length(text: Any) -> tuple[int, int]:
    """Months and days of ``P1Y2M3W4D``; (0, 0) when there is none."""
    if not isinstance(text, str) or not text.startswith("P"):
        return 0, 0
    count, months, days = "", 0, 0
    for char in text[1:]:
        if char.isdigit():
            count += char
            continue
        months += int(count) * {"Y": 12, "M": 1}.get(char, 0)
        days += int(count) * {"W": 7, "D": 1}.get(char, 0)
        count = ""
    return months, days


def later(start: date, text: Any, times: int = 1) -> date:
    """``times`` that long after ``start``."""
    months, days = length(text)
    return plus_days(plus_months(start, months * times), days * times)


def works(one: date, reference: Data) -> bool | None:
    """Whether people work on a day; None for a year without a calendar."""
    if one.weekday() > 4:
        return False
    for calendar in list(reference.get("calendars") or ())[:1]:
        for year in calendar["years"]:
            if year["year"] == one.year:
                return one.isoformat() not in year["days"]
    return None


def step(one: date, count: int, by: int, reference: Data) -> date | None:
    """``count`` business days on, forwards or backwards."""
    while count:
        one += timedelta(days=by)
        working = works(one, reference)
        if working is None:
            return None
        count -= working
    return one


def arrive_by(contract: Data, last: date, reference: Data) -> date | None:
    """The last day for notice to arrive; None when it cannot be told."""
    notice = (contract.get("renewal") or {}).get("notice") or {}
    if "value" not in notice or "unit" not in notice:
        return None
    base = plus_days(last, 1) if notice.get("basis") == "before_renewal_date" else last
    found: date | None
    if notice["unit"] == "months":
        found = plus_months(base, -notice["value"])
    elif notice["unit"] == "calendar_days":
        found = plus_days(base, -notice["value"])
    else:
        found = step(base, notice["value"], -1, reference)
    if found is not None and notice.get("counting") == "clear_days":
        found = plus_days(found, -1)
    while found is not None and works(found, reference) is not True:
        found = plus_days(found, -1) if works(found, reference) is False else None
    return found


def send_by(contract: Data, last: date, reference: Data) -> date | None:
    """The last day to send notice; None when it cannot be told."""
    arrives = arrive_by(contract, last, reference)
    notice = contract["renewal"].get("notice") or {}
    if arrives is None or notice.get("effective_on") == "dispatch":
        return arrives
    days = min([LEAD[one] for one in notice.get("method") or ()] or [5])
    return step(arrives, days, -1, reference)


def endless(contract: Data) -> bool:
    """Whether it runs until someone ends it."""
    return (
        bool(contract.get("evergreen"))
        or (contract.get("renewal") or {}).get("type") == "evergreen"
    )


class Now:
    """The term a contract is in on a day: ``last`` day, ``begins``, how often ``renewed``."""

    def __init__(self, contract: Data, today: date, reference: Data) -> None:
        renewal = contract.get("renewal") or {}
        cut, served = day(contract.get("terminated_on")), day(contract.get("notice_served_on"))
        self.start = day(contract.get("starts_on")) or day(contract.get("signed_on"))
        last = None if contract.get("evergreen") else day(contract.get("ends_on"))
        if cut is not None and (last is None or cut < last):
            last = cut
        self.last, self.begins, self.renewed, self.doubt = last, self.start, 0, False
        left = None
        if renewal.get("max_renewals") is not None:
            left = renewal["max_renewals"] - renewal.get("renewals_exercised", 0)
        itself = renewal.get("type") == "auto" and not endless(contract)
        first = last
        while self.last is not None and first is not None and self.last < today:
            over = contract.get("cancelled_on") or contract.get("renewed_by") or not itself
            if over or (cut is not None and cut <= self.last):
                break
            if left is not None and self.renewed >= left:
                break
            if served is not None and served <= self.last:
                notice = renewal.get("notice") or {}
                known = "value" in notice and "unit" in notice
                by = arrive_by(contract, self.last, reference) if known else self.last
                self.doubt = by is None
                if by is None or served <= by:
                    break
            if length(renewal.get("term")) == (0, 0):
                self.doubt = True
                break
            self.begins, self.renewed = plus_days(self.last, 1), self.renewed + 1
            self.last = plus_days(later(plus_days(first, 1), renewal["term"], self.renewed), -1)
            self.last = self.last if cut is None else min(self.last, cut)
        self.renews = itself and (left is None or self.renewed < left)
        self.ended = not self.doubt and self.last is not None and self.last < today


def contracts(record: Data, today: date, reference: Data) -> Iterator[tuple[Data, Now]]:
    """Those that were not called off and have not ended."""
    for one in items(record, "contracts"):
        now = Now(one, today, reference)
        if not one.get("cancelled_on") and not now.ended:
            yield one, now


def in_force(contract: Data, now: Now, today: date) -> bool:
    """Whether it runs on the day."""
    if now.start is None or now.start > today or (now.last is None and not endless(contract)):
        return False
    if now.last is not None and now.last < today:
        return False
    pause, resume = day(contract.get("suspended_from")), day(contract.get("suspended_to"))
    return pause is None or pause > today or (resume is not None and resume < today)


def decided(contract: Data, now: Now, today: date) -> str:
    """What is decided about the end of the term."""
    found = (contract.get("renewal") or {}).get("decision") or {}
    when = day(found.get("decided_on"))
    if when is not None and when > today:
        return ""
    if now.renewed and (when is None or now.begins is None or when < now.begins):
        return ""
    return str(found.get("decision") or "")


def converted(
    money: Data | None, currency: str, on: date, reference: Data, age: int = 90
) -> Decimal | None:
    """The amount in another currency at the newest rate of ``on``; None without a fresh one."""
    if money is None:
        return None
    rates = []
    for wanted in (money["currency"], currency):
        if wanted == money["currency"] == currency or wanted == "USD":
            rates.append(Decimal(1))
            continue
        known = [
            (one["date"], Decimal(one["rate"]))
            for one in reference.get("rates") or ()
            if one["currency"] == wanted and one["date"] <= on.isoformat()
        ]
        if not known or plus_days(date.fromisoformat(max(known)[0]), age) < on:
            return None
        rates.append(max(known)[1])
    return Decimal(money["amount"]) * rates[0] / rates[1]


def worth(contract: Data) -> Data | None:
    """The value of a contract."""
    value = contract.get("value") or {}
    return value.get("not_to_exceed") or value.get("initial")


def above(money: Data | None, limit: Data, on: date, reference: Data, age: int = 90) -> bool | None:
    """Whether it was above a limit on a day; None when that is not known."""
    held = converted(money, limit["currency"], on, reference, age)
    return None if held is None else held > Decimal(limit["amount"])


def exempt(contract: Data) -> str:
    """The kind of exemption that lifts competition."""
    kind = str(((contract.get("award") or {}).get("exemption") or {}).get("type") or "")
    return "" if kind == "below_threshold" else kind


def asked_by(contract: Data) -> str:
    """Who asked for it."""
    found = contract.get("requested_by") or (contract.get("award") or {}).get("requested_by")
    return str(found or "")


def awards(
    record: Data, params: Data, today: date, reference: Data, *, calls: bool
) -> Iterator[tuple[Data, Data, date]]:
    """Contracts awarded since the first day, with the award and its day."""
    first = day(params.get("awarded_from")) or date.min
    for one, _ in contracts(record, today, reference):
        award = one.get("award") or {}
        on = day(award.get("awarded_on")) or day(one.get("signed_on"))
        if on is not None and first <= on <= today and (calls or not one.get("parent_contract")):
            yield one, award, on


def price(contract: Data) -> Data | None:
    """The whole-life value of an award."""
    return (contract.get("award") or {}).get("estimated_value") or worth(contract)


def said(wrong: Any, unknown: Any = False) -> str:
    """A failure weighs more than what is not known."""
    return "fail" if wrong else "unknown" if unknown else "pass"
