"""A walk over the objects of a record, each with a stable name."""

from collections.abc import Mapping
from typing import Any

from generator.model.records import Data, Pointer


def objects(data: Any, pointer: Pointer = (), name: str = "") -> list[tuple[Pointer, str, Data]]:
    """Every object with its pointer and a name made of keys and ids: ``contracts/c-1/value``."""
    found: list[tuple[Pointer, str, Data]] = []
    _collect(data, pointer, name, found)
    return found


def _collect(
    data: Any, pointer: Pointer, name: str, found: list[tuple[Pointer, str, Data]]
) -> None:
    if isinstance(data, Mapping):
        found.append((pointer, name or "record", data))
        for key, value in data.items():
            if isinstance(value, dict | list):
                _collect(value, (*pointer, key), f"{name}/{key}" if name else str(key), found)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            if isinstance(value, dict | list):
                label = value.get("id", index) if isinstance(value, Mapping) else index
                _collect(value, (*pointer, index), f"{name}/{label}", found)
