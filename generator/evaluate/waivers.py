"""Waivers: which findings they cover, on which day, for which offers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.model.asof import AsOf
from generator.model.assessment import Finding, Outcome, Scope
from generator.model.places import covers
from generator.model.policy import Requirement, Waiver
from generator.model.reference import Reference


def valid(waiver: Waiver, requirement: Requirement) -> bool:
    """Whether it could ever count: the requirement may be waived, and two people agreed."""
    return (
        requirement.waivable
        and bool(waiver.approved_by)
        and waiver.approved_by.casefold() != waiver.requested_by.casefold()
    )


def in_force(waiver: Waiver, today: AsOf) -> bool:
    """Whether the day lies in its term, both ends included."""
    return today.reached(waiver.starts_on) and not today.after(waiver.expires_on)


def apply(
    finding: Finding,
    requirement: Requirement,
    waivers: Iterable[Waiver],
    scopes: tuple[Scope, ...],
    today: AsOf,
    reference: Reference,
) -> Iterator[Finding]:
    """The finding as waived, as it is, or split in two where a waiver covers some offers only."""
    rest = finding
    for waiver in waivers:
        if waiver.subject and waiver.subject != finding.subject:
            continue
        if not valid(waiver, requirement) or not in_force(waiver, today):
            continue
        mine = rest.scopes if rest.scopes is not None else scopes
        covered = tuple(one for one in mine if _in_scope(one, waiver, reference))
        # Without offers on record, nothing shows that the waiver's scope covers all there is.
        if (waiver.category or waiver.jurisdiction) and (not mine or len(covered) < len(mine)):
            if covered:
                yield _waived(replace(rest, scopes=covered), waiver)
                rest = replace(rest, scopes=tuple(one for one in mine if one not in covered))
            continue
        yield _waived(rest, waiver)
        return
    yield rest


def _waived(finding: Finding, waiver: Waiver) -> Finding:
    return replace(
        finding, outcome=Outcome.WAIVED, waiver=waiver.id, waived_until=waiver.expires_on
    )


def _in_scope(scope: Scope, waiver: Waiver, reference: Reference) -> bool:
    if waiver.category and not reference.is_kind_of(scope.category, waiver.category):
        return False
    return not waiver.jurisdiction or (
        scope.jurisdiction is not None and covers(waiver.jurisdiction, scope.jurisdiction)
    )
