"""The checks of contracts and awards agree with their naive evaluation, on random records."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from generator.model.assessment import Outcome
from tests.evaluate.build import CATEGORIES, answer, catalog
from tests.naive.contracts import NAIVE
from tests.naive.contracts_random import OTHERS, RULES, TODAY, Maker

SEEDS = range(10)
SUPPLIERS = 40


def world(seed: int) -> tuple[list[Mapping[str, Any]], dict[str, Any], dict[str, Any], Any]:
    """Suppliers, reference data, figures and a day."""
    make = Maker(seed)
    suppliers = [make.supplier(number) for number in range(SUPPLIERS)]
    reference = make.reference()
    return suppliers, reference, make.params(), TODAY + timedelta(days=make.of((0, 0, 1, -1)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_the_naive_evaluation(seed: int) -> None:
    suppliers, reference, params, day = world(seed)
    assert set(params) == set(NAIVE)
    rules = [
        {"id": f"rule-{code.lower()}", "check": code, "severity": "warning", "params": one}
        for code, one in params.items()
    ]
    found = catalog(suppliers=suppliers, requirements=[*rules, *OTHERS], reference=reference)
    assessment = answer(found, day)
    known = {**reference, "base": "USD", "categories": CATEGORIES, "rules": RULES}
    for code, naive in NAIVE.items():
        rule, passes = f"rule-{code.lower()}", 0
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
        suppliers, reference, params, day = world(seed)
        known = {**reference, "base": "USD", "categories": CATEGORIES, "rules": RULES}
        for one in suppliers:
            for code, naive in NAIVE.items():
                seen |= {(code, word) for _, word in naive(one, params[code], day, known)}
    # These know no unknown, or none for what is asked of the past here.
    never = {(code, "unknown") for code in ("CON-03", "CON-21", "SRC-07")}
    wanted = {(code, word) for code in NAIVE for word in ("pass", "fail", "unknown")}
    assert wanted - seen == never
