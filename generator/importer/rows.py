"""What a row of a register becomes: names of suppliers, a contract, fields of the supplier."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.importer.grid import Row

LINKS = ("parent_contract", "renewed_by")
"""Fields that name another contract of the same supplier, by its number in the register."""


class RowRefused(Exception):
    """A row that cannot be taken; says why, of all its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A supplier as a row names it: ``text`` is the name, ``note`` what the contract keeps."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A row that was taken. ``contract`` is None where the mapping has no contracts."""

    row: Row
    names: tuple[Name, ...]
    supplier: dict[str, Any]
    contract: dict[str, Any] | None

    @property
    def key(self) -> tuple[str, str]:
        """What tells this row's contract from others: number and address in the register."""
        return source_key(self.contract or {})


_DAYS = ("signed_on", "starts_on", "ends_on")


def is_same(there: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether two contracts with one key are one, even if they are said to be of two suppliers.

    Several registers may count from 1, so without an address title and days decide.
    """
    if source_key(wanted)[1]:
        return True
    return there.get("title") == wanted.get("title") and all(
        there.get(day) == wanted.get(day) for day in _DAYS if day in there and day in wanted
    )


def source_key(contract: Mapping[str, Any]) -> tuple[str, str]:
    """Number and address in the register; two empty texts for a contract from elsewhere."""
    source = contract.get("source")
    found = source if isinstance(source, dict) else {}
    return str(found.get("reference", "")), str(found.get("url", ""))
