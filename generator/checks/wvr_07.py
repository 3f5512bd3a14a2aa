"""The end of a waiver is seen coming.

Why: On the day after its last, the supplier may not be used any more, and somebody is surprised.
Method: While it is in force, its last day must not lie within the days of warning; one reminder in
the smallest of them.
Boundary: On its last day it has 0 days left and holds; the day after, WVR-01 speaks.
Example: Last day 26 Dec 2026, 30 days: a reminder from 26 Nov 2026.
Excludes: Waivers that another one extends, that are closed or revoked, or still to come.
Mend: See that the rule is met by then, or ask for an extension in time.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, ends_soon, judge
from generator.checks._waivers import about, extended, over
from generator.checks.base import Result, Subject, WaiverCase, check
from generator.model.words import day


@check("WVR-07", "expiring", subject=Subject.WAIVER, warn_days=True)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver in force that nothing extends."""
    waiver = case.waiver
    if over(waiver) or extended(case):
        return
    if not case.today.reached(waiver.starts_on) or case.today.after(waiver.expires_on):
        return
    fix = "See that the rule is met by then, or ask for an extension in time."
    thing = about(case, "an end that is not near, or an extension", fix, "expires_on")
    held = f"runs to {day(waiver.expires_on)}"
    yield ends_soon(case, thing, waiver.expires_on, held) or judge(thing, Faults(), held)
