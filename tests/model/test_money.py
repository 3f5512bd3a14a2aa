"""Money is decimal and exact; exchange rates are dated, and none is better than an old one."""

from dataclasses import FrozenInstanceError, fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.asof import AsOf
from generator.model.money import Money, Rate, Rates, parse_money

DAY = date(2026, 6, 30)


def currency(code: str) -> str:
    """A code as it is read from a file: equal to others, and never the same object."""
    return "".join(code)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), currency("USD"))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"amount": "1000000.00", "currency": "USD"}, usd("1000000")),
        ({"amount": "0", "currency": "USD"}, usd("0")),
        ({"amount": 1000000, "currency": "USD"}, None),
        ({"amount": "NaN", "currency": "USD"}, None),
        ({"amount": "Infinity", "currency": "USD"}, None),
        ({"amount": "sNaN", "currency": "USD"}, None),
        ({"amount": "a lot", "currency": "USD"}, None),
        ({"amount": "1"}, None),
        ({"currency": "USD"}, None),
        ("1000000.00", None),
        (None, None),
    ],
)
def test_money_is_an_amount_in_text_and_a_currency(data: Any, found: Money | None) -> None:
    assert parse_money(data) == found


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("1000000", "USD 1,000,000"),
        ("1000000.00", "USD 1,000,000"),
        ("999999.99", "USD 999,999.99"),
        ("0.005", "USD 0.00"),
        ("0.015", "USD 0.02"),
        ("1E+3", "USD 1,000"),
    ],
)
def test_money_is_shown_with_its_currency_and_rounded_for_show_alone(
    amount: str, shown: str
) -> None:
    assert str(usd(amount)) == shown


def test_only_money_of_one_currency_is_added() -> None:
    assert usd("1.10") + usd("2.20") == usd("3.30")
    with pytest.raises(ValueError, match="cannot add EUR to USD"):
        usd("1") + Money(Decimal(1), "EUR")
    with pytest.raises(ValueError, match="cannot add USD to EUR"):
        Money(Decimal(1), "EUR") + usd("1")


def rate(currency: str, worth: str, on: str) -> Rate:
    return Rate(currency=currency, rate=Decimal(worth), on=date.fromisoformat(on))


RATES = Rates(
    base="USD",
    rates=(
        rate("EUR", "1.10", "2026-06-01"),
        rate("EUR", "1.05", "2026-01-01"),
        rate("EUR", "1.20", "2026-07-15"),
        rate("GBP", "1.25", "2026-03-01"),
        rate("JPY", "0.0065", "2026-06-29"),
    ),
)


@pytest.mark.parametrize(
    ("amount", "code", "to", "held"),
    [
        ("5", "USD", "USD", "5"),
        ("5", "CHF", "CHF", "5"),
        ("100", "EUR", "USD", "110"),
        ("110", "USD", "EUR", "100"),
        ("100", "EUR", "JPY", None),
        ("100", "GBP", "USD", None),
        ("100", "EUR", "GBP", None),
        ("100", "CHF", "USD", None),
        ("100", "USD", "CHF", None),
    ],
)
def test_a_conversion_takes_the_newest_rate_that_is_fresh(
    amount: str, code: str, to: str, held: str | None
) -> None:
    money = Money(Decimal(amount), currency(code))
    found = RATES.convert(money, currency(to), AsOf(DAY), 90)
    if held is None and (code, to) == ("EUR", "JPY"):
        assert found is not None and found.currency == "JPY"
        assert abs(found.amount - Decimal(110) / Decimal("0.0065")) < Decimal("0.0001")
    else:
        assert found == (None if held is None else Money(Decimal(held), to))


def test_a_rate_counts_through_its_last_day_and_a_newer_one_from_its_own() -> None:
    euro = Money(Decimal(100), "EUR")

    def held(on: str, age: int) -> Decimal | None:
        found = RATES.convert(euro, "USD", AsOf(date.fromisoformat(on)), age)
        return found and found.amount

    assert held("2026-07-01", 30) == 110
    assert held("2026-07-02", 30) is None
    assert held("2026-07-14", 90) == 110
    assert held("2026-07-15", 90) == 120
    assert held("2025-12-31", 90) is None


def test_the_day_on_which_a_conversion_changes_is_remembered() -> None:
    today = AsOf(DAY)
    RATES.convert(Money(Decimal(100), "EUR"), "USD", today, 30)
    assert today.next_change == date(2026, 7, 2)


def test_of_two_rates_of_one_day_the_first_counts() -> None:
    rates = Rates(
        base="USD", rates=(rate("EUR", "1.10", "2026-06-01"), rate("EUR", "1.30", "2026-06-01"))
    )
    assert rates.convert(Money(Decimal(100), "EUR"), "USD", AsOf(DAY), 90) == usd("110")


def test_a_target_currency_that_is_worth_nothing_converts_nothing() -> None:
    rates = Rates(base="USD", rates=(rate("ZZZ", "0", "2026-06-01"),))
    assert rates.convert(usd("1"), "ZZZ", AsOf(DAY), 90) is None


@pytest.mark.parametrize("value", [usd("1"), RATES, RATES.rates[0]])
def test_money_and_rates_are_values(value: Any) -> None:
    """Nothing changes them, and no order of amounts hides that currencies differ."""
    assert value == type(value)(**{one.name: getattr(value, one.name) for one in fields(value)})
    assert str(usd("1") + usd("1")) == "USD 2"
    assert not hasattr(value, "__dict__")
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(value)[0].name, None)
    with pytest.raises(TypeError):
        assert value < value


def test_a_rate_is_written_with_the_names_of_its_parts() -> None:
    assert usd("1") + usd("1") == usd("2")
    with pytest.raises(TypeError):
        Rate("EUR", Decimal(1), DAY)
    with pytest.raises(TypeError):
        Rates("USD")


amounts = st.decimals(0, 10**9, places=4, allow_nan=False, allow_infinity=False)


@given(amounts, amounts)
def test_a_conversion_keeps_the_order_of_amounts(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    held = [RATES.convert(Money(amount, "EUR"), "USD", AsOf(DAY), 90) for amount in (low, high)]
    assert held[0] is not None and held[1] is not None
    assert held[0].amount <= held[1].amount
    assert (held[0].amount == held[1].amount) is (low == high)
