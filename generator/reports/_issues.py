"""One issue text for each owner: what stands open today, what time changed, and what is to come.

The issue is open while anything stands that blocks or is an error, or while a verdict turns for
the worse within 30 days; else it is closed. A waived finding keeps none open: it was decided on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.evaluate.drift import HORIZONS, Turn
from generator.model import words
from generator.model.assessment import Assessment, Finding, Outcome
from generator.model.catalog import Catalog
from generator.reports.base import markdown

_STANDS = ("block", "error")


@dataclass(slots=True, kw_only=True)
class Matters:
    """What one owner has before them."""

    standing: list[Finding] = field(default_factory=list)
    past: list[Turn] = field(default_factory=list)
    future: list[Turn] = field(default_factory=list)

    @property
    def due(self) -> bool:
        """Whether there is anything to do: the issue is open."""
        return bool(self.standing) or any(
            one.worse and one.within <= HORIZONS[0] for one in self.future
        )


def issues(
    catalog: Catalog, now: Assessment, past: Iterable[Turn], future: Iterable[Turn], nobody: str
) -> dict[str, str]:
    """Owner → text, for everybody who owns a supplier or is responsible for what stands.

    What is about no supplier (a waiver, a category) goes to the role responsible for it; what
    has neither goes to ``nobody``.
    """
    found: dict[str, Matters] = defaultdict(Matters)
    owners = {name: str(one.data.get("owner") or nobody) for name, one in catalog.suppliers.items()}
    for owner in owners.values():
        found[owner].standing += ()
    for finding in sorted(now.findings, key=lambda one: one.order):
        if finding.outcome is not Outcome.WAIVED and finding.severity in _STANDS:
            owner = owners.get(finding.supplier or "", finding.responsible) or nobody
            found[owner].standing.append(finding)
    for turn in past:
        found[owners[turn.supplier]].past.append(turn)
    for turn in future:
        found[owners[turn.supplier]].future.append(turn)
    return {
        owner: "\n".join(_issue(catalog, owner, now, mine)) + "\n"
        for owner, mine in sorted(found.items())
    }


def _issue(catalog: Catalog, owner: str, now: Assessment, mine: Matters) -> Iterator[str]:
    """The first line tells a workflow whether it may be closed."""
    yield f"<!-- state: {'open' if mine.due else 'closed'} -->"
    yield f"<!-- owner: {owner} -->"
    yield ""
    name = markdown(catalog.reference.role_name(owner))
    day = words.day(now.as_of)
    yield (
        f"What is due for {name}, as of {day}."
        if mine.due
        else (f"Nothing is due for {name} as of {day}.")
    )
    if mine.standing:
        yield ""
        yield f"## What stands: {len(mine.standing)}"
        yield ""
        yield from _standing(now, mine.standing)
    for title, turns in (("What time changed", mine.past), ("What is to come", mine.future)):
        if turns:
            yield ""
            yield f"## {title}"
            yield ""
            yield from table(turns)


def _standing(now: Assessment, found: Iterable[Finding]) -> Iterator[str]:
    yield "| act by | supplier | severity | finding | what to do |"
    yield "|---|---|---|---|---|"
    names = {one.id: one.legal_name for one in now.suppliers}
    for one in found:
        cells = (
            "" if one.act_by is None else words.day(one.act_by),
            names.get(one.supplier or "", ""),
            one.severity,
            f"{one.code}: {one.message}",
            one.fix,
        )
        yield f"| {' | '.join(markdown(cell) for cell in cells)} |"


def when(one: Turn) -> str:
    """The day of a turn, and how far away it is."""
    day = words.day(one.day)
    return f"within {one.within} days, {day}" if one.within else f"since {day}"


def table(turns: Iterable[Turn]) -> Iterator[str]:
    """Turns as a Markdown table."""
    yield "| when | supplier | from | to | because |"
    yield "|---|---|---|---|---|"
    for one in turns:
        why = markdown("; ".join(one.because[:2]))
        yield (
            f"| {markdown(when(one))} | {markdown(one.legal_name)} | {one.before.label} | "
            f"{one.after.label} | {why} |"
        )
