"""Registers as they come: encodings, delimiters, header rows, workbooks, and broken files."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from generator.importer import ImportUsageError
from tests.importer.desk import HEADER, MAPPING, Desk, row

LINES = "number,supplier,title,signed,ends,amount,type,link,extra\n"
GOOD = "C-1,Bölt,Lifts,2025-03-01,,1.5,,,\n"


def bytes_of(desk: Desk, data: bytes) -> None:
    desk.register.write_bytes(data)


def legal_names(desk: Desk) -> list[str]:
    return [one["legal_name"] for one in desk.records().values()]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "windows-1252"), ("utf-16", "utf-16")],
)
def test_encodings(desk: Desk, encoding: str, said: str) -> None:
    desk.map(MAPPING + f"register: {{encoding: {said}}}\n")
    bytes_of(desk, (LINES + GOOD).encode(encoding))
    assert desk.run().contracts == 1
    assert legal_names(desk) == ["Bölt"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_line_ends_and_delimiters(desk: Desk, end: str) -> None:
    desk.map(MAPPING + 'register: {delimiter: "\\t"}\n')
    bytes_of(desk, (LINES + GOOD).replace(",", "\t").replace("\n", end).encode())
    assert desk.run().contracts == 1


def test_rows_above_the_header_are_left_out(desk: Desk) -> None:
    desk.map(MAPPING + "register: {header_row: 3}\n")
    bytes_of(desk, ("Contracts\n\n" + LINES + GOOD + "C-2,,,,,,,,\n").encode())
    report = desk.run()
    assert (report.contracts, [one.line for one in report.rejected]) == (1, [5])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "register.csv: there is no row 1 with names"),
        ((LINES + GOOD).encode("cp1252"), "register.csv:2: not utf-8 (byte 0xF6): set register.en"),
        ((LINES + '"C-1,Acme').encode(), "register.csv:2: no valid CSV: "),
        ((LINES + 'C-1,"Ac"me",x\n').encode(), "register.csv:2: no valid CSV: "),
        ((LINES + "C-1," + "x" * 140_000).encode(), "register.csv:2: no valid CSV: "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx or .csv"),
        (b"PK\x03\x04 but no zip", "no readable workbook"),
    ],
)
def test_a_file_that_cannot_be_read(desk: Desk, data: bytes, words: str) -> None:
    bytes_of(desk, data)
    with pytest.raises(ImportUsageError) as caught:
        desk.run()
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert desk.files() == {}


def test_a_file_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(ImportUsageError, match=r"register\.csv: cannot be read: No such file"):
        desk.run()
    desk.map(MAPPING + "register: {encoding: klingon}\n")
    desk.csv(row())
    with pytest.raises(ImportUsageError, match="no such encoding"):
        desk.run()


def test_a_broken_line_far_down_writes_nothing(desk: Desk) -> None:
    rest = "".join(GOOD.replace("C-1", f"C-{number}") for number in range(2000))
    bytes_of(desk, (LINES + rest + '"never closed').encode())
    with pytest.raises(ImportUsageError, match=r"register\.csv:2002: no valid CSV"):
        desk.run()
    assert desk.files() == {}


def book(desk: Desk) -> tuple[openpyxl.Workbook, Path]:
    desk.register = desk.register.with_suffix(".xlsx")
    return openpyxl.Workbook(), desk.register


def test_the_sheet_is_the_first_or_the_named(desk: Desk) -> None:
    workbook, path = book(desk)
    for title in ("One", "Two"):
        sheet = workbook.create_sheet(title)
        sheet.append(list(HEADER))
        sheet.append(list(row(supplier=title, title=title)))
    workbook.remove(workbook["Sheet"])
    workbook.save(path)
    desk.run()
    assert legal_names(desk) == ["One"]
    desk.map(MAPPING + "register: {sheet: Two}\n")
    desk.run()
    assert legal_names(desk) == ["One", "Two"]
    desk.map(MAPPING + "register: {sheet: Three}\n")
    with pytest.raises(ImportUsageError, match='no sheet "Three"; there are: "One", "Two"'):
        desk.run()


def test_gaps_formulas_and_errors_in_a_workbook(desk: Desk) -> None:
    workbook, path = book(desk)
    sheet = workbook.active
    assert sheet is not None
    for line in (HEADER, row(), (), row(number="C-2", amount="=1+1"), row(number="C-3")[:3]):
        sheet.append(list(line))
    sheet["A9"], sheet["B9"], sheet["C9"], sheet["F9"] = "C-9", "Acme Pty Ltd", "T", "#REF!"
    sheet["A10"], sheet["B10"], sheet["C10"], sheet["K10"] = "C-10", "Acme Pty Ltd", "T", "lost"
    sheet["F9"].data_type = "e"
    workbook.save(path)
    report = desk.run()
    assert [(one.line, one.code) for one in report.rejected] == [
        (4, "IMPORT-VALUE"),
        (9, "IMPORT-VALUE"),
        (10, "IMPORT-CELLS"),
    ]
    assert "formula without a stored result" in report.rejected[0].message
    assert "the error #REF!" in report.rejected[1].message
    assert (report.rows, report.contracts) == (5, 2)
    assert report.remarks[0].message == "blank rows passed over: 4 (3, 6, 7, 8)"


def test_a_workbook_that_claims_to_be_small_is_read_to_its_end(desk: Desk) -> None:
    desk.xlsx(row(), row(number="C-2"))
    rewritten(desk.register, "xl/worksheets/sheet1.xml", b'ref="A1:I3"', b'ref="A1:A1"')
    assert desk.run().contracts == 2


def test_a_workbook_that_unpacks_to_too_much(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.xlsx(row())
    monkeypatch.setattr("generator.importer.xlsx.MAX_BYTES", 1000)
    with pytest.raises(ImportUsageError, match="save it as CSV"):
        desk.run()


def test_a_workbook_with_a_row_far_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.importer.xlsx.MAX_ROWS", 1000)
    desk.xlsx(row(), row(number="C-2"))
    rewritten(desk.register, "xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r="99999999999"')
    with pytest.raises(ImportUsageError, match="more than 1000 rows"):
        desk.run()


def test_a_workbook_with_broken_parts(desk: Desk) -> None:
    desk.xlsx(row())
    rewritten(desk.register, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData")
    with pytest.raises(ImportUsageError, match="no readable workbook"):
        desk.run()
    assert desk.files() == {}


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Replaces bytes in one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
