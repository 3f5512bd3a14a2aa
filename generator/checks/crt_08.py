"""The SOC 2 reports follow on one another.

Why: What nobody audited between two reports, nobody can vouch for.
Method: The periods of all reports of type II on file, replaced ones included, are put in order.
Each must begin no later than the day after the one before it ends.
Boundary: Beginning on the next day leaves no gap; a day later leaves one. A period without both
ends: unknown, where there is another report to hold it against.
Example: Period to 30 Sep 2025, the next from 1 Oct 2025: passes; from 1 Nov 2025: fails.
Excludes: Reports of type I, which are about one day. The time after the last report (CRT-06).
Mend: Ask for the report of the missing months, or for management's letter about them.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._reports import is_soc2
from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days
from generator.model.records import Certification
from generator.model.words import day

_TOPIC = "certifications/soc-2/continuity"


@check("CRT-08", "soc2-continuity")
def run(case: Case) -> Iterator[Result]:
    """One result for each report but the first."""
    reports = [
        one
        for one in case.supplier.certifications
        if is_soc2(one) and one.text("report_type") != "I" and _issued(case, one)
    ]
    if len(reports) < 2:
        return
    for one in reports:
        if one.date("period_start") is None or one.date("period_end") is None:
            yield _result(one, Outcome.UNKNOWN, "a period without both ends", "a whole period")
    periods = [
        (start, end, one)
        for one in reports
        if (start := one.date("period_start")) and (end := one.date("period_end"))
    ]
    covered: date | None = None
    for start, end, one in sorted(periods, key=lambda entry: (entry[0], entry[2].id)):
        if covered is not None:
            yield _compared(one, start, covered)
        covered = end if covered is None else max(covered, end)


def _issued(case: Case, one: Certification) -> bool:
    issued = one.date("issued_on")
    return issued is None or case.today.reached(issued)


def _compared(one: Certification, start: date, covered: date) -> Result:
    required = f"a period from {day(add_days(covered, 1))} at the latest"
    held = f"a period from {day(start)}"
    if start <= add_days(covered, 1):
        return passed(f"certifications/{one.id}", required=required, held=held, topic=_TOPIC)
    return _result(one, Outcome.FAIL, held, required)


def _result(one: Certification, outcome: Outcome, held: str, required: str) -> Result:
    dated = "period_start" in one.data
    return Result(
        outcome=outcome,
        subject=f"certifications/{one.id}",
        topic=_TOPIC,
        pointer=(*one.pointer, "period_start") if dated else one.pointer,
        required=required,
        held=held,
        message=f"SOC 2 report {one.id} shows {held}; required is {required}",
        fix="Ask for the report of the missing time, or for management's letter about it.",
    )
