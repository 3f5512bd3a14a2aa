"""The engine: pure, stable, and never stopped by one check or one odd date."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator.evaluate.overall as overall
import generator.evaluate.rulebook as rulebook
from generator.checks import registry
from generator.checks.base import Case, Check, Result
from generator.evaluate import evaluate
from generator.load.strict_yaml import parse
from generator.model.assessment import Assessment, Finding, Outcome
from generator.model.catalog import Catalog
from generator.model.records import Record
from tests.evaluate.build import answer, case_catalog, catalog, of
from tests.evaluate.strategies import catalogs

CASES = Path(__file__).resolve().parents[1] / "cases"
DAY = date(2026, 6, 30)
LINE = "commercial_general_liability"
RULE = {"check": "INS-01", "severity": "error", "params": {"lines": [LINE]}}
ENDS = {"id": "gl", "line": LINE, "policy_eff": "2025-04-01", "policy_exp": "2026-03-31"}


def every_case() -> Iterator[tuple[str, Any]]:
    """The cases of the checks, by check."""
    for path in sorted(CASES.glob("*/*.yml")):
        data, problems = parse(path.read_bytes(), path.name)
        assert data is not None, problems
        yield path.parent.name, data


def said(findings: tuple[Finding, ...]) -> list[tuple[str, ...]]:
    """Findings without what the order of a record may move: places in it and words."""
    return sorted(
        (one.fingerprint, str(one.outcome), one.severity, one.supplier or "", one.subject)
        for one in findings
    )


def verdicts(assessment: Assessment) -> dict[str, Any]:
    """Each supplier's verdicts, now and over time."""
    return {
        one.id: (
            one.verdict,
            [(offer.scope, offer.verdict) for offer in one.offers],
            [(segment.start, segment.verdict, segment.offers) for segment in one.timeline],
        )
        for one in assessment.suppliers
    }


def shuffled(data: Any, chance: random.Random) -> Any:
    """The same record with the items of its lists of parts in another order."""
    if isinstance(data, dict):
        return {key: shuffled(value, chance) for key, value in data.items()}
    if isinstance(data, list):
        items = [shuffled(one, chance) for one in data]
        if items and all(isinstance(one, dict) and "id" in one for one in items):
            chance.shuffle(items)
        return items
    return data


def reordered(found: Catalog, seed: int) -> Catalog:
    """The same catalog: suppliers, policies, waivers and their parts in another order."""
    chance = random.Random(seed)
    records = [replace(one, data=shuffled(one.data, chance)) for one in found.suppliers.values()]
    policies, waivers = list(found.policies.values()), list(found.waivers)
    for listed in (records, policies, waivers):
        chance.shuffle(listed)
    return Catalog(
        suppliers={one.id: one for one in records},
        policies={one.id: one for one in policies},
        waivers=tuple(waivers),
        reference=found.reference,
    )


@settings(max_examples=60)
@given(catalogs(suppliers_at_most=3), st.integers(0, 1000))
def test_the_order_of_records_changes_nothing(found: Catalog, seed: int) -> None:
    one, other = evaluate(found, DAY), evaluate(reordered(found, seed), DAY)
    assert said(one.findings) == said(other.findings)
    assert verdicts(one) == verdicts(other)
    assert dict(one.coverage) == dict(other.coverage)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_parts_of_a_record_changes_no_case(seed: int) -> None:
    for code, case in every_case():
        found = case_catalog(code, case)
        for text in case.get("days") or [case["as_of"]]:
            day = date.fromisoformat(text)
            one, other = evaluate(found, day), evaluate(reordered(found, seed), day)
            assert said(one.findings) == said(other.findings), case["title"]
            assert verdicts(one) == verdicts(other), case["title"]
            messages = [sorted(finding.message for finding in by.findings) for by in (one, other)]
            assert messages[0] == messages[1], case["title"]


@settings(max_examples=60)
@given(catalogs(suppliers_at_most=3), catalogs())
def test_an_unrelated_supplier_changes_nothing_for_the_others(
    found: Catalog, stranger: Catalog
) -> None:
    record = stranger.suppliers["acme"]
    data = {**record.data, "id": "stranger", "legal_name": "A Stranger"}
    added = Record(kind="supplier", id="stranger", path="suppliers/stranger.yml", data=data)
    more = replace(found, suppliers={**found.suppliers, "stranger": added})
    before, after = evaluate(found, DAY), evaluate(more, DAY)
    kept = tuple(one for one in after.suppliers if one.id != "stranger")
    assert kept == before.suppliers
    assert [one for one in after.findings if one.supplier in found.suppliers] == [
        one for one in before.findings if one.supplier is not None
    ]


@given(catalogs())
def test_an_evaluation_is_the_same_each_time(found: Catalog) -> None:
    assert evaluate(found, DAY) == evaluate(found, DAY)


@settings(max_examples=60)
@given(catalogs())
def test_every_requirement_is_counted_and_every_finding_too(found: Catalog) -> None:
    assessment = evaluate(found, DAY)
    for name, coverage in assessment.coverage.items():
        mine = [one for one in assessment.findings if one.requirement == name]
        told = sum(
            count
            for outcome, count in coverage.outcomes.items()
            if outcome not in (Outcome.PASS, Outcome.NOT_APPLICABLE)
        )
        waiting = coverage.outcomes.get(Outcome.UNKNOWN, 0) and not mine
        assert len(mine) == told or waiting
        assert coverage.applied >= told
    names = Counter((one.fingerprint, one.outcome is Outcome.WAIVED) for one in assessment.findings)
    split = {one.fingerprint for one in assessment.findings if one.outcome is Outcome.WAIVED}
    assert all(count == 1 or name in split for (name, _), count in names.items())
    assert assessment.applied == sum(one.applied for one in assessment.coverage.values())
    assert list(assessment.findings) == sorted(assessment.findings, key=lambda one: one.order)


def test_a_fingerprint_does_not_move_with_the_day_or_the_words() -> None:
    policies = [ENDS]
    found = catalog(suppliers=[{"insurance": {"policies": policies}}], requirements=[RULE])
    first, later = answer(found, "2026-04-01").findings, answer(found, "2029-12-31").findings
    renamed = catalog(
        suppliers=[{"insurance": {"policies": [{**ENDS, "policy_number": "GL-1"}]}}],
        requirements=[{**RULE, "severity": "block", "how_to_fix": "Ask."}],
    )
    named = answer(renamed, "2026-04-01").findings
    assert first[0].message != named[0].message
    assert {one[0].fingerprint for one in (first, later, named)} == {first[0].fingerprint}


def test_a_fingerprint_does_not_move_when_the_number_of_days_does() -> None:
    rule = {"check": "INS-03", "severity": "error", "warn_days": [90, 60, 30]}
    found = catalog(suppliers=[{"insurance": {"policies": [ENDS]}}], requirements=[rule])
    seen = {
        one.fingerprint
        for offset in range(0, 90, 7)
        for one in answer(found, date(2026, 1, 1) + timedelta(days=offset)).findings
    }
    assert len(seen) == 1


def test_fingerprints_tell_requirements_suppliers_and_subjects_apart() -> None:
    rules = [
        {**RULE, "id": name, "params": {"lines": [LINE, "umbrella"]}} for name in ("one", "two")
    ]
    found = answer(
        catalog(suppliers=[{}, {"id": "other", "legal_name": "Other"}], requirements=rules), DAY
    )
    assert len(found.findings) == 8
    assert len({one.fingerprint for one in found.findings}) == 8


def failing(code: str, error: Exception) -> dict[str, Check]:
    """The registry with one check that raises after its first result."""

    def run(case: Case) -> Iterator[Result]:
        yield Result(outcome=Outcome.PASS, subject="anything")
        raise error

    return {**registry(), code: replace(registry()[code], run=run)}


@pytest.mark.parametrize("code", ["INS-01", "REC-14"])
def test_a_check_that_raises_is_an_error_and_the_others_still_run(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = {
        "check": code,
        "severity": "error",
        "params": RULE["params"] if code == "INS-01" else {},
    }
    found = catalog(
        suppliers=[{}, {"id": "other", "legal_name": "Other"}],
        requirements=[
            {**rule, "id": "broken"},
            {
                **RULE,
                "id": "sound",
                "check": "INS-04",
                "params": {"lines": [LINE], "lookback_months": 12},
            },
            {"id": "fields", "check": "REC-04", "severity": "error"},
        ],
    )
    broken = failing(code, ZeroDivisionError("by nought"))
    monkeypatch.setattr(rulebook, "registry", lambda: broken)
    assessment = evaluate(found, DAY)
    assert [(one.code, one.requirement, one.supplier) for one in assessment.errors] == [
        (code, "broken", "acme"),
        (code, "broken", "other"),
    ]
    assert all(one.message == "ZeroDivisionError: by nought" for one in assessment.errors)
    assert assessment.coverage["broken"].outcomes == {}
    assert assessment.coverage["fields"].outcomes == {Outcome.PASS: 2}


def test_a_check_of_the_catalog_that_raises_is_an_error_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = [
        {"id": "broken", "check": "POL-01", "severity": "error"},
        {"id": "sound", "check": "POL-02", "severity": "error"},
        {**RULE, "id": "insured"},
    ]
    broken = failing("POL-01", RuntimeError("no"))
    monkeypatch.setattr(overall, "registry", lambda: broken)
    assessment = evaluate(catalog(suppliers=[{}], requirements=rules), DAY)
    assert [(one.code, one.supplier) for one in assessment.errors] == [("POL-01", None)]
    assert assessment.coverage["sound"].outcomes[Outcome.PASS] == 3


ODD_DAYS = [
    *(date(year, 2, 28) for year in range(1990, 2101, 10)),
    date(2000, 2, 29),
    date(2099, 12, 31),
    date(1900, 1, 1),
    date(9998, 12, 31),
    date.min,
    date.max,
]


@pytest.fixture(scope="module")
def rich() -> Catalog:
    """One supplier with the parts of all cases, and a requirement for every check."""
    merged: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    for code, case in every_case():
        for key, value in (case.get("supplier") or {}).items():
            parts = merged.setdefault(key, {} if key == "insurance" else [])
            if key == "insurance":
                for kind, items in value.items():
                    named(parts.setdefault(kind, []), items)
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                named(parts, value)
        rules.setdefault(
            code, {"check": code, **{k: case[k] for k in ("params", "warn_days") if k in case}}
        )
    return catalog(
        suppliers=[{key: value for key, value in merged.items() if value}],
        requirements=[
            {**rule, "id": f"rule-{code.lower()}", "severity": "block"}
            for code, rule in rules.items()
        ],
        reference={
            "calendars": [{"id": "us", "years": [{"year": 2026, "days": ["2026-12-25"]}]}],
            "rates": [{"currency": "EUR", "rate": "1.1000", "date": "2026-06-01"}],
        },
    )


def named(parts: list[Any], items: list[Any]) -> None:
    """Add items, each with an id that is not yet there."""
    for item in items:
        if "id" in item:
            item = {**item, "id": f"p{len(parts)}-{item['id']}"}
        if len(parts) < 40:
            parts.append(item)


@pytest.mark.parametrize("day", ODD_DAYS, ids=str)
def test_no_day_is_too_odd_for_a_rich_record(rich: Catalog, day: date) -> None:
    assessment = evaluate(rich, day)
    assert assessment.errors == ()
    assert of(assessment).timeline[0].start == day


@settings(max_examples=25)
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_nor_any_day_of_these_years(day: date) -> None:
    for code, case in RARE:
        assert evaluate(case_catalog(code, case), day).errors == ()


RARE = [pair for number, pair in enumerate(every_case()) if number % 40 == 0]
