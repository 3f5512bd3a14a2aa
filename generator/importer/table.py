"""The table of a register: its header, its columns, and its rows below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.importer.cells import CellRefused, raw_text
from generator.importer.characters import clean_line
from generator.importer.grid import Cell, Row
from generator.importer.mapping import ImportMapping
from generator.importer.register import open_rows
from generator.importer.report import ImportUsageError, Notes, numbers, shown
from generator.load.wording import suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns by name, with their positions, and how many cells a row has."""

    columns: dict[str, int]
    width: int


def read_table(register: Path, mapping: ImportMapping, notes: Notes) -> tuple[Table, Iterator[Row]]:
    """The header, and an iterator over all rows below it that are not blank.

    Raises ImportUsageError, also from the iterator.
    """
    rows = open_rows(
        register, encoding=mapping.encoding, delimiter=mapping.delimiter, sheet=mapping.sheet
    )
    for row in rows:
        if row.number == mapping.header_row:
            table = _table(row, register.name, mapping, notes)
            return table, _below(rows, notes)
    raise ImportUsageError(f"{register.name}: there is no row {mapping.header_row} with names")


def _table(row: Row, register: str, mapping: ImportMapping, notes: Notes) -> Table:
    names = [_name(cell) for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    columns: dict[str, int] = {}
    for position, name in enumerate(names):
        columns.setdefault(name, position)
    wanted = mapping.columns()
    for name, pointer in wanted.items():
        if name not in columns:
            hint = suggestion(name, columns)
            if len(names) == 1:
                hint += "; it has one column only: is register.delimiter right?"
            mapping.fail(pointer, f"{register} has no column {shown(name)}{hint}")
        if names.count(name) > 1:
            mapping.fail(pointer, f"{register} has {names.count(name)} columns {shown(name)}")
    _tell_columns(names, wanted.keys() - set(mapping.ignore), mapping, notes)
    return Table(columns=columns, width=len(names))


def _name(cell: Cell) -> str:
    try:
        return clean_line(raw_text(cell))
    except CellRefused:
        return ""


def _tell_columns(names: list[str], used: set[str], mapping: ImportMapping, notes: Notes) -> None:
    left = [
        shown(name) if name else f"number {position} (without a name)"
        for position, name in enumerate(names, start=1)
        if name not in used and (not name or name not in mapping.ignore)
    ]
    if left:
        notes.say(
            "IMPORT-COLUMNS",
            f"columns left out, since the mapping names none of them: {', '.join(left)}",
        )
    if mapping.ignore:
        ignored = ", ".join(map(shown, mapping.ignore))
        notes.say("IMPORT-COLUMNS", f"columns left out on purpose: {ignored}")


def _below(rows: Iterator[Row], notes: Notes) -> Iterator[Row]:
    blank: list[int] = []
    for row in rows:
        if row.blank:
            blank.append(row.number)
            continue
        yield row
    if blank:
        notes.say("IMPORT-BLANK", f"blank rows passed over: {len(blank)} ({numbers(blank)})")


def width_problem(row: Row, table: Table) -> str:
    """Why the cells of a row cannot be told apart, or ''. A workbook leaves out empty cells."""
    found, wanted = len(row.cells), table.width
    if any(cell not in (None, "") for cell in row.cells[wanted:]):
        return f"{found} cells where the header has {wanted}: a comma or quote too many?"
    if found < wanted and row.line:
        return f"{found} cells where the header has {wanted}: a line break or quote too many?"
    return ""


def padded(row: Row, table: Table) -> Row:
    """The row with exactly as many cells as the header."""
    missing = (None,) * (table.width - len(row.cells))
    return Row(number=row.number, line=row.line, cells=(*row.cells[: table.width], *missing))
