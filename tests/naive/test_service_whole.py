"""The checks of the whole catalog agree with their naive evaluation, on small random catalogs."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from generator.model.assessment import Outcome
from tests.evaluate.build import RULES, answer, catalog
from tests.naive.service_whole import NAIVE

TODAY = date(2026, 6, 30)
SEEDS = range(60)
STATUSES = ("approved", "approved", "conditional", "suspended", "inactive", "blocked")
KINDS = ("electrical", "cleaning", "software")
TYPES = ("dependency", "single_source", "sole_source", "concentration", "quality")
RATES = (
    {"currency": "EUR", "rate": "2", "date": "2026-06-01", "source": "Treasury"},
    {"currency": "CHF", "rate": "2", "date": "2025-06-01", "source": "Treasury"},
)


def near(random: Random) -> str:
    """A day near today."""
    return (TODAY + timedelta(days=random.choice((-30, -1, 0, 0, 1, 59, 60, 61)))).isoformat()


def supplier(random: Random, number: int) -> dict[str, Any]:
    """A record."""
    one: dict[str, Any] = {
        "id": f"s-{number}",
        "lifecycle_status": random.choice(STATUSES),
        "criticality": random.choice(("low", "high", "critical", None)),
        "registered_country": random.choice(("US", "US", "DE", None)),
        "offers": [
            {"id": kind, "category": kind, "orderable_indicator": random.random() < 0.8}
            for kind in KINDS
            if random.random() < 0.4
        ],
        "category_spend": [
            {"category": kind, "amount": random.choice(("30", "10", "60")), "currency": currency}
            for kind in KINDS
            for currency in ("USD", "EUR", "CHF")
            if random.random() < (0.04 if currency == "CHF" else 0.3)
        ],
        "risks": [
            {
                "id": f"k-{place}",
                "type": random.choice(TYPES),
                **({"category": random.choice(KINDS)} if random.random() < 0.7 else {}),
                **({"accepted_by": random.choice(("@a", "@b"))} if random.random() < 0.6 else {}),
                **({"accepted_until": near(random)} if random.random() < 0.8 else {}),
            }
            for place in range(random.randint(0, 2))
        ],
    }
    if random.random() < 0.4:
        owners = ({"supplier": "s-0"}, {"supplier": "s-1"}, {"lei": "5493001KJTIIGC8Y1R12"})
        one[random.choice(("parent", "ultimate_parent"))] = random.choice(owners)
    return one


def policy(random: Random, name: str) -> dict[str, Any]:
    """A policy with two rules that say nothing here."""
    maybe = {
        "effective_from": near(random),
        "approved_by": random.choice(("@a", "@b")),
        "approved_on": near(random),
        "owner": "@a",
        "changes": [
            {"version": random.choice(("1.0", "0.9")), "date": near(random), "summary": "A"}
        ],
    }
    rules = []
    for place in range(2):
        rule = {"id": f"{name}-{place}", "check": "CAT-04", "severity": "info"}
        days = {key: near(random) for key in ("effective_from", "transition_until")}
        rules.append({**rule, **{key: one for key, one in days.items() if random.random() < 0.6}})
    status = random.choice(("in_force", "in_force", "draft"))
    kept = {key: one for key, one in maybe.items() if random.random() < 0.8}
    return {"id": name, "version": "1.0", "status": status, **kept, "rules": rules}


def world(seed: int) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """A catalog, the parameters of each check, and what each check is about."""
    random = Random(seed)
    suppliers = [supplier(random, number) for number in range(random.randint(1, 7))]
    policies = [policy(random, name) for name in ("cars", "travel")]
    params: dict[str, dict[str, Any]] = {
        "CAT-02": {"min_ok": random.choice((1, 2))},
        "RSK-03": {"criticality": ["high", "critical"]},
        "RSK-04": {"explain": 30, "accept": 60, "rate_max_age_days": 90},
        "RSK-06": {
            "share": random.choice((33, 50)),
            "at_least": 2,
            "criticality": ["critical", "high"],
        },
        "POL-03": random.choice(({}, {"adapt_days": 60})),
    }
    if random.random() < 0.5:
        params["RSK-04"]["authorities"] = ["@a"]
    rules = [
        {"id": f"rule-{code.lower()}", "check": code, "severity": "warning", "params": one}
        for code, one in params.items()
    ]
    found = catalog(
        suppliers=suppliers,
        requirements=rules,
        policies=[{**one, "rules": [dict(rule) for rule in one["rules"]]} for one in policies],
        reference={"rates": list(RATES)},
    )
    records = {name: record.data for name, record in found.suppliers.items()}
    own = {**RULES, "version": "1.0", "status": "in_force"}
    written = {"rules": own, **{one["id"]: one for one in policies}}
    things = {code: written if code == "POL-03" else records for code in NAIVE}
    return found, params, things


def naive(code: str, params: Any, things: Any) -> list[tuple[str, str]]:
    """What the naive evaluation says."""
    found: list[tuple[str, str]] = NAIVE[code](
        things[code], params[code], TODAY, {"good_rates": {"EUR": Decimal(2)}}
    )
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_the_naive_evaluation(seed: int) -> None:
    found, params, things = world(seed)
    assessment = answer(found, TODAY)
    for code in NAIVE:
        rule = f"rule-{code.lower()}"
        expected = Counter(naive(code, params, things))
        said = Counter(
            (one.subject, str(one.outcome))
            for one in assessment.findings
            if one.requirement == rule
        )
        passes = sum(count for (_, word), count in expected.items() if word == "pass")
        wanted = Counter({key: n for key, n in expected.items() if key[1] != "pass"})
        assert said == wanted, (code, params[code], things[code])
        assert assessment.coverage[rule].outcomes.get(Outcome.PASS, 0) == passes, code


def test_the_catalogs_show_every_outcome_of_every_check() -> None:
    """Otherwise agreement would say nothing."""
    seen: set[tuple[str, str]] = set()
    for seed in SEEDS:
        _, params, things = world(seed)
        seen |= {(code, word) for code in NAIVE for _, word in naive(code, params, things)}
    wanted = {(code, word) for code in NAIVE for word in ("pass", "fail", "unknown")}
    assert wanted - seen == {("CAT-02", "unknown"), ("RSK-03", "unknown")}
