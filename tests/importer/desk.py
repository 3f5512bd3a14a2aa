"""An empty repository with a register and a mapping beside it."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from generator.importer import ImportReport, import_register
from generator.load.schema import PACKAGED, Schemas
from generator.load.strict_yaml import parse

HEADER = ("number", "supplier", "title", "signed", "ends", "amount", "type", "link", "extra")
MAPPING = """\
formats: {currency: AUD}
supplier:
  name: supplier
  constants: {lifecycle_status: approved}
contract:
  number: number
  fields:
    title: title
    signed_on: signed
    ends_on: ends
    value.initial: amount
    type: type
    source.url: link
  keep: [extra]
"""
ROW = ("C-1", "Acme Pty Ltd", "Lifts", "2025-03-01", "2026-02-28", "1200.5", "contract", "", "x")


SCHEMAS = Schemas(PACKAGED)


class Desk:
    """One repository, one register, one mapping."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "repository"
        self.root.mkdir()
        self.register = folder / "register.csv"
        self.mapping = folder / "map.yml"
        self.map(MAPPING)

    def map(self, text: str) -> None:
        """Writes the mapping."""
        self.mapping.write_text(text, encoding="utf-8")

    def csv(self, *rows: Sequence[str], header: Sequence[str] = HEADER) -> None:
        """Writes the register as CSV."""
        with self.register.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([header, *rows])

    def xlsx(self, *rows: Sequence[Any], header: Sequence[str] = HEADER) -> None:
        """Writes the register as a workbook."""
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (header, *rows):
            sheet.append(list(row))
        self.register = self.register.with_suffix(".xlsx")
        book.save(self.register)

    def run(self, *, dry_run: bool = False) -> ImportReport:
        """Imports; every row is accounted for and every file is valid."""
        report = import_register(
            register=self.register, mapping=self.mapping, root=self.root, dry_run=dry_run
        )
        assert report.taken_rows + report.rejected_rows == report.rows
        for record in self.records().values():
            assert SCHEMAS.issues("supplier", record) == []
        return report

    def files(self) -> dict[str, bytes]:
        """Every file of the repository."""
        found = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def records(self) -> dict[str, Any]:
        """Every supplier record by its id."""
        found = {}
        for path, data in self.files().items():
            if path.startswith("suppliers/"):
                record, problems = parse(data, path)
                assert record is not None, problems
                found[str(record["id"])] = record
        return found

    def write(self, path: str, text: str) -> None:
        """Writes a file into the repository."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def row(**changes: str) -> tuple[str, ...]:
    """A good row, with some of its cells changed."""
    return tuple(changes.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True))
