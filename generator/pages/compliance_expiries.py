"""The board of what ends when: month by month, by kind, the fullest weeks, and what follows."""

from collections.abc import Iterator, Sequence

from generator.evaluate.supplier import HORIZON_DAYS
from generator.model.assessment import Verdict
from generator.pages import _boards as boards
from generator.pages import _charts as charts
from generator.pages import _expiries as expiries
from generator.pages.base import Page, Site
from generator.pages.texts import day, text

PATH = boards.EXPIRIES
SHOWN = 40
"""Items of one month on this page; the calendar has them all."""


def pages(site: Site) -> Iterator[Page]:
    """The one page. It is for staff."""
    if not site.internal:
        return
    months = expiries.months(site)
    ahead = expiries.ahead(site)
    ticks = charts.ticks([one.first for one in months])
    title, fall = headline(months), falling(ahead)
    yield boards.board(
        site,
        PATH,
        "compliance_expiries.html",
        text("What ends when"),
        text("What ends in the coming months, and what becomes of the verdicts."),
        months=months,
        kinds=[(kind, expiries.kind_title(kind)) for kind in expiries.KINDS],
        weeks=expiries.busiest(expiries.ending(site)),
        followed=expiries.followed(site),
        ahead=ahead,
        headline=title,
        falling=fall,
        by_month=charts.columns(_months(months, ticks), title),
        by_kind=charts.strips(_kinds(months), ticks, text("The same months, kind by kind")),
        verdicts_ahead=charts.columns(_ahead(ahead), fall, most=_most(ahead)),
        horizon=HORIZON_DAYS,
        shown=SHOWN,
    )


def headline(months: Sequence[expiries.Month]) -> str:
    """How much ends, and in which months the most."""
    count = sum(len(one.items) for one in months)
    if not count:
        return text("Nothing ends in the coming months")
    fullest = max(months, key=lambda one: len(one.items))
    return text(
        "%(count)s last days to come, and the most in %(month)s %(year)s: %(most)s",
        count=f"{count:,}",
        month=charts.month_name(fullest.first),
        year=fullest.first.year,
        most=f"{len(fullest.items):,}",
    )


def falling(ahead: Sequence[expiries.Ahead]) -> str:
    """What becomes of those that are OK, if nothing is renewed."""
    now, last = ahead[0], ahead[-1]
    return text(
        "If nothing is renewed, %(now)s suppliers that are OK to use become %(then)s by %(day)s",
        now=f"{now.counts[Verdict.OK]:,}",
        then=f"{last.counts[Verdict.OK]:,}",
        day=day(last.day),
    )


def _months(months: Sequence[expiries.Month], ticks: Sequence[tuple[str, str]]) -> list[charts.Bar]:
    return [
        charts.Bar(
            label=label,
            note=note,
            top=f"{len(one.items):,}" if one.items else "",
            parts=(charts.Part(fill="main", size=len(one.items)),),
        )
        for one, (label, note) in zip(months, ticks, strict=True)
    ]


def _kinds(months: Sequence[expiries.Month]) -> list[charts.Strip]:
    found = [
        charts.Strip(
            title=expiries.kind_title(kind), sizes=tuple(one.count(kind) for one in months)
        )
        for kind in expiries.KINDS
    ]
    return [one for one in found if any(one.sizes)]


def _ahead(ahead: Sequence[expiries.Ahead]) -> list[charts.Bar]:
    ticks = [(text("Now"), ""), *charts.ticks([one.day for one in ahead[1:]])]
    return [
        charts.Bar(
            label=label,
            note=note,
            top=f"{one.counts[Verdict.OK]:,}",
            parts=tuple(charts.Part(fill=str(v), size=n) for v, n in one.counts.items()),
        )
        for one, (label, note) in zip(ahead, ticks, strict=True)
    ]


def _most(ahead: Sequence[expiries.Ahead]) -> float:
    return float(max(sum(one.counts.values()) for one in ahead))
