"""What a change of the rules does to suppliers: whose verdict differs, and from which day.

Pure: two assessments of the same day, one before the change and one after it. Both look ahead,
so a rule that only warns until its transition ends shows today what it will do then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.assessment import Assessment, Segment, SupplierAssessment, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """From ``start`` on a supplier's verdict is ``after`` where it would have been ``before``.

    ``because`` are the reasons for the worse of the two.
    """

    start: date
    before: Verdict
    after: Verdict
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """One supplier whose verdicts differ somewhere within the horizon, the first day first."""

    supplier: str
    legal_name: str
    shifts: tuple[Shift, ...]

    @property
    def first(self) -> Shift:
        """The first difference: what to tell people."""
        return self.shifts[0]

    @property
    def worse(self) -> bool:
        """Whether the first difference is for the worse."""
        return self.first.after.rank > self.first.before.rank


def impacts(before: Assessment, after: Assessment) -> list[Impact]:
    """Every supplier of both whose verdict differs on some day, those hit first and worst first."""
    earlier = {one.id: one for one in before.suppliers}
    found = []
    for one in after.suppliers:
        shifts = tuple(_shifts(earlier[one.id], one)) if one.id in earlier else ()
        if shifts:
            found.append(Impact(supplier=one.id, legal_name=one.legal_name, shifts=shifts))
    return sorted(found, key=lambda one: (not one.worse, one.first.start, one.supplier))


def _shifts(before: SupplierAssessment, after: SupplierAssessment) -> Iterator[Shift]:
    """Each day from which the pair of verdicts differs from the pair before, where it began to."""
    days = sorted({one.start for one in (*before.timeline, *after.timeline)})
    if not before.timeline or not after.timeline:
        return
    last: tuple[Verdict, Verdict] | None = None
    for day in days:
        old, new = at(before.timeline, day), at(after.timeline, day)
        pair = (old.verdict, new.verdict)
        agrees = old.verdict is new.verdict
        if pair == last or (agrees and (last is None or last[0] is last[1])):
            continue
        last = pair
        # What gets better is told by the reasons that fall away.
        told = old if new.verdict.rank < old.verdict.rank else new
        yield Shift(start=day, before=old.verdict, after=new.verdict, because=told.because)


def at(timeline: Sequence[Segment], day: date) -> Segment:
    """The segment that holds on ``day``, which is not before the first one starts."""
    return [one for one in timeline if one.start <= day][-1]
