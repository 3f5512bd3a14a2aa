"""The EcoVadis rating is recent and high enough.

Why: A rating of years ago says little about the firm of today, and medals move with the crowd.
Method: The newest rating on file must have been published within the clause's months, and its score
must reach the clause's floor. The score counts, not the medal.
Boundary: Through the day that many months after publication; a score equal to the floor passes.
Score or day of publication not recorded: unknown.
Example: Published on 14 Apr 2026, 12 months: counts through 14 Apr 2027.
Excludes: A supplier without a rating; one the supplier made itself (CRT-09).
Mend: Ask the supplier to renew its rating and share the scorecard.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.checks._reports import of_schemes, self_declared
from generator.checks._shown import Shown, result
from generator.checks.base import Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.records import Certification
from generator.model.words import day

PARAMS = (
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="floor", kind="integer", stricter="higher"),
)
_SUBJECT = "certifications/ecovadis"


@check("CRT-10", "ecovadis", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the newest rating on file."""
    held = [one for one in of_schemes(case, ("EcoVadis",)) if not self_declared(one)]
    found = [one for one in held if _begun(case, one)]
    if not found:
        return
    newest = max(found, key=lambda one: (one.date("issued_on") or date.min, one.id))
    months, floor = case.integer("months"), case.integer("floor")
    required = f"{floor} or more, published within {months} months"
    shown = _shown(case, newest, months, floor)
    yield result(
        shown,
        _SUBJECT,
        topic=_SUBJECT,
        required=required,
        message=f"EcoVadis rating: required is {required}; on file: {shown.held}",
        fix="Ask the supplier to renew its rating and share the scorecard.",
    )


def _begun(case: Case, one: Certification) -> bool:
    issued = one.date("issued_on")
    return issued is None or case.today.reached(issued)


def _shown(case: Case, one: Certification, months: int, floor: int) -> Shown:
    issued, score = one.date("issued_on"), one.data.get("score")
    published = f"published on {day(issued)}" if issued else "day of publication not recorded"
    held = f"{score}, {published}" if score is not None else f"score not recorded, {published}"
    if score is not None and Decimal(str(score)) < floor:
        return Shown(outcome=Outcome.FAIL, held=held, pointer=(*one.pointer, "score"))
    if issued is not None and case.today.after(add_months(issued, months)):
        return Shown(outcome=Outcome.FAIL, held=held, pointer=(*one.pointer, "issued_on"))
    known = issued is not None and score is not None
    return Shown(outcome=Outcome.PASS if known else Outcome.UNKNOWN, held=held, pointer=one.pointer)
