"""What each check takes from a clause, and what it makes of a record.

``tests/golden/parameters.txt`` has the parameters of every check: `make bless` accepts the present
ones. A parameter that is left out, or that asks for more or less, changes what policies mean.
"""

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from generator.checks import registry
from generator.checks.base import Param
from tests.checks.test_cases import CHECKS
from tests.test_golden import GOLDEN, hold

FILE = GOLDEN / "parameters.txt"
# Added up entry by entry, so that they change while they are made.
ADDED_UP = {"Spend"}
# Written with places in place of names: a verdict, its words and where it stands.
IN_PLACES = {"Judged"}


def takes(code: str) -> str:
    """A block of lines: the check, and a line for each parameter with all that is said of it."""
    check = registry()[code]
    words = ", with days of warning" if check.uses_warn_days else ""
    lines = [f"{code} {check.name}, of each {check.subject}{words}"]
    lines += [f"  {', '.join(said(one))}" for one in check.params]
    return "\n".join(lines) + "\n"


def said(param: Param) -> Iterator[str]:
    """What is said of a parameter."""
    yield f"{param.name}: {param.kind}"
    if not param.required:
        yield "may be left out"
    if param.stricter:
        yield f"stricter: {param.stricter}"
    if param.qualifier:
        yield "the strictest counts"
    if param.absent is not None:
        yield f"absent is {param.absent}"
    if param.absent_is_strictest:
        yield "absent is strictest"
    if param.allowed:
        yield f"one of {' '.join(sorted(param.allowed))}"


def made(code: str) -> list[Any]:
    """The classes of values in the module of the check."""
    module = inspect.getmodule(registry()[code].run)
    found = [one for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)]
    return [one for one in found if one.__module__ == module.__name__] if module else []


def test_golden_parameters() -> None:
    hold(FILE, "\n".join(takes(code) for code in registry()))


@pytest.mark.parametrize("code", CHECKS)
def test_golden_words_of_what_a_check_takes(code: str) -> None:
    assert f"\n{takes(code)}\n" in f"\n{FILE.read_text('utf-8')}\n", "`make bless`, and look at it"


@pytest.mark.parametrize("code", [one for one in CHECKS if made(one)])
def test_what_a_check_makes_of_a_record_is_a_value(code: str) -> None:
    """Nothing changes it, it holds what it names and no more, and its parts are named."""
    for one in made(code):
        assert "__slots__" in vars(one)
        assert one.__dataclass_params__.frozen is (one.__name__ not in ADDED_UP)
        assert all(part.kw_only for part in fields(one)) is (one.__name__ not in IN_PLACES)
