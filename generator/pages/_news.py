"""News of the catalog: verdicts that are about to turn, papers that end soon, papers that ended.

What is to come is told three times: 90, 30 and 7 days ahead, and once more on the day. Each
telling is an item of its own with the day on which it came due, whenever the site was built.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.assessment import Finding, Outcome, Segment, SupplierAssessment
from generator.model.dates import add_days
from generator.pages._dates import LEFT_OUT, Coming, coming
from generator.pages._memo import kept
from generator.pages._shown import shown
from generator.pages.base import Site, supplier_path
from generator.pages.texts import counted, sentence, text
from generator.pages.texts import day as day_words

STAGES = (0, 7, 30, 90)
"""Days ahead at which something is told; the nearest that is reached counts."""
PAST_DAYS = 90
_TOLD = ("block", "error", "warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One item. ``day`` is when it came due, ``key`` is its own for ever; ``lines`` is its text."""

    key: str
    day: date
    title: str
    lines: tuple[str, ...]
    path: str
    supplier: str = ""
    owner: str = ""


def all_news(site: Site) -> list[News]:
    """The news for the site's audience, the newest first. The public learns verdicts only."""
    return kept(site, "news", lambda: sorted(_all(site), key=_order))


def _order(one: News) -> tuple[int, str]:
    return (-one.day.toordinal(), one.key)


def _all(site: Site) -> Iterator[News]:
    for assessed in site.assessment.suppliers:
        if assessed.status not in LEFT_OUT:
            owner = str(shown(site, assessed.id, "owner").get("owner", ""))
            yield from _turns(site, assessed, owner)
            if site.internal:
                yield from _ended(site, assessed, owner)
    for one in coming(site, STAGES[-1]):
        if one.ends:
            yield _ending(site, one)


def stage(day: date, as_of: date) -> int | None:
    """How many days ahead a day is told next; None while it is too far off."""
    left = (day - as_of).days
    return next((ahead for ahead in STAGES if left <= ahead), None) if left >= 0 else None


def _turns(site: Site, assessed: SupplierAssessment, owner: str) -> Iterator[News]:
    before = assessed.verdict
    for segment in assessed.timeline[1:]:
        if segment.verdict is not before:
            ahead = stage(segment.start, site.as_of)
            if ahead is not None:
                yield _turn(site, assessed, segment, owner, ahead)
        before = segment.verdict


def _turn(
    site: Site, assessed: SupplierAssessment, segment: Segment, owner: str, ahead: int
) -> News:
    when, then = day_words(segment.start), text(segment.verdict.label)
    return News(
        key=f"{assessed.id}/turn/{segment.start}/{segment.verdict}/{ahead}",
        day=add_days(segment.start, -ahead),
        title=text(
            "%(name)s: %(verdict)s from %(day)s (%(left)s)",
            name=assessed.legal_name,
            verdict=then,
            day=when,
            left=_ahead(ahead),
        ),
        lines=(
            text("From %(day)s staff will see: %(verdict)s.", day=when, verdict=then),
            *(segment.because if site.internal else ()),
        ),
        path=supplier_path(assessed.id),
        supplier=assessed.id,
        owner=owner,
    )


def _ending(site: Site, one: Coming) -> News:
    ahead = stage(one.day, site.as_of) or 0
    when = day_words(one.day)
    return News(
        key=f"{one.key}/ends/{one.day}/{ahead}",
        day=add_days(one.day, -ahead),
        title=text(
            "%(name)s: %(what)s, %(day)s (%(left)s)",
            name=one.who,
            what=one.what,
            day=when,
            left=_ahead(ahead),
        ),
        lines=(f"{when}: {one.what}",),
        path=one.path,
        supplier=one.supplier,
        owner=one.owner,
    )


def _ahead(days: int) -> str:
    if not days:
        return text("today")
    return counted("in %(num)s day", "within %(num)s days", days)


def _ended(site: Site, assessed: SupplierAssessment, owner: str) -> Iterator[News]:
    first = add_days(site.as_of, -PAST_DAYS)
    for one in assessed.findings:
        last = one.last_day
        told = one.severity in _TOLD and one.outcome is Outcome.FAIL
        if told and last is not None and first <= last < site.as_of:
            yield _end(assessed, one, last, owner)


def _end(assessed: SupplierAssessment, found: Finding, last: date, owner: str) -> News:
    lines = [sentence(found.message)]
    if found.required:
        lines.append(text("Required: %(what)s", what=found.required))
    if found.held:
        lines.append(text("On file: %(what)s", what=found.held))
    if found.fix:
        lines.append(text("To do: %(what)s", what=found.fix))
    return News(
        key=f"{found.fingerprint}/ended/{last}",
        day=add_days(last, 1),
        title=f"{assessed.legal_name}: {sentence(found.message)}",
        lines=tuple(lines),
        path=supplier_path(assessed.id),
        supplier=assessed.id,
        owner=owner,
    )
