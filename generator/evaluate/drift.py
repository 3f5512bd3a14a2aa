"""What time alone changes: verdicts that turned since a day, and those that will.

Only the day moves: what turned is told of the records as they stood on the earlier day, what
will turn of those of today. Both come from timelines, which are the evaluation of each day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.evaluate.impact import at
from generator.model.assessment import Assessment, SupplierAssessment, Verdict
from generator.model.dates import add_days

HORIZONS = (30, 60, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A supplier's verdict turns on ``day`` from ``before`` to ``after``.

    ``within`` is the least of the horizons in days that ``day`` falls in; 0 for the past.
    """

    supplier: str
    legal_name: str
    day: date
    before: Verdict
    after: Verdict
    because: tuple[str, ...]
    within: int = 0

    @property
    def worse(self) -> bool:
        """Whether it turns for the worse."""
        return self.after.rank > self.before.rank


def turned(since: Assessment, today: date) -> list[Turn]:
    """Whose verdict is another today than on the day of ``since``, and the day of the last turn.

    ``today`` lies within the timelines of ``since``.
    """
    found = []
    for one in since.suppliers:
        now = at(one.timeline, today)
        if now.verdict is one.verdict:
            continue
        days = [x.start for x in one.timeline if x.start <= today]
        last = max(day for day in days if day == one.timeline[0].start or _turns(one, day))
        found.append(
            Turn(
                supplier=one.id,
                legal_name=one.legal_name,
                day=last,
                before=one.verdict,
                after=now.verdict,
                because=now.because,
            )
        )
    return sorted(found, key=lambda one: (one.day, one.supplier))


def _turns(supplier: SupplierAssessment, day: date) -> bool:
    return (
        at(supplier.timeline, add_days(day, -1)).verdict is not at(supplier.timeline, day).verdict
    )


def turning(today: Assessment) -> list[Turn]:
    """Every turn within the widest horizon, the nearest first."""
    return sorted(_turning(today), key=lambda one: (one.day, one.supplier))


def _turning(today: Assessment) -> Iterator[Turn]:
    for one in today.suppliers:
        before = one.verdict
        for segment in one.timeline[1:]:
            left = (segment.start - today.as_of).days
            within = next((days for days in HORIZONS if left <= days), None)
            if within is None:
                break
            if segment.verdict is not before:
                yield Turn(
                    supplier=one.id,
                    legal_name=one.legal_name,
                    day=segment.start,
                    before=before,
                    after=segment.verdict,
                    because=segment.because,
                    within=within,
                )
            before = segment.verdict
