"""The certificate is kept up by audits.

Why: A certificate is printed for three years and holds only as long as the yearly audit is passed.
Method: For each certificate in date of the named schemes, the last audit on record (the day of
issue, or the last surveillance) must not lie further back than the clause's months, and the
clause's days of tolerance.
Boundary: That day itself still counts. No surveillance recorded and the issue too long ago:
unknown; recorded and too old: fails.
Example: Last audit on 20 May 2025, 12 months and 30 days: counts through 19 Jun 2026.
Excludes: Self-declared certificates (CRT-09).
Mend: Ask the supplier for the report of the last surveillance audit, and record its day.
"""

from collections.abc import Iterator

from generator.checks._reports import standing, title
from generator.checks._shown import Shown, result
from generator.checks.base import Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.dates import add_days, add_months
from generator.model.records import Certification
from generator.model.words import day

PARAMS = (
    Param(name="schemes", kind="texts"),
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="tolerance_days", kind="integer", stricter="lower"),
)


@check("CRT-05", "surveillance", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each certificate in date."""
    months, tolerance = case.integer("months"), case.integer("tolerance_days")
    required = f"an audit in the last {months} months (and {tolerance} days)"
    for one in standing(case, case.texts("schemes")):
        shown = _shown(case, one, months, tolerance)
        yield result(
            shown,
            f"certifications/{one.id}",
            topic=f"certifications/{one.id}/surveillance",
            required=required,
            message=f"{title(one)}: required is {required}; on file: {shown.held}",
            fix="Ask the supplier for the report of its last surveillance audit.",
        )


def _shown(case: Case, one: Certification, months: int, tolerance: int) -> Shown:
    issued, audited = one.date("issued_on"), one.date("last_surveillance_on")
    if audited is not None and not case.today.reached(audited):
        audited = None
    last = max((when for when in (issued, audited) if when is not None), default=None)
    if last is None:
        return Shown(outcome=Outcome.UNKNOWN, held="no audit on record", pointer=one.pointer)
    if not case.today.after(add_days(add_months(last, months), tolerance)):
        return Shown(outcome=Outcome.PASS, held=f"last audit on {day(last)}", pointer=one.pointer)
    if audited is None:
        held = f"issued on {day(last)}, no surveillance recorded"
        return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=one.pointer)
    pointer = (*one.pointer, "last_surveillance_on")
    return Shown(outcome=Outcome.FAIL, held=f"last audit on {day(last)}", pointer=pointer)
