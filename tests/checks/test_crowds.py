"""All that the cases of a check record, in one supplier: many things at once, in any order."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tests.checks.test_cases import CHECKS, FILES, days, read
from tests.checks.test_golden_cases import words
from tests.evaluate.build import CASE_REQUIREMENT, answer, case_catalog
from tests.evaluate.test_engine import reordered, said
from tests.test_golden import GOLDEN, hold

Data = Mapping[str, Any]
_REQUIREMENT = ("policies", "waivers", "rules", "reference", "others")


def renamed(data: Any, names: Mapping[str, str]) -> Any:
    """The same with other ids, wherever they are named."""
    if isinstance(data, dict):
        return {key: renamed(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [renamed(one, names) for one in data]
    return names.get(data, data) if isinstance(data, str) else data


def ids(data: Any) -> set[str]:
    """The ids of the parts of a record."""
    if isinstance(data, dict):
        own = {data["id"]} if isinstance(data.get("id"), str) else set()
        return own.union(*map(ids, data.values()))
    return set().union(*map(ids, data)) if isinstance(data, list) else set()


def together(one: Any, other: Any) -> Any:
    """Lists of parts one after the other; of anything else the first."""
    if isinstance(one, dict) and isinstance(other, dict):
        shared = {key: together(one[key], other[key]) for key in one if key in other}
        return {**other, **one, **shared}
    if isinstance(one, list) and isinstance(other, list):
        parts = [item for item in (*one, *other) if isinstance(item, dict)]
        return parts if len(parts) == len(one) + len(other) else one
    return one


def crowd(code: str) -> tuple[Data, list[str]]:
    """A case that records what all those of a check do, and the days they ask about.

    What it asks is what most of them ask.
    """
    groups: dict[str, list[Data]] = {}
    cases = [read(path) for path in FILES if path.parent.name == code]
    for case in cases:
        key = repr([case.get(one) for one in (*CASE_REQUIREMENT, *_REQUIREMENT)])
        groups.setdefault(key, []).append(case)
    alike = max(groups.values(), key=len)
    merged: Any = {}
    for number, case in enumerate([*alike, *(one for one in cases if one not in alike)]):
        supplier = dict(case.get("supplier") or {})
        own = {one: f"{one}-{number}" for one in ids(supplier)}
        merged = together(merged, renamed(supplier, own))
    asked = sorted({text for case in cases for text, _ in days(case)})
    return {**alike[0], "supplier": merged}, asked


@pytest.mark.parametrize("code", CHECKS)
def test_the_order_of_a_crowd_changes_nothing(code: str) -> None:
    case, asked = crowd(code)
    found = case_catalog(code, case)
    for text in asked[:: max(1, len(asked) // 4)]:
        one = answer(found, date.fromisoformat(text))
        for seed in (1, 2):
            assert said(one.findings) == said(answer(reordered(found, seed), text).findings)


@pytest.mark.parametrize("code", CHECKS)
def test_golden_words_of_a_crowd(code: str) -> None:
    case, asked = crowd(code)
    middle = asked[len(asked) // 2]
    lines = words(code, case, middle)
    hold(GOLDEN / "crowds" / f"{code}.txt", "\n".join(lines) + "\n")
