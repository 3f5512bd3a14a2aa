"""Verdicts: the table as data, and what they are for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.load.strict_yaml import parse
from generator.model.assessment import VERDICT_LABELS, Outcome, Verdict
from tests.evaluate.build import answer, catalog, of

FILE = Path(__file__).resolve().parents[1] / "cases" / "verdicts.yml"
DAY = "2026-06-30"
LINE = "commercial_general_liability"
POLICY = {"id": "gl", "line": LINE, "policy_eff": "2026-01-01", "policy_exp": "2026-12-31"}
UNDATED = {"id": "gl", "line": LINE}
EVERY_STATUS = [
    *("prospect", "onboarding", "approved", "conditional"),
    *("suspended", "offboarding", "inactive", "blocked"),
]
CATEGORIES = [{"id": f"kind-{number}", "name": f"Kind {number}"} for number in range(4)]


def table(name: str) -> list[Mapping[str, Any]]:
    """The rows of a part of the table."""
    data, problems = parse(FILE.read_bytes(), FILE.name)
    assert data is not None, problems
    found: Any = data[name]
    return list(found)


def rule(severity: str, name: str = "the-rule", **more: Any) -> Mapping[str, Any]:
    """A requirement that general liability be in force."""
    return {
        "id": name,
        "check": "INS-01",
        "severity": severity,
        "params": {"lines": [LINE]},
        **more,
    }


def waived(name: str = "the-rule", **more: Any) -> Mapping[str, Any]:
    """A waiver that is in force."""
    return {
        "id": f"wv-{name}",
        "requirement": name,
        "starts_on": "2026-06-01",
        "expires_on": "2026-07-31",
        **more,
    }


@pytest.mark.parametrize(
    "row", table("findings"), ids=lambda row: f"{row['severity']}-{row['outcome']}"
)
def test_one_finding_brings_about_its_verdict(row: Mapping[str, Any]) -> None:
    held = {"pass": [POLICY], "unknown": [UNDATED]}.get(row["outcome"], [])
    found = answer(
        catalog(
            suppliers=[{"insurance": {"policies": held}}],
            requirements=[rule(row["severity"])],
            waivers=[waived()] if row["outcome"] == "waived" else [],
        ),
        DAY,
    )
    assert found.coverage["the-rule"].outcomes == {Outcome(row["outcome"]): 1}
    assert of(found).verdict == row["verdict"]
    assert of(found).timeline[0].verdict == row["verdict"]
    assert bool(of(found).because) is (row["verdict"] != "ok")
    counted = found.severity_counts()
    assert sum(counted.values()) == (row["outcome"] in ("fail", "unknown"))


@pytest.mark.parametrize("row", table("statuses"), ids=lambda row: row["status"])
def test_a_status_is_a_verdict_and_findings_may_be_worse(row: Mapping[str, Any]) -> None:
    status = {"lifecycle_status": row["status"], "status_reason": "for this test"}
    alone = answer(catalog(suppliers=[status]), DAY)
    assert of(alone).verdict == row["alone"]
    if row["alone"] != "ok":
        assert any("for this test" in one for one in of(alone).because)
    for severity in ("block", "error", "warning"):
        asked = rule(severity, applies_when={"status": EVERY_STATUS})
        found = answer(catalog(suppliers=[status], requirements=[asked]), DAY)
        assert of(found).verdict == row[severity]


@pytest.mark.parametrize("status", EVERY_STATUS)
def test_a_requirement_asks_suppliers_in_use_unless_it_says_otherwise(status: str) -> None:
    supplier = {"lifecycle_status": status}
    found = answer(catalog(suppliers=[supplier], requirements=[rule("block")]), DAY)
    assert bool(found.findings) is (status in ("approved", "conditional"))


@pytest.mark.parametrize("row", table("offers"), ids=lambda row: "+".join(row["offers"]))
def test_a_supplier_with_offers_of_several_verdicts(row: Mapping[str, Any]) -> None:
    offers, rules, waivers = [], [], []
    for number, verdict in enumerate(row["offers"]):
        kind, name = f"kind-{number}", f"rule-{number}"
        offers.append({"id": f"offer-{number}", "category": kind})
        severity = {"ok": "info", "ask": "error"}.get(verdict, "block")
        rules.append(rule(severity, name, applies_when={"category": [kind]}))
        if verdict == "conditional":
            waivers.append(waived(name))
    found = answer(
        catalog(
            suppliers=[{"offers": offers}],
            requirements=rules,
            waivers=waivers,
            reference={"categories": CATEGORIES},
        ),
        DAY,
    )
    assert [one.verdict for one in of(found).offers] == row["offers"]
    assert of(found).verdict == row["verdict"]


@pytest.mark.parametrize("row", table("together"), ids=lambda row: "+".join(row["findings"]))
def test_the_gravest_of_several_findings_counts(row: Mapping[str, Any]) -> None:
    rules, waivers = [], []
    lines = ["liquor", "pollution_liability", "crime_fidelity"]
    policies = []
    for line, what in zip(lines, row["findings"], strict=False):
        severity, outcome = what.split("-")
        name = f"rule-{line.replace('_', '-')}"
        rules.append({**rule(severity, name), "params": {"lines": [line]}})
        if outcome == "unknown":
            policies.append({"id": line, "line": line})
        if outcome == "waived":
            waivers.append(waived(name))
    supplier = {"insurance": {"policies": policies}}
    found = answer(catalog(suppliers=[supplier], requirements=rules, waivers=waivers), DAY)
    assert of(found).verdict == row["verdict"]


def test_a_supplier_without_offers_is_judged_by_all_its_findings() -> None:
    found = of(answer(catalog(suppliers=[{}], requirements=[rule("error")]), DAY))
    assert found.offers == ()
    assert found.verdict is Verdict.ASK


def test_every_verdict_counts_and_has_words() -> None:
    suppliers = [{"id": f"s-{status}", "lifecycle_status": status} for status in EVERY_STATUS]
    found = answer(catalog(suppliers=suppliers), DAY)
    assert found.verdict_counts() == {
        Verdict.OK: 1,
        Verdict.CONDITIONAL: 1,
        Verdict.ASK: 2,
        Verdict.DO_NOT_USE: 4,
    }
    assert [one.label for one in Verdict] == list(VERDICT_LABELS.values())
    assert [one.rank for one in Verdict] == [0, 1, 2, 3]


def test_findings_of_one_cause_give_one_reason() -> None:
    least = {"amount": "1.00", "currency": "USD"}
    limit = {"line": LINE, "limit": "each_occurrence", "min": least}
    rules = [rule("error"), {**rule("error", "limit"), "check": "INS-07", "params": limit}]
    found = of(answer(catalog(suppliers=[{}], requirements=rules), DAY))
    assert len(found.findings) == 2
    assert found.because == ("General liability: no policy on file",)
