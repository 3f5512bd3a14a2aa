"""The engine agrees with the naive engine on random catalogs, today and on a later day.

``NAIVE_CATALOGS`` says how many, ``NAIVE_SEED`` with which seed to begin.
"""

import json
import os
from collections import Counter
from typing import Any

import pytest

from generator.checks import registry
from generator.checks.base import Subject
from generator.evaluate.impact import at
from generator.model.assessment import Assessment, Outcome, SupplierAssessment
from tests.evaluate.build import SUPPLIER, answer, catalog
from tests.naive.engine import AFTER, CHECKS, Answer, look
from tests.naive.families import OF_CONTRACTS
from tests.naive.waiving import waiver_findings
from tests.naive.whole import WAIVERS
from tests.naive.worlds import world

CATALOGS = int(os.environ.get("NAIVE_CATALOGS", "4000"))
FIRST = int(os.environ.get("NAIVE_SEED", "0"))
CODES = sorted({*CHECKS, *AFTER})
Data = dict[str, Any]


def differences(found: Data) -> list[str]:
    """What the engine and the naive engine say differently about a world."""
    absent = dict.fromkeys(SUPPLIER)
    assessment = answer(
        catalog(
            suppliers=[{**absent, **one} for one in found["suppliers"]],
            policies=found["policies"],
            waivers=found["waivers"],
            reference=found["reference"],
        ),
        found["day"],
    )
    out = about_waivers(found, assessment)
    passes: Counter[str] = Counter()
    for record, said in zip(found["suppliers"], assessment.suppliers, strict=True):
        naive = look(found, record, found["day"])
        passes.update(naive.passes)
        out += about_supplier(said, naive)
        then = look(found, record, found["later"])
        segment = at(said.timeline, found["later"])
        offers = {(s.category, s.jurisdiction): str(v) for s, v in segment.offers}
        if (str(segment.verdict), offers) != (then.verdict, then.offers):
            out.append(f"later: {segment.verdict} {offers}, {then.verdict} {then.offers}")
    for name, one in assessment.coverage.items():
        if not one.check.startswith("WVR-") and one.outcomes.get(Outcome.PASS, 0) != passes[name]:
            out.append(f"passes of {name}: {dict(one.outcomes)}, {passes[name]}")
    return out


def about_supplier(said: SupplierAssessment, naive: Answer) -> list[str]:
    """What differs about one supplier: findings, with severity, offers and waiver, and verdicts."""
    engine = Counter(
        (
            one.requirement,
            one.subject,
            str(one.outcome),
            one.severity,
            _sorted((scope.category, scope.jurisdiction) for scope in one.scopes or ()),
            one.waiver or "",
        )
        for one in said.findings
    )
    plain = Counter(one._replace(scopes=_sorted(one.scopes or ())) for one in naive.findings)
    out = [f"engine only: {one}" for one in (engine - plain).elements()]
    out += [f"naive only: {tuple(one)}" for one in (plain - engine).elements()]
    offers = {(o.scope.category, o.scope.jurisdiction): str(o.verdict) for o in said.offers}
    if (str(said.verdict), offers) != (naive.verdict, naive.offers):
        out.append(f"verdicts: {said.verdict} {offers}, {naive.verdict} {naive.offers}")
    return out


def _sorted(scopes: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(category, place or "") for category, place in scopes}))


def about_waivers(found: Data, assessment: Assessment) -> list[str]:
    """What differs about the waivers themselves."""
    used = {one.waiver for one in assessment.findings if one.waiver}
    engine = Counter(
        (one.requirement, one.subject, str(one.outcome), one.severity)
        for one in assessment.findings
        if one.supplier is None
    )
    naive = Counter(waiver_findings(found, found["day"], used))
    out = [f"waivers, engine only: {one}" for one in (engine - naive).elements()]
    return out + [f"waivers, naive only: {one}" for one in (naive - engine).elements()]


def smallest(found: Data) -> Data:
    """The world without the suppliers, rules, waivers and sections that the difference spares."""
    tried = True
    while tried:
        tried = False
        for less in lesser(found):
            try:
                differs = differences(less)
            except Exception:  # not a world any more
                differs = []
            if differs:
                found, tried = less, True
                break
    return found


def lesser(found: Data) -> Any:
    """The same world with one part less."""
    for key in ("suppliers", "waivers"):
        for place in range(len(found[key])):
            yield {**found, key: found[key][:place] + found[key][place + 1 :]}
    for number, policy in enumerate(found["policies"]):
        for place in range(len(policy["rules"])):
            rules = policy["rules"][:place] + policy["rules"][place + 1 :]
            changed = [{**policy, "rules": rules}] if rules else []
            rest = found["policies"][:number] + changed + found["policies"][number + 1 :]
            yield {**found, "policies": rest}
        for place, rule in enumerate(policy["rules"]):
            for key in ("applies_when", "effective_from", "transition_until", "waivable"):
                if key in rule:
                    less = {name: one for name, one in rule.items() if name != key}
                    rules = [*policy["rules"][:place], less, *policy["rules"][place + 1 :]]
                    rest = list(found["policies"])
                    rest[number] = {**policy, "rules": rules}
                    yield {**found, "policies": rest}
    for place, record in enumerate(found["suppliers"]):
        for less in _pruned(record, keep=("id", "legal_name", "lifecycle_status")):
            yield {
                **found,
                "suppliers": [*found["suppliers"][:place], less, *found["suppliers"][place + 1 :]],
            }


def _pruned(data: Any, keep: tuple[str, ...] = ("id",)) -> Any:
    if isinstance(data, dict):
        for key in data:
            if key not in keep:
                yield {name: one for name, one in data.items() if name != key}
        for key, one in data.items():
            for less in _pruned(one):
                yield {**data, key: less}
    if isinstance(data, list):
        for place in range(len(data)):
            yield data[:place] + data[place + 1 :]
        for place, one in enumerate(data):
            for less in _pruned(one):
                yield [*data[:place], less, *data[place + 1 :]]


def test_the_engine_agrees_with_the_naive_engine() -> None:
    for seed in range(FIRST, FIRST + CATALOGS):
        found = world(seed, CODES)
        if differences(found):
            least = smallest(found)
            dump = json.dumps(least, indent=1, default=str)
            pytest.fail(f"seed {seed}\n{dump}\n" + "\n".join(differences(least)))


def test_every_check_of_suppliers_and_waivers_is_evaluated_twice() -> None:
    whole_catalog = {Subject.CATEGORY, Subject.POLICY, Subject.LOADER}
    asked = {code for code, one in registry().items() if one.subject not in whole_catalog}
    # REC-14 speaks for what the naive engine itself cannot decide.
    assert asked == {*CHECKS, *AFTER, *WAIVERS, "REC-14"}


def test_the_naive_engine_knows_what_is_asked_of_contracts() -> None:
    contracts = {code for code, one in registry().items() if one.subject is Subject.CONTRACT}
    assert contracts == OF_CONTRACTS


def test_the_worlds_show_every_outcome_and_verdict() -> None:
    """Otherwise agreement would say nothing."""
    seen: set[str] = set()
    for seed in range(FIRST, FIRST + 200):
        found = world(seed, CODES)
        for record in found["suppliers"]:
            naive = look(found, record, found["day"])
            seen |= {naive.verdict, *(one.outcome for one in naive.findings)}
            seen |= {one.severity for one in naive.findings}
            seen |= {"pass"} if naive.passes else set()
    verdicts = {"ok", "conditional", "ask", "do-not-use"}
    assert seen == verdicts | {"pass", "fail", "unknown", "waived", "block", "error"} | {
        "warning",
        "info",
    }
