"""The timeline: for every day of it, what an evaluation of that day would say."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.evaluate import evaluate
from generator.evaluate.supplier import HORIZON_DAYS
from generator.load.strict_yaml import parse
from generator.model.assessment import Assessment, Segment, SupplierAssessment
from generator.model.catalog import Catalog
from tests.evaluate.build import case_catalog
from tests.evaluate.strategies import catalogs

CASES = Path(__file__).resolve().parents[1] / "cases"
CHECKS = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def segment_of(timeline: tuple[Segment, ...], day: date) -> Segment:
    """The segment that the day lies in."""
    return max((one for one in timeline if one.start <= day), key=lambda one: one.start)


def agrees(past: SupplierAssessment, present: SupplierAssessment, day: date) -> None:
    """Fail unless what was said of the day beforehand is what is said on it."""
    segment = segment_of(past.timeline, day)
    offers = tuple((one.scope, one.verdict) for one in present.offers)
    assert (segment.verdict, segment.offers) == (present.verdict, offers), day
    # A segment says first what is new in it; the reasons are the same.
    assert sorted(segment.because) == sorted(present.because), day


def watched(assessment: Assessment, more: tuple[int, ...] = ()) -> Iterator[date]:
    """The days on which something changes, those before and after, and some between."""
    start = assessment.as_of
    offsets = {0, HORIZON_DAYS, *more}
    for supplier in assessment.suppliers:
        for segment in supplier.timeline:
            at = (segment.start - start).days
            offsets |= {at - 1, at, at + 1}
    for offset in sorted(offsets):
        if 0 <= offset <= HORIZON_DAYS:
            yield start + timedelta(days=offset)


def holds_for(catalog: Catalog, start: date, more: tuple[int, ...] = ()) -> None:
    """Fail unless the timeline from ``start`` is right."""
    before = evaluate(catalog, start)
    assert not before.errors
    for supplier in before.suppliers:
        starts = [one.start for one in supplier.timeline]
        assert starts[0] == start and starts == sorted(set(starts))
        assert starts[-1] <= start + timedelta(days=HORIZON_DAYS)
    for day in watched(before, more):
        later = evaluate(catalog, day)
        assert not later.errors
        for past, present in zip(before.suppliers, later.suppliers, strict=True):
            agrees(past, present, day)


@settings(max_examples=120)
@given(
    catalogs(),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.lists(st.integers(0, HORIZON_DAYS), min_size=2, max_size=6).map(tuple),
)
def test_every_day_is_what_an_evaluation_of_it_says(
    catalog: Catalog, start: date, more: tuple[int, ...]
) -> None:
    holds_for(catalog, start, more)


@pytest.mark.parametrize("code", CHECKS)
def test_the_timelines_of_the_cases_are_right(code: str) -> None:
    for path in sorted((CASES / code).glob("*.yml")):
        case, problems = parse(path.read_bytes(), path.name)
        assert case is not None, problems
        data: Mapping[str, Any] = case
        days: Any = data.get("days") or [data["as_of"]]
        first = date.fromisoformat(str(min(days)))
        holds_for(case_catalog(code, data), first - timedelta(days=45), (45,))


def test_the_timeline_of_the_example_is_right(example: Catalog) -> None:
    start = date(2026, 11, 22)
    before = evaluate(example, start)
    for offset in (1, 9, 40, 89, 131, 222, 313, HORIZON_DAYS):
        day = start + timedelta(days=offset)
        later = evaluate(example, day)
        for past, present in zip(before.suppliers, later.suppliers, strict=True):
            agrees(past, present, day)


def test_segments_that_follow_each_other_differ(example: Catalog) -> None:
    for supplier in evaluate(example, date(2026, 11, 22)).suppliers:
        said = [(one.verdict, one.because, one.offers) for one in supplier.timeline]
        assert all(one != other for one, other in pairwise(said))
