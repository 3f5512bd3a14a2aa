"""Rows of an XLSX workbook: what the cells hold, not how they look."""

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl

from generator.importer.grid import Cell, CellError, Row
from generator.importer.report import ImportUsageError, shown

MAX_BYTES = 512 * 1024 * 1024
"""A workbook unpacks to no more than this."""
MAX_ROWS = 1_048_576


def workbook_rows(path: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet, the first without a name. Raises ImportUsageError.

    The sheet is read twice side by side: for the values, and for the formulas, since a formula
    whose result was never stored looks like an empty cell among the values.
    """
    try:
        _check_size(path)
        with ExitStack() as opened:
            values, formulas = (_sheet(path, sheet, opened, data_only=on) for on in (True, False))
            pairs = zip_longest(values.iter_rows(), formulas.iter_rows(), fillvalue=())
            for number, (row, origin) in enumerate(pairs, start=1):
                if number > MAX_ROWS:
                    raise ImportUsageError(f"{path.name}: more than {MAX_ROWS} rows")
                yield Row(number=number, line=0, cells=tuple(map(_cell, row, origin)))
    except ImportUsageError:
        raise
    except Exception as error:
        # openpyxl raises whatever a broken part happens to cause: KeyError, TypeError, BadZipFile …
        reason = f"{type(error).__name__}: {shown(error)}"
        raise ImportUsageError(f"{path.name}: no readable workbook ({reason})") from error


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(one.file_size for one in archive.infolist()) > MAX_BYTES:
            size = MAX_BYTES // 1024 // 1024
            raise ImportUsageError(f"{path.name}: unpacks to more than {size} MiB: save it as CSV")


def _sheet(path: Path, name: str, opened: ExitStack, *, data_only: bool) -> Any:
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=data_only, keep_links=False)
    opened.callback(workbook.close)
    names = [one.title for one in workbook.worksheets]
    if not names or (name and name not in names):
        there = ", ".join(map(shown, names[:10])) or "none"
        raise ImportUsageError(f"{path.name}: no sheet {shown(name)}; there are: {there}")
    found = workbook[name or names[0]]
    # The size that a workbook claims may be too small, and rows beyond it would be lost.
    found.reset_dimensions()
    return found


def _cell(cell: Any, origin: Any) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return CellError(f"the error {value}")
    if value is None and origin.value is not None:
        return CellError("a formula without a stored result: open and save it in a spreadsheet")
    if isinstance(value, float):
        # Beyond 15 digits a spreadsheet's number is noise: 0.30000000000000004.
        return Decimal(f"{value:.15g}")
    known: Cell = value if isinstance(value, Cell) else str(value)
    return known
