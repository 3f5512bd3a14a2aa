"""A walk over the objects of a record, each with a stable name."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.model.records import Data, Pointer


def objects(
    data: Any, pointer: Pointer = (), name: str = ""
) -> Iterator[tuple[Pointer, str, Data]]:
    """Every object with its pointer and a name made of keys and ids: ``contracts/c-1/value``."""
    if isinstance(data, Mapping):
        yield pointer, name or "record", data
        for key, value in data.items():
            if isinstance(value, dict | list):
                yield from objects(value, (*pointer, key), f"{name}/{key}" if name else str(key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            if isinstance(value, dict | list):
                label = value.get("id", index) if isinstance(value, Mapping) else index
                yield from objects(value, (*pointer, index), f"{name}/{label}")
