"""A waiver is no longer than its rule allows.

Why: A waiver without an end in sight is a change of the rule that nobody approved.
Method: The days from its first to its last, both included, are held against the clause's limit for
the severity of the requirement it waives: block, error, or warning and less.
Boundary: Exactly as many days as the limit is short enough. The requirement's own severity counts,
also where a single finding of it weighs less.
Example: A block requirement waived from 1 to 31 Oct 2026, limit 30 days: 31 days, fails.
Excludes: Waivers that are closed or revoked. Extensions (WVR-04).
Mend: Set an earlier last day. If more time is needed, ask for an extension when it comes to it.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, judge
from generator.checks._waivers import about, days_long, over
from generator.checks.base import Param, Result, Subject, WaiverCase, check

PARAMS = (
    Param(name="max_days_block", kind="integer", stricter="lower"),
    Param(name="max_days_error", kind="integer", stricter="lower"),
    Param(name="max_days_warning", kind="integer", stricter="lower"),
)


@check("WVR-02", "max-length", *PARAMS, subject=Subject.WAIVER)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver that nobody has ended."""
    if over(case.waiver):
        return
    severity = case.waived.severity if case.waived.severity in ("block", "error") else "warning"
    most, length = case.integer(f"max_days_{severity}"), days_long(case.waiver)
    limits = ", ".join(
        f"{case.integer(f'max_days_{one}')} for {one}" for one in ("block", "error", "warning")
    )
    fix = "Set an earlier last day; if more time is needed, ask for an extension then."
    thing = about(
        case, f"at most {most} days (by severity of the rule: {limits})", fix, "expires_on"
    )
    faults = Faults()
    if length < 1:
        faults.wrong.append("its last day is before its first")
    elif length > most:
        faults.wrong.append(f"{length} days")
    yield judge(thing, faults, f"{length} days")
