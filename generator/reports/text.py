"""Text: one line for each problem and each cause of findings, sorted by place, and a summary."""

from generator.model.assessment import SEVERITY_ORDER, Assessment, Finding, Outcome, Verdict
from generator.model.problem import Problem
from generator.reports._causes import Cause, causes
from generator.reports.base import Report, line

NAME = "text"


def render(report: Report) -> str:
    """``path:line:column: code severity: message`` for each, then what it comes to."""
    rows = [problem_line(one) for one in report.problems]
    if report.assessment is not None:
        found = sorted(
            causes(report.assessment.findings),
            key=lambda one: (one.finding.path, one.finding.line, one.finding.column, one.order),
        )
        rows += [cause_line(one) for one in found]
    rows += summary(report)
    return "\n".join(rows) + "\n"


def problem_line(problem: Problem) -> str:
    """One problem."""
    place = f"{line(problem.path)}:{problem.line}:{problem.column}"
    return f"{place}: {line(problem.code)} {problem.severity}: {line(problem.message)}"


def cause_line(cause: Cause) -> str:
    """A finding, and by name those that are there because of it."""
    also = ", ".join(
        f"{line(one.code)} {one.severity} [{line(one.clause)}]" for one in cause.followers
    )
    return finding_line(cause.finding) + (f"; so also {also}" if also else "")


def finding_line(finding: Finding) -> str:
    """One finding: the same shape, with the clause and, where it is not a fail, the outcome."""
    place = f"{line(finding.path)}:{finding.line}:{finding.column}"
    return (
        f"{place}: {line(finding.code)} {finding.severity}: {line(finding.message)}"
        f"{state_words(finding)} [{line(finding.clause)}]"
    )


def state_words(finding: Finding) -> str:
    """What became of it, where it is no plain fail: `` (unknown)``."""
    if finding.outcome is Outcome.FAIL:
        return ""
    if finding.outcome is Outcome.WAIVED:
        return f" (waived until {finding.waived_until} by {line(finding.waiver or '')})"
    return f" ({finding.outcome})"


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
        + _followers_words(sum(len(one.followers) for one in causes(assessment.findings)))
        + f"{len(assessment.coverage)} requirements, applied {assessment.applied:,} times.",
    ]


def _followers_words(count: int) -> str:
    if not count:
        return ""
    verbs = "follows from another and stands" if count == 1 else "follow from another and stand"
    return f"{count} {verbs} in its line. "
