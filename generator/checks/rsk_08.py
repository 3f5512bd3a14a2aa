"""Volatile prices are tied to an index, or watched.

Why: A price that jumps between two reviews is paid before anybody looks.
Method: A price of an offer is volatile if it differs by more than the clause's share from an
earlier one of the same quantity that was in force within the clause's months; so is what a recorded
risk of price volatility is about, and what the clause says is. Then the contract has an index (a
mechanism under ``price_review``), or an indicator is watched. Each indicator of such a risk stays
below its threshold, and its figure is no older than the clause's months. A missing figure: unknown.
Boundary: A move equal to the share is not above it. An indicator at its threshold warns.
Example: 100 until 31 Dec, 116 from 1 Jan, share 15 per cent: index or indicator needed.
Excludes: Prices that the record does not hold.
Mend: Agree an index, or record a risk with an indicator and look at it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.checks._contracts import running
from generator.checks._figures import number, rounded, share_of
from generator.checks._risks import risks
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days, add_months, parse_date
from generator.model.money import parse_money
from generator.model.records import Contract, Data, Item, Offer, Pointer
from generator.model.words import day

_TYPE = ("price_volatility",)
_TOPIC = "prices"


@check(
    "RSK-08",
    "price-volatility",
    Param(name="swing", kind="integer", stricter="lower"),
    Param(name="months", kind="integer"),
    Param(name="volatile", kind="flag", required=False, stricter="true"),
)
def run(case: Case) -> Iterator[Result]:
    """One result for each indicator, and one for each thing with a volatile price."""
    found = risks(case.supplier, _TYPE)
    watched = any(risk.data.get("kri") for risk in found)
    for risk in found:
        for place, kri in enumerate(risk.data.get("kri") or ()):
            yield _indicator(case, risk, place, kri)
        if not risk.data.get("kri"):
            contracts = _running(case)
            guarded = any(_indexed(one) for one in contracts)
            yield _needed(case, f"risks/{risk.id}", f"risk {risk.id}", risk.pointer, guarded)
    for offer in case.offers:
        move = _move(case, offer)
        if move is not None:
            guarded = watched or any(_indexed(one) for one in _running(case, offer))
            name = f"the price of offer {offer.id}, which moved by {rounded(move)} %"
            yield _needed(case, f"offers/{offer.id}/price", name, offer.pointer, guarded)
    if case.flag("volatile"):
        for contract in _running(case):
            guarded = watched or _indexed(contract)
            subject, name = f"contracts/{contract.id}/index", f"contract {contract.id}"
            yield _needed(case, subject, name, contract.pointer, guarded)


def _running(case: Case, offer: Offer | None = None) -> list[Contract]:
    """Contracts in force; for an offer that names one, that one."""
    named = offer.text("contract") if offer else ""
    return [
        one
        for one in case.supplier.contracts
        if (not named or one.id == named) and running(one, case.today, case.catalog.reference)
    ]


def _indexed(contract: Contract) -> bool:
    return bool(contract.group("price_review").get("mechanism"))


def _rule(case: Case) -> str:
    return (
        f"an index or an indicator where prices moved by more than {case.integer('swing')} % in "
        f"{case.integer('months')} months"
    )


def _needed(case: Case, subject: str, name: str, pointer: Pointer, guarded: bool) -> Result:
    if guarded:
        held = "an index or an indicator on file"
        return passed(subject, required=_rule(case), held=held, topic=_TOPIC)
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=_TOPIC,
        pointer=pointer,
        required=_rule(case),
        held="neither an index nor an indicator on file",
        message=f"There is neither an index nor an indicator for {name}; required is {_rule(case)}",
        fix="Agree an index with the supplier, or record a risk with an indicator and watch it.",
    )


def _indicator(case: Case, risk: Item, place: int, kri: Data) -> Result:
    subject, months = f"risks/{risk.id}/indicators/{place}", case.integer("months")
    value, threshold = number(kri.get("value")), number(kri.get("threshold"))
    when = parse_date(kri.get("as_of"))
    known = when is not None and case.today.reached(when)
    if value is None or threshold is None:
        outcome, held = Outcome.UNKNOWN, "its figure or its threshold is not recorded"
    elif when is None or not known:
        outcome, held = Outcome.UNKNOWN, "the day of its figure is not recorded"
    elif case.today.after(add_months(when, months)):
        outcome, held = Outcome.UNKNOWN, f"its figure of {day(when)} is older than {months} months"
    elif value >= threshold:
        outcome, held = Outcome.FAIL, f"{value} on {day(when)}, it warns from {threshold}"
    else:
        held = f"{value} on {day(when)}, it warns from {threshold}"
        return passed(subject, required="an indicator below its threshold", held=held, topic=_TOPIC)
    return Result(
        outcome=outcome,
        subject=subject,
        topic=_TOPIC,
        pointer=(*risk.pointer, "kri", place),
        required="an indicator below its threshold",
        held=held,
        message=f"Indicator '{kri['name']}' of risk {risk.id}: {held}",
        fix="Look at the price and record the figure; if it is too high, act on the risk.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price of a quantity in a currency, and the days on which it held."""

    key: tuple[Decimal | None, str]
    amount: Decimal
    start: date
    end: date | None


def _prices(offer: Offer) -> list[Price]:
    found = []
    for one in offer.data.get("price_breaks") or ():
        money, start = parse_money(one.get("unit_price")), parse_date(one.get("valid_from"))
        if money is not None and start is not None:
            key = (number(one.get("min_qty")), money.currency)
            end = parse_date(one.get("valid_to"))
            found.append(Price(key=key, amount=money.amount, start=start, end=end))
    return found


def _move(case: Case, offer: Offer) -> Decimal | None:
    """The largest move of a price above the clause's share, in per cent; None without one."""
    prices, months = _prices(offer), case.integer("months")
    moves = [
        share_of(abs(new.amount - old.amount), old.amount)
        for new in prices
        if case.today.reached(new.start) and (new.end is None or not case.today.after(new.end))
        for old in prices
        if old.key == new.key and old.start < new.start
        if not case.today.after(add_months(_last(old, new), months))
    ]
    over = [one for one in moves if one > case.integer("swing")]
    return max(over, default=None)


def _last(old: Price, new: Price) -> date:
    """The last day of the old price: its own, or the day before the new one."""
    before = add_days(new.start, -1)
    return before if old.end is None else min(old.end, before)
