"""What must not change an answer, and which way an answer may change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks import registry
from generator.checks.base import RANKS, Param, asks_for_more
from generator.evaluate import evaluate
from generator.evaluate.engine import waivers_by_supplier
from generator.evaluate.rulebook import Rulebook, adopted
from generator.evaluate.supplier import SupplierRun
from generator.model.assessment import Assessment, Outcome
from generator.model.catalog import Catalog
from generator.model.money import Money
from generator.model.policy import Value
from generator.model.records import Record
from tests.conftest import AS_OF
from tests.evaluate.strategies import catalogs
from tests.parts import alone, as_it_is, example

EXAMPLE = example()
START = date(2026, 3, 31)


def turned_round(data: Any) -> Any:
    """The same data with the keys of each object the other way round."""
    if isinstance(data, dict):
        return {key: turned_round(data[key]) for key in reversed(data)}
    if isinstance(data, list):
        return [turned_round(one) for one in data]
    return data


def same(one: Assessment, other: Assessment) -> None:
    """Fail unless they say the same, in whatever order."""
    assert {x.id: x for x in one.suppliers} == {x.id: x for x in other.suppliers}
    assert set(one.findings) == set(other.findings)
    assert one.coverage == other.coverage


def reordered(catalog: Catalog) -> Catalog:
    """Its files and the keys in its suppliers' records the other way round."""
    suppliers = {
        name: replace(record, data=turned_round(record.data))
        for name, record in reversed(catalog.suppliers.items())
    }
    policies = dict(reversed(catalog.policies.items()))
    return replace(catalog, suppliers=suppliers, policies=policies, waivers=catalog.waivers[::-1])


@settings(max_examples=60)
@given(catalogs(suppliers_at_most=3))
def test_the_order_of_files_and_keys_changes_nothing(catalog: Catalog) -> None:
    same(evaluate(catalog, START), evaluate(reordered(catalog), START))


def test_nor_in_the_example(assessment: Assessment) -> None:
    same(assessment, evaluate(reordered(EXAMPLE), AS_OF))


@settings(max_examples=60)
@given(catalogs(suppliers_at_most=2))
def test_another_supplier_changes_no_findings_of_the_rest(catalog: Catalog) -> None:
    before = evaluate(catalog, START)
    data = {"id": "stranger", "legal_name": "Somebody else", "lifecycle_status": "approved"}
    stranger = Record(kind="supplier", id="stranger", path="suppliers/stranger.yml", data=data)
    more = replace(catalog, suppliers={**catalog.suppliers, "stranger": stranger})
    after = evaluate(more, START)
    assert before.suppliers == tuple(one for one in after.suppliers if one.id != "stranger")


@settings(max_examples=80)
@given(catalogs(), st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(1, 60))
def test_a_later_day_changes_only_what_a_date_changes(
    catalog: Catalog, day: date, ahead: int
) -> None:
    """Until the first day that the evaluation itself names, everything it says stays the same."""
    (record,) = catalog.suppliers.values()
    book, waivers = Rulebook.of(adopted(catalog)), waivers_by_supplier(catalog)

    def asked(when: date) -> SupplierRun:
        run = SupplierRun(record, catalog, book, waivers.get(record.id, {}))
        run.ask(when)
        return run

    before = asked(day)
    later = day + timedelta(days=ahead)
    if before.next_change is not None and later >= before.next_change:
        later = before.next_change - timedelta(days=1)
    assert asked(later).findings() == before.findings()


def stricter(param: Param, value: Value | None) -> Value | None:
    """A value that asks for more; None where there is none."""
    found: Value | None = None
    if param.stricter in RANKS:
        found = RANKS[param.stricter][-1]
    elif param.stricter in ("true", "false"):
        found = param.stricter == "true"
    elif isinstance(value, Money):
        factor = Decimal(3) if param.stricter == "higher" else Decimal("0.3")
        found = Money(value.amount * factor, value.currency)
    elif isinstance(value, int):
        found = value * 3 + 1 if param.stricter == "higher" else value // 3
    return found if asks_for_more(param, found, value) else None


def tightened() -> Iterator[tuple[str, str]]:
    """Each (requirement, parameter) of the example that has something stricter to be."""
    for one in EXAMPLE.requirements.values():
        for param in registry()[one.check].params:
            value = one.params.get(param.name)
            told = value is not None or param.stricter in ("true", "false")
            if param.stricter and told and stricter(param, value) is not None:
                yield one.id, param.name


def unmet(found: Assessment, requirement: str) -> set[tuple[str, str]]:
    """What the requirement is not simply met for."""
    assert not found.errors
    return {
        (one.supplier or "", one.subject)
        for one in found.findings
        if one.requirement == requirement and one.outcome is not Outcome.PASS
    }


@pytest.mark.parametrize(("requirement", "name"), list(tightened()))
def test_a_stricter_parameter_never_yields_fewer_failures(requirement: str, name: str) -> None:
    mine = EXAMPLE.requirements[requirement]
    param = next(one for one in registry()[mine.check].params if one.name == name)
    value = stricter(param, mine.params.get(name))
    assert value is not None
    changed = replace(mine, params={**mine.params, name: value})
    policy = EXAMPLE.policies[mine.policy]
    clauses = tuple(
        replace(
            clause,
            requirements=tuple(
                changed if one.id == requirement else one for one in clause.requirements
            ),
        )
        for clause in policy.clauses
    )
    catalog = replace(
        EXAMPLE, policies={**EXAMPLE.policies, policy.id: replace(policy, clauses=clauses)}
    )
    before, after = as_it_is([requirement]), alone(catalog, [requirement])
    assert unmet(before, requirement) <= unmet(after, requirement)
