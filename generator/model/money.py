"""Money: a decimal amount and an ISO 4217 currency; and dated exchange rates."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from generator.model.asof import AsOf
from generator.model.dates import add_days


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in one currency, never a float."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.currency} {self.amount:,.{0 if whole else 2}f}"

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)


def parse_money(data: object) -> Money | None:
    """Money from ``{amount: "1.00", currency: USD}``, or None when it is absent or no money."""
    if not isinstance(data, dict):
        return None
    amount, currency = data.get("amount"), data.get("currency")
    if not isinstance(amount, str) or not isinstance(currency, str):
        return None
    try:
        number = Decimal(amount)
    except InvalidOperation:
        return None
    return Money(number, currency) if number.is_finite() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """On day ``on``, one unit of ``currency`` was worth ``rate`` units of the base currency."""

    currency: str
    rate: Decimal
    on: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Dated exchange rates against one base currency."""

    base: str
    rates: tuple[Rate, ...] = ()

    def convert(self, money: Money, to: str, today: AsOf, max_age_days: int) -> Money | None:
        """``money`` in another currency, unrounded; None without a rate that is fresh enough."""
        if money.currency == to:
            return money
        source = self._per_base(money.currency, today, max_age_days)
        target = self._per_base(to, today, max_age_days)
        if source is None or target is None or target == 0:
            return None
        return Money(money.amount * source / target, to)

    def _per_base(self, currency: str, today: AsOf, max_age_days: int) -> Decimal | None:
        if currency == self.base:
            return Decimal(1)
        newest: Rate | None = None
        for rate in self.rates:
            if rate.currency == currency and today.reached(rate.on):
                newest = rate if newest is None or rate.on > newest.on else newest
        if newest is None or today.after(add_days(newest.on, max_age_days)):
            return None
        return newest.rate
