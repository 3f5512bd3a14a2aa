"""By when to act: what the check says, the next reminder, the end of the waiver, or today."""

import pytest

from tests.evaluate.build import answer, catalog

GL = "commercial_general_liability"
RULE = {"check": "INS-03", "severity": "error", "warn_days": [60, 30, 14]}
POLICY = {"id": "gl", "line": GL, "policy_eff": "2026-01-01", "policy_exp": "2026-06-30"}


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-05-01", "2026-05-31"),
        ("2026-05-30", "2026-05-31"),
        ("2026-05-31", "2026-06-16"),
        ("2026-06-15", "2026-06-16"),
        ("2026-06-16", "2026-06-30"),
        ("2026-06-30", "2026-06-30"),
    ],
)
def test_what_runs_out_is_chased_before_the_next_reminder(day: str, due: str) -> None:
    found = catalog(suppliers=[{"insurance": {"policies": [POLICY]}}], requirements=[RULE])
    assert [str(one.act_by) for one in answer(found, day).findings] == [due]


def test_what_is_missing_is_due_today() -> None:
    rule = {"check": "INS-01", "severity": "block", "params": {"lines": [GL]}}
    (finding,) = answer(catalog(suppliers=[{}], requirements=[rule]), "2026-06-30").findings
    assert str(finding.act_by) == "2026-06-30"


def test_what_is_waived_is_due_when_the_waiver_ends() -> None:
    rule = {"check": "INS-01", "severity": "block", "params": {"lines": [GL]}}
    waiver = {"starts_on": "2026-06-01", "expires_on": "2026-07-31"}
    found = catalog(suppliers=[{}], requirements=[rule], waivers=[waiver])
    (finding,) = answer(found, "2026-06-30").findings
    assert str(finding.act_by) == "2026-07-31"


def test_somebody_always_acts() -> None:
    rule = {"check": "INS-01", "severity": "block", "params": {"lines": [GL]}}
    found = catalog(suppliers=[{"owner": "@facilities-cm"}], requirements=[rule])
    (finding,) = answer(found, "2026-06-30").findings
    assert finding.responsible == "@facilities-cm"
