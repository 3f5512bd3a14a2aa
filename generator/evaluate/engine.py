"""evaluate(catalog, as_of) → Assessment. Pure: no I/O, no clock, no environment."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from generator.checks import registry
from generator.checks.base import CatalogCase, Subject
from generator.evaluate.supplier import (
    SupplierRun,
    assess,
    effective_severity,
    make_finding,
)
from generator.model.asof import AsOf
from generator.model.assessment import (
    Assessment,
    CheckError,
    Coverage,
    Finding,
    Outcome,
    Scope,
    SupplierAssessment,
    Verdict,
)
from generator.model.catalog import Catalog
from generator.model.policy import Policy, Requirement, Waiver
from generator.model.records import Record

CATALOG_SUBJECTS = (Subject.CATEGORY, Subject.POLICY, Subject.LOADER)
_Done = tuple[SupplierAssessment, dict[str, tuple[Outcome, ...]], list[CheckError]]
Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""How to apply a function to many records: ``map``, or the same on several cores."""


def evaluate(catalog: Catalog, as_of: date, spread: Spread = map) -> Assessment:
    """Hold every record against every requirement in force on ``as_of``.

    A check that raises becomes a :class:`CheckError` in the result; the others still run.
    """
    wanted = [one for policy in _adopted(catalog) for one in _requirements(policy)]
    per_supplier = [one for one in wanted if _subject(one) not in CATALOG_SUBJECTS]
    waivers = _waivers_by_supplier(catalog)
    suppliers: list[SupplierAssessment] = []
    counts: dict[str, Counter[Outcome]] = {one.id: Counter() for one in wanted}
    errors: list[CheckError] = []

    def one(record: Record) -> _Done:
        run = SupplierRun(record, catalog, per_supplier, waivers.get(record.id, {}))
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
    over_all, more = _catalog_checks(catalog, as_of, wanted, suppliers, coverage)
    findings += over_all
    return Assessment(
        as_of=as_of,
        suppliers=tuple(suppliers),
        findings=tuple(sorted(findings, key=lambda one: one.order)),
        coverage=coverage,
        errors=tuple(dict.fromkeys(errors + more)),
    )


def _adopted(catalog: Catalog) -> list[Policy]:
    return [policy for policy in catalog.policies.values() if policy.status == "in_force"]


def _requirements(policy: Policy) -> list[Requirement]:
    """Its requirements, none in effect before the policy is: the timeline looks ahead to both."""
    found = [one for clause in policy.clauses for one in clause.requirements]
    start = policy.effective_from
    if start is None:
        return found
    return [replace(one, effective_from=max(one.effective_from or start, start)) for one in found]


def _subject(requirement: Requirement) -> Subject:
    return registry()[requirement.check].subject


def _waivers_by_supplier(catalog: Catalog) -> dict[str, dict[str, list[Waiver]]]:
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


def _catalog_checks(
    catalog: Catalog,
    as_of: date,
    wanted: Iterable[Requirement],
    suppliers: Iterable[SupplierAssessment],
    coverage: Mapping[str, Coverage],
) -> tuple[list[Finding], list[CheckError]]:
    verdicts: dict[str, dict[Scope, Verdict]] = {
        one.id: {offer.scope: offer.verdict for offer in one.offers} for one in suppliers
    }
    findings: list[Finding] = []
    errors: list[CheckError] = []
    # POL-02 counts what the others were applied to, so it goes last.
    ordered = sorted(wanted, key=lambda one: (_subject(one) is Subject.POLICY, one.check))
    for requirement in ordered:
        check = registry()[requirement.check]
        if check.subject not in CATALOG_SUBJECTS:
            continue
        today = AsOf(as_of)
        if requirement.effective_from is not None and not today.reached(requirement.effective_from):
            continue
        case = CatalogCase(
            requirement=requirement,
            today=today,
            catalog=catalog,
            offer_verdicts=verdicts,
            coverage=coverage,
        )
        outcomes: Counter[Outcome] = coverage[requirement.id].outcomes  # type: ignore[assignment]
        try:
            for result in check.run(case):
                outcomes[result.outcome] += 1
                if result.outcome is not Outcome.PASS:
                    findings.append(
                        make_finding(
                            requirement,
                            result,
                            supplier=None,
                            path=result.path,
                            severity=effective_severity(requirement, result, today),
                            scopes=None,
                        )
                    )
        except Exception as error:  # as for a supplier: an error, never a pass
            errors.append(
                CheckError(
                    code=requirement.check,
                    requirement=requirement.id,
                    supplier=None,
                    message=f"{type(error).__name__}: {error}",
                )
            )
    return findings, errors
