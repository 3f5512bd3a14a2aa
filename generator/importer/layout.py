"""How a record is laid out: the order of its keys, and what it has room for."""

from collections.abc import Mapping
from typing import Any

from generator.importer.report import shown
from generator.importer.search import Entry, Refusal
from generator.load.characters import MAX_BYTES
from generator.load.emit import items
from generator.model.fields import Field

MAX_CONTRACTS = 500
_ROOM = MAX_BYTES - 16 * 1024
"""A record is filled no further, so that people can still add to it."""


def within_limits(
    entries: list[Entry], there: int, size: int
) -> tuple[tuple[Entry, ...], tuple[Refusal, ...]]:
    """The entries that one record has room for, and the others."""
    kept: list[Entry] = []
    refused: list[Refusal] = []
    for entry in entries:
        if entry.index is None and entry.taken.contract is not None:
            lines = items([entry.taken.contract, {"row_note": entry.name.note}], 2)
            more = sum(len(line.encode("utf-8")) + 8 for line in lines)
            if there == MAX_CONTRACTS or size + more > _ROOM:
                reason = f"the record of {shown(entry.name.text)} is full, with {there} contracts"
                refused.append((entry, "IMPORT-FULL", reason))
                continue
            there += 1
            size += more
        kept.append(entry)
    return tuple(kept), tuple(refused)


def ordered(data: Mapping[str, Any], shape: Field) -> dict[str, Any]:
    """The same data with its keys in the order of the schema."""
    found: dict[str, Any] = {}
    for key, child in shape.children.items():
        value = data.get(key)
        if isinstance(value, dict) and child.children:
            found[key] = ordered(value, child)
        elif isinstance(value, list) and child.item is not None and child.item.children:
            inner = child.item
            found[key] = [ordered(one, inner) for one in value]
        elif key in data:
            found[key] = value
    return found
