"""XLSX: typed cells, no formula, the same bytes for the same report."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from generator.reports import _workbook, xlsx_report
from generator.reports.base import Report
from tests.reports.hostile import AS_OF, findings, problems, report, shown
from tests.reports.sample import finding, golden, sample

CUT = 16_383


def sheets(given: Report) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by column; no cell is a formula, an error or a boolean."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_report.render(given)))
    found = {}
    for sheet in book.worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "inlineStr", "n", "d"}
        header, *rest = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(header, row, strict=True)) for row in rest]
    return found


def test_hostile_texts_come_back_as_texts() -> None:
    """Every finding, supplier, requirement and problem, in order."""
    given = report()
    assert given.assessment is not None
    found = sheets(given)
    assert list(found) == ["Problems", "Findings", "Suppliers", "Coverage"]
    meant = sorted(findings(), key=lambda one: one.order)
    names = ("code", "requirement", "clause", "supplier", "subject", "message", "held", "fix")
    for one, row in zip(meant, found["Findings"], strict=True):
        for name in (*names, "path", "responsible", "waiver"):
            assert text(row[name]) == shown(getattr(one, name) or "")[:CUT]
        assert row["line"] == (one.line or None)
        day = one.last_day and datetime.combine(one.last_day, datetime.min.time())
        assert row["last_day"] == day
    for wrong, row in zip(problems(), found["Problems"], strict=True):
        assert text(row["message"]) == shown(wrong.message)[:CUT]
    for supplier, row in zip(given.assessment.suppliers, found["Suppliers"], strict=True):
        assert text(row["legal_name"]) == shown(supplier.legal_name)[:CUT]
    for rule, row in zip(given.assessment.coverage.values(), found["Coverage"], strict=True):
        assert text(row["requirement"]) == shown(rule.requirement)[:CUT]


def text(cell: object) -> str:
    """A cell's text as a spreadsheet shows it."""
    assert cell is None or isinstance(cell, str)
    return unescape(cell or "")


@pytest.mark.parametrize("words", ["=1+1", "#N/A", "TRUE", "1e5", "'x", "_x0041_", "x" * 40_000])
def test_a_text_stays_the_text_it_is(words: str) -> None:
    """Also where a spreadsheet would make a formula, an error or a number of it."""
    [row] = sheets(sample((finding(message=words),)))["Findings"]
    kept = words if len(words) < CUT else words[: CUT - 1] + "…"
    assert text(row["message"]) == kept


def test_inside_every_text_is_an_inline_string() -> None:
    """No shared strings, no formula element, no link."""
    archive = zipfile.ZipFile(io.BytesIO(xlsx_report.render(report())))
    assert not [one for one in archive.namelist() if "sharedStrings" in one or "link" in one]
    for name in archive.namelist():
        if "worksheets" in name:
            data = archive.read(name)
            assert b"<f>" not in data and b"<f " not in data and b"hyperlink" not in data
            assert data.count(b't="inlineStr"') == data.count(b"<is>") > 0


def test_numbers_and_days_are_typed() -> None:
    """They can be sorted and summed."""
    found = sheets(golden())
    first = found["Findings"][0]
    assert (first["line"], first["column"]) == (12, 3)
    assert first["last_day"] == datetime(2026, 10, 31)
    supplier = next(one for one in found["Suppliers"] if one["supplier"] == "acme")
    assert supplier["next_change_on"] == datetime(2026, 12, 15)
    assert (supplier["block_findings"], supplier["error_findings"]) == (1, 1)
    assert supplier["waived_findings"] == 0
    assert supplier["verdict_label"] == "Ask procurement"
    rule = next(one for one in found["Coverage"] if one["requirement"] == "the-limit")
    assert (rule["applied"], rule["passed"], rule["failed"]) == (4, 3, 1)


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is made."""
    first = xlsx_report.render(golden())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert xlsx_report.render(golden()) == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert book.properties.created == book.properties.modified == datetime(2026, 11, 22)


def test_a_sheet_that_is_full_says_how_much_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last row is no finding."""
    monkeypatch.setattr(_workbook, "ROWS", 3)
    rows = sheets(sample(tuple(finding(supplier=f"s{one}") for one in range(5))))["Findings"]
    assert [one["supplier"] for one in rows] == ["s0", "s1", None]
    assert rows[-1]["fingerprint"] == "… and 3 more; the JSON report has them all"


def test_records_that_do_not_load_have_a_sheet_of_their_own() -> None:
    """The others are there, with their header alone."""
    broken = replace(golden(), assessment=None)
    found = sheets(broken)
    assert [one["code"] for one in found["Problems"]] == ["YAML-AMBIGUOUS"]
    assert found["Findings"] == found["Suppliers"] == found["Coverage"] == []
    assert "Problems" not in sheets(replace(sample((finding(),)), as_of=AS_OF))
