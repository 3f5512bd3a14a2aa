"""The example's timelines against evaluating each day of 2024 to 2030 anew.

In the suite each supplier is evaluated anew on every 20th day, another day for each, so that
every day is covered by some; ``make thorough`` takes every supplier on every day.
"""

import os
from datetime import date, timedelta

import pytest

from generator.evaluate import evaluate
from generator.evaluate.engine import waivers_by_supplier
from generator.evaluate.impact import at
from generator.evaluate.rulebook import Rulebook, adopted
from generator.evaluate.supplier import HORIZON_DAYS, SupplierRun, timeline
from generator.evaluate.verdict import decide
from generator.model.catalog import Catalog

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
STEP = int(os.environ.get("EVERY_NTH_DAY", "20"))
ANCHORS = [FIRST + timedelta(days=days) for days in range(0, (LAST - FIRST).days + 1, HORIZON_DAYS)]


@pytest.mark.parametrize("anchor", ANCHORS, ids=date.isoformat)
def test_the_timeline_is_the_evaluation_of_each_day(anchor: date, example: Catalog) -> None:
    book = Rulebook.of(adopted(example))
    waivers = waivers_by_supplier(example)
    compared = 0
    for place, record in enumerate(example.suppliers.values()):
        mine = waivers.get(record.id, {})
        run = SupplierRun(record, example, book, mine)
        run.ask(anchor)
        segments = tuple(timeline(run, anchor))
        for ahead in range(place % STEP, HORIZON_DAYS, STEP):
            day = anchor + timedelta(days=ahead)
            if day > LAST:
                break
            anew = SupplierRun(record, example, book, mine)
            anew.ask(day)
            verdict, because, offers = decide(anew.supplier, anew.profile.scopes, anew.findings())
            said = at(segments, day)
            assert (said.verdict, set(said.because)) == (verdict, set(because)), (record.id, day)
            assert dict(said.offers) == {one.scope: one.verdict for one in offers}
            assert not anew.errors
            compared += 1
    assert compared


@pytest.mark.parametrize(
    "day",
    [
        date(1990, 1, 1),
        date(1999, 12, 31),
        date(2000, 2, 29),
        date(2024, 2, 29),
        date(2026, 1, 31),
        date(2027, 12, 31),
        date(2028, 2, 29),
        date(2099, 12, 31),
        date(2100, 2, 28),
        date(2100, 12, 31),
    ],
    ids=date.isoformat,
)
def test_any_day_can_be_asked_for(day: date, example: Catalog) -> None:
    found = evaluate(example, day)
    assert found.errors == ()
    assert len(found.suppliers) == len(example.suppliers)
    for one in found.suppliers:
        starts = [segment.start for segment in one.timeline]
        assert starts[0] == day and starts == sorted(set(starts))
