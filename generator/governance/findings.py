"""Findings of two states: what is new, what is worse, what is gone, what was there anyway.

A finding is the same when its fingerprint is: check, requirement, supplier and subject. It keeps
its identity when a record moves to another folder, and when a requirement gets another id.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.evaluate.verdict import finding_verdict
from generator.model.assessment import SEVERITY_ORDER, Finding, Outcome
from generator.model.catalog import Catalog

Cause = tuple[str, str | None, str]
"""The check, the supplier and the subject: what is left of a finding without its requirement."""
Weight = tuple[int, int]
NOTHING: Weight = (-1, -len(SEVERITY_ORDER))


def weight(finding: Finding) -> Weight:
    """How heavy it is: by the verdict it brings about, then by its severity."""
    waived = finding.outcome is Outcome.WAIVED
    severity = len(SEVERITY_ORDER) if waived else SEVERITY_ORDER[finding.severity]
    return (finding_verdict(finding).rank, -severity)


def counts(finding: Finding) -> bool:
    """Whether it is not waived."""
    return finding.outcome is not Outcome.WAIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The findings of one state, to be asked what was there."""

    weights: Mapping[str, Weight]
    renamed: Mapping[Cause, Weight]

    def before(self, finding: Finding, lost: bool) -> Weight:
        """How heavy this finding was; ``lost``: its requirement is in this state only."""
        found = self.weights.get(finding.fingerprint)
        if found is None and lost:
            found = self.renamed.get(cause(finding))
        return NOTHING if found is None else found


def known(findings: Iterable[Finding], other: Catalog) -> Known:
    """Of one state; what was required there and not in the ``other`` may have another id there."""
    weights: dict[str, Weight] = {}
    renamed: dict[Cause, Weight] = {}
    requirements = other.requirements
    for one in findings:
        found = weight(one)
        # A waiver for some places makes two findings of one: the heavier of them counts.
        weights[one.fingerprint] = max(found, weights.get(one.fingerprint, NOTHING))
        if one.requirement not in requirements:
            renamed[cause(one)] = max(found, renamed.get(cause(one), NOTHING))
    return Known(weights=weights, renamed=renamed)


def cause(finding: Finding) -> Cause:
    """What it is about, whichever requirement asks."""
    return (finding.code, finding.supplier, finding.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The findings of one state held against those of another, without the waived ones."""

    new: tuple[Finding, ...]
    worse: tuple[Finding, ...]
    same: Counter[str]


def compare(
    base: Iterable[Finding], base_catalog: Catalog, head: Iterable[Finding], head_catalog: Catalog
) -> Compared:
    """What ``head`` has more than ``base``."""
    before = known(base, head_catalog)
    requirements = base_catalog.requirements
    new: dict[str, Finding] = {}
    worse: dict[str, Finding] = {}
    same: Counter[str] = Counter()
    for one in head:
        if not counts(one):
            continue
        was = before.before(one, one.requirement not in requirements)
        if was == NOTHING:
            new.setdefault(one.fingerprint, one)
        # An unknown that turns into a failure of the same consequence is better knowledge.
        elif weight(one) > was:
            worse.setdefault(one.fingerprint, one)
        else:
            same[one.severity] += 1
    return Compared(new=tuple(new.values()), worse=tuple(worse.values()), same=same)


def resolved(
    base: Iterable[Finding], base_catalog: Catalog, head: Iterable[Finding], head_catalog: Catalog
) -> tuple[Finding, ...]:
    """The findings of ``base`` that count and of which ``head`` has nothing that does."""
    counted = [one for one in head if counts(one)]
    after = known(counted, base_catalog)
    requirements = head_catalog.requirements
    found: dict[str, Finding] = {}
    for one in base:
        if counts(one) and after.before(one, one.requirement not in requirements) == NOTHING:
            found.setdefault(one.fingerprint, one)
    return tuple(found.values())
