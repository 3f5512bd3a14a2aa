"""What a register is made of: rows of cells."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds no value: an error of the spreadsheet, or a formula without a result."""

    reason: str


Cell = str | int | Decimal | bool | date | datetime | time | timedelta | CellError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row. ``number`` counts rows from 1; ``line`` is that of the text file, 0 in a workbook."""

    number: int
    line: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(
            cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells
        )
