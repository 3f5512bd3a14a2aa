"""Text: one line for each problem and finding, sorted by place, and a summary."""

from generator.model.assessment import SEVERITY_ORDER, Assessment, Finding, Outcome, Verdict
from generator.model.problem import Problem
from generator.reports.base import Report, line

NAME = "text"


def render(report: Report) -> str:
    """``path:line:column: code severity: message`` for each, then what it comes to."""
    rows = [problem_line(one) for one in report.problems]
    if report.assessment is not None:
        found = sorted(
            report.assessment.findings, key=lambda one: (one.path, one.line, one.column, one.order)
        )
        rows += [finding_line(one) for one in found]
    rows += summary(report)
    return "\n".join(rows) + "\n"


def problem_line(problem: Problem) -> str:
    """One problem."""
    place = f"{line(problem.path)}:{problem.line}:{problem.column}"
    return f"{place}: {problem.code} {problem.severity}: {line(problem.message)}"


def finding_line(finding: Finding) -> str:
    """One finding: the same shape, with the clause and, where it is not a fail, the outcome."""
    place = f"{line(finding.path)}:{finding.line}:{finding.column}"
    state = "" if finding.outcome is Outcome.FAIL else f" ({finding.outcome})"
    if finding.outcome is Outcome.WAIVED:
        state = f" (waived until {finding.waived_until} by {finding.waiver})"
    return (
        f"{place}: {finding.code} {finding.severity}: {line(finding.message)}{state} "
        f"[{finding.clause}]"
    )


def summary(report: Report) -> list[str]:
    """The last lines: what was checked, and what it comes to."""
    if report.assessment is None:
        count = len(report.problems)
        return [f"{count} problem{'' if count == 1 else 's'}; nothing was evaluated."]
    return _summary(report.assessment)


def _summary(assessment: Assessment) -> list[str]:
    verdicts = assessment.verdict_counts()
    severities = assessment.severity_counts()
    waived = sum(one.outcome is Outcome.WAIVED for one in assessment.findings)
    people = ", ".join(f"{verdicts[one]} {one.label}" for one in Verdict)
    found = ", ".join(f"{severities[one]} {one}" for one in SEVERITY_ORDER)
    return [
        f"As of {assessment.as_of}: {len(assessment.suppliers)} suppliers: {people}.",
        f"{sum(severities.values())} findings: {found}; {waived} waived. "
        f"{len(assessment.coverage)} requirements, applied {assessment.applied:,} times.",
    ]
