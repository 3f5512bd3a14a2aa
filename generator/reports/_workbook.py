"""A workbook: tables as sheets, the same bytes for the same tables.

Every text is an inline string, so that no spreadsheet takes it for a formula, an error or a
number; numbers and days are typed. The parts of the file are written here: the library that
reads workbooks takes ten times as long to write one, and a site's workbook has a million cells.
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from html import escape
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.reports._sheets import Cell, Row, Sheet
from generator.reports.base import cut, line

ROWS = 1_048_576 - 1
"""Rows of a sheet below its header."""
# A sheet's cell holds 32,767 units of UTF-16, of which a character may take two.
_TEXT = 16_383
_WIDE = {"message": 70, "because": 70, "fix": 60, "required": 40, "held": 40, "path": 50}
_WIDE |= {"legal_name": 34, "What": 26, "Value": 90}
_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST_DAY = date(1899, 12, 30).toordinal()
# A spreadsheet reads _x0041_ as A.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AT_ONCE = 1000
_BOLD, _DAY = 1, 2

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def workbook(sheets: Iterable[Sheet], as_of: date) -> bytes:
    """The sheets as an XLSX file. Rows beyond what a sheet holds are counted in its last row."""
    found = list(sheets)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in _parts([one.title for one in found], as_of):
            archive.writestr(_entry(name), _XML + text)
        for number, one in enumerate(found, start=1):
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for piece in _sheet(one):
                    part.write(piece.encode())
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    """An entry without the time at which it was written."""
    entry = ZipInfo(name, _DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _parts(titles: list[str], as_of: date) -> Iterator[tuple[str, str]]:
    """Everything but the sheets."""
    numbers = range(1, len(titles) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{one}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for one in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{kinds}</Types>",
    )
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    top = (("officeDocument", "xl/workbook.xml"),)
    yield (
        "_rels/.rels",
        _relations(top, f'<Relationship Id="c" Type="{core}" Target="docProps/core.xml"/>'),
    )
    yield "docProps/core.xml", _core(as_of)
    listed = "".join(
        f'<sheet name="{escape(title)}" sheetId="{one}" r:id="r{one}"/>'
        for one, title in zip(numbers, titles, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    inner = (
        *(("worksheet", f"worksheets/sheet{one}.xml") for one in numbers),
        ("styles", "styles.xml"),
    )
    yield "xl/_rels/workbook.xml.rels", _relations(inner)
    yield "xl/styles.xml", _STYLES


def _relations(targets: Iterable[tuple[str, str]], more: str = "") -> str:
    listed = "".join(
        f'<Relationship Id="r{one}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for one, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}{more}</Relationships>'


def _core(as_of: date) -> str:
    when = f"{as_of.isoformat()}T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:creator>supplier-catalog</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _sheet(sheet: Sheet) -> Iterator[str]:
    """A sheet in pieces: its header stays in view, and its columns can be filtered."""
    letters = [_letters(number) for number in range(1, len(sheet.columns) + 1)]
    kept = sheet.rows if len(sheet.rows) <= ROWS else sheet.rows[: ROWS - 1]
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_WIDE.get(name, 18)}" customWidth="1"/>'
        for number, name in enumerate(sheet.columns, start=1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>"
    )
    yield _row(1, sheet.columns, letters, bold=True)
    rows = enumerate(kept, start=2)
    while some := list(islice(rows, _AT_ONCE)):
        yield "".join(_row(number, row, letters) for number, row in some)
    if len(kept) < len(sheet.rows):
        left = len(sheet.rows) - len(kept)
        told = f"… and {left} more; the JSON report has them all"
        yield _row(len(kept) + 2, (told,), letters)
    yield f'</sheetData><autoFilter ref="A1:{letters[-1]}{len(kept) + 1}"/></worksheet>'


def _row(number: int, row: Row, letters: list[str], *, bold: bool = False) -> str:
    cells = "".join(
        _cell(f"{letter}{number}", value, bold)
        for letter, value in zip(letters, row, strict=False)
        if value is not None and value != ""
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: Cell, bold: bool) -> str:
    if isinstance(value, str):
        style = f' s="{_BOLD}"' if bold else ""
        return f'<c r="{place}"{style} t="inlineStr">{_inline(value)}</c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{_DAY}"><v>{value.toordinal() - _FIRST_DAY}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


@lru_cache(maxsize=16_384)
def _inline(text: str) -> str:
    """A text as a cell holds it. Most texts of a table stand in it many times."""
    shown = cut(_ESCAPE.sub("_x005F_", line(text)), _TEXT)
    return f'<is><t xml:space="preserve">{escape(shown, quote=False)}</t></is>'


def _letters(number: int) -> str:
    """``A`` for 1, ``AA`` for 27."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
