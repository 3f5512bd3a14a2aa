"""import_register: a register becomes records, and a report says what became of each row."""

from collections.abc import Callable, Iterable
from pathlib import Path

from generator.importer.duplicates import likely_duplicates
from generator.importer.existing import Shelf, read_shelf
from generator.importer.grid import Row
from generator.importer.guard import Guard
from generator.importer.mapping_file import read_mapping
from generator.importer.outcome import Maker, Outcome
from generator.importer.plan import Plan, make_plan
from generator.importer.reader import RowReader
from generator.importer.report import ImportReport, ImportUsageError, Notes
from generator.importer.rows import RowRefused, Taken
from generator.importer.table import Table, padded, read_table, width_problem
from generator.load.schema import Schemas, find_schemas
from generator.model.problem import Problem

Progress = Callable[[int, int], None]
"""Called with the number of suppliers made so far and their total."""


def import_register(
    *,
    register: Path,
    mapping: Path,
    root: Path,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Turns the rows of ``register`` into supplier records below ``root``.

    Records that are there are only added to. The same register a second time changes nothing.
    Raises ImportUsageError for a wrong mapping or an unreadable register; then nothing has been
    written, unless the disk failed in the middle.
    """
    schemas = Schemas(find_schemas(root))
    plan = read_mapping(mapping, schemas)
    try:
        shelf = read_shelf(root)
    except NotADirectoryError:
        raise ImportUsageError(f"{root.name}: there is no such folder") from None
    notes = Notes(register.name)
    _tell_broken(shelf, notes)
    guard = Guard(schemas, shelf)
    plan.check_constants(guard.row)
    table, rows = read_table(register, plan, notes)
    reader = RowReader(plan, table.columns, notes, guard.row)
    taken, rejected = _read(rows, table, reader, register.name)
    supplied = make_plan(taken, shelf, notes)
    maker = Maker(
        folder=plan.folder,
        shape=schemas.fields("supplier"),
        constants=plan.constant_names(),
        check=guard.file,
        notes=notes,
    )
    outcomes = []
    for count, group in enumerate(supplied.groups, start=1):
        outcomes.append(maker.make(group))
        if progress is not None:
            progress(count, len(supplied.groups))
    if not dry_run:
        _write_all(root, plan.folder, outcomes)
    rejected += _refusals(supplied, outcomes, register.name)
    return _report(taken, rejected, outcomes, shelf, notes)


def _tell_broken(shelf: Shelf, notes: Notes) -> None:
    for path in sorted(shelf.broken.values()):
        notes.say("IMPORT-UNREADABLE", f"{path} cannot be read, so its contracts are not known")


def _read(
    rows: Iterable[Row], table: Table, reader: RowReader, register: str
) -> tuple[list[Taken], list[Problem]]:
    taken: list[Taken] = []
    rejected: list[Problem] = []
    for row in rows:
        problem = width_problem(row, table)
        if problem:
            rejected.append(_problem(register, row, "IMPORT-CELLS", problem))
        else:
            try:
                taken.append(reader.take(padded(row, table)))
            except RowRefused as error:
                rejected.append(_problem(register, row, "IMPORT-VALUE", str(error)))
    return taken, rejected


def _problem(register: str, row: Row, code: str, message: str) -> Problem:
    # Line breaks in cells shift the lines of a text file against its rows.
    shifted = row.line and row.line != row.number
    where = f" (row {row.number}, which begins on line {row.line} of the file)" if shifted else ""
    return Problem(code=code, message=f"{message}{where}", path=register, line=row.number)


def _refusals(plan: Plan, outcomes: Iterable[Outcome], register: str) -> list[Problem]:
    refused = [*plan.refused, *(one for outcome in outcomes for one in outcome.refused)]
    return [_problem(register, entry.taken.row, code, why) for entry, code, why in refused]


def _write_all(root: Path, folder: str, outcomes: Iterable[Outcome]) -> None:
    if not (root / folder).resolve().is_relative_to(root.resolve()):
        raise ImportUsageError(f"{folder}: leads out of the repository")
    for outcome in outcomes:
        if outcome.data is not None:
            try:
                _write(root / outcome.path, outcome.data)
            except OSError as error:
                raise ImportUsageError(
                    f"{outcome.path}: cannot be written: {error.strerror}; run again to go on"
                ) from error


def _write(path: Path, data: bytes) -> None:
    """The whole file or nothing: written aside, then moved to its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.tmp")
    try:
        aside.unlink(missing_ok=True)
        with aside.open("xb") as stream:
            stream.write(data)
        if path.exists():
            aside.chmod(path.stat().st_mode & 0o777)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _report(
    taken: list[Taken],
    rejected: list[Problem],
    outcomes: list[Outcome],
    shelf: Shelf,
    notes: Notes,
) -> ImportReport:
    alive = [one for one in outcomes if one.entries]
    names = {one.id: one.legal_name for one in shelf.records}
    names |= {one.group.id: one.group.name for one in alive}
    entries = [entry for one in alive for entry in one.entries]
    contracts = [entry for entry in entries if entry.taken.contract is not None]
    changed = [one for one in outcomes if one.data is not None]
    lost = {one.line for one in rejected}
    unread = {one.row.number for one in taken} | lost
    return ImportReport(
        written=tuple(sorted(one.path for one in changed if one.group.existing is None)),
        updated=tuple(sorted(one.path for one in changed if one.group.existing is not None)),
        unchanged=sum(one.data is None for one in alive),
        suppliers=len(alive),
        contracts=len(contracts),
        added_contracts=sum(entry.index is None for entry in contracts),
        rows=len(unread),
        shared_rows=sum(len(one.names) > 1 for one in taken),
        rejected=tuple(sorted(rejected, key=lambda one: one.order)),
        duplicates=likely_duplicates(names, frozenset(one.group.id for one in alive)),
        remarks=notes.all(),
    )
