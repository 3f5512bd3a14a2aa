"""Calendar dates: terms, month arithmetic, notice deadlines.

Source of the semantics: the truth table in ``tests/cases/dates.yml``. Records hold *printed*
dates; a :class:`Term` turns a printed end into the first day without effect (``end_excl``),
so that no check has to think about conventions. Nothing here reads the clock.
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DURATION = re.compile(
    r"P(?=[0-9])(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,3})W)?(?:([0-9]{1,5})D)?"
)


def parse_date(text: object) -> date | None:
    """The date in ``YYYY-MM-DD``, or None when there is none (absent, or no such day)."""
    return _date_of(text) if isinstance(text, str) else None


@lru_cache(maxsize=65_536)
def _date_of(text: str) -> date | None:
    # The pattern first: fromisoformat also reads weeks, and 2026-W01-1 has ten characters too.
    if _DATE.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def add_days(day: date, days: int) -> date:
    """``day`` moved by ``days``, held inside what a date can express."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """``day`` moved by whole months, clamped to the month's end (31 Jan + 1 = 28 or 29 Feb)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time: months (clamped at month ends) and then days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day this long after ``day``."""
        return add_days(add_months(day, self.months), self.days)

    def before(self, day: date) -> date:
        """The day this long before ``day``."""
        return add_days(add_months(day, -self.months), -self.days)


def parse_duration(text: object) -> Duration | None:
    """An ISO 8601 duration of years, months, weeks and days (``P12M``), or None."""
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return Duration(months=years * 12 + months, days=weeks * 7 + days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A time in effect: from ``start`` (inclusive) to ``end_excl`` (the first day without).

    ``None`` at either end means open: no start recorded, or no end.
    """

    start: date | None
    end_excl: date | None

    @property
    def last_day(self) -> date | None:
        """The last day in effect."""
        return None if self.end_excl is None else add_days(self.end_excl, -1)

    def holds(self, day: date) -> bool:
        """Whether the term is in effect on ``day``."""
        return (self.start is None or self.start <= day) and (
            self.end_excl is None or day < self.end_excl
        )


def term(
    start: date | None,
    printed_end: date | None,
    *,
    convention: str = "inclusive",
    cut_short_on: date | None = None,
) -> Term:
    """A term from printed dates.

    ``inclusive``: in effect through the end of the printed date. ``exclusive``: ends at
    00:01 on the printed date, which is the first day without. ``cut_short_on`` (a
    cancellation) is itself the first day without.
    """
    end = printed_end
    if end is not None and convention == "inclusive":
        end = add_days(end, 1)
    if cut_short_on is not None and (end is None or cut_short_on < end):
        end = cut_short_on
    return Term(start=start, end_excl=end)


def gap_days(earlier: Term, later: Term) -> int | None:
    """Days without cover between two terms; 0 is contiguous, negative an overlap."""
    if earlier.end_excl is None or later.start is None:
        return None
    return (later.start - earlier.end_excl).days


def gaps(terms: Iterable[Term], start: date, end_excl: date) -> list[tuple[date, date]]:
    """The uncovered stretches ``(first day, first covered day)`` of ``[start, end_excl)``.

    Works on the union of the terms, whatever their order.
    """
    found: list[tuple[date, date]] = []
    covered_to = start
    for one in sorted(terms, key=lambda t: t.start or date.min):
        begin, end = one.start or date.min, min(one.end_excl or date.max, end_excl)
        if begin >= end:
            continue
        if begin > covered_to:
            found.append((covered_to, begin))
        covered_to = max(covered_to, end)
    if covered_to < end_excl:
        found.append((covered_to, end_excl))
    return found


IsBusinessDay = Callable[[date], bool | None]
"""True or False, or None when the calendar does not hold that day's year."""


def roll_back(day: date, is_business_day: IsBusinessDay) -> date | None:
    """``day`` or the nearest business day before it; None when the calendar cannot tell.

    Neither can one without a business day in a whole year.
    """
    for _ in range(366):
        answer = is_business_day(day)
        if answer is None:
            return None
        if answer:
            return day
        day = add_days(day, -1)
    return None


def business_days_before(day: date, count: int, is_business_day: IsBusinessDay) -> date | None:
    """The day ``count`` business days before ``day``; None when the calendar cannot tell."""
    for _ in range(count * 3 + 366):
        if count == 0:
            return day
        day = add_days(day, -1)
        answer = is_business_day(day)
        if answer is None:
            return None
        count -= answer
    return None


def business_days_after(day: date, count: int, is_business_day: IsBusinessDay) -> date | None:
    """The day ``count`` business days after ``day``; None when the calendar cannot tell."""
    for _ in range(count * 3 + 366):
        if count == 0:
            return day
        day = add_days(day, 1)
        answer = is_business_day(day)
        if answer is None:
            return None
        count -= answer
    return None


def count_back(
    last_day: date,
    *,
    value: int,
    unit: str,
    basis: str = "before_term_end",
    counting: str = "plain",
    is_business_day: IsBusinessDay,
) -> date | None:
    """The last day on which notice may arrive, before any rolling back to a business day.

    ``last_day`` is the last day of the term; ``basis`` ``before_renewal_date`` counts from the
    day after it. ``clear_days`` leaves out the day of notice as well as the day counted from.
    None when the calendar of business days does not reach that far.
    """
    base = add_days(last_day, 1) if basis == "before_renewal_date" else last_day
    if unit == "business_days":
        counted = business_days_before(base, value, is_business_day)
    elif unit == "months":
        counted = add_months(base, -value)
    else:
        counted = add_days(base, -value)
    if counted is not None and counting == "clear_days":
        counted = add_days(counted, -1)
    return counted
