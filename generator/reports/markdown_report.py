"""Markdown: the summary a person reads on a pull request or in a job's page."""

from collections.abc import Iterable

from generator.model.assessment import SEVERITY_ORDER, Assessment, Finding, Verdict
from generator.model.problem import Problem
from generator.reports.base import Report, counted, cut, markdown

NAME = "markdown"
# Beyond this many rows a table is no summary.
ROWS = 200
# A job's summary holds 1 MiB and fails beyond; what else a job writes there needs some of it.
BYTES = 900_000
_CELL = 2_000


class _Page:
    """Lines that together stay below ``BYTES``."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._size = 0

    def add(self, *lines: str) -> None:
        self._lines += lines
        self._size += sum(len(one.encode()) + 1 for one in lines)

    def table(self, what: str, names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
        """As many of the rows as there is room for, and how many there are besides."""
        self.add("", _row(names), "|" + "---|" * len(names))
        left = 0
        for number, cells in enumerate(rows):
            row = "" if left or number >= ROWS else _row(_text(one) for one in cells)
            if not row or self._size + len(row.encode()) > BYTES:
                left += 1
            else:
                self.add(row)
        if left:
            self.add("", f"… and {left} more {what}, cut here; the JSON report has them all.")

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"


def render(report: Report) -> str:
    """Headline, then problems and findings as tables, cut below 1 MiB."""
    page = _Page()
    page.add(f"## Suppliers as of {report.as_of}", "")
    if report.assessment is None:
        page.add(f"**{len(report.problems)} problems in the records; nothing was evaluated.**")
    else:
        _verdicts(page, report.assessment)
    if report.problems:
        rows = (_problem(one) for one in report.problems)
        page.table("problems", ("Place", "Code", "Problem"), rows)
    if report.assessment is not None:
        _findings(page, report, report.assessment)
    return page.text()


def _verdicts(page: _Page, assessment: Assessment) -> None:
    counts = assessment.verdict_counts()
    page.add(
        _row(one.label for one in Verdict),
        "|" + "---:|" * len(Verdict),
        _row(str(counts[one]) for one in Verdict),
    )


def _findings(page: _Page, report: Report, assessment: Assessment) -> None:
    found = counted(report.findings)
    if not found:
        page.add("", "No findings.")
        return
    counts = assessment.severity_counts()
    words = ", ".join(f"{counts[one]} {one}" for one in SEVERITY_ORDER)
    page.add("", f"### {len(found)} findings: {words}")
    names = ("Severity", "Supplier", "Finding", "Mend", "Clause", "Place")
    page.table("findings", names, (_finding(one) for one in found))


def _problem(one: Problem) -> tuple[str, ...]:
    return (f"{one.path}:{one.line}:{one.column}", one.code, one.message)


def _finding(one: Finding) -> tuple[str, ...]:
    place = f"{one.path}:{one.line}" if one.path else ""
    return (one.severity, one.supplier or "", one.message, one.fix, one.clause, place)


def _text(cell: str) -> str:
    return markdown(cut(cell, _CELL))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
