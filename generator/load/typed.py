"""Text from a command line or a form becomes the value that a field of the schema holds."""

import re
from collections.abc import Mapping
from typing import Any

from generator.load.characters import describe, forbidden_in
from generator.load.wording import quoted, suggestion
from generator.model.fields import Field
from generator.model.records import Pointer

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_MONEY = re.compile(r"(?:([A-Z]{3}) ([0-9.]+))|(?:([0-9.]+) ([A-Z]{3}))")
_BOOLEANS: Mapping[str, bool] = {"true": True, "yes": True, "false": False, "no": False}


class NotTyped(ValueError):
    """The text, or the name of the field, does not fit; in words for the person."""


def typed(text: str, field: Field) -> Any:
    """``text`` as the field's value: lists are parted by commas, money is ``USD 1000.00``.

    Whether the value is allowed is for the schema to say. Raises NotTyped.
    """
    word = text.strip()
    if not word:
        raise NotTyped("there is no value")
    unseen = forbidden_in(word)
    if unseen:
        raise NotTyped(f"{describe(min(unseen))} is not allowed: remove it")
    if field.kind == "list":
        item = field.item
        if item is None or item.children:
            raise NotTyped("a list of groups of fields cannot be given as one text")
        return [typed(one, item) for one in word.split(",")]
    if field.kind == "yes or no":
        if word.lower() not in _BOOLEANS:
            raise NotTyped(f"{quoted(word)} is neither true nor false")
        return _BOOLEANS[word.lower()]
    if field.kind == "whole number" and not _WHOLE.fullmatch(word):
        raise NotTyped(f"{quoted(word)} is no whole number")
    if _WHOLE.fullmatch(word) and ("number" in field.kind or "integer" in field.kind):
        return int(word)
    if field.kind == "money":
        return _money(word)
    if field.kind == "object":
        raise NotTyped(f"name one of its fields: {', '.join(field.children)}")
    return word


def _money(text: str) -> dict[str, str]:
    found = _MONEY.fullmatch(text)
    if not found:
        raise NotTyped(f"{quoted(text)} is no amount with its currency, such as USD 1000.00")
    before, amount, other, after = found.groups()
    return {"amount": amount or other, "currency": before or after}


def field_at(shape: Field, path: str) -> tuple[Pointer, Field]:
    """The field at a dotted path below ``shape``, with its pointer. Raises NotTyped."""
    here = shape
    pointer: list[str] = []
    for name in path.split("."):
        if name not in here.children:
            inside = f" of {'.'.join(pointer)}" if pointer else ""
            hint = suggestion(name, here.children)
            raise NotTyped(f"{quoted(name)} is no field{inside}{hint}")
        here = here.children[name]
        pointer.append(name)
    return tuple(pointer), here


def assign(data: dict[str, Any], pointer: Pointer, value: Any) -> None:
    """Puts ``value`` at ``pointer``, which holds names only, with the groups around it."""
    *above, last = pointer
    for name in above:
        data = data.setdefault(str(name), {})
    data[str(last)] = value


def ordered(data: Mapping[str, Any], shape: Field) -> dict[str, Any]:
    """The same data with its known keys in the order of the schema, and the others behind."""
    names = [*(name for name in shape.children if name in data), *data]
    return {name: _ordered(data[name], shape.children.get(name)) for name in dict.fromkeys(names)}


def _ordered(value: Any, shape: Field | None) -> Any:
    if isinstance(value, dict) and shape is not None:
        return ordered(value, shape)
    if isinstance(value, list) and shape is not None and shape.item is not None:
        return [_ordered(one, shape.item) for one in value]
    return value
