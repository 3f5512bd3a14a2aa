"""Every case under ``tests/cases/<CODE>/`` says what a check must find. README.md has the form."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.checks import registry
from generator.checks.base import Subject
from generator.load.strict_yaml import parse
from generator.model.assessment import Assessment, Finding, Outcome
from tests.evaluate.build import (
    CASE_REQUIREMENT,
    GUARDS,
    REQUIREMENT,
    answer,
    case_catalog,
    catalog,
    of,
)

CASES = Path(__file__).resolve().parents[1] / "cases"
KINDS = ("pass", "fail", "unknown", "boundary")
FILES = sorted(path for path in CASES.glob("*/*.yml"))
CHECKS = [code for code in registry() if code not in GUARDS]
ASKED = ("title", "as_of", "expect", "days")
CATALOG_KEYS = ("supplier", "others", "reference", "waivers", "policies", "rules")
EXPECT_KEYS = {"pass", "findings", "verdict", "offers"}
FINDING_KEYS = {
    *("subject", "outcome", "severity", "last_day", "act_by", "says"),
    *("held", "required", "fix", "topic", "offers", "supplier", "waiver", "pointer"),
}


def name_of(path: Path) -> str:
    """``INS-01/boundary-exclusive``."""
    return f"{path.parent.name}/{path.stem}"


def read(path: Path) -> Mapping[str, Any]:
    """A case, in the dialect of the records."""
    data, problems = parse(path.read_bytes(), path.name)
    assert data is not None, problems
    unknown = set(data) - {*ASKED, *CASE_REQUIREMENT, *CATALOG_KEYS}
    assert not unknown, f"no such key in a case: {unknown}"
    return data


def days(case: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each day of a case with what is expected on it."""
    if "days" in case:
        yield from case["days"].items()
    else:
        yield case["as_of"], case["expect"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_case_comes_out_as_it_says(path: Path) -> None:
    case, code = read(path), path.parent.name
    found = case_catalog(code, case)
    for day, expected in days(case):
        assert not set(expected) - EXPECT_KEYS
        _compare(answer(found, day), expected, case.get("severity", "error"), day)


def _compare(assessment: Assessment, expected: Mapping[str, Any], severity: str, day: str) -> None:
    findings = [one for one in assessment.findings if one.requirement == REQUIREMENT]
    wanted = list(expected.get("findings") or ())
    said = [f"{one.subject} {one.outcome} {one.severity}: {one.message}" for one in findings]
    for want in wanted:
        matching = [one for one in findings if _differences(one, want, severity) == []]
        near = [d for one in findings for d in _differences(one, want, severity)]
        assert matching, f"{day}: {want} is not among {said}: {near}"
        findings.remove(matching[0])
    assert not findings, f"{day}: not expected: {said}"
    outcomes = assessment.coverage[REQUIREMENT].outcomes
    assert outcomes.get(Outcome.PASS, 0) == expected.get("pass", 0), f"{day}: {outcomes}"
    supplier = of(assessment)
    if "verdict" in expected:
        assert supplier.verdict == expected["verdict"], f"{day}: {supplier.because}"
    for place, verdict in (expected.get("offers") or {}).items():
        verdicts = {
            f"{one.scope.category}/{one.scope.jurisdiction}": one.verdict for one in supplier.offers
        }
        assert verdicts[place] == verdict, f"{day}: {place}"


def _differences(found: Finding, want: Mapping[str, Any], severity: str) -> list[str]:
    assert not set(want) - FINDING_KEYS, f"no such key: {set(want) - FINDING_KEYS}"
    full = {"outcome": "fail", "severity": severity, **want}
    shown = {
        "subject": found.subject,
        "outcome": str(found.outcome),
        "severity": found.severity,
        "last_day": found.last_day and found.last_day.isoformat(),
        "act_by": found.act_by and found.act_by.isoformat(),
        "held": found.held,
        "required": found.required,
        "fix": found.fix,
        "topic": found.topic,
        "offers": found.scopes and [f"{one.category}/{one.jurisdiction}" for one in found.scopes],
        "supplier": found.supplier,
        "waiver": found.waiver,
        "pointer": "/".join(map(str, found.pointer)),
    }
    differences = [
        f"{key} is {shown[key]!r}" for key in full if key != "says" and shown[key] != full[key]
    ]
    if full.get("says", "") not in found.message:
        differences.append(f"it says {found.message!r}")
    return differences


@pytest.mark.parametrize("code", CHECKS)
def test_each_check_has_cases_that_pass_that_do_not_and_on_the_boundary(code: str) -> None:
    kinds = Counter(path.stem.split("-")[0] for path in FILES if path.parent.name == code)
    assert kinds["pass"] >= 1
    assert kinds["fail"] + kinds["unknown"] >= 1
    assert kinds["boundary"] >= 1


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_case_is_what_its_name_says(path: Path) -> None:
    kind, case = path.stem.split("-")[0], read(path)
    assert kind in KINDS and path.parent.name in CHECKS
    assert case["title"].endswith(".")
    outcomes = {
        one.get("outcome", "fail")
        for _, expected in days(case)
        for one in expected.get("findings") or ()
    }
    passes = sum(expected.get("pass", 0) for _, expected in days(case))
    if kind == "pass":
        assert not outcomes - {"waived"}
    elif kind == "boundary":
        assert outcomes or passes
    else:
        assert kind in outcomes


def test_there_are_enough_cases() -> None:
    assert len(FILES) >= 150


def test_the_guards_of_the_loader_pass_when_an_evaluation_runs() -> None:
    rules = [{"id": f"rule-{code.lower()}", "check": code, "severity": "block"} for code in GUARDS]
    found = answer(catalog(suppliers=[{}], requirements=rules), "2026-11-22")
    assert GUARDS
    assert found.findings == ()
    assert all(one.outcomes[Outcome.PASS] == 2 for one in found.coverage.values())
    assert all(registry()[code].subject is Subject.LOADER for code in GUARDS)
