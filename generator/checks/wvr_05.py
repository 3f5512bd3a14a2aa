"""A waiver in force has something to waive.

Why: A waiver that is no longer needed would hide the next failure of the same kind.
Method: While it is in force, a waiver must cover at least one finding of its requirement.
Boundary: Asked from its first through its last day.
Example: The supplier sent the missing certificate; its waiver covers nothing any more: fails.
Excludes: Waivers that are closed or revoked, to come or over.
Mend: Set ``status: closed``. If it does not count for another reason, mend that first.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, judge
from generator.checks._waivers import about, over
from generator.checks.base import Result, Subject, WaiverCase, check


@check("WVR-05", "used", subject=Subject.WAIVER)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver in force, once it is known what it covers."""
    waiver = case.waiver
    if over(waiver) or case.used is None:
        return
    if not case.today.reached(waiver.starts_on) or case.today.after(waiver.expires_on):
        return
    fix = "Close it if what it waived is in order; if it does not count, mend that first."
    thing = about(case, "a finding that it covers", fix)
    faults = Faults()
    if not case.used:
        faults.wrong.append("it covers none today")
    yield judge(thing, faults, "it covers one")
