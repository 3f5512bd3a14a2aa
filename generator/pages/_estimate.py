"""What we expect to spend with a supplier in a year, as recorded and in one currency."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.evaluate.applies import RATE_MAX_AGE_DAYS
from generator.model.asof import AsOf
from generator.model.money import Money, parse_money
from generator.pages.base import Site

FIELD = "annual_spend_estimate"


def spend(site: Site, record: Mapping[str, Any]) -> tuple[str, str, int] | None:
    """Amount, currency, and whole units of the organisation's currency.

    These are -1 without a fresh rate. None where nothing is on record, or the audience may not
    see it.
    """
    money = parse_money(record.get(FIELD))
    if money is None:
        return None
    return str(money.amount), money.currency, _in_ours(site, money)


def _in_ours(site: Site, money: Money) -> int:
    reference = site.catalog.reference
    ours = reference.organisation.get("currency") or reference.rates.base
    found = reference.rates.convert(money, ours, AsOf(site.as_of), RATE_MAX_AGE_DAYS)
    if found is None:
        return -1
    return int(found.amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
