"""Registers: rows of cells, read one after the other, from CSV or XLSX."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from generator.importer.grid import Row
from generator.importer.report import ImportUsageError, shown


def open_rows(path: Path, *, encoding: str, delimiter: str, sheet: str) -> Iterator[Row]:
    """The rows of a register. Raises ImportUsageError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise ImportUsageError(f"{path.name}: cannot be read: {error.strerror}") from None
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportUsageError(
            f"{path.name}: an old or encrypted workbook: save it as .xlsx or .csv"
        )
    if head.startswith(b"PK\x03\x04"):
        from generator.importer.xlsx import workbook_rows  # openpyxl costs 0.2 s to load

        return workbook_rows(path, sheet)
    return _text_rows(path, encoding, delimiter)


def _text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except LookupError:
        raise ImportUsageError(f"{path.name}: no such encoding: {shown(encoding)}") from None
    with path.open(encoding="utf-8-sig" if name == "utf-8" else name, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        line = number = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except UnicodeError:
                where, found = _undecodable(path, name)
                hint = "set register.encoding in the mapping, often windows-1252"
                raise ImportUsageError(
                    f"{path.name}:{where}: not {encoding} ({found}): {hint}"
                ) from None
            except csv.Error as error:
                reason = str(error).encode("unicode_escape").decode("ascii")
                raise ImportUsageError(f"{path.name}:{line + 1}: no valid CSV: {reason}") from None
            number += 1
            yield Row(number=number, line=line + 1, cells=tuple(cells))
            line = reader.line_num


def _undecodable(path: Path, encoding: str) -> tuple[int, str]:
    """The first line that cannot be decoded, and the byte that is to blame."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError as error:
                return number, f"byte 0x{line[error.start]:02X}"
    return 1, "no such characters"
