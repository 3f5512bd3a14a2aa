"""Catalogs in memory, from the short form that cases and tests write.

What is left out is filled in; what is written goes through the schemas and the same readers as
a real repository, so that a case cannot say what a record cannot.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from generator.checks import registry
from generator.checks.base import Subject
from generator.evaluate import evaluate
from generator.load.policies import read_policy, read_waiver
from generator.load.reference_data import read_reference
from generator.load.schema import PACKAGED, Schemas
from generator.model.assessment import Assessment, SupplierAssessment
from generator.model.catalog import Catalog
from generator.model.policy import Policy, Waiver
from generator.model.records import Record

Data = Mapping[str, Any]

SUPPLIER: Data = {
    "id": "acme",
    "legal_name": "Acme Ltd",
    "lifecycle_status": "approved",
    "registered_country": "US",
    "service_jurisdictions": ["US-OR"],
    "access": ["none"],
    "criticality": "low",
    "inherent_risk_tier": 4,
}
REQUIREMENT = "the-rule"
# The policy of a case's own requirement is in order itself, on every day that a test may ask for.
RULES: Data = {
    "id": "rules",
    "effective_from": "1900-01-01",
    "review_by": "2099-12-31",
    "owner": "@rule-owner",
    "approved_by": "@rule-approver",
    "approved_on": "1900-01-01",
    "changes": [{"version": "1.0", "date": "1900-01-01", "summary": "The first version."}],
}
CATEGORIES = (
    {"id": "facilities", "name": "Facilities"},
    {"id": "electrical", "name": "Electrical work", "parent": "facilities"},
    {"id": "cleaning", "name": "Cleaning", "parent": "facilities"},
    {"id": "it", "name": "IT"},
    {"id": "software", "name": "Software", "parent": "it"},
)
GUARDS = tuple(code for code, one in registry().items() if one.subject is Subject.LOADER)
_FIGURES = {
    code: {one.name for one in check.params if one.threshold} for code, check in registry().items()
}


def catalog(
    *,
    suppliers: Iterable[Data] = (),
    requirements: Iterable[Data] = (),
    policies: Iterable[Data] = (),
    waivers: Iterable[Data] = (),
    reference: Data | None = None,
) -> Catalog:
    """A catalog; ``requirements`` go into a policy of their own, one clause each."""
    records = [supplier_record(one) for one in suppliers]
    written = [policy(one) for one in policies]
    rules = [clause(one, index) for index, one in enumerate(requirements)]
    if rules:
        written.insert(0, policy({**RULES, "clauses": rules}))
    return Catalog(
        suppliers={one.id: one for one in records},
        policies={one.id: one for one in written},
        waivers=tuple(waiver(one) for one in waivers),
        reference=read_reference(_reference(reference or {})),
    )


CASE_REQUIREMENT = (
    "params",
    "warn_days",
    "severity",
    "applies_when",
    "effective_from",
    "transition_until",
    "waivable",
    "expect_no_match",
)


def case_catalog(code: str, case: Data) -> Catalog:
    """The catalog that a case of a check describes."""
    return catalog(
        suppliers=[case.get("supplier") or {}, *(case.get("others") or ())],
        requirements=[
            {"check": code, **{key: case[key] for key in CASE_REQUIREMENT if key in case}},
            *(case.get("rules") or ()),
        ],
        policies=case.get("policies") or (),
        waivers=case.get("waivers") or (),
        reference=case.get("reference"),
    )


def answer(found: Catalog, day: str | date) -> Assessment:
    """The assessment on a day. No check may have raised."""
    assessment = evaluate(found, date.fromisoformat(day) if isinstance(day, str) else day)
    assert not assessment.errors, assessment.errors
    return assessment


def of(assessment: Assessment, supplier: str = "acme") -> SupplierAssessment:
    """One supplier's part of an assessment."""
    return next(one for one in assessment.suppliers if one.id == supplier)


def supplier_record(data: Data) -> Record:
    """A supplier: what is written over a minimal approved one. None takes a field away."""
    merged = {key: one for key, one in {**SUPPLIER, **data}.items() if one is not None}
    fits("supplier", merged)
    return Record(
        kind="supplier", id=merged["id"], path=f"suppliers/{merged['id']}.yml", data=merged
    )


def policy(data: Data) -> Policy:
    """A policy in force; ``rules`` are requirements to make clauses of."""
    full: dict[str, Any] = {"title": "Rules", "version": "1.0", "status": "in_force", **data}
    if "rules" in full:
        made = [clause(one, place) for place, one in enumerate(full.pop("rules"))]
        full["clauses"] = [{**one, "id": f"{full['id'].upper()}-{one['id']}"} for one in made]
    full["clauses"] = [
        {"title": "A rule", "text": "Keep it.", "modality": "must", **one}
        for one in full.get("clauses") or ({"id": f"{full['id'].upper()}-1"},)
    ]
    fits("policy", full)
    record = Record(kind="policy", id=full["id"], path=f"policies/{full['id']}.yml", data=full)
    read, issues = read_policy(record, registry())
    assert not issues, issues
    return read


def clause(data: Data, index: int = 0) -> Data:
    """A clause with one requirement; its figures become parameters, as a policy writes them."""
    requirement = {"id": REQUIREMENT, "severity": "error", **data}
    figures: dict[str, Any] = {}

    def named(name: str, value: Any) -> str:
        figures[name] = value
        return f"{{{name}}}"

    requirement["params"] = {
        key: named(key, value) if key in _FIGURES[requirement["check"]] else value
        for key, value in (requirement.get("params") or {}).items()
    }
    requirement["warn_days"] = [
        named(f"warn_{place}", days)
        for place, days in enumerate(requirement.get("warn_days") or ())
    ]
    return {
        "id": f"RULES-{index + 1}",
        "title": "A rule",
        "text": "Keep it: " + ", ".join(f"{{{name}}}" for name in figures),
        "modality": "must",
        "verification": "machine",
        "parameters": figures,
        "requirements": [requirement],
    }


def waiver(data: Data) -> Waiver:
    """A waiver of the one requirement for the one supplier, in due form."""
    full = {
        "id": "wv-1",
        "requirement": REQUIREMENT,
        "supplier": "acme",
        "reason": "The carrier takes its time.",
        "requested_by": "@facilities-cm",
        "approved_by": "@risk-director",
        "approved_on": data.get("starts_on", "2026-01-01"),
        **data,
    }
    fits("waiver", full)
    path = f"policies/waivers/{full['id']}.yml"
    return read_waiver(Record(kind="waiver", id=full["id"], path=path, data=full))


def fits(kind: str, data: Data) -> None:
    """Fail where a record could not be written like this."""
    issues = _schemas().issues(kind, dict(data))
    assert not issues, issues


@cache
def _schemas() -> Schemas:
    return Schemas(PACKAGED)


def _reference(data: Data) -> dict[str, Record]:
    calendars = data.get("calendars") or ()
    organisation = {
        "id": "us",
        "name": "Our organisation",
        "timezone": "America/Los_Angeles",
        "currency": "USD",
        **({"holiday_calendar": calendars[0]["id"]} if calendars else {}),
        **(data.get("organisation") or {}),
    }
    files: dict[str, Any] = {
        "organisation": organisation,
        "categories": {"categories": list(data.get("categories") or CATEGORIES)},
        "exchange-rates": {"base": data.get("base", "USD"), "rates": list(data.get("rates") or ())},
        "holidays": {"calendars": list(calendars)},
        **({"reciprocity": {"entries": data["reciprocity"]}} if "reciprocity" in data else {}),
        **({"roles": {"roles": data["roles"]}} if "roles" in data else {}),
        **({"sites": {"sites": data["sites"]}} if "sites" in data else {}),
    }
    for kind, one in files.items():
        fits(kind, one)
    return {
        kind: Record(kind=kind, id=kind, path=f"reference/{kind}.yml", data=one)
        for kind, one in files.items()
    }
