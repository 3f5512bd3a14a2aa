"""Cells: exact for programs, harmless in spreadsheets."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reports import _cells

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\u200b=1",
        "\ufeff=1", "＝1", "＋1", "－1", "＠x", " ＝1", "﹣1", "@facilities-cm", "\x00",
        "\x00=1", "\x01=1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_made_a_text(cell: str) -> None:
    """Also behind spaces, controls and invisible characters, and in full width."""
    assert _cells.inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "12", "Acme & Co", "é=1", "(=1)", "'=1", "2026-11-22"])
def test_what_is_harmless_stays_as_it_is(cell: str) -> None:
    """No apostrophe where none is needed."""
    assert _cells.inert(cell) == cell


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=5))
def test_for_programs_every_value_comes_back(rows: list[list[str]]) -> None:
    """RFC 4180, whatever the texts hold."""
    data = _cells.raw_csv(("a", "b", "c"), rows)
    found = list(csv.reader(io.StringIO(data, newline="")))
    assert found == [["a", "b", "c"], *rows]


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=5))
def test_for_spreadsheets_every_cell_is_quoted_and_none_is_a_formula(
    rows: list[list[str]],
) -> None:
    """And without the apostrophe the value is the same."""
    data = _cells.safe_csv(("a", "b", "c"), rows)
    assert data.startswith("\ufeff") and data.endswith('"\r\n')
    found = list(csv.reader(io.StringIO(data[1:], newline="")))
    for row, written in zip(found[1:], rows, strict=True):
        for cell, value in zip(row, written, strict=True):
            assert not _cells.is_formula(cell)
            assert cell in (value, f"'{value}")
