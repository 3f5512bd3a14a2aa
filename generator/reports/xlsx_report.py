"""XLSX: findings, suppliers and coverage, for those who work in a spreadsheet."""

from generator.reports import _sheets
from generator.reports._workbook import workbook
from generator.reports.base import Report

NAME = "xlsx"
BINARY = True


def render(report: Report) -> bytes:
    """A workbook of three sheets; a fourth, in front, when the records have problems."""
    sheets = [_sheets.findings(report), _sheets.suppliers(report), _sheets.coverage(report)]
    if report.problems:
        sheets.insert(0, _sheets.problems(report))
    return workbook(sheets, report.as_of)
