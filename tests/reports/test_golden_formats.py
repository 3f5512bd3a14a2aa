"""Every format of one small report built by hand, byte for byte. `make bless` accepts them anew."""

import io
from pathlib import Path

import openpyxl
import pytest

from generator.reports import binary, registry
from tests.reports.sample import golden
from tests.test_golden import hold

GOLDEN = Path(__file__).resolve().parent / "golden"


@pytest.mark.parametrize("name", sorted(set(registry()) - binary()))
def test_golden_report_in_each_format(name: str) -> None:
    """Line ends included."""
    text = registry()[name](golden())
    assert isinstance(text, str)
    # Kept with the line ends of the others, so that git leaves it as it is.
    hold(GOLDEN / f"report.{name}", text.replace("\r\n", "\n"))


def test_golden_workbook_cell_by_cell() -> None:
    """As text, so that a change can be read."""
    data = registry()["xlsx"](golden())
    assert isinstance(data, bytes)
    rows = [
        f"{sheet.title} {cell.coordinate} {cell.data_type} {cell.value!r}\n"
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    hold(GOLDEN / "report.xlsx.txt", "".join(rows))
