"""The day of an evaluation: what it answers, and the first day on which it would answer else."""

from datetime import date, timedelta
from typing import Any

import pytest

from generator.model.asof import AsOf
from generator.model.dates import Term

DAY = date(2026, 6, 30)
LAST = date(9999, 12, 31)


def near(days: int) -> date:
    """A day so many days from the day."""
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("asked", "reached", "change"),
    [
        ([0], [True], None),
        ([-1], [True], None),
        ([1], [False], 1),
        ([5, 3, 4], [False, False, False], 3),
        ([3, 5], [False, False], 3),
        ([-1, 2, 0], [True, False, True], 2),
    ],
)
def test_the_earliest_day_not_reached_is_the_next_change(
    asked: list[int], reached: list[bool], change: int | None
) -> None:
    today = AsOf(DAY)
    assert [today.reached(near(one)) for one in asked] == reached
    assert today.next_change == (None if change is None else near(change))
    today.forget()
    assert today.next_change is None


@pytest.mark.parametrize(("days", "after", "change"), [(-1, True, None), (0, False, 1)])
def test_after_begins_the_day_after(days: int, after: bool, change: int | None) -> None:
    today = AsOf(DAY)
    assert today.after(near(days)) is after
    assert today.next_change == (None if change is None else near(change))


def test_nothing_is_after_the_end_of_the_calendar() -> None:
    """Nor is there a day on which that would change. The day is equal, not the same object."""
    for day in (DAY, LAST):
        today = AsOf(day)
        assert today.after(LAST) is False
        assert today.next_change is None
    assert AsOf(LAST).after(LAST - timedelta(days=1)) is True


@pytest.mark.parametrize(
    ("start", "end", "within", "ended", "change"),
    [
        (None, None, True, False, None),
        (0, None, True, False, None),
        (1, None, False, False, 1),
        (1, 5, False, False, 1),
        (None, 1, True, False, 1),
        (None, 0, False, True, None),
        (-5, 3, True, False, 3),
        (-5, -1, False, True, None),
    ],
)
def test_a_term_holds_from_its_first_day_until_before_its_end(
    start: int | None, end: int | None, within: bool, ended: bool, change: int | None
) -> None:
    term = Term(
        start=None if start is None else near(start),
        end_excl=None if end is None else near(end),
    )
    today = AsOf(DAY)
    assert today.within(term) is within
    assert today.next_change == (None if change is None else near(change))
    assert AsOf(DAY).ended(term) is ended


@pytest.mark.parametrize(
    ("left", "bucket", "change"),
    [
        (91, None, 1),
        (90, 90, 30),
        (61, 90, 1),
        (60, 60, 30),
        (30, 30, None),
        (0, 30, None),
        (-1, 30, None),
    ],
)
def test_the_smallest_bucket_that_the_last_day_falls_in(
    left: int, bucket: int | None, change: int | None
) -> None:
    for days in ((30, 60, 90), (90, 30, 60)):
        today = AsOf(DAY)
        assert today.bucket(near(left), days) == bucket
        assert today.next_change == (None if change is None else near(change))
    assert AsOf(DAY).bucket(near(left), ()) is None


def test_what_is_worked_out_once_is_worked_out_again_when_it_would_differ() -> None:
    """A memory serves one day after another, and no answer outlives the day it changes on."""
    worked_out: list[bool] = []

    def make(today: AsOf) -> bool:
        worked_out.append(today.reached(date(2026, 6, 30)))
        return worked_out[-1]

    def asked(days: tuple[int, ...]) -> list[tuple[bool, date | None]]:
        memory: dict[Any, Any] = {}
        worked_out.clear()
        found = []
        for day in days:
            today = AsOf(date(2026, 6, 1) + timedelta(days=day - 1), memory)
            found.append((today.once("key", make), today.next_change))
        return found

    to_come, past = (False, date(2026, 6, 30)), (True, None)
    assert asked((28, 29, 30, 31, 40)) == [to_come, to_come, past, past, past]
    assert worked_out == [False, True]
    assert asked((28, 35)) == [to_come, past]
    assert worked_out == [False, True]


def test_the_last_day_there_is_is_never_past() -> None:
    assert not AsOf(date.max).after(date.max)
    assert AsOf(date.max).after(date.max - timedelta(days=1))
