"""Markdown: the summary a person reads on a pull request or in a job's page."""

from collections.abc import Iterator

from generator.model.assessment import (
    SEVERITY_ORDER,
    Assessment,
    Finding,
    Outcome,
    Verdict,
)
from generator.reports.base import Report, markdown

NAME = "markdown"
# A job's summary holds 1 MiB; beyond this many rows it is no summary.
ROWS = 200


def render(report: Report) -> str:
    """Headline, problems or findings as tables, at most so many rows each."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"## Suppliers as of {report.as_of}"
    yield ""
    if report.assessment is None:
        yield f"**{len(report.problems)} problems in the records; nothing was evaluated.**"
    else:
        yield from _verdicts(report.assessment)
    if report.problems:
        yield from ["", "| Place | Code | Problem |", "|---|---|---|"]
        for one in report.problems[:ROWS]:
            place = markdown(f"{one.path}:{one.line}:{one.column}")
            yield f"| {place} | {one.code} | {markdown(one.message)} |"
        yield from _more(len(report.problems))
    if report.assessment is not None:
        yield from _findings(report.assessment)


def _verdicts(assessment: Assessment) -> Iterator[str]:
    yield "| " + " | ".join(one.label for one in Verdict) + " |"
    yield "|" + "---:|" * len(Verdict)
    counts = assessment.verdict_counts()
    yield "| " + " | ".join(str(counts[one]) for one in Verdict) + " |"


def _findings(assessment: Assessment) -> Iterator[str]:
    counted = [one for one in assessment.findings if one.outcome is not Outcome.WAIVED]
    if not counted:
        yield from ["", "No findings."]
        return
    counts = assessment.severity_counts()
    yield ""
    yield f"### {len(counted)} findings: " + ", ".join(
        f"{counts[one]} {one}" for one in SEVERITY_ORDER
    )
    yield from ["", "| Severity | Supplier | Finding | Mend | Clause | Place |", "|" + "---|" * 6]
    for one in counted[:ROWS]:
        yield _row(one)
    yield from _more(len(counted))


def _row(one: Finding) -> str:
    place = f"{one.path}:{one.line}" if one.path else ""
    cells = (one.severity, one.supplier or "", one.message, one.fix, one.clause, place)
    return "| " + " | ".join(markdown(cell) for cell in cells) + " |"


def _more(count: int) -> Iterator[str]:
    if count > ROWS:
        yield from ["", f"… and {count - ROWS} more; the JSON report has them all."]
