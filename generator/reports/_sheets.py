"""The tables of a report: what CSV and XLSX hold, with typed cells.

The columns of the findings are those of the site's ``data/findings.csv``, and then the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.assessment import (
    SEVERITY_ORDER,
    Assessment,
    Finding,
    Outcome,
    SupplierAssessment,
)
from generator.model.problem import Problem
from generator.reports.base import Report, counted, identity

Cell = str | int | date | None
Row = tuple[Cell, ...]

_PLAIN = ("message", "required", "held", "fix", "last_day", "act_by", "responsible", "waiver")
FINDINGS = (
    *("fingerprint", "code", "requirement", "policy", "clause"),
    *("supplier", "legal_name", "subject", "outcome", "severity"),
    *(*_PLAIN, "waived_until", "path", "line", "column"),
)
SUPPLIERS = (
    *("supplier", "legal_name", "status", "verdict", "verdict_label", "because"),
    *("next_change_on", "next_verdict"),
    *(*(f"{one}_findings" for one in SEVERITY_ORDER), "waived_findings", "path"),
)
COVERAGE = (
    *("requirement", "policy", "clause", "check", "applied"),
    *("passed", "failed", "unknown", "waived"),
)
PROBLEMS = ("code", "severity", "message", "path", "line", "column")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with a title; every row has a cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def findings(report: Report) -> Sheet:
    """Every finding, those that are new first, then the worst; the waived ones last."""
    names = {one.id: one.legal_name for one in _suppliers(report)}
    rows = tuple(_finding(one, names.get(one.supplier or "")) for one in report.findings)
    return Sheet(title="Findings", columns=FINDINGS, rows=rows)


def suppliers(report: Report) -> Sheet:
    """Every supplier with its verdict and how many findings of each level it has."""
    rows = tuple(_supplier(one) for one in _suppliers(report))
    return Sheet(title="Suppliers", columns=SUPPLIERS, rows=rows)


def coverage(report: Report) -> Sheet:
    """Every requirement, and how often it came out how."""
    rows = tuple(_coverage(report.assessment)) if report.assessment else ()
    return Sheet(title="Coverage", columns=COVERAGE, rows=rows)


def problems(report: Report) -> Sheet:
    """What is wrong with the records themselves."""
    rows = tuple(
        (one.code, one.severity, one.message, one.path, one.line or None, one.column or None)
        for one in report.problems
    )
    return Sheet(title="Problems", columns=PROBLEMS, rows=rows)


def as_findings(report: Report) -> tuple[Row, ...]:
    """The problems, in the columns of the findings."""
    return tuple(_as_finding(one) for one in report.problems)


def _as_finding(one: Problem) -> Row:
    cells: dict[str, Cell] = {
        "fingerprint": identity(one),
        "code": one.code,
        "outcome": "problem",
        "severity": one.severity,
        "message": one.message,
        "path": one.path,
        "line": one.line or None,
        "column": one.column or None,
    }
    return tuple(cells.get(name) for name in FINDINGS)


def _suppliers(report: Report) -> tuple[SupplierAssessment, ...]:
    return report.assessment.suppliers if report.assessment else ()


def _finding(one: Finding, legal_name: str | None) -> Row:
    cells: dict[str, Cell] = {
        "legal_name": legal_name,
        "outcome": str(one.outcome),
        "line": one.line or None,
        "column": one.column or None,
    }
    return tuple(cells[name] if name in cells else getattr(one, name) for name in FINDINGS)


def _supplier(one: SupplierAssessment) -> Row:
    later = one.timeline[1] if len(one.timeline) > 1 else None
    standing = [finding.severity for finding in counted(one.findings)]
    return (
        *(one.id, one.legal_name, one.status, str(one.verdict), one.verdict.label),
        *("; ".join(one.because), later.start if later else None),
        str(later.verdict) if later else None,
        *(standing.count(severity) for severity in SEVERITY_ORDER),
        *(len(one.findings) - len(standing), one.path),
    )


def _coverage(assessment: Assessment) -> Iterator[Row]:
    told = (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.WAIVED)
    for one in assessment.coverage.values():
        yield (
            *(one.requirement, one.policy, one.clause, one.check, one.applied),
            *(one.outcomes.get(outcome, 0) for outcome in told),
        )
