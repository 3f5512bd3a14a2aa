"""The SOC 2 report is good enough to rely on.

Why: A report may be current and say that the controls failed, or describe only how they were meant.
Method: The newest report on file must have an unqualified opinion. Where the clause asks, it must
be of type II (the controls at work over a period), and somebody must have gone through the controls
that it expects of us.
Boundary: Qualified, adverse and disclaimed opinions fail. The review counts from its day. What is
not recorded is unknown.
Example: Type I, unqualified; the clause asks for type II: fails for the type.
Excludes: Whether the report is current (CRT-06), and a supplier without one (CRT-01).
Mend: Read the report: record its type and opinion, and cuecs_reviewed_on when our own controls have
been gone through. A qualified opinion is for Information security to decide on.
"""

from collections.abc import Iterator

from generator.checks._reports import soc2_reports
from generator.checks._shown import Shown, result
from generator.checks.base import Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.records import Certification
from generator.model.words import day

PARAMS = (
    Param(name="type_two", kind="flag", required=False, stricter="true"),
    Param(name="controls_reviewed", kind="flag", required=False, stricter="true"),
)


@check("CRT-07", "soc2-quality", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the opinion of the newest report, its type, and the review of our controls."""
    reports = soc2_reports(case)
    if not reports:
        return
    report = reports[-1]
    yield _result(report, "opinion", "an unqualified opinion", _opinion(report))
    if case.flag("type_two"):
        yield _result(report, "type", "a report of type II", _type(report))
    if case.flag("controls_reviewed"):
        required = "a review of the controls expected of us"
        yield _result(report, "controls", required, _review(case, report))


def _result(report: Certification, what: str, required: str, shown: Shown) -> Result:
    subject = f"certifications/soc-2/{what}"
    return result(
        shown,
        subject,
        topic=subject,
        required=required,
        message=f"SOC 2 report {report.id}: required is {required}; on file: {shown.held}",
        fix="Read the report and record what it says; ask the supplier for a better one if it "
        "falls short.",
    )


def _opinion(report: Certification) -> Shown:
    opinion = report.text("opinion")
    if not opinion:
        return Shown(outcome=Outcome.UNKNOWN, held="not recorded", pointer=report.pointer)
    good = opinion == "unqualified"
    return Shown(
        outcome=Outcome.PASS if good else Outcome.FAIL,
        held="a disclaimer of opinion" if opinion == "disclaimer" else f"{opinion} opinion",
        pointer=(*report.pointer, "opinion"),
    )


def _type(report: Certification) -> Shown:
    kind = report.text("report_type")
    if not kind:
        return Shown(outcome=Outcome.UNKNOWN, held="not recorded", pointer=report.pointer)
    return Shown(
        outcome=Outcome.PASS if kind == "II" else Outcome.FAIL,
        held=f"type {kind}",
        pointer=(*report.pointer, "report_type"),
    )


def _review(case: Case, report: Certification) -> Shown:
    when = report.date("cuecs_reviewed_on")
    if when is None or not case.today.reached(when):
        return Shown(outcome=Outcome.UNKNOWN, held="not recorded", pointer=report.pointer)
    return Shown(outcome=Outcome.PASS, held=f"reviewed on {day(when)}")
