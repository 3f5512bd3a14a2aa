"""The board of the trend: how verdicts and findings stood on earlier days, from the history."""

from collections.abc import Iterator, Sequence

from generator.model.assessment import SEVERITY_ORDER
from generator.model.trend import Missing, Point, Step, Trend
from generator.pages import _boards as boards
from generator.pages import _charts as charts
from generator.pages._trend import rate, series
from generator.pages.base import Page, Site
from generator.pages.texts import sentence, severity, text

PATH = boards.TREND
_NONE = Trend(missing=Missing.NOT_ASKED)


def pages(site: Site) -> Iterator[Page]:
    """The one page. It is for staff."""
    if not site.internal:
        return
    trend = site.trend or _NONE
    points = series(site)
    ticks = labels(points, trend.step)
    says, rates = headline(points), [rate(one) for one in points]
    whole = float(max(one.suppliers for one in points))
    yield boards.board(
        site,
        PATH,
        "compliance_trend.html",
        text("Trend"),
        text("How verdicts and findings stood on earlier days."),
        trend=trend,
        missing=str(trend.missing or ""),
        why_missing=Missing,
        points=points,
        rates=rates,
        headline=says,
        every=every(trend.step),
        grown=grown(points),
        found_more=found_more(points),
        verdicts=charts.columns(_verdicts(points, ticks), grown(points), most=whole),
        curve=charts.curve(rates, ticks, says),
        findings=charts.strips(_findings(points), ticks, found_more(points)),
        severities=[(name, sentence(severity(name))) for name in SEVERITY_ORDER],
    )


def headline(points: Sequence[Point]) -> str:
    """From where to where the compliance rate went."""
    known = [found for found in map(rate, points) if found is not None]
    if not known:
        return text("No supplier is in use, so there is no rate")
    values = {"first": f"{known[0]:.0f}", "last": f"{known[-1]:.0f}"}
    if len(known) == 1:
        return text("%(last)s %% of the suppliers in use are OK to use", **values)
    if known[0] == known[-1]:
        return text("The compliance rate is what it was: %(last)s %%", **values)
    if known[0] < known[-1]:
        return text("The compliance rate rose from %(first)s to %(last)s %%", **values)
    return text("The compliance rate fell from %(first)s to %(last)s %%", **values)


def grown(points: Sequence[Point]) -> str:
    """How many suppliers there were and are."""
    known = [one.suppliers for one in points if not one.gap]
    values = {"first": f"{known[0]:,}", "last": f"{known[-1]:,}"}
    return text("Suppliers on record: %(first)s at first, %(last)s now", **values)


def found_more(points: Sequence[Point]) -> str:
    """How many findings that hold up an order there were and are."""
    known = [
        one.findings.get("block", 0) + one.findings.get("error", 0) for one in points if not one.gap
    ]
    values = {"first": f"{known[0]:,}", "last": f"{known[-1]:,}"}
    return text("Open findings that hold up orders: %(first)s at first, %(last)s now", **values)


def every(step: Step) -> str:
    """What the points are."""
    return {
        Step.MONTH: text("The end of each month, and today"),
        Step.WEEK: text("The end of each week, and today"),
        Step.DAY: text("Each day up to today"),
        Step.COMMIT: text("Each change of the records, and today"),
    }[step]


def labels(points: Sequence[Point], step: Step) -> list[tuple[str, str]]:
    """What stands beneath each point; the last is today's."""
    return [*charts.ticks([one.day for one in points[:-1]], step), (text("Now"), "")]


def _verdicts(points: Sequence[Point], ticks: Sequence[tuple[str, str]]) -> list[charts.Bar]:
    return [
        charts.Bar(
            label=label,
            note=note,
            top=charts.UNKNOWN if one.gap else f"{one.suppliers:,}",
            parts=()
            if one.gap
            else tuple(charts.Part(fill=str(v), size=n) for v, n in one.verdicts.items()),
            gap=bool(one.gap),
        )
        for one, (label, note) in zip(points, ticks, strict=True)
    ]


def _findings(points: Sequence[Point]) -> list[charts.Strip]:
    rows = [
        charts.Strip(
            title=sentence(severity(name)), sizes=tuple(one.findings.get(name, 0) for one in points)
        )
        for name in SEVERITY_ORDER
    ]
    rows.append(charts.Strip(title=text("Waived"), sizes=tuple(one.waived for one in points)))
    return rows
