"""Which term a contract is in: renewals that nobody recorded, on any day of any record."""

from datetime import date
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from generator.checks._contracts import MOST_RENEWALS, ended, present, running, state
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
