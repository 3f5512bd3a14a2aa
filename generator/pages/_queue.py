"""The queue: every open finding and every day to decide or to review, by the day to act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from generator.model.assessment import SEVERITY_ORDER, Finding, Outcome
from generator.model.dates import add_days
from generator.pages._dates import Coming, coming, month_name
from generator.pages._shown import shown
from generator.pages._standing import Party, party
from generator.pages.base import Site
from generator.pages.texts import text

QUEUED = ("block", "error", "warning")
AHEAD_DAYS = 90
"""Days to decide and to review are in the queue this long before."""
_KINDS = ("notice", "review", "waiver", "policy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What is at stake with a supplier: how critical it is, and what is spent in a year."""

    criticality: str = ""
    spend: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do: a finding to mend, or a day on which to decide or to review.

    ``severity`` is '' for a day. ``acts`` is the role that acts, ``step`` what it does next.
    """

    who: Party
    owner: str
    acts: str
    what: str
    step: str
    today: date
    by: date | None
    severity: str = ""
    supplier: str = ""
    finding: Finding | None = None
    key: str = ""

    @property
    def due(self) -> date:
        """The day to act."""
        return self.by or self.today

    @property
    def days(self) -> int:
        """Days left; negative when it is late."""
        return (self.due - self.today).days

    @property
    def order(self) -> tuple[date, int, str, str]:
        """Sort key: by the day to act, then the most serious."""
        rank = SEVERITY_ORDER.get(self.severity, len(SEVERITY_ORDER))
        return (self.due, rank, self.who.name.casefold(), self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Late, today, a week or a month, with the first of what is due in it; ``count`` is of all."""

    key: str
    name: str
    tasks: tuple[Task, ...]
    count: int


def queue(site: Site) -> list[Task]:
    """All that is to be done, the day to act first."""
    found = list(_findings(site))
    asked = {(one.supplier, one.due) for one in found if one.finding is not None}
    found += (one for one in _days(site) if (one.supplier, one.due) not in asked)
    return sorted(found, key=lambda one: one.order)


def exposure(site: Site, supplier: str) -> Exposure:
    """What is at stake with the supplier, as far as the audience may see it."""
    seen = shown(site, supplier, "criticality", "annual_spend_estimate")
    return Exposure(
        criticality=str(seen.get("criticality", "")), spend=seen.get("annual_spend_estimate")
    )


def spans(tasks: Iterable[Task], as_of: date, limit: int) -> list[Span]:
    """Late, today, this week, next week, then month by month; the tasks come in order."""
    found = []
    for (key, name), each in groupby(tasks, key=lambda one: _span(one.due, as_of)):
        mine = tuple(each)
        found.append(Span(key=key, name=name, tasks=mine[:limit], count=len(mine)))
    return found


def _span(day: date, as_of: date) -> tuple[str, str]:
    if day <= as_of:
        return ("now", text("Today")) if day == as_of else ("late", text("Late"))
    sunday = add_days(as_of, 6 - as_of.weekday())
    if day <= sunday:
        return "this-week", text("This week")
    if day <= add_days(sunday, 7):
        return "next-week", text("Next week")
    return f"{day:%Y-%m}", month_name(day.year, day.month)


def _findings(site: Site) -> Iterator[Task]:
    for one in site.assessment.findings:
        if one.outcome is not Outcome.WAIVED and one.severity in QUEUED:
            yield Task(
                who=party(site, one),
                owner=_owner(site, one),
                acts=one.responsible,
                what=one.message,
                step=one.fix,
                today=site.as_of,
                by=one.act_by,
                severity=one.severity,
                supplier=one.supplier or "",
                finding=one,
                key=one.fingerprint,
            )


def _days(site: Site) -> Iterator[Task]:
    for one in coming(site, AHEAD_DAYS):
        if one.kind in _KINDS:
            yield Task(
                who=Party(one.who, one.path),
                owner=one.owner,
                acts=one.owner,
                what=one.what,
                step=_step(one),
                today=site.as_of,
                by=one.day,
                supplier=one.supplier,
                key=one.key,
            )


def _step(one: Coming) -> str:
    """What to do by that day."""
    steps = {
        "decide": text("Decide whether the contract goes on, and record the decision."),
        "send": text("If it is to end, send the notice today at the latest, as the contract asks."),
        "receipt": text("See that the notice has arrived, and record the day."),
        "review": text("Make the review, and record when the next is due."),
        "waiver": text("Have what it covers mended, or ask for a new waiver in time."),
        "policy": text("Read the policy again, change what is out of date, and set the next day."),
    }
    return steps.get(one.key.rpartition("/")[2]) or steps.get(one.kind, "")


def _owner(site: Site, finding: Finding) -> str:
    """Who owns what the finding is about; without an owner, who is to act."""
    owner = ""
    kind, _, name = finding.subject.partition("/")
    if finding.supplier is not None:
        owner = str(shown(site, finding.supplier, "owner").get("owner", ""))
    elif kind == "categories" and name in site.catalog.reference.categories:
        owner = str(site.catalog.reference.categories[name].data.get("owner", ""))
    elif finding.policy in site.catalog.policies:
        about = name if kind == "policies" and name in site.catalog.policies else finding.policy
        owner = site.catalog.policies[about].owner
    return owner or finding.responsible
