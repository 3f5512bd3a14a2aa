"""Dates and numbers are read by the mapping's formats or refused; nothing is guessed."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importer.cells import (
    CellRefused,
    amount,
    figure,
    raw_text,
    read_date,
    read_decimal,
    whole,
    yes_or_no,
)
from generator.importer.characters import clean_line, clean_text, folded, has_unseen
from generator.importer.grid import CellError
from generator.importer.mapping import Formats
from generator.load.characters import forbidden_in


@pytest.mark.parametrize(
    ("cell", "forms", "wanted"),
    [
        ("2025-03-01", ("%Y-%m-%d",), "2025-03-01"),
        ("2025-3-1", ("%Y-%m-%d",), "2025-03-01"),
        ("01/02/2025", ("%d/%m/%Y",), "2025-02-01"),
        ("01/02/2025", ("%m/%d/%Y",), "2025-01-02"),
        ("1 Mar 2025", ("%Y-%m-%d", "%d %b %Y"), "2025-03-01"),
        ("2020-12-02T23:59:00.000Z", ("%Y-%m-%dT%H:%M:%S.%fZ",), "2020-12-02"),
        (datetime(2025, 3, 1, 14, 30), ("%Y",), "2025-03-01"),
        (date(2025, 3, 1), (), "2025-03-01"),
        ("29/02/2025", ("%d/%m/%Y",), None),
        ("2025-03-01 ", ("%d/%m/%Y",), None),
        ("13/13/2025", ("%d/%m/%Y", "%m/%d/%Y"), None),
        ("١/٢/٢٠٢٥x", ("%d/%m/%Y",), None),
        (45717, ("%Y-%m-%d",), None),
        (True, ("%Y-%m-%d",), None),
        (time(1, 2), ("%Y-%m-%d",), None),
    ],
)
def test_dates(cell: Any, forms: tuple[str, ...], wanted: str | None) -> None:
    if wanted is not None:
        assert read_date(cell, str(cell), forms) == wanted
        return
    with pytest.raises(CellRefused):
        read_date(cell, str(cell), forms)


@pytest.mark.parametrize(
    ("cell", "marks", "wanted"),
    [
        ("58665.0", ".", "58665.00"),
        ("0", ".", "0.00"),
        ("-0.0", ".", "0.00"),
        ("007.5", ".", "7.50"),
        ("1,234,567.89", ".,", "1234567.89"),
        ("12,34,567", ".,", "1234567.00"),
        ("1.234.567,8", ",.", "1234567.80"),
        ("1 234 567,8", ", ", "1234567.80"),
        ("1\u00a0234\u202f567", ", ", "1234567.00"),
        ("1'234.5", ".'", "1234.50"),
        ("$1,000", ".,", "1000.00"),
        ("AUD 1,000 $", ".,", "1000.00"),
        ("284667114.24", ".", "284667114.24"),
        ("0.0001", ".", "0.0001"),
        (58665, ".", "58665.00"),
        (Decimal("19.9"), ".", "19.90"),
        ("1,234", ".", None),
        ("1,50", ".,", None),
        ("1,2345", ".,", None),
        ("12.34", ",.", None),
        ("1e3", ".", None),
        ("1_000", ".", None),
        ("٣", ".", None),
        ("½", ".", None),
        ("--1", ".", None),
        ("-1", ".", None),
        ("(1)", ".", None),
        ("1.", ".", None),
        (".5", ".", None),
        ("NaN", ".", None),
        ("Infinity", ".", None),
        ("0.00001", ".", None),
        ("9" * 16, ".", None),
        ("9" * 100_000, ".", None),
        (True, ".", None),
        (date(2025, 1, 1), ".", None),
        ("=1+1", ".", None),
    ],
)
def test_amounts(cell: Any, marks: str, wanted: str | None) -> None:
    formats = Formats(decimal=marks[0], thousands=marks[1:], marks=("$", "AUD"))
    if wanted is not None:
        assert amount(read_decimal(cell, str(cell), formats)) == wanted
        return
    with pytest.raises(CellRefused):
        amount(read_decimal(cell, str(cell), formats))


@given(st.decimals(0, 10**14, places=4), st.sampled_from([".,", ",.", ", ", ".'", ".", ","]))
def test_amounts_written_with_marks_are_read_back(number: Decimal, marks: str) -> None:
    written = f"{number:,f}".replace(",", "T").replace(".", marks[0]).replace("T", marks[1:])
    read = read_decimal(written, written, Formats(decimal=marks[0], thousands=marks[1:]))
    assert read == number
    assert Decimal(amount(read)) == number


@pytest.mark.parametrize(
    ("number", "wanted"),
    [("2", 2), ("2.0", 2), ("-3", -3), ("94.50", "94.5"), ("-0.5", "-0.5"), ("0.1234567", None)],
)
def test_figures(number: str, wanted: int | str | None) -> None:
    if wanted is not None:
        assert figure(Decimal(number)) == wanted
        return
    with pytest.raises(CellRefused):
        figure(Decimal(number))


def test_whole_numbers_and_truth() -> None:
    assert whole(Decimal("2.0")) == 2
    assert [yes_or_no(cell, str(cell)) for cell in (True, "TRUE", "yes", "No", "false")] == [
        *(True, True, True, False, False)
    ]
    for wrong in ("1", "x", ""):
        with pytest.raises(CellRefused):
            yes_or_no(wrong, wrong)
    with pytest.raises(CellRefused):
        whole(Decimal("2.5"))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (None, ""),
        ("  e\u0301 ", "é"),
        (19009, "19009"),
        (Decimal("1E+5"), "100000"),
        (True, "TRUE"),
        (date(2025, 3, 1), "2025-03-01"),
        (datetime(2025, 3, 1), "2025-03-01"),
        (datetime(2025, 3, 1, 14, 30), "2025-03-01 14:30:00"),
        (time(14, 30), "14:30:00"),
    ],
)
def test_cells_as_text(cell: Any, wanted: str) -> None:
    assert raw_text(cell) == wanted


def test_an_error_cell_is_refused() -> None:
    with pytest.raises(CellRefused, match="#REF!"):
        raw_text(CellError("the error #REF!"))


def test_lines_and_texts() -> None:
    assert clean_line("Panel Contract\r\n(X)\u00a0 \ty") == "Panel Contract (X) y"
    assert clean_line("\u200bPICM\u200b\x00") == "PICM"
    assert clean_text("One\r\n\r\ntwo\rthree\u2028four\t.") == "One\n\ntwo\nthree\nfour\t."
    assert has_unseen("a\u202eb") and not has_unseen("a\r\nb\tc\u00a0d")
    assert folded("35271\u2010NCT \u201cx\u201d \uff21") == '35271-NCT "x" A'


@given(st.text())
def test_what_is_clean_can_be_written_and_stays_clean(text: str) -> None:
    line, lines = clean_line(text), clean_text(text)
    assert not forbidden_in(line) and not forbidden_in(lines)
    assert "\n" not in line and line == line.strip()
    assert clean_line(line) == line
    assert clean_text(lines) == lines
