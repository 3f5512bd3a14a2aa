"""Dates: the truth table as data, and what holds for all dates."""

from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, fields
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks._reports import report_last_day
from generator.load.formats import is_lei
from generator.load.strict_yaml import parse
from generator.model.asof import AsOf
from generator.model.dates import (
    Duration,
    Term,
    add_days,
    add_months,
    business_days_after,
    business_days_before,
    count_back,
    gap_days,
    gaps,
    parse_date,
    parse_duration,
    roll_back,
    term,
)
from generator.model.records import Certification
from generator.model.reference import Holidays

FILE = Path(__file__).resolve().parents[1] / "cases" / "dates.yml"
Row = Mapping[str, Any]


def table() -> Mapping[str, Any]:
    """The truth table."""
    data, problems = parse(FILE.read_bytes(), FILE.name)
    assert data is not None, problems
    return data


TABLE = table()


def rows(name: str) -> Callable[..., Any]:
    """Run a test once for each row of a part of the table."""
    found = TABLE[name]
    return pytest.mark.parametrize("row", found, ids=[str(number) for number in range(len(found))])


def on(text: str | None) -> date | None:
    """A date of the table; None where it says null."""
    found = parse_date(text)
    assert text is None or found is not None
    return found


def day(text: str) -> date:
    """A date of the table that has to be there."""
    found = on(text)
    assert found is not None
    return found


@rows("terms")
def test_a_term_is_in_force_from_its_first_through_its_last_day(row: Row) -> None:
    found = term(
        on(row.get("starts")),
        on(row["ends"]),
        convention=row["convention"],
        cut_short_on=on(row.get("cut_short_on")),
    )
    today = day(row["as_of"])
    assert found.last_day == on(row["last_day"])
    assert found.last_day is not None and (found.last_day - today).days == row["days_left"]
    assert found.holds(today) is row["in_force"]
    assert AsOf(today).within(found) is row["in_force"]
    assert AsOf(today).ended(found) is (row["days_left"] < 0)


@rows("buckets")
def test_the_smallest_bucket_that_fits_counts(row: Row) -> None:
    today, last = day(row["as_of"]), day(row["last_day"])
    assert (last - today).days == row["days_left"]
    assert AsOf(today).bucket(last, row["days"]) == row["bucket"]


@rows("gaps")
def test_a_gap_is_the_days_without_cover(row: Row) -> None:
    first = term(None, day(row["first"]), convention=row["convention"])
    second = Term(start=day(row["second"]), end_excl=None)
    assert gap_days(first, second) == row["days"]
    open_days = gaps([second, first], date(2025, 1, 1), date(2027, 1, 1))
    assert sum((until - since).days for since, until in open_days) == max(row["days"], 0)


def test_a_gap_needs_an_end_and_a_start() -> None:
    endless, undated = Term(start=None, end_excl=None), Term(start=None, end_excl=date(2026, 1, 1))
    assert gap_days(endless, Term(start=date(2026, 1, 1), end_excl=None)) is None
    assert gap_days(undated, undated) is None


def calendar(row: Row) -> Callable[[date], bool | None]:
    """The calendar of the table, or one that knows weekends alone."""
    if row.get("holidays") is False:
        return lambda one: one.weekday() < 5
    years = {int(year): frozenset(map(day, days)) for year, days in TABLE["holidays"].items()}
    return Holidays(id="us-federal", years=years).is_business_day


@rows("notice")
def test_notice_is_counted_back_and_rolled_back(row: Row) -> None:
    business = calendar(row)
    counted = count_back(
        day(row["ends"]),
        value=row["value"],
        unit=row["unit"],
        basis=row.get("basis", "before_term_end"),
        counting=row.get("counting", "plain"),
        is_business_day=business,
    )
    assert counted == on(row["day"])
    assert (counted and roll_back(counted, business)) == on(row["rolled"])


@rows("months")
def test_months_end_at_the_end_of_the_month(row: Row) -> None:
    assert add_months(day(row["start"]), row["months"]) == day(row["day"])


@rows("reports")
def test_a_report_counts_for_a_year_and_a_bridge_for_three_months(row: Row) -> None:
    data: dict[str, Any] = {"period_end": row["period_end"]}
    if row["covers_to"]:
        data["bridge_letter"] = {"covers_to": row["covers_to"]}
    report = Certification(id="soc2", pointer=(), data=data, term=Term(start=None, end_excl=None))
    assert report_last_day(report, 12, 3) == on(row["day"])


@rows("leis")
def test_an_lei_is_checked_by_its_digits(row: Row) -> None:
    assert is_lei(row["number"]) is row["valid"]


@rows("durations")
def test_a_duration_is_months_and_then_days(row: Row) -> None:
    found = parse_duration(row["text"])
    assert found is not None
    assert found.after(day(row["after"])) == day(row["day"])
    assert found.before(day(row["before"])) == day(row["back"])


def test_a_duration_left_out_is_none_at_all() -> None:
    leap_day = date(2028, 2, 29)
    assert Duration(months=12).after(leap_day) == Duration(months=12).before(date(2030, 2, 28))
    assert Duration(days=1).after(leap_day) == date(2028, 3, 1)
    assert Duration().after(leap_day) == Duration().before(leap_day) == leap_day


@pytest.mark.parametrize("value", [term(None, None), parse_duration("P1M")])
def test_a_term_and_a_duration_are_values(value: Any) -> None:
    """Nothing changes them, so that they may be shared and remembered."""
    assert value == type(value)(**{one.name: getattr(value, one.name) for one in fields(value)})
    assert term(date.min, None).holds(date.max)
    assert not hasattr(value, "__dict__")
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(value)[0].name, None)
    with pytest.raises(TypeError):
        type(value)(None, None)


@pytest.mark.parametrize("text", [*TABLE["not_durations"], None, 30])
def test_what_is_no_duration_is_none(text: object) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize("text", [*TABLE["not_dates"], None, 20260401, date(2026, 4, 1)])
def test_what_is_no_date_is_none(text: object) -> None:
    assert parse_date(text) is None


def test_a_term_beyond_the_stretch_leaves_all_of_it_open() -> None:
    start, end = date(2026, 1, 10), date(2026, 2, 20)
    beyond = [Term(start=end, end_excl=None), Term(start=None, end_excl=start)]
    assert gaps(beyond, start, end) == [(start, end)]
    assert gaps([*beyond, Term(start=start, end_excl=end)], start, end) == []
    held = Term(start=start, end_excl=end)
    assert gaps([Term(start=start, end_excl=start), held], start, end) == []
    assert gaps([held], end, start) == gaps([], end, start) == []
    assert gaps([*beyond, Term(start=start, end_excl=add_days(end, -1))], start, end) == [
        (add_days(end, -1), end)
    ]


days = st.dates()
terms = st.builds(
    Term,
    start=st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 3, 1))),
    end_excl=st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 3, 1))),
)


@given(days, st.integers(-200_000, 200_000))
def test_moving_by_months_never_leaves_the_calendar_nor_the_month(start: date, count: int) -> None:
    moved = add_months(start, count)
    months = moved.year * 12 + moved.month - (start.year * 12 + start.month)
    if moved not in (date.min, date.max):
        assert months == count
        assert moved.day == start.day or (moved.day < start.day and add_days(moved, 1).day == 1)


@given(days, st.integers(-4_000_000, 4_000_000))
def test_moving_by_days_never_leaves_the_calendar(start: date, count: int) -> None:
    moved = add_days(start, count)
    assert moved in (date.min, date.max) or moved - start == timedelta(days=count)


@given(days, st.integers(0, 2000), st.integers(0, 2000))
def test_what_lies_a_duration_after_is_never_before(start: date, months: int, count: int) -> None:
    length = Duration(months=months, days=count)
    assert length.after(start) >= start >= length.before(start)


@given(days)
def test_a_date_is_read_as_it_is_written(one: date) -> None:
    assert parse_date(one.isoformat()) == one


@given(st.text("0123456789-W", min_size=10, max_size=10))
def test_only_a_year_a_month_and_a_day_are_a_date(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.isoformat() == text


@given(st.lists(terms, max_size=6), st.randoms(use_true_random=False))
def test_gaps_are_those_of_the_union_in_whatever_order(found: list[Term], random: Any) -> None:
    start, end = date(2020, 1, 10), date(2020, 2, 20)
    shuffled = list(found)
    random.shuffle(shuffled)
    open_days = gaps(found, start, end)
    assert open_days == gaps(shuffled, start, end)
    uncovered = {
        one
        for one in (add_days(start, number) for number in range((end - start).days))
        if not any(term.holds(one) for term in found)
    }
    said = [
        add_days(since, number)
        for since, until in open_days
        for number in range((until - since).days)
    ]
    assert len(said) == len(set(said)) and set(said) == uncovered
    assert all(since < until for since, until in open_days)
    assert all(one[1] < other[0] for one, other in pairwise(open_days))


questions = st.lists(
    st.one_of(
        st.tuples(st.just("reached"), st.dates(date(2025, 1, 1), date(2027, 12, 31))),
        st.tuples(st.just("after"), st.dates(date(2025, 1, 1), date(2027, 12, 31))),
        st.tuples(
            st.sampled_from(["within", "ended"]),
            st.builds(
                Term,
                start=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2027, 12, 31))),
                end_excl=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2027, 12, 31))),
            ),
        ),
        st.tuples(
            st.just("bucket"),
            st.tuples(
                st.dates(date(2025, 1, 1), date(2027, 12, 31)),
                st.lists(st.integers(0, 200), max_size=4),
            ),
        ),
    ),
    min_size=1,
    max_size=6,
)


def answers(asked: list[tuple[str, Any]], day: date) -> tuple[list[object], date | None]:
    """What a day answers, and when it would answer otherwise."""
    today = AsOf(day)
    found = [
        today.bucket(*value) if name == "bucket" else getattr(today, name)(value)
        for name, value in asked
    ]
    return found, today.next_change


@given(questions, st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_answers_hold_until_the_next_change(asked: list[tuple[str, Any]], day: date) -> None:
    now, change = answers(asked, day)
    last = add_days(change, -1) if change is not None else date(2028, 12, 31)
    assert change is None or change > day
    # Answers move one way only between changes, so the last day speaks for those between.
    for later in {day, last, add_days(day, (last - day).days // 2), add_days(last, -1)}:
        if later >= day:
            assert answers(asked, later)[0] == now


@given(questions, st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_a_day_told_to_forget_starts_anew(asked: list[tuple[str, Any]], day: date) -> None:
    today = AsOf(day)
    today.reached(add_days(day, 5))
    today.forget()
    assert today.next_change is None


weeks = st.frozensets(st.integers(0, 6), max_size=6)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), weeks)
def test_rolling_back_never_goes_forward(start: date, off: frozenset[int]) -> None:
    rolled = roll_back(start, lambda one: one.weekday() not in off)
    assert rolled is not None
    assert rolled <= start and rolled.weekday() not in off and (start - rolled).days < 7


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 300), weeks)
def test_business_days_are_counted_one_by_one(start: date, count: int, off: frozenset[int]) -> None:
    found = business_days_before(start, count, lambda one: one.weekday() not in off)
    if len(off) > 4 and found is None:
        return
    assert found is not None and found <= start
    between = [add_days(found, number) for number in range((start - found).days)]
    assert sum(one.weekday() not in off for one in between) == count
    assert count == 0 or found.weekday() not in off


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 300), weeks)
def test_business_days_lead_there_and_back(start: date, count: int, off: frozenset[int]) -> None:
    found = business_days_after(start, count, lambda one: one.weekday() not in off)
    if len(off) > 4 and found is None:
        return
    assert found is not None and found >= start
    between = [add_days(start, number + 1) for number in range((found - start).days)]
    assert sum(one.weekday() not in off for one in between) == count
    assert count == 0 or found.weekday() not in off


@pytest.mark.parametrize("count", [1, 2, 10])
def test_a_calendar_of_almost_no_business_days_is_believed_so_far_and_no_further(
    count: int,
) -> None:
    """Three days for each business day, and a year."""
    start, reach = date(2026, 11, 20), count * 3 + 365

    def last_of(distance: int) -> Callable[[date], bool]:
        return lambda one: distance - count < abs((one - start).days) <= distance

    assert business_days_after(start, count, last_of(reach)) == add_days(start, reach)
    assert business_days_after(start, count, last_of(reach + 1)) is None
    assert business_days_before(start, count, last_of(reach)) == add_days(start, -reach)
    assert business_days_before(start, count, last_of(reach + 1)) is None


def test_rolling_back_looks_through_a_year() -> None:
    start = date(2026, 11, 20)
    assert roll_back(start, lambda one: one <= add_days(start, -365)) == date(2025, 11, 20)
    assert roll_back(start, lambda one: one <= add_days(start, -366)) is None


def test_business_days_after_need_a_calendar() -> None:
    assert business_days_after(date(2026, 11, 20), 1, lambda one: None) is None
    assert business_days_after(date(2026, 11, 20), 0, lambda one: None) == date(2026, 11, 20)


@given(
    st.one_of(st.dates(), st.sampled_from([date.min, date.max])),
    st.integers(0, 3650),
    st.sampled_from(["calendar_days", "business_days", "months"]),
    st.sampled_from(["before_term_end", "before_renewal_date"]),
    st.sampled_from(["plain", "clear_days"]),
    st.booleans(),
)
def test_counting_back_never_fails_and_never_goes_forward(
    last: date, value: int, unit: str, basis: str, counting: str, known: bool
) -> None:
    counted = count_back(
        last,
        value=value,
        unit=unit,
        basis=basis,
        counting=counting,
        is_business_day=lambda one: one.weekday() < 5 if known else None,
    )
    assert counted is None or counted <= add_days(last, 1)


@given(
    st.one_of(st.none(), days),
    st.one_of(st.none(), st.sampled_from([date.min, date.max]), days),
    st.sampled_from(["inclusive", "exclusive"]),
    st.one_of(st.none(), days),
    st.one_of(st.sampled_from([date.min, date.max]), days),
)
def test_a_term_never_fails(
    start: date | None, ends: date | None, convention: str, cut: date | None, day: date
) -> None:
    found = term(start, ends, convention=convention, cut_short_on=cut)
    assert AsOf(day).within(found) is found.holds(day)
    assert not (found.holds(day) and AsOf(day).ended(found))
    if cut is not None:
        assert found.end_excl is not None and found.end_excl <= cut
