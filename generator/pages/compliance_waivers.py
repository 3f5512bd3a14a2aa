"""The board of waivers: in force by age and end, without effect, to come, and ended."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.pages import _boards as boards
from generator.pages import _charts as charts
from generator.pages import _waived as waived
from generator.pages.base import Page, Site
from generator.pages.compliance import waiver_sentence
from generator.pages.texts import text

PATH = boards.WAIVERS
SHOWN = 60
_AGES = (30, 60, 90, 180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The waivers of one state: the first of them, and how many more there are."""

    state: str
    title: str
    waivers: tuple[waived.Waived, ...]
    more: int


def pages(site: Site) -> Iterator[Page]:
    """The one page. It is for staff."""
    if not site.internal:
        return
    in_force = waived.of_state(site, "in_force")
    says = waiver_sentence(site)
    aged = ages(in_force)
    yield boards.board(
        site,
        PATH,
        "compliance_waivers.html",
        text("Waivers"),
        text("Exceptions in force, by age and end, and what is wrong with others."),
        headline=says,
        groups=[one for one in (group(site, state) for state in waived.STATES) if one.waivers],
        ages=aged,
        age_drawing=charts.columns(_bars(aged), says, height=90),
        requirements=by_requirement(in_force),
        soon=waived.ending_soon(site),
        lately=waived.ended_lately(site),
        soon_days=waived.SOON_DAYS,
        lately_days=waived.LATELY_DAYS,
        span=lambda one: span(site, one),
        total=len(waived.waived(site)),
    )


def group(site: Site, state: str) -> Group:
    """Those of one state; ended ones the latest first."""
    titles = {
        "in_force": text("In force"),
        "without_effect": text("Without effect"),
        "to_come": text("To come"),
        "ended": text("Ended"),
    }
    found = waived.of_state(site, state)
    found = found[::-1] if state == "ended" else found
    return Group(
        state=state,
        title=titles[state],
        waivers=tuple(found[:SHOWN]),
        more=max(0, len(found) - SHOWN),
    )


def ages(in_force: Sequence[waived.Waived]) -> list[tuple[str, int]]:
    """How many are how old, in days since their first day."""
    names = [text("Up to %(n)s days", n=n) for n in _AGES] + [text("Older")]
    counts = [0] * len(names)
    for one in in_force:
        counts[sum(one.age > limit for limit in _AGES)] += 1
    return list(zip(names, counts, strict=True))


def _bars(aged: Sequence[tuple[str, int]]) -> list[charts.Bar]:
    labels = [*(f"≤ {limit}" for limit in _AGES), f"> {_AGES[-1]}"]
    return [
        charts.Bar(label=label, top=f"{count:,}", parts=(charts.Part(fill="main", size=count),))
        for label, (_, count) in zip(labels, aged, strict=True)
    ]


def by_requirement(found: Sequence[waived.Waived]) -> list[tuple[waived.Waived, int]]:
    """Each requirement that is waived now, with how often; the most first."""
    counts = Counter(one.requirement.id for one in found)
    first = {one.requirement.id: one for one in reversed(found)}
    return [
        (first[name], count)
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def span(site: Site, one: waived.Waived) -> Markup:
    """From its first day to its last, in the year around today."""
    around = 183

    def at(days: int) -> float:
        return 100 * (min(max(days, -around), around) + around) / (2 * around)

    start, end = at(-one.age), at(one.left + 1)
    return charts.span(start, end - start, at(0), one.state == "in_force")
