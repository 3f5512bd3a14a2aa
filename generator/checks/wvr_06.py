"""Some rules are never waived.

Why: The law does not know our waivers, and neither does a thief.
Method: A waiver of a requirement that says ``waivable: false``, or of one of the checks that the
clause names, fails.
Boundary: There is none: not for a day, and not by anybody.
Example: A waiver of the sanctions screening: fails, and does not count.
Excludes: Waivers that are closed or revoked.
Mend: Close the waiver, and meet the rule or stop.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, judge
from generator.checks._waivers import about, over
from generator.checks.base import Param, Result, Subject, WaiverCase, check

CHECKS = Param(name="checks", kind="texts", required=False, stricter="more")


@check("WVR-06", "non-waivable", CHECKS, subject=Subject.WAIVER)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver that nobody has ended."""
    if over(case.waiver):
        return
    fix = "Close the waiver, and meet the rule or stop."
    thing = about(case, "a requirement that may be waived", fix, "requirement")
    faults = Faults()
    if not case.waived.waivable:
        faults.wrong.append(f"'{case.waived.id}' says that it may not be waived")
    elif case.waived.check in case.texts("checks"):
        faults.wrong.append(f"{case.waived.check} is never waived")
    yield judge(thing, faults, "it may be waived")
