"""What the checks with a due day share: whether it is past, near or far, and the words for it."""

from dataclasses import dataclass
from datetime import date

from generator.checks.base import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A due day as it stands today.

    ``past``: it is over. ``within``: the days of warning that it has come into, None when none.
    ``severity`` is what a result may weigh: None is the requirement's own.
    """

    day: date
    past: bool
    within: int | None
    severity: str | None

    @property
    def far(self) -> bool:
        """Whether there is nothing to say yet."""
        return not self.past and self.within is None

    @property
    def words(self) -> str:
        """``, within 30 days`` before the day; '' when it is far or past."""
        return "" if self.within is None else f", within {self.within} days"


def due(case: Asked, last: date) -> Due:
    """How ``last``, the last day in time, stands. Before it, nothing weighs more than a warning."""
    if case.today.after(last):
        return Due(day=last, past=True, within=None, severity=None)
    bucket = case.bucket(last) if case.requirement.warn_days else None
    if bucket is None:
        return Due(day=last, past=False, within=None, severity=None)
    weight = bucket[1] if bucket[1] in ("info", "warning") else "warning"
    return Due(day=last, past=False, within=bucket[0], severity=weight)
