"""Each requirement and how it came out, the one that is met least first."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.model.assessment import SEVERITY_ORDER, Coverage, Outcome
from generator.model.policy import Requirement
from generator.pages._rules import readable
from generator.pages.base import Site
from generator.pages.texts import text, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One requirement: its clause's title, what its check asks, of which papers, and its counts."""

    requirement: Requirement
    title: str
    asks: str
    what: str
    coverage: Coverage

    def count(self, outcome: Outcome) -> int:
        """Subjects with that outcome."""
        return self.coverage.outcomes.get(outcome, 0)

    @property
    def rate(self) -> int:
        """The share that meets it, in whole per cent, rounded down; waived ones do not."""
        held = self.coverage.applied
        return 100 * self.count(Outcome.PASS) // held if held else 0

    @property
    def order(self) -> tuple[bool, Fraction, int, int, str]:
        """Sort key: what is met least first; what was held against nothing last."""
        met, held = self.count(Outcome.PASS), self.coverage.applied
        severity = SEVERITY_ORDER[self.requirement.severity]
        return (not held, Fraction(met, held or 1), severity, met - held, self.requirement.id)


def measured(site: Site) -> list[Measured]:
    """Those of the policies that the audience reads."""
    found = []
    for coverage in site.assessment.coverage.values():
        if not readable(site, coverage.policy):
            continue
        requirement, clause = site.requirement(coverage.requirement), site.clause(coverage.clause)
        found.append(
            Measured(
                requirement=requirement,
                title=str(clause.data.get("title", clause.id)),
                asks=site.checks[requirement.check].title,
                what=_what(requirement),
                coverage=coverage,
            )
        )
    return sorted(found, key=lambda one: one.order)


def headline(held: Sequence[Measured]) -> str:
    """How many of the rules are met by all that they apply to."""
    met = sum(one.count(Outcome.PASS) == one.coverage.applied for one in held)
    return text(
        "%(met)s of the %(all)s requirements that apply to anything are met throughout",
        met=f"{met:,}",
        all=f"{len(held):,}",
    )


def _what(requirement: Requirement) -> str:
    """The kinds of paper that the requirement asks for, where it names some."""
    named = [requirement.params.get(key) for key in ("lines", "line", "licence_types", "schemes")]
    return "; ".join(value(one) for one in named if one)
