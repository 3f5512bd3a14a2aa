"""Charts as inline SVG, drawn when the site is built: no script, no style attribute.

Nothing is scaled: what lies across is in per cent of the drawing's width and what stands up in
pixels, so that a chart is as wide as its place and its words stay readable on a phone. A fill
names a pattern of ``parts_boards/_boards.html``: a verdict, or a plain series (``main``,
``soft``). Each chart's numbers stand beneath it as a table; the drawing's name says what it shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from generator.model.trend import Step
from generator.pages.texts import months

FILLS = ("ok", "conditional", "ask", "do-not-use", "main", "soft")
UNKNOWN = "–"
_HEAD, _FOOT, _ROW = 20, 36, 66
_WIDEST = 11.0
"""A bar's greatest width: two bars are no walls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a bar: its pattern and its size, in whatever the chart counts."""

    fill: str
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what stands beneath it (one or two lines) and above it, and its parts.

    ``gap`` draws an empty frame: there is no figure, which is not the same as nothing.
    """

    label: str
    note: str = ""
    top: str = ""
    parts: tuple[Part, ...] = ()
    gap: bool = False

    @property
    def size(self) -> float:
        """All parts together."""
        return sum(one.size for one in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A row of small bars with a title: one of several that share their scale and their days.

    A size of None is one that is not known, which is not the same as nothing.
    """

    title: str
    sizes: tuple[int | None, ...]


def stacked(parts: Iterable[Part], height: int = 12, name: str = "") -> Markup:
    """A bar that lies across, all of its width filled; without a name it is only for the eye."""
    sized = [one for one in parts if one.size > 0]
    whole = sum(one.size for one in sized)
    rows, start = [], 0.0
    for one in sized:
        share = 100 * one.size / whole
        rows.append(_rect(one.fill, start, 0, share, height))
        start += share
    if not sized:
        rows.append(_frame(0, 0, 100, height))
    return _drawing(rows, height, "bd-bar", name)


def share(part: float, whole: float, height: int = 12) -> Markup:
    """How much of the whole a part is, for the eye; the number stands beside it."""
    length = 100 * min(max(part / whole, 0), 1) if whole else 0
    rows = [Markup('<rect class="bd-whole" width="100%" height="{}"/>').format(height)]
    if length:
        rows.append(_rect("main", 0, 0, length, height))
    return _drawing(rows, height, "bd-bar", "")


def columns(bars: Sequence[Bar], name: str, height: int = 150, most: float = 0) -> Markup:
    """Standing bars side by side. ``most`` is the size of a bar of full height; 0: the largest."""
    top = most or max((one.size for one in bars), default=0) or 1
    base, width = _HEAD + height, 100 / max(len(bars), 1)
    thick = min(width * 0.76, _WIDEST)
    rows = [_line(0, base, 100, base, "bd-axis")]
    for place, bar in enumerate(bars):
        left, middle = place * width + (width - thick) / 2, place * width + width / 2
        if bar.gap:
            rows.append(_frame(left, _HEAD, thick, height))
        y = float(base)
        for one in bar.parts:
            tall = height * one.size / top
            y -= tall
            if tall:
                rows.append(_rect(one.fill, left, y, thick, tall))
        rows.append(_text(middle, (_HEAD if bar.gap else y) - 5, bar.top, "bd-value"))
        rows.append(_text(middle, base + 15, bar.label, "bd-tick"))
        rows.append(_text(middle, base + 29, bar.note, "bd-tick bd-tick--note"))
    return _drawing(rows, base + _FOOT, "bd-chart", name)


def strips(rows: Sequence[Strip], ticks: Sequence[tuple[str, str]], name: str) -> Markup:
    """Rows of small bars above one row of labels, all to one scale."""
    top = max((size or 0 for row in rows for size in row.sizes), default=0) or 1
    width, room = 100 / max(len(ticks), 1), _ROW - 34
    thick = min(width * 0.76, _WIDEST)
    drawn: list[Markup] = []
    for number, row in enumerate(rows):
        base = (number + 1) * _ROW - 4
        drawn.append(_text(0, number * _ROW + 13, row.title, "bd-title", "start"))
        drawn.append(_line(0, base, 100, base, "bd-axis"))
        for place, size in enumerate(row.sizes):
            middle = place * width + width / 2
            if size is None:
                drawn.append(_text(middle, base - 4, UNKNOWN, "bd-tick"))
            if not size:
                continue
            tall = max(room * size / top, 1.5)
            drawn.append(_rect("main", middle - thick / 2, base - tall, thick, tall))
            drawn.append(_text(middle, base - tall - 3, f"{size:,}", "bd-value"))
    base = len(rows) * _ROW
    for place, (label, note) in enumerate(ticks):
        middle = place * width + width / 2
        drawn.append(_text(middle, base + 12, label, "bd-tick"))
        drawn.append(_text(middle, base + 26, note, "bd-tick bd-tick--note"))
    return _drawing(drawn, base + _FOOT - 4, "bd-chart", name)


def curve(
    values: Sequence[float | None], ticks: Sequence[tuple[str, str]], name: str, unit: str = "%"
) -> Markup:
    """Points from 0 to 100 joined by a line, which a missing value interrupts."""
    height, width = 130, 100 / max(len(values), 1)
    base = _HEAD + height
    rows = [_line(0, base - height * at / 100, 100, base - height * at / 100, "bd-grid")
            for at in (25, 50, 75, 100)]  # fmt: skip
    rows.append(_line(0, base, 100, base, "bd-axis"))
    rows.append(_text(0, _HEAD - 5, f"100 {unit}", "bd-tick", "start"))
    before: tuple[float, float] | None = None
    dots: list[Markup] = []
    for place, value in enumerate(values):
        middle = place * width + width / 2
        if value is None:
            before = None
        else:
            y = base - height * value / 100
            if before is not None:
                rows.append(_line(before[0], before[1], middle, y, "bd-line"))
            before = (middle, y)
            dots.append(_dot(middle, y))
            dots.append(_text(middle, y - 9, f"{value:.0f} {unit}", "bd-value"))
        dots.append(_text(middle, base + 15, ticks[place][0], "bd-tick"))
        dots.append(_text(middle, base + 29, ticks[place][1], "bd-tick bd-tick--note"))
    return _drawing(rows + dots, base + _FOOT, "bd-chart", name)


def span(start: float, length: float, now: float, counts: bool) -> Markup:
    """A stretch of time in a row, with a mark for today: all in per cent of the time shown."""
    rows = [_line(0, 8, 100, 8, "bd-grid")]
    rows.append(_rect("main" if counts else "soft", start, 2, max(length, 0.8), 12))
    rows.append(_line(now, 0, now, 16, "bd-now"))
    return _drawing(rows, 16, "bd-bar", "")


def ticks(days: Sequence[date], step: Step = Step.MONTH) -> list[tuple[str, str]]:
    """Two lines beneath each day: months with their year, or days with their month."""
    found: list[tuple[str, str]] = []
    for place, day in enumerate(days):
        before = days[place - 1] if place else None
        if step is Step.MONTH:
            new = before is None or before.year != day.year
            found.append((month_name(day), str(day.year) if new else ""))
        else:
            new = before is None or before.month != day.month
            found.append((str(day.day), month_name(day) if new else ""))
    return found


def month_name(day: date) -> str:
    """``Nov``."""
    return months()[day.month - 1]


def _drawing(rows: Iterable[Markup], height: float, kind: str, name: str) -> Markup:
    about = (
        Markup('role="img" aria-label="{}"').format(name)
        if name
        else Markup('aria-hidden="true" focusable="false"')
    )
    return Markup('<svg class="{}" width="100%" height="{}" {}>{}</svg>').format(
        kind, _short(height), about, Markup("").join(rows)
    )


def _rect(fill: str, x: float, y: float, width: float, height: float) -> Markup:
    return Markup(
        '<rect class="bd-part" fill="url(#bd-{})" x="{}%" y="{}" width="{}%" height="{}"/>'
    ).format(fill, _short(x), _short(y), _short(width), _short(height))


def _frame(x: float, y: float, width: float, height: float) -> Markup:
    return Markup('<rect class="bd-frame" x="{}%" y="{}" width="{}%" height="{}"/>').format(
        _short(x), _short(y), _short(width), _short(height)
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(
        kind, _short(x1), _short(y1), _short(x2), _short(y2)
    )


def _dot(x: float, y: float) -> Markup:
    return Markup('<circle class="bd-dot" cx="{}%" cy="{}" r="4"/>').format(_short(x), _short(y))


def _text(x: float, y: float, words: str, kind: str, anchor: str = "middle") -> Markup:
    if not words:
        return Markup("")
    return Markup('<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>').format(
        kind, _short(x), _short(y), anchor, escape(words)
    )


def _short(number: float) -> str:
    """Two places at most: enough for the eye, and the same on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
