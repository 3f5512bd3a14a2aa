"""The issue form for a new supplier: its questions come from the schema."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.load.emit import emit
from generator.load.typed import field_at
from generator.model.fields import Field
from generator.model.records import Pointer

# What somebody who asks for a supplier can know. Restricted fields are not asked for in an issue.
_ASKED: tuple[Pointer, ...] = (
    ("legal_name",),
    ("trading_names",),
    ("summary",),
    ("website",),
    ("registered_country",),
    ("service_jurisdictions",),
    ("offers", 0, "category"),
    ("offers", 0, "description"),
    ("contacts", 0, "mailbox"),
    ("sourcing_model",),
    ("access",),
)
FIXED: tuple[tuple[Pointer, Any], ...] = (
    (("lifecycle_status",), "prospect"),
    (("offers", 0, "id"), "offer-1"),
    (("contacts", 0, "role"), "orders"),
)
"""What the form does not ask for: set where the group that it is in has an answer."""

_ONE_LINE = 2000
"""A text that may be longer than a web address gets a box of several lines."""

# The forge refuses a form with this option.
_RESERVED = {"none": "none of these"}
_INTRO = (
    "Ask here for a supplier that is not in the catalog yet. Answer what you know. The answers"
    " become a record with the status prospect, in a pull request that procurement completes. No"
    " bank numbers, no tax numbers, no names of people."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``label`` is the heading of its answer."""

    pointer: Pointer
    label: str
    field: Field
    required: bool

    @property
    def is_list(self) -> bool:
        """Whether there may be several answers."""
        return self.field.kind == "list"

    @property
    def choices(self) -> dict[str, str]:
        """What is shown of each word that may be chosen, and the word; empty for free text."""
        leaf = self.field.item if self.is_list else self.field
        return {_RESERVED.get(one, one): one for one in (leaf.choices if leaf else ())}


def questions(shape: Field) -> tuple[Question, ...]:
    """The questions of the form, in their order. ``shape`` is that of a supplier."""
    return tuple(_question(pointer, shape) for pointer in _ASKED)


def _question(pointer: Pointer, shape: Field) -> Question:
    here: Field | None = shape
    titles = []
    for key in pointer:
        assert here is not None
        here = here.item if isinstance(key, int) else field_at(here, key)[1]
        if here is not None and not (isinstance(here.item, Field) and here.item.children):
            titles.append(here.title)
    assert here is not None and here.visibility in ("public", "internal")
    required = len(pointer) == 1 and here.required
    return Question(pointer=pointer, label=": ".join(titles), field=here, required=required)


def issue_form(shape: Field) -> str:
    """The file ``.github/ISSUE_TEMPLATE/new-supplier.yml``."""
    form = {
        "name": "New supplier",
        "description": "Ask for a supplier that is not in the catalog yet.",
        "title": "New supplier: ",
        "labels": ["new supplier"],
        "body": [
            {"type": "markdown", "attributes": {"value": _INTRO}},
            *(_element(one) for one in questions(shape)),
        ],
    }
    return "# Made from schemas/supplier.schema.json. To make it anew: make bless\n" + emit(form)


def _element(one: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": one.label, "description": one.field.description}
    if one.choices:
        kind = "dropdown"
        attributes |= {"multiple": one.is_list, "options": list(one.choices)}
    else:
        several = one.is_list or _longest(one.field) > _ONE_LINE
        kind = "textarea" if several else "input"
        attributes["description"] += " One a line." if one.is_list else ""
        attributes["placeholder"] = "\n".join(_examples(one.field))
    return {
        "type": kind,
        "id": "-".join(str(key) for key in one.pointer if isinstance(key, str)),
        "attributes": attributes,
        "validations": {"required": one.required},
    }


def _longest(field: Field) -> int:
    found = re.match(r"at most ([0-9]+) characters", field.limits)
    return int(found[1]) if found else 0


def _examples(field: Field) -> Iterator[str]:
    example = field.example
    yield from map(str, example) if isinstance(example, list) else (str(example),)
