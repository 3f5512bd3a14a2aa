"""Parts of the example's handbook, put to all its suppliers: what one rule does, fast."""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from typing import Any

from generator.checks import registry
from generator.checks.base import Subject
from generator.evaluate import evaluate
from generator.load.catalog import load
from generator.model.assessment import Assessment, Finding
from generator.model.catalog import Catalog
from tests.conftest import AS_OF, ROOT

# These look at what other requirements found, so they are put together with all of them.
_LOOK_AT_OTHERS = ("REC-14", "CON-03", "SRC-07", "INS-10")
_ALONE = (Subject.SUPPLIER, Subject.OFFER, Subject.CONTRACT)


@cache
def example() -> Catalog:
    """The example organisation's catalog, for what is parametrised by it."""
    found = load(ROOT, registry()).catalog
    assert found is not None
    return found


def alone(catalog: Catalog, requirements: Collection[str]) -> Assessment:
    """The assessment by these requirements only, where that is the same as with all others."""
    if _need_the_others(catalog, requirements):
        return evaluate(catalog, AS_OF)
    return evaluate(only(catalog, requirements), AS_OF)


def as_it_is(requirements: Collection[str]) -> Assessment:
    """The same of the example as it is; many tests hold a change of it against the same one."""
    others = _need_the_others(example(), requirements)
    return _of_the_example(frozenset(example().requirements if others else requirements))


@cache
def _of_the_example(requirements: frozenset[str]) -> Assessment:
    return evaluate(only(example(), requirements), AS_OF)


def _need_the_others(catalog: Catalog, requirements: Collection[str]) -> bool:
    checks = [registry()[catalog.requirements[one].check] for one in requirements]
    return any(one.code in _LOOK_AT_OTHERS or one.subject not in _ALONE for one in checks)


def only(catalog: Catalog, requirements: Collection[str]) -> Catalog:
    """The catalog with no other requirements than these."""
    policies = {
        policy.id: replace(
            policy,
            clauses=tuple(
                replace(
                    clause,
                    requirements=tuple(
                        one for one in clause.requirements if one.id in requirements
                    ),
                )
                for clause in policy.clauses
            ),
        )
        for policy in catalog.policies.values()
    }
    return replace(catalog, policies=policies)


def facts(findings: Collection[Finding], requirements: Collection[str]) -> set[tuple[Any, ...]]:
    """What a reader would see of the findings of these requirements."""
    return {
        (one.fingerprint, one.outcome, one.severity, one.message, one.scopes)
        for one in findings
        if one.requirement in requirements
    }
