"""Plain arithmetic of the second, naive evaluator. It shares no code with the generator."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

Data = Mapping[str, Any]


def day(text: Any) -> date | None:
    """A date as records write it; None when absent."""
    return date.fromisoformat(text) if isinstance(text, str) else None


def plus_days(start: date, days: int) -> date:
    """``days`` later."""
    return start + timedelta(days=days)


def plus_months(start: date, months: int) -> date:
    """``months`` later; the last day of the month where that day does not exist."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def amount(money: Data | None, currency: str = "USD") -> Decimal | None:
    """The amount in ``currency``; None when absent or in another one."""
    if not money or money["currency"] != currency:
        return None
    return Decimal(money["amount"])


def inside(place: str, wider: str) -> bool:
    """Whether ``place`` lies in ``wider``: US-OR lies in US."""
    return place == wider or place.startswith(wider + "-")


def items(record: Data, *path: str) -> list[Data]:
    """The list at ``path``, empty when absent."""
    found: Any = record
    for key in path:
        found = (found or {}).get(key)
    return list(found or ())


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())
