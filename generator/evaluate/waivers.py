"""Waivers: which of them count, and which findings they cover, on which day, for which offers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.checks import registry
from generator.checks.base import Result, WaiverCase
from generator.model.asof import AsOf
from generator.model.assessment import Finding, Outcome, Scope, WaiverStanding
from generator.model.catalog import Catalog
from generator.model.places import covers
from generator.model.policy import Requirement, Waiver

_FAULTS = (Outcome.FAIL, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """What decides whether a waiver counts: the block rules about waivers, on every path alike."""

    catalog: Catalog
    rules: tuple[Requirement, ...] = ()

    def faults(self, waiver: Waiver, waived: Requirement, today: AsOf) -> Iterator[str]:
        """Why the waiver does not count, a sentence each; nothing when it does."""
        if not waiver.approved_by:
            yield "It was revoked or closed"
        elif waiver.approved_by.casefold() == waiver.requested_by.casefold():
            yield "The role that asked for it approved it"
        if not waived.waivable:
            yield "The requirement may not be waived"
        for rule in self.rules:
            if rule.effective_from is not None and not today.reached(rule.effective_from):
                continue
            if rule.transition_until is not None and not today.after(rule.transition_until):
                continue
            for result in ask(rule, waiver, waived, today, self.catalog):
                if result.outcome in _FAULTS:
                    yield result.message

    def counts(self, waiver: Waiver, waived: Requirement, today: AsOf) -> bool:
        """Whether it may be relied on at all, its dates aside."""
        return next(self.faults(waiver, waived, today), None) is None

    def standing(self, waiver: Waiver, waived: Requirement, today: AsOf) -> WaiverStanding:
        """How it stands on the day."""
        faults = tuple(dict.fromkeys(self.faults(waiver, waived, today)))
        if faults:
            state = "without_effect"
        elif in_force(waiver, today):
            state = "in_force"
        else:
            state = "ended" if today.after(waiver.expires_on) else "to_come"
        return WaiverStanding(id=waiver.id, state=state, faults=faults)


def ask(
    rule: Requirement,
    waiver: Waiver,
    waived: Requirement,
    today: AsOf,
    catalog: Catalog,
    used: bool | None = None,
) -> Iterable[Result]:
    """One rule about waivers put to one waiver."""
    case = WaiverCase(
        requirement=rule, today=today, catalog=catalog, waiver=waiver, waived=waived, used=used
    )
    return registry()[rule.check].run(case)


def in_force(waiver: Waiver, today: AsOf) -> bool:
    """Whether the day lies in its term, both ends included; never before it was approved."""
    return (
        today.reached(waiver.starts_on)
        and today.reached(waiver.approved_on)
        and not today.after(waiver.expires_on)
    )


def apply(
    finding: Finding,
    requirement: Requirement,
    waivers: Iterable[Waiver],
    scopes: tuple[Scope, ...],
    today: AsOf,
    court: Court,
) -> Iterator[Finding]:
    """The finding as waived, as it is, or split in two where a waiver covers some offers only."""
    rest = finding
    for waiver in waivers:
        if waiver.subject and waiver.subject != finding.subject:
            continue
        if not in_force(waiver, today) or not court.counts(waiver, requirement, today):
            continue
        mine = rest.scopes if rest.scopes is not None else scopes
        covered = tuple(one for one in mine if _in_scope(one, waiver, court.catalog))
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


def _in_scope(scope: Scope, waiver: Waiver, catalog: Catalog) -> bool:
    if waiver.category and not catalog.reference.is_kind_of(scope.category, waiver.category):
        return False
    return not waiver.jurisdiction or (
        scope.jurisdiction is not None and covers(waiver.jurisdiction, scope.jurisdiction)
    )
