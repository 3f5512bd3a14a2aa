"""The SOC 2 report is current.

Why: A SOC 2 report has no expiry date. It speaks of a period that is over, and fades.
Method: The newest report on file counts for the clause's months after the end of its period. A
bridge letter, signed by management, stretches that by the clause's months at most. Before the last
day, one finding in the smallest of the days of warning.
Boundary: Period to 31 Mar 2025 and 12 months: current through 31 Mar 2026; with a 3-month bridge
through 30 Jun 2026.
Example: Period ended 30 Sep 2025, no bridge letter: out of date from 1 Oct 2026.
Excludes: Suppliers without a SOC 2 report (CRT-01 asks for one).
Mend: Ask for the new report, or for a bridge letter until it is issued.
"""

from collections.abc import Iterator

from generator.checks._reports import report_last_day, soc2_reports
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days
from generator.model.records import Certification
from generator.model.words import day

PARAMS = (
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="bridge_months", kind="integer", stricter="lower"),
)


@check("CRT-06", "soc2-current", *PARAMS, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for the newest report on file."""
    reports = soc2_reports(case)
    if not reports:
        return
    report = reports[-1]
    subject = "certifications/soc-2"
    months, bridge = case.integer("months"), case.integer("bridge_months")
    last = report_last_day(report, months, bridge)
    rule = f"{months} months from the end of its period, {bridge} more with a bridge letter"
    if last is None:
        yield _endless(report, subject, rule)
        return
    ended = case.today.reached(add_days(last, 1))
    bucket = None if ended or not case.requirement.warn_days else case.bucket(last)
    if not ended and bucket is None:
        yield passed(subject, required=rule, held=f"counts to {day(last)}", topic=subject)
        return
    near = bucket[1] if bucket and bucket[1] in ("info", "warning") else "warning"
    yield Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=subject,
        severity=None if ended else near,
        pointer=(*report.pointer, "period_end"),
        required=rule,
        held=f"counts to {day(last)}",
        message=f"SOC 2 report {report.id} {'counted' if ended else 'counts'} to {day(last)}"
        + (f", within {bucket[0]} days" if bucket else "")
        + f" ({rule})",
        fix="Ask for the new report, or for a bridge letter until it is issued.",
        last_day=last,
        act_by=last,
    )


def _endless(report: Certification, subject: str, rule: str) -> Result:
    return Result(
        outcome=Outcome.UNKNOWN,
        subject=subject,
        topic=subject,
        pointer=report.pointer,
        required=rule,
        held="no end of period on record",
        message=f"SOC 2 report {report.id} has no end of period on record; it counts for {rule}",
        fix="Record period_end as printed in the report.",
    )
