"""Which days of the past are looked at, and by which commit."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.load.history import last_days
from generator.model.trend import Step

TODAY = date(2026, 11, 22)


def line(*days: date) -> list[tuple[str, date]]:
    """A history with a commit on each of these days, the newest first."""
    return [(f"c{day.isoformat()}", day) for day in sorted(days, reverse=True)]


def test_a_long_history_goes_by_ends_of_months() -> None:
    """The last twelve of them, the oldest first; the month of today is not over."""
    step, days = last_days(line(date(2020, 1, 5), date(2026, 11, 1)), TODAY, 12)
    assert step is Step.MONTH
    assert days[0] == date(2025, 11, 30) and days[-1] == date(2026, 10, 31)
    assert len(days) == 12 and date(2026, 2, 28) in days


def test_a_young_history_goes_by_weeks_or_days_or_commits() -> None:
    """The widest step that gives three points."""
    step, days = last_days(line(date(2026, 10, 20)), TODAY, 12)
    assert step is Step.WEEK
    assert days == [date(2026, 10, 25) + timedelta(days=7 * at) for at in range(4)]
    assert {day.isoweekday() for day in days} == {7}
    step, days = last_days(line(date(2026, 11, 18)), TODAY, 12)
    assert (step, days) == (Step.DAY, [date(2026, 11, day) for day in (18, 19, 20, 21)])
    assert last_days(line(date(2026, 11, 20)), TODAY, 12) == (Step.COMMIT, [])
    assert last_days([], TODAY, 12) == (Step.COMMIT, [])


@given(
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.lists(st.integers(min_value=0, max_value=3000), max_size=5),
    st.integers(min_value=3, max_value=24),
)
def test_days_are_past_and_within_the_history(today: date, ages: list[int], most: int) -> None:
    """In order, at most so many, none before the first commit, none of today or later."""
    days = [today - timedelta(days=age) for age in ages]
    _, found = last_days(line(*days), today, most)
    assert found == sorted(set(found)) and len(found) <= most
    assert all(min(days) <= one < today for one in found)
