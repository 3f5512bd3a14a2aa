"""evaluate(catalog, as_of) → Assessment. Pure: no I/O, no clock, no environment."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from generator.evaluate.overall import Overall
from generator.evaluate.rulebook import Rulebook, adopted
from generator.evaluate.supplier import SupplierRun, assess
from generator.model.assessment import (
    Assessment,
    CheckError,
    Coverage,
    Outcome,
    SupplierAssessment,
)
from generator.model.catalog import Catalog
from generator.model.policy import Requirement, Waiver
from generator.model.records import Record

_Done = tuple[SupplierAssessment, dict[str, tuple[Outcome, ...]], list[CheckError]]
Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""How to apply a function to many records: ``map``, or the same on several cores."""


def evaluate(catalog: Catalog, as_of: date, spread: Spread = map) -> Assessment:
    """Hold every record against every requirement in force on ``as_of``.

    A check that raises becomes a :class:`CheckError` in the result; the others still run.
    """
    wanted = adopted(catalog)
    book = Rulebook.of(wanted)
    waivers = waivers_by_supplier(catalog)
    suppliers: list[SupplierAssessment] = []
    counts: dict[str, Counter[Outcome]] = {one.id: Counter() for one in wanted}
    errors: list[CheckError] = []

    def one(record: Record) -> _Done:
        run = SupplierRun(record, catalog, book, waivers.get(record.id, {}))
        assessed, answers = assess(run, as_of)
        outcomes = {name: answer.outcomes for name, answer in answers.items() if answer.outcomes}
        return assessed, outcomes, run.errors

    for assessed, outcomes, raised in spread(one, list(catalog.suppliers.values())):
        suppliers.append(assessed)
        errors += raised
        for name, found in outcomes.items():
            counts[name].update(found)
    findings = [one for supplier in suppliers for one in supplier.findings]
    coverage = _coverage(catalog, as_of, wanted, counts)
    overall = Overall(catalog, as_of, book, suppliers, coverage)
    overall.run(wanted)
    findings += overall.findings
    return Assessment(
        as_of=as_of,
        suppliers=tuple(suppliers),
        findings=tuple(sorted(findings, key=lambda one: one.order)),
        coverage=coverage,
        errors=tuple(dict.fromkeys(errors + overall.errors)),
        waivers=overall.waivers(),
    )


def waivers_by_supplier(catalog: Catalog) -> dict[str, dict[str, list[Waiver]]]:
    """Supplier → requirement → its waivers."""
    found: dict[str, dict[str, list[Waiver]]] = {}
    for waiver in catalog.waivers:
        mine = found.setdefault(waiver.supplier, {})
        mine.setdefault(waiver.requirement, []).append(waiver)
    return found


def _coverage(
    catalog: Catalog,
    as_of: date,
    wanted: Iterable[Requirement],
    counts: Mapping[str, Counter[Outcome]],
) -> dict[str, Coverage]:
    """Of the policies in effect on the day."""
    starts = {one.id: one.effective_from for one in catalog.policies.values()}
    return {
        one.id: Coverage(
            requirement=one.id,
            policy=one.policy,
            clause=one.clause,
            check=one.check,
            outcomes=counts[one.id],
        )
        for one in wanted
        if (starts[one.policy] or as_of) <= as_of
    }
