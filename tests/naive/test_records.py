"""The naive evaluation of records, screening, conduct and waivers agrees with the engine."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from generator.model.assessment import Outcome
from tests.evaluate.build import REQUIREMENT, SUPPLIER, answer, catalog
from tests.naive import records, records_conduct, records_waivers
from tests.naive.records_random import TODAY, Dice, Made

SUPPLIERS = 300
NAIVE = {**records.NAIVE, **records_conduct.NAIVE}
LINES = ["umbrella", "excess"]
FORMS = {"home": "US", "domestic": ["W-9"], "foreign": ["W-8BEN-E", "other"]}
# Two sets of parameters each: as much as can be asked, and as little.
PARAMS: Mapping[str, tuple[Made, Made]] = {
    "REC-07": ({}, {}),
    "REC-08": ({"at_most_months": 2, "warn_days": [30, 1]}, {}),
    "REC-10": ({"parts": ["licences"], "fingerprint": True}, {"parts": ["licences"]}),
    "REC-12": ({}, {}),
    "IDN-01": ({"min_identifiers": 2, "schemes": ["LEI"]}, {"min_identifiers": 1}),
    "IDN-03": ({"warn_days": [30, 1]}, {}),
    "IDN-04": ({"months": 12}, {}),
    "TAX-01": (FORMS, {**FORMS, "home": "CA"}),
    "TAX-02": ({"years": 0, "warn_days": [39]}, {"years": 2}),
    "TAX-03": ({"new_within_months": 3}, {"new_within_months": 12}),
    "PAY-01": (
        {"methods": ["call_back"], "sources": ["contract"]},
        {"methods": ["in_person", "bank_letter"], "sources": []},
    ),
    "PAY-02": (
        {"approvals": 2, "hold_days": 1, "lookback_months": 12},
        {"approvals": 1, "hold_days": 0, "lookback_months": 3},
    ),
    "PAY-03": ({"days": 30, "lookback_months": 12}, {"days": 1, "lookback_months": 24}),
    "SCR-01": ({"lists": ["A", "B"], "days": 90, "warn_days": [7]}, {}),
    "SCR-02": ({"deciders": ["@legal"]}, {"deciders": ["@legal", "@cfo"]}),
    "SCR-03": ({"days": 30}, {"days": 365, "grants_only": True}),
    "SCR-04": ({"days": 90}, {}),
    "ETH-01": ({"months": 12, "equivalents": ["RBA"], "warn_days": [31]}, {"months": 24}),
    "ETH-02": ({"months": 12}, {"months": 1}),
    "ESG-01": ({"publish_months": 1}, {"publish_months": 6}),
    "ESG-02": ({"months": 12}, {"months": 3}),
    "ESG-03": ({"schemes": ["EcoVadis"], "min_score": 45, "months": 12},) * 2,
    "ESG-04": ({"months": 12}, {"months": 24, "tags": ["refill"]}),
    "DIV-01": ({"warn_days": [30, 1]}, {}),
}
RULES: Mapping[str, tuple[Made, Made]] = {
    "WVR-01": ({}, {}),
    "WVR-02": ({f"max_days_{one}": 30 for one in ("block", "error", "warning")},) * 2,
    "WVR-03": (
        {f"approvers_{one}": ["@cfo", "@legal"] for one in ("block", "error", "warning")},
        {"approvers_block": [], "approvers_error": ["@cfo"], "approvers_warning": ["@it-cm"]},
    ),
    "WVR-04": ({"max_extensions": 0, "max_days": 60}, {"max_extensions": 1, "max_days": 120}),
    "WVR-05": ({}, {}),
    "WVR-06": ({"checks": ["CON-02"]}, {}),
    "WVR-07": ({"warn_days": [30, 7]}, {"warn_days": [1]}),
    "WVR-08": ({}, {}),
}
CODE = {"version": "2026", "effective_from": "2026-01-01"}
CODES = ({**CODE, "accept_by": TODAY.isoformat()}, {**CODE, "effective_from": "2026-11-23"})
CALENDARS = [{"id": "us", "years": [{"year": 2026, "days": ["2026-11-20", "2026-10-23"]}]}]
LISTED = [{"id": one, "name": one} for one in ("@it-cm", "@cfo", "@legal")]
VACANT = [{**LISTED[0], "vacant_since": TODAY.isoformat()}, *LISTED[1:]]


def engine(found: Any) -> tuple[Counter[tuple[str, str, str]], int]:
    """The findings, by supplier, subject and outcome, and how many passes there are."""
    assessment = answer(found, TODAY)
    mine = [one for one in assessment.findings if one.requirement == REQUIREMENT]
    passes = assessment.coverage[REQUIREMENT].outcomes.get(Outcome.PASS, 0)
    return Counter((one.supplier or "", one.subject, str(one.outcome)) for one in mine), passes


def rule(code: str, params: Made) -> Made:
    """A requirement of a check, with its days of warning apart."""
    rest = {key: one for key, one in params.items() if key != "warn_days"}
    return {"check": code, "params": rest, "warn_days": params.get("warn_days", [])}


@pytest.mark.parametrize("variant", [0, 1])
@pytest.mark.parametrize("code", NAIVE)
def test_two_evaluations_agree_on_a_supplier(code: str, variant: int) -> None:
    dice = Dice(f"{code}-{variant}")
    firms = [dice.supplier(f"firm-{n}") for n in range(SUPPLIERS)]
    roles = (VACANT, LISTED)[variant]
    reference = {"roles": roles, "calendars": CALENDARS}
    organisation = {"organisation": {"code_of_conduct": CODES[variant]}}
    params = PARAMS[code][variant]
    found, passes = engine(
        catalog(
            suppliers=firms,
            requirements=[rule(code, params)],
            reference={**reference, **organisation},
        )
    )
    naive: Counter[tuple[str, str, str]] = Counter()
    for firm in firms:
        written = {key: one for key, one in {**SUPPLIER, **firm}.items() if one is not None}
        plain = {**reference, "code_of_conduct": CODES[variant]}
        for subject, outcome in NAIVE[code](written, params, TODAY, plain):
            naive[(firm["id"], subject, outcome)] += 1
    assert passes == sum(n for (_, _, outcome), n in naive.items() if outcome == "pass")
    naive = Counter({key: n for key, n in naive.items() if key[2] != "pass"})
    assert found == naive
    assert found and passes, "nothing was compared"


REQUIREMENTS: tuple[Made, ...] = (
    {"id": "w-block", "check": "INS-01", "severity": "block", "params": {"lines": LINES}},
    {"id": "w-error", "check": "CON-02", "severity": "error"},
    {"id": "w-info", "check": "REC-14", "severity": "info", "waivable": False},
    {"id": "w-here", "check": "REC-04", "severity": "warning"},
)


@pytest.mark.parametrize("variant", [0, 1])
@pytest.mark.parametrize("code", records_waivers.NAIVE)
def test_two_evaluations_agree_on_a_waiver(code: str, variant: int) -> None:
    dice = Dice(f"{code}-{variant}")
    wanted = [*REQUIREMENTS[:3], {**REQUIREMENTS[3], "applies_when": {"jurisdiction": ["US"]}}]
    ids = tuple(one["id"] for one in wanted)
    compared = set()
    for _ in range(60):
        params = RULES[code][variant]
        firms = [dice.supplier(name) for name in ("acme", "other")]
        written: list[Made] = []
        for number in range(6):
            earlier = [one["id"] for one in written]
            written.append(dice.waiver(f"wv-{number}", ids, earlier))
        asked = {**rule(code, params), "severity": "error"}
        made = catalog(suppliers=firms, requirements=[asked, *wanted], waivers=written)
        assessment = answer(made, TODAY)
        world = {
            "waivers": written,
            "requirements": {one["id"]: one for one in wanted},
            "suppliers": {one["id"]: {**SUPPLIER, **one} for one in firms},
            "used": {one.waiver for one in assessment.findings if one.waiver},
        }
        found, passes = engine(made)
        naive = Counter(
            ("", f"waivers/{one['id']}", outcome)
            for one in written
            if not records_waivers.ended(one)
            for outcome in records_waivers.NAIVE[code](one, params, TODAY, world)
        )
        assert passes == sum(n for key, n in naive.items() if key[2] == "pass")
        assert found == Counter({key: n for key, n in naive.items() if key[2] != "pass"})
        compared |= {key[2] for key in naive}
    assert compared >= {"pass", "fail"}


def test_each_check_of_these_families_is_compared() -> None:
    compared = set(NAIVE) | set(records_waivers.NAIVE)
    assert {"REC-07", "IDN-01", "TAX-02", "PAY-02", "SCR-01", "ETH-02", "WVR-04"} <= compared
    assert set(PARAMS) == set(NAIVE) and set(RULES) == set(records_waivers.NAIVE)
