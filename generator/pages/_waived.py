"""Waivers by where they stand: in force by age and end, to come, ended, without effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.dates import add_days
from generator.model.fields import project
from generator.model.policy import Requirement, Waiver
from generator.pages._memo import kept
from generator.pages.base import Site

STATES = ("in_force", "without_effect", "to_come", "ended")
SOON_DAYS = 30
LATELY_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A waiver on the day. ``age`` and ``left`` are days; ``renewals`` as the record counts them.

    ``data`` is what the audience may see of the record.
    """

    waiver: Waiver
    data: Mapping[str, Any]
    requirement: Requirement
    state: str
    faults: tuple[str, ...]
    used: bool
    age: int
    left: int
    renewals: int

    @property
    def days(self) -> int:
        """Its length, the first and the last day included."""
        return (self.waiver.expires_on - self.waiver.starts_on).days + 1


def waived(site: Site) -> list[Waived]:
    """Every waiver, those in force first, by their last day. For staff: empty for others."""
    return kept(site, "waived", lambda: _waived(site))


def _waived(site: Site) -> list[Waived]:
    if not site.internal:
        return []
    found = [
        _one(site, waiver)
        for waiver in site.catalog.waivers
        if waiver.requirement in site.catalog.requirements
        and waiver.supplier in site.suppliers
        and waiver.id in site.assessment.waivers
    ]
    return sorted(
        found,
        key=lambda one: (STATES.index(one.state), one.waiver.expires_on, one.waiver.id),
    )


def _one(site: Site, waiver: Waiver) -> Waived:
    standing = site.assessment.waivers[waiver.id]
    renewals = waiver.data.get("extension_count")
    return Waived(
        waiver=waiver,
        data=project(waiver.data, site.fields["waiver"], site.audience) or {},
        requirement=site.catalog.requirements[waiver.requirement],
        state=standing.state,
        faults=standing.faults,
        used=standing.used,
        age=(site.as_of - waiver.starts_on).days,
        left=(waiver.expires_on - site.as_of).days,
        renewals=renewals if isinstance(renewals, int) else 0,
    )


def of_state(site: Site, state: str) -> list[Waived]:
    """Those of one state."""
    return [one for one in waived(site) if one.state == state]


def ending_soon(site: Site) -> list[Waived]:
    """In force, and at their end within a month."""
    return [one for one in of_state(site, "in_force") if one.left <= SOON_DAYS]


def ended_lately(site: Site) -> list[Waived]:
    """Ended within the last three months, the latest first: what they lifted holds again."""
    first = add_days(site.as_of, -LATELY_DAYS)
    found = [one for one in of_state(site, "ended") if one.waiver.expires_on >= first]
    return found[::-1]
