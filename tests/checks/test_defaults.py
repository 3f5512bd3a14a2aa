"""A figure that a clause may leave out is what its page says: the same as writing it."""

import ast
import inspect
from datetime import date, timedelta
from typing import Any

import pytest

from generator.checks import registry
from generator.checks.base import Asked
from generator.model.policy import Requirement
from tests.checks.test_cases import FILES, case_catalog, days, read
from tests.checks.test_golden_cases import overheard
from tests.evaluate.build import answer

LEFT_OUT = {
    "CRT-01": {"bridge_months": 0, "report_months": 12},
    "IDN-04": {"months": 0},
    "INS-05": {"setup_days": 0, "teardown_days": 0},
    "POL-03": {"adapt_days": 0},
    "REC-08": {"at_most_months": 0},
    "RSK-04": {"rate_max_age_days": 0},
    "SCR-01": {"days": 0},
    "SCR-04": {"days": 0},
}
NEAR = (-1, 0, 1)


def heard(code: str, case: Any, params: Any, day: date) -> list[Any]:
    """How the check decides the case with other parameters."""
    with overheard(code, day) as said:
        answer(case_catalog(code, {**case, "params": params}), day)
    return [(one.outcome, one.subject, one.severity, one.last_day, one.act_by) for one in said]


@pytest.mark.parametrize("code", LEFT_OUT)
def test_a_figure_left_out_is_its_default(code: str) -> None:
    for path in [one for one in FILES if one.parent.name == code]:
        case = read(path)
        given = dict(case.get("params") or {})
        for name, default in LEFT_OUT[code].items():
            without = {key: value for key, value in given.items() if key != name}
            for text, _ in days(case):
                for near in NEAR:
                    day = date.fromisoformat(text) + timedelta(days=near)
                    written = heard(code, case, {**without, name: default}, day)
                    assert heard(code, case, without, day) == written, (path.stem, name, day)


def test_a_figure_that_is_required_is_read_without_a_default() -> None:
    """A default that nothing can reach says what is not so, and no test could tell it apart."""
    read_with_one = []
    for code, check in registry().items():
        required = {one.name for one in check.params if one.required}
        for node in ast.walk(ast.parse(inspect.getsource(inspect.getmodule(check.run)))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="integer"), args=[ast.Constant(value=name), _]
                ) if name in required:
                    read_with_one.append(f"{code} {name}")
    assert read_with_one == []


def test_a_figure_without_a_default_has_to_be_there() -> None:
    """It is an error that stops the run, never a figure that nobody wrote."""

    class Put(Asked):
        requirement = Requirement(
            id="r",
            policy="p",
            clause="C",
            check="X-1",
            path="",
            pointer=(),
            severity="error",
            params={"days": 3},
        )

    asked = Put()
    assert (asked.integer("days"), asked.integer("days", 5), asked.integer("months", 5)) == (
        3,
        3,
        5,
    )
    with pytest.raises(KeyError):
        asked.integer("months")
