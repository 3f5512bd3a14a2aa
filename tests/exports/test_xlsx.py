"""The workbook of all tables: the CSV's values, typed, and never a formula."""

import csv
import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from generator.exports import csv_files, xlsx
from generator.pages.base import Site
from generator.reports.base import line
from tests.pages.handbook_catalog import site


def book(shown: Site) -> Any:
    """The workbook as openpyxl reads it."""
    [file] = xlsx.files(shown)
    assert file.path == "data/catalog.xlsx"
    return openpyxl.load_workbook(io.BytesIO(file.data))


def shown_as(value: Any) -> str:
    """A cell as the CSV has it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_sheets_say_what_the_tables_say(audience: str) -> None:
    """Cell by cell, for the same audience."""
    here = site(audience=audience)
    found = book(here)
    tables = {
        one.path.removeprefix("data/").removesuffix(".csv"): list(
            csv.reader(io.StringIO(one.data.decode(), newline=""))
        )
        for one in csv_files.files(here)
        if not one.path.endswith("-safe.csv")
    }
    assert [one.lower() for one in found.sheetnames] == ["about", *tables]
    for name, rows in tables.items():
        sheet = found[name.capitalize()]
        cells = [[shown_as(one) for one in row] for row in sheet.iter_rows(values_only=True)]
        assert cells == [[line(one) for one in row] for row in rows]


def test_days_are_days_and_counts_are_numbers(example_site: Site) -> None:
    """They can be sorted and summed."""
    sheet = book(example_site)["Suppliers"]
    header = [one.value for one in sheet[1]]
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert {one["error_findings"].data_type for one in rows} == {"n"}
    days = [one["next_change_on"] for one in rows if one["next_change_on"].value]
    assert days and {one.data_type for one in days} == {"d"}
    assert days[0].number_format == "yyyy\\-mm\\-dd"
    about = {row[0]: row[1] for row in book(example_site)["About"].iter_rows(values_only=True)}
    assert about["As of"].date() == date(2026, 11, 22)


def test_hostile_texts_are_no_formula(wild_site: Site) -> None:
    """Whatever a record says, a cell is a text, a number or a day."""
    for sheet in book(wild_site).worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "inlineStr", "n", "d"}


def test_the_same_site_gives_the_same_bytes() -> None:
    """No time of day is in it."""
    [first], [second] = xlsx.files(site()), xlsx.files(site())
    assert first.data == second.data
