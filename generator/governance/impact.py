"""Whose verdict a change of the rules turns, and from which day on.

Both evaluations look ahead, so a rule that only warns until its transition ends shows today
what it will do then.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.governance.model import Impact
from generator.model.assessment import Assessment, Segment


def impacts(before: Assessment, after: Assessment) -> Iterator[Impact]:
    """One for each supplier of both whose verdict differs on any day that they look ahead to."""
    was = {one.id: one.timeline for one in before.suppliers}
    for supplier in after.suppliers:
        found = _first(was.get(supplier.id, ()), supplier.timeline)
        if found is None:
            continue
        start, one, other = found
        yield Impact(
            supplier=supplier.id,
            start=start,
            before=one.verdict,
            after=other.verdict,
            because=other.because if other.verdict.rank > one.verdict.rank else one.because,
        )


def _first(
    before: Sequence[Segment], after: Sequence[Segment]
) -> tuple[date, Segment, Segment] | None:
    if not before or not after:
        return None
    for day in sorted({one.start for one in (*before, *after)}):
        one, other = _on(before, day), _on(after, day)
        if one.verdict is not other.verdict:
            return day, one, other
    return None


def _on(timeline: Sequence[Segment], day: date) -> Segment:
    return next((one for one in reversed(timeline) if one.start <= day), timeline[0])
