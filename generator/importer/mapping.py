"""The mapping file: which column of a register fills which field of a record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from generator.importer.report import ImportUsageError
from generator.importer.targets import Choice, Target, put
from generator.load.catalog import nearest
from generator.model.records import Pointer

Issue = tuple[Pointer, str, bool]
"""A place in a record, what is wrong with it, and whether the value is to be hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The column of one field, and how it is read."""

    column: str
    split: str = ""
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is filled of a supplier, or of a contract."""

    constants: tuple[tuple[Target, Any], ...] = ()
    fields: tuple[tuple[Target, Source], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """How numbers are written in the register."""

    decimal: str = "."
    thousands: str = ""
    currency: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportMapping:
    """A mapping file, read and checked against the schemas. ``number`` is '' without contracts."""

    path: str
    places: Mapping[Pointer, tuple[int, int]]
    encoding: str
    delimiter: str
    sheet: str
    header_row: int
    folder: str
    formats: Formats
    empty: frozenset[str]
    values: Mapping[str, Mapping[str, Any]]
    name: str
    split: str
    drop_number: bool
    supplier: Part
    number: str
    prefix: str
    contract: Part
    keep: tuple[str, ...]
    ignore: tuple[str, ...]

    def fail(self, pointer: Pointer, message: str) -> NoReturn:
        """Raises ImportUsageError with the place of ``pointer``."""
        line, column = nearest(self.places, pointer)
        raise ImportUsageError(f"{self.path}:{line}:{column}: {message}")

    def constant_names(self) -> frozenset[str]:
        """The fields, of supplier or contract, that a constant fills."""
        parts = (*self.supplier.constants, *self.contract.constants)
        return frozenset(str(target.steps[0]) for target, _ in parts)

    def parts(self) -> Iterator[tuple[str, Part]]:
        """The parts by their names."""
        yield "supplier", self.supplier
        yield "contract", self.contract

    def hidden(self) -> frozenset[str]:
        """The columns of restricted fields: what their cells hold is not repeated in reports."""
        pairs = (pair for _, part in self.parts() for pair in part.fields)
        return frozenset(source.column for target, source in pairs if target.hidden)

    def check_constants(self, issues: Callable[[dict[str, Any]], Iterable[Issue]]) -> None:
        """Raises ImportUsageError for a constant that does not fit its field."""
        base = {"id": "sample", "legal_name": "Sample", "lifecycle_status": "approved"}
        for name, part in self.parts():
            for target, value in part.constants:
                data: dict[str, Any] = {}
                put(data, target.steps, value)
                contract = {"id": "sample", "title": "Sample", **data}
                record = base | (data if name == "supplier" else {"contracts": [contract]})
                last = target.steps[-1]
                for pointer, message, _ in issues(record):
                    keys = [key for key in pointer if not isinstance(key, int)]
                    if keys and keys[-1] == (last.key if isinstance(last, Choice) else last):
                        self.fail((name, "constants", target.name), f"{target.name}: {message}")

    def columns(self) -> dict[str, Pointer]:
        """Every column that the mapping names, and where it names it."""
        found: dict[str, Pointer] = {self.name: ("supplier", "name")}
        if self.number:
            found[self.number] = ("contract", "number")
        for name, part in self.parts():
            for target, source in part.fields:
                found.setdefault(source.column, (name, "fields", target.name))
        for index, column in enumerate(self.keep):
            found.setdefault(column, ("contract", "keep", index))
        for index, column in enumerate(self.ignore):
            found.setdefault(column, ("ignore", index))
        return found
