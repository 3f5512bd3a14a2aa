"""The naive evaluation of cover, limits and bonds agrees with the engine on random records."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from generator.model.assessment import Outcome
from tests.evaluate.build import REQUIREMENT, answer, catalog
from tests.naive.insurance_a import EL, GL, NAIVE, WC, Outcomes

TODAY = date(2026, 3, 1)
SUPPLIERS = 300
NEAR = (-1100, -731, -367, -366, -365, -31, -3, -2, -1, 0, 1, 2, 3, 30, 31, 364, 365, 366)
STATES = ("US-OR", "US-WA", "US", "US-CA", "GB", "PR", "US-PR")
AMOUNTS = ("0.00", "499999.99", "500000.00", "500000.01", "1000000.00", "1500000.00")
LINES = {
    "INS-10": (GL, "umbrella", "excess", "automobile_liability", WC),
    "INS-11": (GL, "umbrella", "excess", WC),
    "INS-12": ("automobile_liability", "umbrella"),
    "INS-13": (WC,),
    "INS-14": (WC, GL),
    "INS-15": (WC, "umbrella"),
}
RATES = [
    {"currency": "EUR", "rate": "1.1000", "date": "2025-12-01"},
    {"currency": "GBP", "rate": "1.2500", "date": "2025-11-30"},
]


def money(text: str, currency: str = "USD") -> dict[str, str]:
    """Money as a record writes it."""
    return {"amount": text, "currency": currency}


HALF, WHOLE = money("500000.00"), money("1000000.00")
COUNTING = {"umbrella_may_satisfy": True, "rate_max_age_days": 90, "rate_haircut_pct": 5}
PARAMS: Mapping[str, Mapping[str, Any]] = {
    "INS-05": {"lines": [GL], "short_days": 4, "setup_days": 1, "teardown_days": 2},
    "INS-06": {"lines": [GL], "policy_months": 12},
    "INS-09": {"lines": [GL], "per": ["project", "location"]},
    "INS-10": {"occurrence": WHOLE, "aggregate": HALF, "rate_max_age_days": 90},
    "INS-11": {"lines": [GL, WC]},
    "INS-12": {"min": WHOLE, **COUNTING},
    "INS-13": {"fund_states": ["US-WA", "PR"]},
    "INS-14": {"fund_states": ["US-WA", "US-PR"]},
    "INS-15": {**dict.fromkeys(EL, HALF), **COUNTING},
    "INS-24": {"lines": [GL]},
    "INS-25": {"lines": [GL], "years": 1},
    "INS-32": {
        "kinds": ["performance"],
        "share_pct": 50,
        "rate_max_age_days": 90,
        "rate_haircut_pct": 10,
    },
}
USING = (
    ("INS-07", {"line": GL, "limit": "each_occurrence", "min": WHOLE, **COUNTING}),
    ("INS-07", {"line": GL, "limit": "personal_adv_injury", "min": HALF}),
    ("INS-08", {"line": GL, "limit": "aggregate", "min": WHOLE, "umbrella_may_satisfy": True}),
    ("INS-08", {"line": WC, "limit": "aggregate", "min": HALF, "umbrella_may_satisfy": True}),
    ("INS-12", {"min": HALF, **COUNTING}),
    ("INS-15", {**dict.fromkeys(EL, HALF), **COUNTING}),
)


class Dice:
    """Parts of records, mostly near a boundary, seeded."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def maybe(self, chance: float = 0.85) -> bool:
        return self.random.random() < chance

    def day(self) -> str:
        return (TODAY + timedelta(days=self.random.choice(NEAR))).isoformat()

    def some(self, values: tuple[str, ...]) -> list[str]:
        return self.random.sample(values, self.random.randint(1, min(3, len(values))))

    def put(self, into: dict[str, Any], key: str, value: Any, chance: float = 0.85) -> None:
        if self.maybe(chance):
            into[key] = value

    def days(self, into: dict[str, Any], first: str, last: str, near: float = 0) -> None:
        """A first and a last day in order, each sometimes missing; perhaps both in these days."""
        one, other = sorted((self.day(), self.day()))
        if self.maybe(near):
            start = TODAY + timedelta(days=self.random.randint(-5, 3))
            one = start.isoformat()
            other = (start + timedelta(days=self.random.randint(0, 5))).isoformat()
        self.put(into, first, one, 0.93)
        self.put(into, last, other, 0.93)

    def limits(self) -> dict[str, Any]:
        names = (
            "each_occurrence",
            "aggregate",
            "combined_single_limit",
            *(n for n, _ in EL.values()),
        )
        currency = self.random.choice(("USD", "USD", "USD", "EUR", "GBP", "CHF"))
        return {
            name: money(self.random.choice(AMOUNTS), currency) for name in names if self.maybe(0.9)
        }

    def policy(self, number: int, lines: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"p-{number}", "line": self.random.choice(lines)}
        self.days(found, "policy_eff", "policy_exp")
        self.put(found, "expiry_convention", self.random.choice(("inclusive", "exclusive")), 0.7)
        self.put(found, "certificate", "coi", 0.6)
        self.put(found, "insurer_letter", self.random.choice("AB"), 0.9)
        self.put(found, "cancelled_on", self.day(), 0.1)
        self.put(found, "status", self.random.choice(("draft", "cancelled", "active")), 0.15)
        self.put(found, "superseded_by", f"p-{self.random.randint(0, 3)}", 0.15)
        if found.get("superseded_by") == found["id"]:
            del found["superseded_by"]
        self.terms(found)
        return found

    def terms(self, found: dict[str, Any]) -> None:
        pick = self.random.choice
        self.put(found, "limits", self.limits())
        self.put(found, "basis", pick(("occurrence", "claims_made", "claims_made")))
        self.put(found, "retroactive_date", self.day())
        self.put(found, "extended_reporting_period", pick(("P6M", "P1Y", "P2Y")), 0.3)
        self.put(found, "aggregate_applies_per", pick(("policy", "project", "location")))
        self.put(found, "auto_scope", self.some(("any_auto", "owned", "hired", "non_owned")), 0.9)
        self.put(found, "per_statute", self.maybe(), 0.9)
        self.put(found, "states_covered", self.some(STATES), 0.9)
        self.put(found, "stop_gap", self.maybe(0.5), 0.7)
        self.put(found, "proprietor_excluded", self.maybe(0.5), 0.9)
        self.put(found, "proprietor_reviewed_on", self.day(), 0.5)
        beneath = (GL, "umbrella", "excess", "employers_liability", "automobile_liability")
        self.put(found, "schedule_of_underlying", self.some(beneath), 0.9)
        self.put(found, "follow_form", pick(("none", "stated", "endorsement_on_file")), 0.9)

    def contract(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"c-{number}", "title": "Work"}
        self.days(found, "starts_on", "ends_on", near=0.4)
        self.put(found, "signed_on", self.day(), 0.2)
        self.put(found, "evergreen", True, 0.1)
        self.put(found, "cancelled_on", self.day(), 0.1)
        self.put(found, "terminated_on", self.day(), 0.1)
        self.put(found, "jurisdictions_of_work", self.some(STATES), 0.5)
        value = money(self.random.choice(AMOUNTS), self.random.choice(("USD", "USD", "EUR")))
        self.put(found, "value", {self.random.choice(("initial", "not_to_exceed")): value})
        if number and self.maybe(0.2):
            found["renewed_by"] = f"c-{number - 1}"
        activities: list[dict[str, Any]] = []
        for _ in range(self.random.choice((0, 0, 1, 2))):
            one: dict[str, Any] = {"activity": self.random.choice(("fair", "upkeep"))}
            self.days(one, "starts_on", "ends_on", near=0.6)
            activities.append(one)
        if activities:
            found["activities"] = activities
        return found

    def bond(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"b-{number}", "kind": "performance"}
        self.days(found, "starts_on", "ends_on")
        currency = self.random.choice(("USD", "USD", "EUR", "GBP"))
        self.put(found, "penal_sum", money(self.random.choice(AMOUNTS), currency))
        self.put(found, "contract", f"c-{self.random.randint(0, 1)}")
        self.put(found, "cancelled_on", self.day(), 0.1)
        self.put(found, "superseded_by", f"b-{self.random.randint(0, 2)}", 0.15)
        return found

    def exemption(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"x-{number}", "line": self.random.choice((WC, WC, GL))}
        self.days(found, "issued_on", "expires_on")
        self.put(found, "jurisdictions", self.some(STATES))
        self.put(found, "superseded_by", f"x-{self.random.randint(0, 1)}", 0.2)
        return found

    def record(self, number: int, lines: tuple[str, ...]) -> dict[str, Any]:
        many = self.random.randint
        insurers: list[dict[str, Any]] = [{"letter": "A", "name": "One"}]
        self.put(insurers[0], "kind", self.random.choice(("state_fund", "state_fund", "rated")))
        certificate: dict[str, Any] = {"id": "coi", "insurers": insurers}
        self.put(certificate, "form", "ACORD 25 (2016/03)", 0.5)
        record: dict[str, Any] = {
            "id": f"acme-{number}",
            "service_jurisdictions": self.some(STATES),
            "contracts": [self.contract(one) for one in range(many(0, 2))],
            "bonds": [self.bond(one) for one in range(many(0, 3))],
            "insurance": {
                "certificates": [certificate],
                "policies": [self.policy(one, lines) for one in range(many(0, 4))],
                "exemptions": [
                    self.exemption(one) for one in range(self.random.choice((0, 0, 1, 2)))
                ],
            },
        }
        if self.maybe(0.5):
            record["offers"] = [
                {"id": "o-1", "category": "electrical", "jurisdictions": self.some(STATES)}
            ]
        return record


def by_naive(code: str, record: Mapping[str, Any]) -> Outcomes:
    """What the naive evaluation finds."""
    using = [{"check": one, "params": params} for one, params in USING]
    reference = {"base": "USD", "rates": RATES, "applying": using}
    return sorted(NAIVE[code](record, PARAMS[code], TODAY, reference))


@pytest.mark.parametrize("code", NAIVE)
def test_the_engine_finds_what_the_naive_evaluation_finds(code: str) -> None:
    dice = Dice(code)
    records = [dice.record(one, LINES.get(code, (GL,))) for one in range(SUPPLIERS)]
    others = [
        {"id": f"using-{place}", "check": one, "severity": "info", "params": params}
        for place, (one, params) in enumerate(USING)
    ]
    rules = [{"check": code, "params": PARAMS[code]}, *(others if code == "INS-10" else ())]
    found = answer(
        catalog(suppliers=records, requirements=rules, reference={"rates": RATES}), TODAY
    )
    passes = 0
    for record, assessed in zip(records, found.suppliers, strict=True):
        said = sorted(
            (one.subject, str(one.outcome))
            for one in assessed.findings
            if one.requirement == REQUIREMENT
        )
        expected = by_naive(code, record)
        assert said == [one for one in expected if one[1] != "pass"], record
        passes += sum(outcome == "pass" for _, outcome in expected)
    assert found.coverage[REQUIREMENT].outcomes.get(Outcome.PASS, 0) == passes


@pytest.mark.parametrize("code", NAIVE)
def test_the_random_records_reach_every_outcome(code: str) -> None:
    dice = Dice(code)
    records = [dice.record(one, LINES.get(code, (GL,))) for one in range(SUPPLIERS)]
    outcomes = [outcome for one in records for _, outcome in by_naive(code, one)]
    assert min(outcomes.count(one) for one in ("pass", "fail", "unknown")) >= 5
