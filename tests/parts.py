"""Parts of the example's handbook, put to all its suppliers: what one rule does, fast."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from generator.checks import registry
from generator.checks.base import Subject
from generator.evaluate import evaluate
from generator.model.assessment import Assessment, Finding
from generator.model.catalog import Catalog
from tests.conftest import AS_OF

# These look at what other requirements found, so they are put together with all of them.
_LOOK_AT_OTHERS = ("REC-14", "CON-03", "SRC-07", "INS-10")
_ALONE = (Subject.SUPPLIER, Subject.OFFER, Subject.CONTRACT)


def alone(catalog: Catalog, requirements: Collection[str]) -> Assessment:
    """The assessment by these requirements only, where that is the same as with all others."""
    checks = [registry()[catalog.requirements[one].check] for one in requirements]
    if any(one.code in _LOOK_AT_OTHERS or one.subject not in _ALONE for one in checks):
        return evaluate(catalog, AS_OF)
    return evaluate(only(catalog, requirements), AS_OF)


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
