"""A workbook: tables as sheets, the same bytes for the same tables.

Every text is an inline string, so that no spreadsheet takes it for a formula, an error or a
number; numbers and days are typed.
"""

import io
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from generator.reports._sheets import Cell, Sheet
from generator.reports.base import cut, line

ROWS = 1_048_576 - 1
"""Rows of a sheet below its header."""
# A sheet's cell holds 32,767 units of UTF-16, of which a character may take two.
_TEXT = 16_383
_WIDE = {"message": 70, "because": 70, "fix": 60, "required": 40, "held": 40, "path": 50}
_DATE = (1980, 1, 1, 0, 0, 0)
# A spreadsheet reads _x0041_ as A.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def workbook(sheets: Iterable[Sheet], as_of: date) -> bytes:
    """The sheets as an XLSX file. Rows beyond what a sheet holds are counted in its last row."""
    book = Workbook(write_only=True)
    made = datetime.combine(as_of, time())
    book.properties.creator = "supplier-catalog"
    book.properties.created = book.properties.modified = made
    for one in sheets:
        _add(book, one)
    out = io.BytesIO()
    # The library's own save() writes the present time into the file.
    ExcelWriter(book, ZipFile(out, "w", ZIP_DEFLATED)).save()
    return _undated(out)


def _add(book: Workbook, sheet: Sheet) -> None:
    target = book.create_sheet(sheet.title)
    last = get_column_letter(len(sheet.columns))
    kept = sheet.rows
    if len(kept) > ROWS:
        kept = kept[: ROWS - 1]
    target.freeze_panes = "A2"
    target.auto_filter.ref = f"A1:{last}{len(kept) + 1}"
    for number, name in enumerate(sheet.columns, start=1):
        target.column_dimensions[get_column_letter(number)].width = _WIDE.get(name, 18)
    bold = Font(bold=True)
    target.append([_cell(target, name, bold) for name in sheet.columns])
    for row in kept:
        target.append([_cell(target, one) for one in row])
    if len(kept) < len(sheet.rows):
        left = len(sheet.rows) - len(kept)
        target.append([_cell(target, f"… and {left} more; the JSON report has them all")])


def _cell(target: Any, value: Cell, font: Font | None = None) -> Any:
    if isinstance(value, str):
        value = cut(_ESCAPE.sub("_x005F_", line(value)), _TEXT) or None
    if font is None and (not isinstance(value, str) or value[:1].isalnum()):
        return value  # the library types it as it is, and faster than through a cell of its own
    cell: Any = WriteOnlyCell(target)
    cell.value = value
    cell.data_type = "s"  # a text that begins with = would be a formula, #N/A an error
    if font:
        cell.font = font
    return cell


def _undated(archive: io.BytesIO) -> bytes:
    """The same entries without the time at which each was written."""
    out = io.BytesIO()
    with ZipFile(archive) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            clean = ZipInfo(entry.filename, _DATE)
            clean.compress_type = ZIP_DEFLATED
            clean.create_system = 3
            clean.external_attr = 0o644 << 16
            target.writestr(clean, source.read(entry))
    return out.getvalue()
