"""The cases: what must be refused, each for its reasons and no other, and what must pass."""

import re

import pytest

from generator.governance.model import Judgement
from generator.governance.rules import registry
from generator.reports.change import sentences
from tests.governance.world import HERE, Case, Ruling, cases

REFUSED, PASSES = cases("refused"), cases("passes")
KEYS = {"title", "base", "head", "paths", "codeowners", "allow_removals", "refused", "expect"}


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refused(case: Case) -> None:
    """Exactly these reasons: a refusal for another one would prove nothing about the rule."""
    ruling = case.ruling()
    assert list(ruling.reasons) == sorted(case.data["refused"])
    assert not ruling.passes


@pytest.mark.parametrize("case", PASSES, ids=lambda case: case.name)
def test_passes(case: Case) -> None:
    """No reason at all, and what the report is expected to say besides."""
    ruling = case.ruling()
    assert ruling.reasons == ()
    assert ruling.passes
    expected = case.data.get("expect") or {}
    assert {key: said(ruling, key, expected[key]) for key in expected} == expected


def said(ruling: Ruling, key: str, expected: object) -> object:
    """What the judgement says under a key of ``expect``."""
    found: Judgement = ruling.judgement
    if key == "flips":
        return {
            one.supplier: f"{one.before or 'none'} {one.after or 'none'}" for one in found.flips
        }
    if key == "resolved":
        return sorted(
            {
                f"{one.finding.code} {one.finding.supplier or one.finding.subject} {one.how}"
                for one in found.resolved
            }
        )
    if key == "news":
        return [
            f"{one.finding.code} {one.finding.severity} {one.finding.supplier}"
            for one in found.news
        ]
    if key == "moved":
        return [one.id for one in found.records if one.how == "moved"]
    if key == "changes":
        return [sentences.field(field) for one in found.records for field in one.fields]
    if key == "impact":
        return [
            f"{one.supplier} {one.first.start} {one.first.before} {one.first.after}"
            for one in found.impact
        ]
    if key == "existing":
        return {level: count for level, count in found.existing.items() if count}
    assert key == "old_problems", key
    return found.old_problems


def test_there_are_enough_of_both() -> None:
    """At least a hundred that must be refused, and sixty that must pass, each with a title."""
    assert len(REFUSED) >= 100
    assert len(PASSES) >= 60
    for case in (*REFUSED, *PASSES):
        assert case.data.keys() <= KEYS, case.name
        assert re.fullmatch(r"[^\n]+\.", case.data["title"]), case.name
    titles = [case.data["title"] for case in (*REFUSED, *PASSES)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("rule", registry(), ids=lambda rule: rule.name)
def test_each_rule_is_shown(rule: object) -> None:
    """By three cases that it refuses, and by the page about the gate."""
    code, name = rule.code, rule.name  # type: ignore[attr-defined]
    shown = [
        case.name
        for case in REFUSED
        if any(reason.startswith(f"{code} {name}") for reason in case.data["refused"])
    ]
    assert len(shown) >= 2, shown
    page = (HERE.parents[1] / "docs" / "gate.md").read_text("utf-8")
    assert f"### {code} {name}" in page
    assert rule.doc.splitlines()[0].endswith(".")  # type: ignore[attr-defined]
    assert "Why:" in rule.doc  # type: ignore[attr-defined]
    assert "Instead:" in rule.doc  # type: ignore[attr-defined]
