"""judge(change) → Judgement: what a change does, and what of it is refused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.evaluate.applies import Profile, applicability
from generator.evaluate.impact import impacts
from generator.governance.fields import record_changes
from generator.governance.findings import (
    Compared,
    Known,
    compare,
    counts,
    known,
    resolved,
    weight,
)
from generator.governance.model import Change, Flip, Judgement, News, Resolved
from generator.governance.rules import refusals
from generator.model.asof import AsOf
from generator.model.assessment import (
    SEVERITY_ORDER,
    Finding,
    Outcome,
    Scope,
    SupplierAssessment,
    Verdict,
)
from generator.model.catalog import Catalog
from generator.model.problem import Problem
from generator.model.records import Supplier

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """What was not compared because it is the same in both: findings by severity, verdicts."""

    findings: Mapping[str, int]
    verdicts: Mapping[Verdict, int]


NONE_LEFT_OUT = Unchanged(findings={}, verdicts={})


def judge(change: Change, left_out: Unchanged = NONE_LEFT_OUT) -> Judgement:
    """Everything about the change; what the evaluations of both states left out is added."""
    problems, old = _problems(change)
    base, head = change.base, change.head
    refused = tuple(sorted(refusals(change), key=lambda one: one.order))
    records = tuple(record_changes((*change.pairs, *change.moved), change.fields))
    if problems:
        # What cannot be read has no verdict; to compare the rest would tell of it as cured.
        return Judgement(
            as_of=change.as_of,
            refusals=refused,
            problems=problems,
            old_problems=old,
            records=records,
        )
    found = _compare(change)
    under = _under_base(change)
    return Judgement(
        as_of=change.as_of,
        refusals=refused,
        old_problems=old,
        news=tuple(_news(found, under)),
        resolved=tuple(_resolved(change)),
        existing=_sum(SEVERITY_ORDER, found.same, left_out.findings),
        flips=tuple(_flips(base.assessment.suppliers, head.assessment.suppliers)),
        impact=()
        if change.under_base is None
        else tuple(impacts(change.under_base, head.assessment)),
        records=records,
        before=_sum(Verdict, base.assessment.verdict_counts(), left_out.verdicts),
        after=_sum(Verdict, head.assessment.verdict_counts(), left_out.verdicts),
        rules_changed=change.under_base is not None,
    )


def _sum(keys: Iterable[Key], one: Mapping[Key, int], other: Mapping[Key, int]) -> dict[Key, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in keys}


def _problems(change: Change) -> tuple[tuple[Problem, ...], int]:
    """The problems that the change brings, and how many were there before."""
    before = Counter(_about(one) for one in change.base.problems)
    found = []
    for one in change.head.problems:
        if before[_about(one)]:
            before[_about(one)] -= 1
        else:
            found.append(one)
    return tuple(found), len(change.head.problems) - len(found)


def _about(problem: Problem) -> tuple[str, str, str]:
    """A problem by its file's name alone: a move to another folder brings none."""
    return (problem.path.rpartition("/")[2], problem.code, problem.message)


def _compare(change: Change) -> Compared:
    base, head = change.base, change.head
    return compare(base.assessment.findings, base.catalog, head.assessment.findings, head.catalog)


def _resolved(change: Change) -> Iterable[Resolved]:
    """What is gone. A rule that does not apply any more was not met, and the report says so."""
    base, head = change.base, change.head
    waived = {one.fingerprint for one in head.assessment.findings if not counts(one)}
    gone = resolved(base.assessment.findings, base.catalog, head.assessment.findings, head.catalog)
    for one in sorted(gone, key=lambda found: found.order):
        if one.fingerprint in waived:
            yield Resolved(finding=one, how="waived")
        else:
            met = _applies(one, head.catalog, change.as_of)
            yield Resolved(finding=one, how="met" if met else "no_longer_applies")


def _applies(finding: Finding, catalog: Catalog, as_of: date) -> bool:
    requirement = catalog.requirements.get(finding.requirement)
    if requirement is None or catalog.policies[requirement.policy].status != "in_force":
        return False
    if finding.supplier is None:
        return True
    record = catalog.suppliers.get(finding.supplier)
    if record is None:
        return False
    found = applicability(requirement, Profile(Supplier(record), catalog), AsOf(as_of))
    return found.applies is not False


def _under_base(change: Change) -> Known | None:
    """What the new records have under the old rules; None where the rules are the same."""
    if change.under_base is None:
        return None
    return known(filter(counts, change.under_base.findings), change.head.catalog)


def _news(found: Compared, under: Known | None) -> Iterable[News]:
    both = [(one, False) for one in found.new] + [(one, True) for one in found.worse]
    for one, worse in sorted(both, key=lambda row: row[0].order):
        by_rule = under is not None and under.before(one, False) < weight(one)
        yield News(finding=one, worse=worse, by_rule=by_rule)


def _flips(
    base: Iterable[SupplierAssessment], head: Iterable[SupplierAssessment]
) -> Iterable[Flip]:
    before = {one.id: one for one in base}
    after = {one.id: one for one in head}
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was is now:
            continue
        one, other = (side.verdict if side else None for side in (was, now))
        offers = tuple(_offers(was, now))
        if one is not other or offers:
            yield Flip(supplier=name, before=one, after=other, offers=offers)


def _offers(
    was: SupplierAssessment | None, now: SupplierAssessment | None
) -> Iterable[tuple[Scope, Verdict | None, Verdict | None]]:
    if was is None or now is None:
        return
    before = {one.scope: one.verdict for one in was.offers}
    after = {one.scope: one.verdict for one in now.offers}
    for scope in sorted(
        before.keys() | after.keys(), key=lambda one: (one.category, one.jurisdiction or "")
    ):
        if before.get(scope) is not after.get(scope):
            yield scope, before.get(scope), after.get(scope)


def blocks(finding: Finding, level: str) -> bool:
    """Whether a new finding is at or above ``level`` (block, error, warning or never)."""
    if level == "never" or finding.outcome is Outcome.WAIVED:
        return False
    return SEVERITY_ORDER[finding.severity] <= SEVERITY_ORDER[level]


def refused(judgement: Judgement, level: str) -> bool:
    """Whether the change must not be merged."""
    return bool(
        judgement.refusals
        or judgement.problems
        or any(blocks(one.finding, level) for one in judgement.news)
    )
