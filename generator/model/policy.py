"""The handbook: policies, their clauses, and the requirements that machines check.

A clause holds its figures once, as parameters. Its text and its requirements both take them
from there: :meth:`Clause.sentence` sets them into the text, :func:`resolve` into a
requirement's parameters.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.model.money import Money, parse_money
from generator.model.records import Data, Pointer

REFERENCE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
DEFAULT_STATUSES = ("approved", "conditional")

Value = int | bool | str | Money | tuple[str, ...]


def parameter_value(data: Any) -> Value:
    """A parameter as the record holds it, typed: money, list of texts, or a plain scalar."""
    if isinstance(data, dict):
        money = parse_money(data)
        if money is None:
            raise ValueError("a parameter is a number, a text, a list of texts or money")
        return money
    if isinstance(data, list):
        return tuple(str(one) for one in data)
    if isinstance(data, int | str):
        return data
    raise ValueError("a parameter is a number, a text, a list of texts or money")


def resolve(data: Any, parameters: Mapping[str, Value]) -> Value:
    """A requirement's parameter: a ``{name}`` becomes the clause's parameter of that name.

    Raises KeyError with the name when the clause has no such parameter.
    """
    if isinstance(data, str):
        match = REFERENCE.fullmatch(data)
        return parameters[match.group(1)] if match else data
    return parameter_value(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A rule: a check, whom it applies to, with which figures, and how much it matters."""

    id: str
    policy: str
    clause: str
    check: str
    path: str
    pointer: Pointer
    severity: str
    applies_when: Data = field(default_factory=dict)
    params: Mapping[str, Value] = field(default_factory=dict)
    warn_days: tuple[int, ...] = ()
    effective_from: date | None = None
    transition_until: date | None = None
    responsible: str = ""
    waivable: bool = True
    how_to_fix: str = ""
    expect_no_match: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One numbered rule of the handbook."""

    id: str
    policy: str
    pointer: Pointer
    data: Data
    text: str
    modality: str
    verification: str
    parameters: Mapping[str, Value] = field(default_factory=dict)
    requirements: tuple[Requirement, ...] = ()

    def sentence(self, wording: Callable[[Value], str]) -> str:
        """The text with its figures; ``wording`` says how a value reads."""
        return REFERENCE.sub(
            lambda match: (
                wording(self.parameters[match.group(1)])
                if match.group(1) in self.parameters
                else match.group(0)
            ),
            self.text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One document of the handbook."""

    id: str
    path: str
    data: Data
    title: str
    version: str
    status: str
    effective_from: date | None
    review_by: date | None
    owner: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A time-bound exception for one supplier from one requirement."""

    id: str
    path: str
    data: Data
    requirement: str
    supplier: str
    subject: str
    category: str
    jurisdiction: str
    requested_by: str
    approved_by: str
    approved_on: date
    starts_on: date
    expires_on: date
