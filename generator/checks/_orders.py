"""What can be ordered of an offer: quantities and prices, counted as the supplier's page does."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from generator.checks._awards import RATE_DAYS
from generator.checks._figures import number
from generator.checks.base import Case
from generator.model.dates import parse_date
from generator.model.money import Money, parse_money
from generator.model.records import Data, Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The smallest and the largest order, its steps and its smallest value, as far as recorded.

    Steps count from nothing, not from the smallest order: with steps of 50 and at least 75, the
    smallest order is 100.
    """

    least: Decimal | None
    most: Decimal | None
    step: Decimal | None
    worth: Money | None

    @property
    def told(self) -> bool:
        """Whether it is recorded how small an order may be."""
        return not (self.least is None and self.step is None and self.worth is None)

    def stepped(self, quantity: Decimal) -> Decimal:
        """The least quantity not below it that is a whole number of steps."""
        over = quantity % self.step if self.step else Decimal(0)
        return quantity - over + self.step if self.step and over else quantity

    def orderable(self, quantity: Decimal) -> Decimal:
        """The least quantity that can be ordered and covers this one, the value left aside."""
        return self.stepped(max(quantity, self.least or Decimal(0)))


def terms(offer: Offer) -> Terms:
    """The terms of an offer. A step of nothing is none."""
    return Terms(
        least=number(offer.data.get("minimum_order_quantity")),
        most=number(offer.data.get("maximum_order_quantity")),
        step=number(offer.data.get("order_quantity_increment")) or None,
        worth=offer.money("minimum_order_value"),
    )


def price(case: Case, offer: Offer, quantity: Decimal) -> Money | None:
    """The price of one at that quantity, valid today: of the highest break reached, the newest."""
    found = [
        ((start, str(one.get("valid_from") or "")), unit)
        for one in offer.data.get("price_breaks") or ()
        if (start := number(one.get("min_qty"))) is not None
        and (unit := parse_money(one.get("unit_price"))) is not None
        and start <= quantity
        and begun(case, one)
        and not over(case, one)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def begun(case: Case, price: Data) -> bool:
    """Whether a price on record holds already; one without a first day does."""
    start = parse_date(price.get("valid_from"))
    return start is None or case.today.reached(start)


def over(case: Case, price: Data) -> bool:
    """Whether its last day is past; one without a last day goes on."""
    last = parse_date(price.get("valid_to"))
    return last is not None and case.today.after(last)


def cost(case: Case, offer: Offer, quantity: Decimal) -> Money | None:
    """What a quantity costs at today's price; None without one."""
    unit = price(case, offer, quantity)
    return Money(unit.amount * quantity, unit.currency) if unit else None


def worth_it(case: Case, offer: Offer, quantity: Decimal) -> bool | None:
    """Whether an order reaches the smallest value; None without a price, or a fresh rate for it."""
    least, total = terms(offer).worth, cost(case, offer, quantity)
    if least is None:
        return True
    held = _converted(case, total, least.currency) if total else None
    return None if held is None else held.amount >= least.amount


def smallest(case: Case, offer: Offer, wanted: Decimal) -> Decimal:
    """The least order that covers what is wanted and, as far as can be told, reaches the value.

    Where the price falls with the quantity, each price is tried from the first quantity it holds
    for. Without steps the quantity grows by whole units.
    """
    agreed = terms(offer)
    first = agreed.orderable(wanted)
    breaks = (number(one.get("min_qty")) for one in offer.data.get("price_breaks") or ())
    starts = {first, *(agreed.stepped(one) for one in breaks if one is not None and one > first)}
    for start in sorted(starts):
        reached = _reaching(case, offer, start)
        if reached is not None:
            return reached
    return first


def _reaching(case: Case, offer: Offer, start: Decimal) -> Decimal | None:
    """The least order from ``start`` on, at the price of ``start``, that reaches the value."""
    if worth_it(case, offer, start):
        return start
    agreed, unit = terms(offer), price(case, offer, start)
    one = _converted(case, unit, agreed.worth.currency) if unit and agreed.worth else None
    if agreed.worth is None or one is None or not one.amount:
        return None
    units = (agreed.worth.amount / one.amount).to_integral_value(ROUND_CEILING)
    found = agreed.stepped(units)
    return found if price(case, offer, found) == unit and worth_it(case, offer, found) else None


def _converted(case: Case, money: Money, currency: str) -> Money | None:
    age = case.integer("rate_max_age_days", RATE_DAYS)
    return case.catalog.reference.rates.convert(money, currency, case.today, age)
