"""Which term a contract is in: renewals that nobody recorded, on any day of any record."""

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.checks._contracts import (
    MOST_RENEWALS,
    ended,
    present,
    renewing,
    running,
    state,
)
from generator.model.asof import AsOf
from generator.model.dates import add_days, add_months
from generator.model.records import Contract, Record, Supplier
from generator.model.reference import Reference

REFERENCE = Reference()
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def contract(**data: Any) -> Contract:
    """The one contract of a record."""
    full = {"id": "c-1", "title": "Work", "starts_on": "2020-01-01", **data}
    record = Record(kind="supplier", id="acme", path="", data={"contracts": [full]})
    return Supplier(record).contracts[0]


@given(
    DAYS,
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(1, 40),
    st.integers(0, 6) | st.none(),
)
@example(date(2028, 2, 29), date(2027, 12, 31), 1, 2)
def test_it_is_in_the_term_that_holds_the_day(
    day: date, ends: date, months: int, most: int | None
) -> None:
    """The last day of the k-th term is k times the length after the first."""
    renewal = {"type": "auto", "term": f"P{months}M"} | (
        {} if most is None else {"max_renewals": most}
    )
    one = contract(ends_on=ends.isoformat(), renewal=renewal)
    now = present(one, AsOf(day), REFERENCE)
    assert now.last_day is not None
    first = add_days(ends, 1)
    assert now.last_day == add_days(add_months(first, months * now.renewed), -1)
    if now.renewed:
        assert now.begins == add_months(first, months * (now.renewed - 1))
        assert day >= now.begins
    assert day <= now.last_day or now.renewed == most
    assert ended(one, AsOf(day), REFERENCE) is (day > now.last_day)
    assert now.renews is (most is None or now.renewed < most)


@given(DAYS, st.sampled_from(["P1D", "P1W", "P0D", "P0M", "P9999Y", "P12M", None]))
def test_any_length_on_any_day_has_an_answer(day: date, term: str | None) -> None:
    """Nothing loops for ever, and where it cannot be told the state is unknown."""
    renewal = {"type": "auto", **({"term": term} if term else {})}
    one = contract(ends_on="2020-12-31", renewal=renewal)
    now = present(one, AsOf(day), REFERENCE)
    assert now.renewed <= MOST_RENEWALS
    told = state(one, AsOf(day), REFERENCE)
    assert (told == "unknown") is bool(now.doubt)
    assert running(one, AsOf(day), REFERENCE) is (told == "active")
    if term in ("P0D", "P0M", None):
        assert bool(now.doubt) is (day > date(2020, 12, 31))


@given(DAYS, DAYS, st.integers(1, 24))
def test_the_next_change_is_never_late(day: date, ends: date, months: int) -> None:
    """Until the day the answer is said to change on, it does not."""
    one = contract(
        starts_on="1990-01-01",
        ends_on=ends.isoformat(),
        renewal={"type": "auto", "term": f"P{months}M", "max_renewals": 9},
    )
    today = AsOf(day)
    now = present(one, today, REFERENCE)
    change = today.next_change
    if change is None:
        return
    before = add_days(change, -1)
    assert present(one, AsOf(before), REFERENCE) == now
    assert present(one, AsOf(change), REFERENCE) != now or now.last_day == before


def test_what_has_no_end_or_does_not_renew_stays_as_recorded() -> None:
    """An evergreen contract has one term, and so has one that just ends."""
    endless = contract(evergreen=True, renewal={"type": "auto", "term": "P12M"})
    assert present(endless, AsOf(date(2050, 1, 1)), REFERENCE).last_day is None
    plain = contract(ends_on="2020-12-31", renewal={"type": "option", "term": "P12M"})
    assert present(plain, AsOf(date(2050, 1, 1)), REFERENCE).last_day == date(2020, 12, 31)
    called_off = contract(
        ends_on="2020-12-31", cancelled_on="2019-12-01", renewal={"type": "auto", "term": "P12M"}
    )
    assert present(called_off, AsOf(date(2050, 1, 1)), REFERENCE).renewed == 0


STATES = [
    ({"cancelled_on": "2019-12-01"}, "cancelled"),
    ({"starts_on": "2027-01-01"}, "draft"),
    ({"starts_on": "2027-01-01", "signed_on": "2026-11-22"}, "signed"),
    ({"starts_on": "2027-01-01", "signed_on": "2026-11-23"}, "draft"),
    ({}, "active"),
    ({"suspended_from": "2026-11-22"}, "suspended"),
    ({"suspended_from": "2026-01-01", "suspended_to": "2026-11-21"}, "active"),
    ({"notice_served_on": "2026-11-22"}, "notice_given"),
    ({"notice_served_on": "2026-11-23"}, "active"),
    ({"ends_on": "2026-11-21"}, "expired"),
    ({"ends_on": "2026-11-21", "terminated_on": "2026-11-20"}, "terminated"),
    ({"ends_on": "2026-11-21", "renewed_by": "c-2"}, "renewed"),
    ({"ends_on": None}, "unknown"),
    ({"ends_on": None, "evergreen": True}, "active"),
    ({"ends_on": "2026-11-21", "renewal": {"type": "auto"}}, "unknown"),
    ({"ends_on": "2026-11-21", "renewal": {"type": "auto", "term": "P1D"}}, "active"),
    ({"ends_on": "2026-11-20", "renewal": {"type": "auto", "term": "P1D", "max_renewals": 1}},
     "expired"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), STATES)
def test_the_state_follows_from_dates_and_decisions(data: dict[str, Any], expected: str) -> None:
    """Nothing of it is stored."""
    full = {"ends_on": "2026-12-31", **data}
    one = contract(**{key: value for key, value in full.items() if value is not None})
    assert state(one, AsOf(date(2026, 11, 22)), REFERENCE) == expected


def test_a_termination_on_the_first_day_of_a_term_leaves_that_day() -> None:
    """It is the last day in force, not the first without."""
    one = contract(
        ends_on="2026-12-31", terminated_on="2027-01-01", renewal={"type": "auto", "term": "P12M"}
    )
    assert running(one, AsOf(date(2027, 1, 1)), REFERENCE)
    assert ended(one, AsOf(date(2027, 1, 2)), REFERENCE)


def test_notice_after_the_end_leaves_no_doubt_about_that_end() -> None:
    """No calendar is needed to see that it came too late for the term that was over."""
    notice = {"value": 3, "unit": "business_days", "method": ["email"]}
    one = contract(
        ends_on="2026-12-31",
        notice_served_on="2027-01-01",
        renewal={"type": "auto", "term": "P12M", "notice": notice},
    )
    now = present(one, AsOf(date(2027, 6, 1)), REFERENCE)
    assert (now.last_day, now.doubt) == (date(2027, 12, 31), "")
    assert present(one, AsOf(date(2028, 1, 1)), REFERENCE).doubt


def test_it_goes_on_until_something_that_counts_stops_it() -> None:
    """Notice in time, an agreed end or a contract that follows; a decision alone stops nothing."""
    day, auto = AsOf(date(2026, 11, 22)), {"type": "auto", "term": "P12M"}

    def goes_on(**data: Any) -> bool:
        one = contract(**{"ends_on": "2026-12-31", "renewal": auto, **data})
        return renewing(one, day, present(one, day, REFERENCE), REFERENCE)

    assert goes_on()
    assert goes_on(renewal={**auto, "decision": {"decision": "exit", "decided_on": "2026-11-01"}})
    assert goes_on(notice_served_on="2026-11-23")
    assert not goes_on(notice_served_on="2026-11-22")
    assert not goes_on(terminated_on="2026-12-15")
    assert not goes_on(renewed_by="c-2")
    assert not goes_on(renewal={"type": "option", "term": "P12M"})
    assert not goes_on(renewal={**auto, "max_renewals": 1, "renewals_exercised": 1})
