"""One threshold, written once: the sentence, the rule and the reason change together.

For the example organisation, removing any one requirement or raising any one figure of a clause
with requirements changes a finding; and a figure changes the sentence in the handbook with it.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.checks import registry
from generator.checks.base import Subject
from generator.evaluate import evaluate
from generator.load.policies import read_policy
from generator.model import words
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog
from generator.model.policy import REFERENCE
from generator.model.records import Record
from tests.conftest import AS_OF
from tests.parts import alone, as_it_is, example, facts

CATALOG = example()
REQUIREMENTS = sorted(CATALOG.requirements)
GUARDS = {
    one
    for one in REQUIREMENTS
    if registry()[CATALOG.requirements[one].check].subject is Subject.LOADER
}


def figures() -> Iterator[tuple[str, str]]:
    """Each (clause, parameter) whose value a requirement of that clause takes."""
    for clause in CATALOG.clauses.values():
        used = {
            match.group(1)
            for one in clause.data.get("requirements") or ()
            for value in _texts(one)
            if (match := REFERENCE.fullmatch(value))
        }
        yield from (
            (clause.id, name)
            for name in sorted(used)
            if _is_figure(clause.data["parameters"][name])
        )


def _is_figure(value: Any) -> bool:
    if isinstance(value, str):
        return words.iso_day(value) != ""
    return isinstance(value, int | dict) and not isinstance(value, bool)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def changed(catalog: Catalog, clause_id: str, change: Callable[[dict[str, Any]], None]) -> Catalog:
    """The catalog with one clause's data changed by ``change(clause)``."""
    policy = catalog.policies[catalog.clauses[clause_id].policy]
    data = copy.deepcopy(policy.data)
    change(next(one for one in data["clauses"] if one["id"] == clause_id))
    record = Record(kind="policy", id=policy.id, path=policy.path, data=data)
    read, _ = read_policy(record, registry())
    return replace(catalog, policies={**catalog.policies, policy.id: read})


def raised(value: Any) -> Any:
    """A figure made larger: money tenfold, a number or a date by a third and more."""
    if isinstance(value, dict):
        return {**value, "amount": str(int(float(value["amount"])) * 10)}
    if isinstance(value, int):
        return value * 3 + 1
    when = date.fromisoformat(value)
    return when.replace(year=when.year + 3).isoformat()


@pytest.mark.parametrize("requirement", sorted(GUARDS))
def test_without_a_guard_its_clause_is_found_to_be_empty(
    requirement: str, assessment: Assessment
) -> None:
    """A guard finds nothing while the records load; what it leaves behind is found."""
    clause = CATALOG.requirements[requirement].clause

    def remove(data: dict[str, Any]) -> None:
        data["requirements"] = [one for one in data["requirements"] if one["id"] != requirement]

    after = evaluate(changed(CATALOG, clause, remove), AS_OF)
    fingerprints = {one.fingerprint for one in assessment.findings}
    assert {one.fingerprint for one in after.findings} - fingerprints


@pytest.mark.parametrize(("clause", "name"), list(figures()))
def test_raising_a_figure_changes_a_finding_and_the_sentence(clause: str, name: str) -> None:
    """The figure people read is the figure that is checked."""

    def change(data: dict[str, Any]) -> None:
        data["parameters"][name] = raised(data["parameters"][name])

    catalog = changed(CATALOG, clause, change)
    now, then = catalog.clauses[clause], CATALOG.clauses[clause]
    assert now.sentence(words.value) != then.sentence(words.value)
    mine = [one.id for one in then.requirements]
    after = facts(alone(catalog, mine).findings, mine)
    assert after != facts(as_it_is(mine).findings, mine)


@pytest.mark.parametrize("requirement", [one for one in REQUIREMENTS if one not in GUARDS])
def test_the_example_shows_each_requirement_at_work(
    requirement: str, assessment: Assessment
) -> None:
    """Each requirement is failed, unknown or waived by somebody: its page shows a case.

    So removing any one of them takes a finding away.
    """
    assert any(one.requirement == requirement for one in assessment.findings)
