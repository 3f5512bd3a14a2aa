"""A requirement as its readers see it, and the policies that an audience may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.checks.base import Check
from generator.model.assessment import Coverage
from generator.model.fields import project
from generator.model.policy import Policy, Requirement
from generator.pages import _wording as wording
from generator.pages.base import Site
from generator.pages.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One requirement in words. ``since`` is the day from which it holds."""

    requirement: Requirement
    check: Check
    path: str
    applies: str
    statuses: str
    figures: tuple[tuple[str, str], ...]
    effect: str
    warns: str
    since: date | None
    starts_later: bool
    only_warns_until: date | None
    coverage: Coverage | None


def rule(site: Site, requirement: Requirement) -> Rule:
    """The requirement in words, as of the site's day."""
    check = site.checks[requirement.check]
    policy = site.catalog.policies[requirement.policy]
    days = [one for one in (requirement.effective_from, policy.effective_from) if one is not None]
    until = requirement.transition_until
    since = max(days, default=None)
    return Rule(
        requirement=requirement,
        check=check,
        path=wording.requirement_path(requirement.id),
        applies=wording.applies_to(requirement, check, site.catalog.reference),
        statuses=wording.statuses(requirement) if check.subject in wording.PER_SUPPLIER else "",
        figures=tuple(wording.figures(requirement, check, site.catalog.reference)),
        effect=text(wording.EFFECTS[requirement.severity]),
        warns=wording.warns(requirement),
        since=since,
        starts_later=since is not None and since > site.as_of,
        only_warns_until=until if until is not None and until >= site.as_of else None,
        coverage=site.assessment.coverage.get(requirement.id),
    )


def readable_policies(site: Site) -> list[Policy]:
    """The policies that the audience reads, by title: the public reads those in force."""
    return sorted(
        (
            one
            for one in site.catalog.policies.values()
            if site.internal or one.status == "in_force"
        ),
        key=lambda one: (one.title.casefold(), one.id),
    )


def readable(site: Site, policy: str) -> bool:
    """Whether the audience reads that policy."""
    return site.internal or site.catalog.policies[policy].status == "in_force"


def policy_data(site: Site, policy: Policy) -> Mapping[str, Any]:
    """What the audience may see of a policy's record."""
    return project(policy.data, site.fields["policy"], site.audience) or {}
