"""The checks of services agree with their naive evaluation, on random records near boundaries."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from generator.checks import registry
from generator.model.assessment import Outcome
from tests.evaluate.build import CATEGORIES, SUPPLIER, answer, catalog
from tests.naive.service import NAIVE
from tests.naive.service_random import STATUSES, TODAY, WARN, Maker

SEEDS = range(10)
SUPPLIERS = 40


def world(seed: int) -> tuple[Any, dict[str, Any], dict[str, Any], date]:
    """A catalog, the parameters of each check, what is known besides, and the day."""
    make = Maker(seed)
    suppliers = [make.supplier(number) for number in range(SUPPLIERS)]
    params = make.params()
    rules = []
    for code, one in params.items():
        looks_ahead = registry()[code].uses_warn_days
        warn = make.of(WARN) if looks_ahead else []
        status = sorted(set(STATUSES))
        rule = {"id": f"rule-{code.lower()}", "check": code, "severity": "warning", "params": one}
        rules.append({**rule, "applies_when": {"status": status}, "warn_days": warn})
        params[code] = {**one, "warn_days": warn}
    found = catalog(suppliers=suppliers, requirements=rules)
    statuses = {one["id"]: one["lifecycle_status"] for one in suppliers}
    known = {"categories": CATEGORIES, "calendars": (), "statuses": statuses}
    return found, params, known, TODAY + timedelta(days=make.of((0, 0, 1, -1)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_the_naive_evaluation(seed: int) -> None:
    found, params, known, day = world(seed)
    assert set(params) == set(NAIVE)
    assessment = answer(found, day)
    for code, naive in NAIVE.items():
        rule = f"rule-{code.lower()}"
        passes = 0
        for one in assessment.suppliers:
            data = found.suppliers[one.id].data
            expected = Counter(naive(data, params[code], day, known))
            passes += sum(count for (_, word), count in expected.items() if word == "pass")
            said = Counter(
                (finding.subject, str(finding.outcome))
                for finding in one.findings
                if finding.requirement == rule
            )
            wanted = Counter({key: n for key, n in expected.items() if key[1] != "pass"})
            assert said == wanted, (code, params[code], day.isoformat(), dict(data))
        assert assessment.coverage[rule].outcomes.get(Outcome.PASS, 0) == passes, code


def test_the_records_show_every_outcome_of_every_check() -> None:
    """Otherwise agreement would say nothing."""
    seen: set[tuple[str, str]] = set()
    for seed in SEEDS:
        found, params, known, day = world(seed)
        for record in found.suppliers.values():
            data = {**SUPPLIER, **record.data}
            for code, naive in NAIVE.items():
                seen |= {(code, word) for _, word in naive(data, params[code], day, known)}
    never = {("LIF-04", "unknown"), ("CAT-01", "unknown")}
    wanted = {(code, word) for code in NAIVE for word in ("pass", "fail", "unknown")}
    assert wanted - seen == never
