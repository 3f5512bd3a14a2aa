"""Expiries, gaps, spend, waivers and the trend: sums in charts are sums in tables."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.assessment import Outcome, Verdict
from generator.model.money import Rate, Rates
from generator.model.trend import Missing, Point, Step, Trend
from generator.pages import (
    _expiries,
    _gaps,
    _spend,
    _waived,
    compliance_coverage,
    compliance_expiries,
    compliance_spend,
    compliance_trend,
    compliance_waivers,
)
from generator.pages._dates import coming
from generator.pages.base import Site
from tests.evaluate.build import answer
from tests.pages.boards import BOARDS
from tests.pages.handbook_catalog import (
    AS_OF,
    CLEANER,
    ELECTRICIAN,
    bodies,
    by_id,
    site,
    small,
    text,
    tree,
)


def board(module: Any, shown: Site | None = None) -> Element:
    """The one page of a board."""
    (body,) = bodies(module, shown or site()).values()
    return tree(body)


def rows(root: Element, key: str) -> dict[str, Element]:
    """Rows of tables by one of their data attributes."""
    return {str(one.get(key)): one for one in root.iter("tr") if one.get(key)}


def drawn(root: Element, name: str) -> list[Element]:
    """Elements of drawings, which have a namespace of their own."""
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def cells(row: Element) -> list[str]:
    """What stands in a row."""
    return [text(one) for one in row.iter("td")]


@pytest.mark.parametrize("module", [one for one in BOARDS if one.__name__[-10:] != "compliance"])
def test_boards_but_the_first_are_for_staff(module: Any) -> None:
    """The public site has none of them."""
    assert bodies(module, site())
    assert not bodies(module, site(audience="public"))


@pytest.mark.parametrize("module", BOARDS)
def test_each_drawing_says_what_it_shows_and_whence(module: Any) -> None:
    """A name for each picture, a source beneath each figure, patterns that are on the page."""
    root = board(module)
    ids = {one.get("id") for one in root.iter()}
    for figure in root.iter("figure"):
        assert by_id(root, str(figure.get("aria-labelledby"))).text
        assert "Source: the records of commit 0123456789abcdef" in text(figure)
    assert drawn(root, "pattern")
    for drawing in drawn(root, "svg"):
        assert drawing.get("aria-hidden") == "true" or drawing.get("aria-label")
    fills = {str(one.get("fill")) for one in drawn(root, "rect") if one.get("fill")}
    assert {one.removeprefix("url(#").removesuffix(")") for one in fills} <= ids


# ---- What ends when


def test_months_add_up_to_what_ends() -> None:
    """Row by row the kinds make the sum; the rows make all; each row leads to its items."""
    shown = site()
    root = board(compliance_expiries, shown)
    found = rows(root, "data-month")
    total = 0
    for key, row in found.items():
        *kinds, together = map(int, cells(row))
        assert sum(kinds) == together
        total += together
        if together:
            items = by_id(root, f"m-{key}")
            assert len([one for one in items.iter("tr") if one.get("data-kind")]) == together
    assert total == len(_expiries.ending(shown)) > 0


def test_what_is_followed_is_told_and_not_counted() -> None:
    """A policy with its renewal on file does not end; a contract that renews itself neither."""
    shown = site()
    ends = _expiries.ending(shown)
    assert not [one for one in ends if one.who == "Calm Wiring Inc" and one.day.year == 2026]
    assert not [one for one in ends if one.kind == "contract" and one.who == "Acme Electric LLC"]
    assert _expiries.followed(shown) == 2
    assert "Not counted: 2 last days" in text(board(compliance_expiries, shown))


def test_last_days_for_notice_are_those_of_the_calendar() -> None:
    """One rule decides; this only takes the sending out of the calendar's notice days."""
    shown = site()
    mine = {(one.path, one.day) for one in _expiries.ending(shown) if one.kind == "notice"}
    calendar = {
        (one.path, one.day)
        for one in coming(shown)
        if one.kind == "notice" and "last day to send" in one.what
    }
    assert mine == calendar != set()


def test_months_follow_each_other_without_a_gap() -> None:
    """From the month of today to that of the horizon, over the end of a year."""
    months = _expiries.firsts(date(2026, 11, 30), date(2027, 2, 1))
    assert months == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]


def test_the_fullest_week_comes_first_and_a_quiet_one_is_none() -> None:
    """Weeks begin on Monday; three things make a week worth a word."""
    shown = site()
    sample = _expiries.ending(shown)[0]
    items = [replace(sample, day=date(2027, 1, day)) for day in (4, 7, 10, 11, 12, 13, 14, 20, 21)]
    weeks = _expiries.busiest(items)
    assert [(one.monday, one.sunday, one.count) for one in weeks] == [
        (date(2027, 1, 11), date(2027, 1, 17), 4),
        (date(2027, 1, 4), date(2027, 1, 10), 3),
    ]


@given(st.integers(min_value=0, max_value=400))
def test_the_view_ahead_is_the_timeline(days: int) -> None:
    """For each day the verdict of the timeline: nothing is judged a second time."""
    shown = _SHOWN
    day = date.fromordinal(AS_OF.toordinal() + days)
    later = {one.id: one.verdict for one in answer(shown.catalog, day).suppliers}
    for supplier in shown.assessment.suppliers:
        assert _expiries.verdict_on(supplier, day) is later[supplier.id]


_SHOWN = site()


def test_the_view_ahead_begins_with_today() -> None:
    """Its first bar is what the first board says, and all bars are of the same suppliers."""
    shown = site()
    ahead = _expiries.ahead(shown)
    assert ahead[0].day == AS_OF and ahead[1].day == date(2026, 12, 1)
    totals = {sum(one.counts.values()) for one in ahead}
    assert totals == {4}


# ---- Coverage and gaps


def test_sources_are_counted_by_place() -> None:
    """A supplier of the whole country is one in each place; one that is not OK is no source."""
    shown = site()
    found = {(one.category, one.place): one for one in _gaps.sources(shown)}
    for (category, place), one in found.items():
        for name in one.usable:
            offers = shown.suppliers[name].offers
            verdicts = [
                offer.verdict
                for offer in offers
                if offer.scope.category == category
                and place.startswith(str(offer.scope.jurisdiction))
            ]
            assert min(verdicts, key=lambda verdict: verdict.rank).rank <= 1
    assert ("electrical", "US-WA") in found
    assert "gone" not in {name for one in found.values() for name in (*one.usable, *one.others)}


def test_a_whole_country_serves_each_place_in_it() -> None:
    """And never the other way round."""
    wide = {**CLEANER, "id": "wide", "offers": [
        {"id": "w", "category": "cleaning", "jurisdictions": ["US"]}]}  # fmt: skip
    shown = site(small(suppliers=[CLEANER, wide], policies=[], waivers=[]))
    found = {one.place: one for one in _gaps.sources(shown)}
    assert found["US-OR"].usable == ("brush", "wide")
    assert found["US"].usable == ("wide",)


def test_the_spread_adds_up_and_thin_ones_are_listed() -> None:
    """All pairs are in one of the bars; those with one or none have a row."""
    shown = site()
    sources = _gaps.sources(shown)
    assert sum(count for _, count in compliance_coverage.spread(sources)) == len(sources)
    root = board(compliance_coverage, shown)
    listed = [one for one in root.iter("tr") if one.get("data-usable")]
    assert len(listed) == sum(len(one.usable) < 2 for one in sources)
    usable = [int(str(one.get("data-usable"))) for one in listed]
    assert usable == sorted(usable)


def test_what_cannot_be_decided_is_counted_twice_alike() -> None:
    """By requirement and by supplier: the same findings."""
    shown = site()
    found = _gaps.undecided(shown)
    unknown = [one for one in shown.assessment.findings if one.outcome is Outcome.UNKNOWN]
    assert found.total == len(unknown) == sum(count for _, count in found.requirements)
    about = [one for one in unknown if one.supplier is not None]
    assert sum(count for _, count in found.suppliers) == len(about)


def test_rules_that_apply_to_nobody_are_listed() -> None:
    """Without a supplier on site nobody is asked for cover."""
    quiet = {**CLEANER, "access": ["none"]}
    shown = site(small(suppliers=[quiet], waivers=[]))
    assert "ins-present" in {one.id for one in _gaps.idle(shown)}
    assert "work on our sites" in text(board(compliance_coverage, shown))


def filled(data: Any, path: tuple[str, ...]) -> bool:
    """Whether something stands at a path of field names, in any entry of its lists."""
    if isinstance(data, list):
        return any(filled(one, path) for one in data)
    if not path:
        return data not in (None, {}, "")
    return isinstance(data, Mapping) and filled(data.get(path[0]), path[1:])


def test_fields_that_no_record_fills() -> None:
    """Every field that the reader may see is either filled in some record or named."""
    shown = site()
    named = [tuple(path.split(".")) for path, _ in _gaps.never_filled(shown)]
    records = [one.data for one in shown.catalog.suppliers.values()]
    assert named and not [path for path in named if any(filled(one, path) for one in records)]
    for leaf, field in shown.fields["supplier"].leaves():
        path = tuple(part for part in leaf if part != "*")
        if field.visibility == "restricted" or any(filled(one, path) for one in records):
            continue
        assert any(path[: len(one)] == one for one in named), path


def test_papers_without_a_fingerprint_are_counted() -> None:
    """No evidence, evidence without the file's fingerprint, and both."""
    papers = [
        {"id": "a", "licence_type": "electrical_contractor", "jurisdiction": "US-OR"},
        {"id": "b", "licence_type": "x", "jurisdiction": "US-OR", "evidence": {
            "document_ref": "DMS-1"}},
        {"id": "c", "licence_type": "x", "jurisdiction": "US-OR", "evidence": {
            "document_ref": "DMS-2", "sha256": "0" * 64}},
    ]  # fmt: skip
    shown = site(small(suppliers=[{**ELECTRICIAN, "licences": papers}], waivers=[]))
    found = {one.kind: one for one in _gaps.papers(shown)}["licences"]
    assert (found.total, found.without_evidence, found.without_hash) == (3, 1, 1)


# ---- Spend


def spender(name: str, amount: str, currency: str = "USD", **more: Any) -> dict[str, Any]:
    """A supplier with an estimate."""
    money = {"amount": amount, "currency": currency}
    return {**CLEANER, "id": name, "legal_name": name, "annual_spend_estimate": money, **more}


def spending(*suppliers: Mapping[str, Any]) -> Site:
    """A site of these suppliers, with one rate that is fresh and one that is not."""
    found = small(suppliers=suppliers, waivers=[])
    rates = Rates(
        base="USD",
        rates=(
            Rate(currency="EUR", rate=Decimal("1.25"), on=date(2026, 11, 1)),
            Rate(currency="CHF", rate=Decimal("1.10"), on=date(2026, 1, 1)),
        ),
    )
    return site(replace(found, reference=replace(found.reference, rates=rates)))


def test_nothing_is_dropped_from_the_spend() -> None:
    """Converted, without a fresh rate, without a figure: everybody is somewhere."""
    shown = spending(
        spender("one", "600.00"),
        spender("two", "320.00", "EUR"),
        spender("three", "500.00", "CHF"),
        CLEANER,
        {**spender("left", "9000.00"), "lifecycle_status": "inactive"},
    )
    found = _spend.spend(shown)
    assert found.suppliers.total == 1000
    assert [(one.name, one.amount) for one in found.suppliers.lines] == [("one", 600), ("two", 400)]
    assert [one.id for one in found.no_rate] == ["three"]
    assert [one.id for one in found.no_figure] == ["brush"]
    words = text(board(compliance_spend, shown))
    assert "CHF 500" in words and "USD 1,000 a year is on record for 2 suppliers" in words


def test_every_cut_of_the_spend_has_the_same_sum() -> None:
    """By supplier, category, country and verdict."""
    shown = spending(
        spender("one", "600.00"),
        spender("two", "320.00", "EUR", registered_country="DE"),
        spender("many", "80.00", offers=[
            {"id": "a", "category": "cleaning", "jurisdictions": ["US-OR"]},
            {"id": "b", "category": "unknown-to-us", "jurisdictions": ["US-OR"]}]),
    )  # fmt: skip
    found = _spend.spend(shown)
    sums = {one.total for one in (found.suppliers, found.categories, found.countries)}
    assert sums == {sum(found.by_verdict.values(), Decimal(0))} == {Decimal(1080)}
    assert "In more than one category, or in none" in [one.name for one in found.categories.lines]


@given(st.lists(st.integers(min_value=1, max_value=10_000), min_size=1, max_size=30))
def test_the_index_lies_between_equal_shares_and_one_for_all(amounts: list[int]) -> None:
    """10,000 over their number if all have as much, 10,000 if one has all."""
    lines = tuple(_spend.Line(name=str(at), amount=Decimal(one)) for at, one in enumerate(amounts))
    found = _spend.Concentration(lines=lines)
    assert 10_000 // len(amounts) - 1 <= found.hhi <= 10_000
    assert abs(found.top(len(lines)) - 100) < Decimal("0.000001")
    assert found.as_many_as <= len(amounts) + Decimal("0.01") * len(amounts) ** 2


def test_the_spend_of_others_is_nobody_elses_business() -> None:
    """The public site has no sum at all, asked directly."""
    shown = replace(spending(spender("one", "600.00")), audience="public")
    assert _spend.spend(shown).suppliers.total == 0


# ---- Waivers


def test_waivers_say_whether_they_count_today() -> None:
    """In force, ended, or without effect because the requirement may not be waived."""
    found = rows(board(compliance_waivers), "data-waiver")
    states = {name: one.get("data-state") for name, one in found.items()}
    assert states == {"wv-1": "in_force", "wv-2": "ended", "wv-3": "without_effect"}
    assert "may not be waived" in text(found["wv-3"])


def test_waivers_are_counted_by_age_and_end() -> None:
    """The ages add up to those in force; what ends within the month is named."""
    shown = site()
    in_force = _waived.of_state(shown, "in_force")
    ages = compliance_waivers.ages(in_force)
    assert sum(count for _, count in ages) == len(in_force) == 1
    assert [one.waiver.id for one in _waived.ending_soon(shown)] == ["wv-1"]
    assert [one.waiver.id for one in _waived.ended_lately(shown)] == ["wv-2"]
    assert dict(ages)["Up to 30 days"] == 1


# ---- Trend


def point(day: date, ok: int, ask: int, gap: str = "") -> Point:
    """A day on which so many were OK."""
    if gap:
        return Point(day=day, commit="c" * 40, gap=gap)
    verdicts = {**dict.fromkeys(Verdict, 0), Verdict.OK: ok, Verdict.ASK: ask}
    return Point(
        day=day,
        commit="c" * 40,
        verdicts=verdicts,
        findings={"block": 1, "error": 2, "warning": 3, "info": 4},
        in_use=ok + ask,
        ok_in_use=ok,
    )


def trended(*points: Point, missing: Missing | None = None) -> Site:
    """A site with a past."""
    return replace(site(), trend=Trend(points=points, step=Step.MONTH, missing=missing))


def test_the_trend_ends_with_today() -> None:
    """What the records say now is the last point, under the commit of the build."""
    shown = trended(point(date(2026, 9, 30), 1, 3), point(date(2026, 10, 31), 2, 2))
    points = compliance_trend.series(shown)
    assert points[-1] == Point.of(shown.assessment, shown.commit)
    body = board(compliance_trend, shown)
    assert by_id(body, "main").get("data-points") == "3"
    days = [text(one) for one in body.iter("th") if one.get("scope") == "row"]
    assert days == ["22 Nov 2026", "31 Oct 2026", "30 Sep 2026"]


def test_a_gap_is_told_and_interrupts_the_line() -> None:
    """What cannot be read is no zero."""
    shown = trended(
        point(date(2026, 8, 31), 1, 3),
        point(date(2026, 9, 30), 0, 0, gap="suppliers/old.yml"),
        point(date(2026, 10, 31), 2, 2),
    )
    root = board(compliance_trend, shown)
    assert "it stops at suppliers/old.yml" in text(root)
    assert list(rows(root, "data-gap")) == ["suppliers/old.yml"]
    lines = [one for one in drawn(root, "line") if one.get("class") == "bd-line"]
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1, 3, "rose from 25 to 75 %"),
        (3, 1, "fell from 75 to 25 %"),
        (2, 2, "is what it was: 50 %"),
    ],
)
def test_the_headline_says_where_the_rate_went(first: int, last: int, words: str) -> None:
    """In words, from the first known point to the last."""
    points = [point(date(2026, 9, 30), first, 4 - first), point(AS_OF, last, 4 - last)]
    assert words in compliance_trend.headline(points)


@pytest.mark.parametrize("missing", list(Missing))
def test_why_there_is_no_past_is_said(missing: Missing) -> None:
    """A reason and what to do; today's numbers are there all the same."""
    root = board(compliance_trend, trended(missing=missing))
    told = [one.get("data-missing") for one in root.iter("div") if one.get("data-missing")]
    assert told == [str(missing)]
    assert "22 Nov 2026" in text(root)


def test_a_point_is_kept_as_it_is() -> None:
    """What is written to the cache is read back the same; what is not sound is refused."""
    kept = Point.of(site().assessment, "abc")
    assert Point.from_data(kept.as_data()) == kept
    with pytest.raises((KeyError, TypeError, ValueError)):
        Point.from_data({**kept.as_data(), "verdicts": {"ok": 1}})
