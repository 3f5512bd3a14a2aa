"""Findings that say the same thing twice: what follows from another finding stands with it.

Where no general liability is in force, every limit of it is too low as well. Told apart, such
findings look like several faults. They are put together only where one is sure to follow from
the other; all others, also of the same topic, stand alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.assessment import SEVERITY_ORDER, Finding, Outcome, Scope

# Of the same topic, and with the same last day: the same evidence has ended.
# (A gap stays a gap once a new policy is there, so INS-04 speaks for itself.)
_SAME_END: Mapping[str, frozenset[str]] = {"INS-01": frozenset({"INS-02", "INS-30"})}
# Of the same topic, and without a last day: there is no evidence that could be measured.
_NOTHING_LEFT: Mapping[str, frozenset[str]] = {
    "INS-01": frozenset({"INS-07", "INS-08"}),
    "LIC-01": frozenset({"LIC-04"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A finding, and those that are there because of it, in the order of the findings."""

    finding: Finding
    followers: tuple[Finding, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """Sort key: that of the finding."""
        return self.finding.order


def causes(findings: Iterable[Finding]) -> list[Cause]:
    """Every finding once, in the order in which the first of each cause comes."""
    found = list(findings)
    leaders: dict[tuple[str | None, str], list[Finding]] = {}
    for one in found:
        if one.code in _NOTHING_LEFT and one.outcome is Outcome.FAIL:
            leaders.setdefault((one.supplier, one.topic), []).append(one)
    followers: dict[int, list[Finding]] = {}
    alone: list[Finding] = []
    for one in found:
        above = leaders.get((one.supplier, one.topic), ())
        leader = next((other for other in above if _follows(one, other)), None)
        if leader is None:
            alone.append(one)
        else:
            followers.setdefault(id(leader), []).append(one)
    return [Cause(finding=one, followers=tuple(followers.get(id(one), ()))) for one in alone]


def _follows(finding: Finding, leader: Finding) -> bool:
    """Whether ``leader`` alone is enough to make ``finding`` fail."""
    if finding.code in _SAME_END.get(leader.code, ()):
        same = finding.last_day == leader.last_day
    else:
        same = finding.code in _NOTHING_LEFT[leader.code] and finding.last_day is None
    return (
        same
        and finding.outcome is Outcome.FAIL
        and SEVERITY_ORDER[leader.severity] <= SEVERITY_ORDER[finding.severity]
        and _covers(leader.scopes, finding.scopes)
    )


def _covers(wide: tuple[Scope, ...] | None, narrow: tuple[Scope, ...] | None) -> bool:
    """Whether the one bears on every offer that the other does. None is all of them."""
    return wide is None or (narrow is not None and set(narrow) <= set(wide))
