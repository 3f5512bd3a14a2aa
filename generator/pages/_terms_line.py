"""The time line of a contract: its present term, when notice is due, and what comes after.

As a drawing without words, and the same as a list of days: who cannot see the one reads the
other. The days are those that the checks go by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from generator.checks._contracts import decision, notice, notice_owed, present, renewing
from generator.model.asof import AsOf
from generator.model.dates import add_days
from generator.model.records import Contract
from generator.pages._dates import decide_days
from generator.pages.base import Site
from generator.pages.texts import day, duration, text

_WIDTH, _HEIGHT = 1000, 36
_MARK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day that matters. ``kind`` is term, notice or renewal; ``note`` says more about it."""

    day: date
    what: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsLine:
    """The days of a contract in their order, and the stretches that the drawing shows.

    ``term``, ``window`` and ``further`` are first and last days: of the present term, of the
    time to give notice in, and of one more renewal.
    """

    moments: tuple[Moment, ...]
    term: tuple[date, date]
    window: tuple[date, date] | None = None
    further: tuple[date, date] | None = None


def terms_line(site: Site, contract: Contract) -> TermsLine | None:
    """The line of a contract that is to come or runs; None without two ends, or after them."""
    if contract.dead or contract.superseded or contract.open_ended:
        return None
    today, reference = AsOf(site.as_of), site.catalog.reference
    now = present(contract, today, reference)
    if now.begins is None or now.last_day is None or site.as_of > now.last_day:
        return None
    goes_on = renewing(contract, today, now, reference)
    begins = text("Present term began") if now.renewed else text("First day")
    moments = [Moment(day=now.begins, what=begins, kind="term")]
    dates = notice(contract, now, reference, decide_days(site)) if now.renews else None
    window = None
    if dates is not None and dates.receipt_by and dates.send_by and dates.decide_by:
        owed = notice_owed(contract, today, now, dates.receipt_by)
        open_ = owed and not decision(contract, today, now)
        note = "" if owed else text("no longer needed")
        moments += [
            _notice(
                dates.decide_by, text("Decide whether it goes on"), "" if open_ else _settled()
            ),
            _notice(dates.send_by, text("Last day to send notice"), note),
            _notice(dates.receipt_by, text("Notice must have arrived"), note),
        ]
        window = (dates.decide_by, dates.receipt_by)
    moments.append(Moment(day=now.last_day, what=_last_words(contract, goes_on), kind="term"))
    further = _further(contract, now.last_day, goes_on)
    if further is not None:
        what = text("Next term ends") if goes_on else text("Would end if renewed")
        moments.append(Moment(day=further[1], what=what, kind="renewal"))
    return TermsLine(
        moments=tuple(sorted(moments, key=lambda one: one.day)),
        term=(now.begins, now.last_day),
        window=window,
        further=further,
    )


def _notice(when: date, what: str, note: str) -> Moment:
    return Moment(day=when, what=what, kind="notice", note=note)


def _settled() -> str:
    return text("decided")


def _last_words(contract: Contract, goes_on: bool) -> str:
    length = duration(str(contract.renewal.get("term") or ""))
    if goes_on and length:
        return text("Last day of this term; it then renews itself for %(length)s", length=length)
    return text("Last day of this term; it then renews itself") if goes_on else text("Last day")


def _further(contract: Contract, last: date, goes_on: bool) -> tuple[date, date] | None:
    option = contract.renewal.get("type") == "option" and contract.renewals_left != 0
    closed = contract.data.get("renewed_by") or contract.data.get("terminated_on")
    if contract.renewal_term is None or closed or not (goes_on or option):
        return None
    start = add_days(last, 1)
    end = add_days(contract.renewal_term.after(start), -1)
    return (start, end) if end > start else None


def drawing(line: TermsLine, as_of: date, name: str) -> Markup:
    """The line as a drawing: bars and marks, no words; the list of days says the same."""
    first, last = line.term[0], line.further[1] if line.further else line.term[1]
    days = max(1, (last - first).days + 1)

    def x(when: date) -> float:
        return round(min(max((when - first).days / days, 0), 1) * _WIDTH, 1)

    def bar(kind: str, span: tuple[date, date], top: int, height: int) -> str:
        start, end = x(span[0]), x(add_days(span[1], 1))
        return (
            f'<rect class="tl-{kind}" x="{start}" y="{top}" '
            f'width="{max(end - start, _MARK):.1f}" height="{height}"/>'
        )

    def parts() -> Iterator[str]:
        yield bar("term", line.term, 10, 16)
        if line.further:
            yield bar("further", line.further, 10, 16)
        if line.window:
            yield bar("window", line.window, 10, 16)
        for one in line.moments:
            if one.kind == "notice":
                yield bar("mark", (one.day, one.day), 6, 24)
        yield (
            f'<rect class="tl-today" data-first="{first}" data-days="{days}" '
            f'x="{x(as_of)}" y="0" width="{_MARK}" height="{_HEIGHT}"/>'
        )

    said = text(
        "Time line of %(name)s from %(first)s to %(last)s. The days are in the list below.",
        name=name,
        first=day(first),
        last=day(last),
    )
    return Markup(
        f'<svg class="sp-line" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" '
        f'role="img" aria-label="{escape(said)}">{"".join(parts())}</svg>'
    )
