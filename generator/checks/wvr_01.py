"""A waiver that has ended is closed.

Why: A waiver ends by itself, and what it waived is found again. Somebody has to see to that, and
the file should not look as if it still held.
Method: A waiver past its last day fails until it is closed or another one extends it.
Boundary: It holds from its first through its last day; the day after, it has ended.
Example: Last day 17 Oct 2026, still approved: fails from 18 Oct 2026.
Excludes: Waivers that are closed or revoked. What it waived is found again whatever this says.
Mend: See to the finding that is back. Then set ``status: closed``, or ask for an extension.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, judge
from generator.checks._waivers import about, extended, over
from generator.checks.base import Result, Subject, WaiverCase, check
from generator.model.words import day


@check("WVR-01", "in-date", subject=Subject.WAIVER)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver that nobody has ended."""
    waiver = case.waiver
    if over(waiver):
        return
    fix = "See to what it waived, which is found again; then set status: closed, or extend it."
    thing = about(case, "an end that is not past", fix, "expires_on")
    faults = Faults()
    if case.today.after(waiver.expires_on):
        if extended(case):
            return
        faults.wrong.append(f"it ended on {day(waiver.expires_on)}")
    yield judge(
        thing,
        faults,
        f"{day(waiver.starts_on)} to {day(waiver.expires_on)}",
        last_day=waiver.expires_on,
    )
