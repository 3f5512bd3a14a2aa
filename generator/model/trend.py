"""How a catalog stood on days of the past: counts only, one point for each day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from generator.model.assessment import Assessment, Outcome, Verdict

IN_USE = frozenset(("approved", "conditional"))
"""The statuses of suppliers that are in use: what a compliance rate is a rate of."""


class Step(StrEnum):
    """How far apart the points are."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    COMMIT = "commit"


class Missing(StrEnum):
    """Why there is no look back at all."""

    NOT_ASKED = "not-asked"
    NO_GIT = "no-git"
    SHALLOW = "shallow"
    NO_PAST = "no-past"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One day: the commit that was in force, and suppliers and findings as judged on that day.

    ``findings`` are open ones by severity; ``requirements`` how many rules were held against
    anything; ``in_use`` and ``ok_in_use`` make the compliance rate.
    A point with a ``gap`` has no counts: it names the file, check or fault for which today's
    program cannot judge that state.
    """

    day: date
    commit: str
    verdicts: Mapping[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    findings: Mapping[str, int] = field(default_factory=dict)
    waived: int = 0
    requirements: int = 0
    in_use: int = 0
    ok_in_use: int = 0
    gap: str = ""

    @property
    def suppliers(self) -> int:
        """All suppliers on record."""
        return sum(self.verdicts.values())

    @classmethod
    def of(cls, assessment: Assessment, commit: str) -> "Point":
        """What an assessment comes to."""
        used = [one.verdict for one in assessment.suppliers if one.status in IN_USE]
        return cls(
            day=assessment.as_of,
            commit=commit,
            verdicts=assessment.verdict_counts(),
            findings=assessment.severity_counts(),
            waived=sum(one.outcome is Outcome.WAIVED for one in assessment.findings),
            requirements=sum(one.applied > 0 for one in assessment.coverage.values()),
            in_use=len(used),
            ok_in_use=used.count(Verdict.OK),
        )

    def as_data(self) -> dict[str, Any]:
        """What is kept of it: plain JSON."""
        return {
            "day": self.day.isoformat(),
            "commit": self.commit,
            "verdicts": {str(one): n for one, n in self.verdicts.items()},
            "findings": dict(self.findings),
            "waived": self.waived,
            "requirements": self.requirements,
            "in_use": self.in_use,
            "ok_in_use": self.ok_in_use,
            "gap": self.gap,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Point":
        """The point that ``as_data`` was made from. Raises KeyError, TypeError or ValueError."""
        return cls(
            day=date.fromisoformat(data["day"]),
            commit=str(data["commit"]),
            verdicts={one: int(data["verdicts"][one]) for one in Verdict},
            findings={str(name): int(n) for name, n in data["findings"].items()},
            waived=int(data["waived"]),
            requirements=int(data["requirements"]),
            in_use=int(data["in_use"]),
            ok_in_use=int(data["ok_in_use"]),
            gap=str(data["gap"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The points, the oldest first, without today's; or why there are none."""

    points: tuple[Point, ...] = ()
    step: Step = Step.MONTH
    missing: Missing | None = None
