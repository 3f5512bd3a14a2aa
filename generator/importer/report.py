"""What an import says: figures, rows that were left out, likely duplicates, notes."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.problem import Problem

_SHOWN = 40
_ROWS_NAMED = 12

Pair = tuple[str, str, str]
"""Two ids of suppliers that may be the same firm, and why."""


class ImportUsageError(ValueError):
    """The mapping is wrong, or the register cannot be read. One line, nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do.

    ``rows`` is the number of rows below the header that are not blank. Each of them is in place
    as a contract (or, without a contract part in the mapping, as a supplier), or is the ``line``
    of one or more problems in ``rejected``: the row's number as a spreadsheet counts it, the
    header being row 1. ``contracts`` counts the contracts that stand for rows of the register,
    old and new: a row that names several suppliers (``shared_rows``) is a contract of each.
    ``remarks`` are what else is worth knowing; nothing was left out for them.
    """

    written: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: int = 0
    suppliers: int = 0
    contracts: int = 0
    added_contracts: int = 0
    rows: int = 0
    shared_rows: int = 0
    rejected: tuple[Problem, ...] = ()
    duplicates: tuple[Pair, ...] = ()
    remarks: tuple[Problem, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The remarks in words: ``register.csv:25: IMPORT-SPACES column …``, in ASCII."""
        return tuple(
            f"{one.path}{f':{one.line}' if one.line else ''}: {one.code} {one.message}"
            for one in self.remarks
        )

    @property
    def rejected_rows(self) -> int:
        """How many rows are not, or not wholly, in the records."""
        return len({one.line for one in self.rejected})

    @property
    def taken_rows(self) -> int:
        """How many rows are wholly in the records."""
        return self.rows - self.rejected_rows


class Notes:
    """Collects what is worth knowing of an import, the same remark on many rows as one."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._single: list[Problem] = []
        self._many: dict[tuple[str, str], dict[int, str]] = {}

    def say(self, code: str, message: str, line: int = 0) -> None:
        """One remark."""
        note = Problem(code=code, message=message, path=self._path, line=line, severity="warning")
        self._single.append(note)

    def row(self, code: str, remark: str, line: int, example: str = "") -> None:
        """A remark that may fit many rows; ``example`` shows the value of the first."""
        self._many.setdefault((code, remark), {}).setdefault(line, example)

    def all(self) -> tuple[Problem, ...]:
        """All remarks, sorted by row."""
        merged = [
            Problem(
                code=code,
                message=f"{remark}{_at(found)}",
                path=self._path,
                line=min(found),
                severity="warning",
            )
            for (code, remark), found in self._many.items()
        ]
        return tuple(sorted(self._single + merged, key=lambda one: one.order))


def _at(found: dict[int, str]) -> str:
    lines = sorted(found)
    example = f", such as {found[lines[0]]}" if found[lines[0]] else ""
    if len(lines) == 1:
        return f"{example} (row {lines[0]})"
    return f"{example} ({len(lines)} rows: {numbers(lines)})"


def numbers(lines: Iterable[int]) -> str:
    """``2, 3, 7 ...``, at most a dozen of them."""
    found = sorted(lines)
    return ", ".join(map(str, found[:_ROWS_NAMED])) + (" ..." if len(found) > _ROWS_NAMED else "")


def shown(value: object) -> str:
    """Text from a register as ASCII in quotes, cut to length: safe to print anywhere."""
    text = str(value)
    cut = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
    escaped = cut.encode("unicode_escape").decode("ascii").replace('"', '\\"')
    return f'"{escaped}"'
