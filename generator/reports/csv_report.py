"""CSV: findings and problems as one table, for a spreadsheet or a mail merge."""

from generator.reports import _sheets
from generator.reports._cells import safe_csv
from generator.reports._sheets import Cell
from generator.reports.base import Report, line

NAME = "csv"


def render(report: Report) -> str:
    """One row for each, CRLF between them; no cell is a formula or moves a terminal's cursor."""
    found = _sheets.findings(report)
    rows = (*_sheets.as_findings(report), *found.rows)
    return safe_csv(found.columns, ([_text(cell) for cell in row] for row in rows))


def _text(cell: Cell) -> str:
    return "" if cell is None else line(str(cell))
