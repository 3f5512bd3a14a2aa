"""The checks of papers agree with their naive evaluation, on random records near the boundaries."""

from collections import Counter
from datetime import timedelta

import pytest

from generator.model.assessment import Outcome
from tests.evaluate.build import CATEGORIES, answer, catalog
from tests.naive.papers import NAIVE
from tests.naive.papers_random import TODAY, Maker

SEEDS = range(8)
SUPPLIERS = 40


@pytest.mark.parametrize("seed", SEEDS)
def test_the_engine_agrees_with_the_naive_evaluation(seed: int) -> None:
    make = Maker(seed)
    suppliers = [make.supplier(number) for number in range(SUPPLIERS)]
    reference = {**make.reference(), "base": "USD"}
    params = make.params()
    assert set(params) == set(NAIVE)
    rules = [
        {"id": f"rule-{code.lower()}", "check": code, "severity": "warning", "params": one}
        for code, one in params.items()
    ]
    found = catalog(suppliers=suppliers, requirements=rules, reference=reference)
    day = TODAY + timedelta(days=make.of((0, 0, 1, -1)))
    assessment = answer(found, day)
    for code, naive in NAIVE.items():
        rule = f"rule-{code.lower()}"
        passes = 0
        for one in assessment.suppliers:
            data = found.suppliers[one.id].data
            known = {**reference, "categories": CATEGORIES}
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
        make = Maker(seed)
        suppliers = [make.supplier(number) for number in range(SUPPLIERS)]
        reference = {**make.reference(), "base": "USD", "categories": CATEGORIES}
        params = make.params()
        for one in suppliers:
            data = {"legal_name": "Acme Ltd", "lifecycle_status": "approved", **one}
            for code, naive in NAIVE.items():
                seen |= {(code, word) for _, word in naive(data, params[code], TODAY, reference)}
    never = {("INS-31", "fail")}
    wanted = {(code, word) for code in NAIVE for word in ("pass", "fail", "unknown")}
    assert wanted - seen == never
