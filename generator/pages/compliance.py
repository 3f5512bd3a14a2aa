"""The dashboard: how suppliers stand, requirement by requirement, and what ends next."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.assessment import Coverage, Outcome
from generator.model.fields import project
from generator.model.policy import Policy, Requirement, Waiver
from generator.model.words import value
from generator.pages import _tallies as tallies
from generator.pages._dates import coming
from generator.pages._rules import readable_policies
from generator.pages._wording import MARKS, mark
from generator.pages.base import Page, Site

PATH = "compliance/index.html"
ENDS_WITHIN_DAYS = 90
ENDS_SHOWN = 40
_STATES = {
    "in_force": "In force",
    "to_come": "To come",
    "ended": "Ended",
    "without_effect": "Without effect",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One requirement and how it came out."""

    requirement: Requirement
    title: str
    asks: str
    what: str
    coverage: Coverage

    def count(self, outcome: Outcome) -> int:
        """Subjects with that outcome."""
        return self.coverage.outcomes.get(outcome, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverLine:
    """A waiver, and whether it counts today."""

    waiver: Waiver
    data: Mapping[str, Any]
    requirement: Requirement
    state: str
    faults: tuple[str, ...] = ()


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    policies = [one for one in readable_policies(site) if one.status == "in_force"]
    ending = [one for one in coming(site, ENDS_WITHIN_DAYS) if one.ends]
    body = site.render(
        "compliance.html",
        PATH,
        everyone=tallies.in_all(site),
        severities=site.assessment.severity_counts(),
        waived=sum(one.outcome is Outcome.WAIVED for one in site.assessment.findings),
        undecided=sum(one.outcome is Outcome.UNKNOWN for one in site.assessment.findings),
        requirements=_requirements(site, policies) if site.internal else [],
        categories=tallies.by_category(site),
        owners=tallies.by_owner(site),
        countries=tallies.by_country(site),
        ending=ending[:ENDS_SHOWN],
        ending_count=len(ending),
        ending_days=ENDS_WITHIN_DAYS,
        waivers=_waivers(site) if site.internal else [],
        clauses=[(policy, _marks(policy)) for policy in policies],
        clause_marks=_total(policies),
    )
    yield Page(
        path=PATH,
        section="compliance",
        title="Compliance",
        description="How suppliers stand against the handbook, and what ends next.",
        body=body,
    )


def _requirements(site: Site, policies: list[Policy]) -> list[tuple[Policy, list[Row]]]:
    found = []
    for policy in policies:
        rows = [
            Row(
                requirement=one,
                title=str(clause.data.get("title", clause.id)),
                asks=site.checks[one.check].title,
                what=_what(one),
                coverage=site.assessment.coverage[one.id],
            )
            for clause in policy.clauses
            for one in clause.requirements
            if one.id in site.assessment.coverage
        ]
        if rows:
            found.append((policy, rows))
    return found


def _what(requirement: Requirement) -> str:
    """The kinds of paper that the requirement asks for, where it names some."""
    named = [requirement.params.get(key) for key in ("lines", "line", "licence_types", "schemes")]
    return "; ".join(value(one) for one in named if one)


def _waivers(site: Site) -> list[tuple[str, list[WaiverLine]]]:
    grouped: dict[str, list[WaiverLine]] = {state: [] for state in _STATES.values()}
    for waiver in site.catalog.waivers:
        requirement = site.catalog.requirements.get(waiver.requirement)
        if requirement is None or waiver.supplier not in site.suppliers:
            continue
        standing = site.assessment.waivers[waiver.id]
        state = _STATES[standing.state]
        grouped[state].append(
            WaiverLine(
                waiver=waiver,
                data=project(waiver.data, site.fields["waiver"], site.audience) or {},
                requirement=requirement,
                state=state,
                faults=standing.faults,
            )
        )
    for found in grouped.values():
        found.sort(key=lambda one: (one.waiver.expires_on, one.waiver.id))
    return [(state, found) for state, found in grouped.items() if found]


def _marks(policy: Policy) -> dict[str, int]:
    counts = Counter(mark(clause) for clause in policy.clauses)
    return {key: counts[key] for key in MARKS}


def _total(policies: list[Policy]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for policy in policies:
        total.update(_marks(policy))
    return dict(total)
