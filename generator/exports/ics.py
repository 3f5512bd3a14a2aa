"""Calendars to subscribe to: ``feeds/all.ics`` and those of owners, categories and suppliers.

iCalendar (RFC 5545) with all-day events. An event's UID names the paper and not its date, so
that a corrected date moves the event; SEQUENCE grows from day to day, so that the newer build
wins. For staff only: contracts and insurance are not public.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.exports._names import Names
from generator.model.dates import add_days
from generator.pages._dates import Coming
from generator.pages._feeds import Feed, of_suppliers, wide
from generator.pages.base import File, Site
from generator.pages.texts import counted, text
from generator.reports.base import line

WIDTH = 75
"""Octets of a line, without its end."""
ALARMS: Mapping[str, tuple[int, ...]] = {
    "notice": (30, 7, 1),
    "contract": (90, 30),
    "insurance": (60, 30, 7, 0),
    "licence": (60, 30, 7, 0),
    "permit": (30, 7, 0),
    "certification": (60, 30, 7),
    "waiver": (30, 7),
}
"""Days ahead at which a calendar reminds, at nine in the morning, by what the day is about."""
_OTHER_ALARMS = (14,)
_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SPECIAL = re.compile(r"[\\;,]")
_FIRST = date(2020, 1, 1)
# A calendar must hold something. This says nothing, and is what one without events holds.
_NOTHING = (
    *("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)


def files(site: Site) -> Iterator[File]:
    """Every calendar, those of the suppliers last."""
    if not site.internal:
        return
    writer, found = _Writer(site), wide(site)
    shared = {one.key for feed in found for one in feed.days}
    events: dict[str, str] = {}
    suppliers = []
    for scope, days in of_suppliers(site):
        made = [writer.event(one) for one in days]
        events.update(
            (one.key, event) for one, event in zip(days, made, strict=True) if one.key in shared
        )
        data = writer.calendar(scope.title, "", made)
        source = site.catalog.suppliers[scope.id].path
        suppliers.append(File(path=f"{scope.stem}.ics", data=data, source=source))
    for feed in found:
        made = [events.get(one.key) or writer.event(one) for one in feed.days]
        data = writer.calendar(feed.scope.title, _about(feed), made)
        yield File(path=f"{feed.scope.stem}.ics", data=data)
    yield from suppliers


def _about(feed: Feed) -> str:
    if not feed.left:
        return ""
    return counted(
        "%(num)s later day is not in this calendar. Those of one supplier or owner hold more.",
        "%(num)s later days are not in this calendar. Those of one supplier or owner hold more.",
        feed.left,
    )


class _Writer:
    """Writes events and calendars; what all of one site share is made once."""

    def __init__(self, site: Site) -> None:
        self._names = Names(site)
        self._base = site.site_url.rstrip("/") + "/" if site.site_url else ""
        self._organisation = site.name
        self._roles = site.catalog.reference.role_name
        stamp = f"{site.as_of:%Y%m%d}T000000Z"
        self._stamps = (
            f"DTSTAMP:{stamp}",
            f"LAST-MODIFIED:{stamp}",
            f"SEQUENCE:{max(0, (site.as_of - _FIRST).days)}",
        )
        self._alarms: dict[str, str] = {}

    def event(self, one: Coming) -> str:
        """One day as an event, with its reminders."""
        summary = escape(f"{one.who}: {one.what}")
        owner = self._owner(one.owner)
        about = [part for part in (one.note, owner, *self._link(one.path)) if part]
        return (
            _lines(
                (
                    "BEGIN:VEVENT",
                    f"UID:{self._names(one.key)}",
                    *self._stamps,
                    f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
                    f"DTEND;VALUE=DATE:{add_days(one.day, 1):%Y%m%d}",
                    f"SUMMARY:{summary}",
                    *([f"DESCRIPTION:{escape(chr(10).join(about))}"] if about else []),
                    *(f"URL:{url}" for url in self._link(one.path)),
                    f"CATEGORIES:{escape(one.kind)}",
                    "TRANSP:TRANSPARENT",
                )
            )
            + self._reminders(one)
            + "END:VEVENT\r\n"
        )

    def calendar(self, title: str, about: str, events: Iterable[str]) -> bytes:
        """A whole calendar. ``about`` may be ''."""
        name = escape(f"{self._organisation}: {title}")
        head = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//supplier-catalog//Calendar//EN",
            "CALSCALE:GREGORIAN",
            f"NAME:{name}",
            f"X-WR-CALNAME:{name}",
            *([f"X-WR-CALDESC:{escape(about)}", f"DESCRIPTION:{escape(about)}"] if about else []),
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
            "X-PUBLISHED-TTL:P1D",
        )
        body = "".join(events) or _lines(_NOTHING)
        return f"{_lines(head)}{body}END:VCALENDAR\r\n".encode()

    def _owner(self, owner: str) -> str:
        return text("Owner: %(name)s", name=self._roles(owner)) if owner else ""

    def _link(self, path: str) -> list[str]:
        return [self._base + path] if self._base else []

    def _reminders(self, one: Coming) -> str:
        """The reminders of a day; a day on which nothing ends and nothing is due has one."""
        kind = one.kind if one.ends or one.kind not in ALARMS else ""
        known = self._alarms.get(kind)
        if known is None:
            ahead = ALARMS.get(kind, _OTHER_ALARMS)
            known = self._alarms[kind] = "".join(_alarm(days) for days in ahead)
        return known


def _alarm(days: int) -> str:
    said = text("today") if not days else counted("in %(num)s day", "in %(num)s days", days)
    before = f"-P{days - 1}DT15H" if days > 1 else "-PT15H"
    trigger = before if days else "PT9H"
    return _lines(
        (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escape(said)}",
            f"TRIGGER:{trigger}",
            "END:VALARM",
        )
    )


def escape(words: str) -> str:
    """Text of a property: line breaks kept as such, whatever is not seen shown as its escape."""
    parts = [line(part) for part in _BREAKS.split(words)]
    return "\\n".join(_SPECIAL.sub(r"\\\g<0>", part) for part in parts)


def fold(content: str) -> str:
    """A line of at most 75 octets, or several of which all but the first begin with a space."""
    if len(content) <= WIDTH and content.isascii():
        return content + "\r\n"
    data, parts, size = content.encode(), [], WIDTH
    while len(data) > size:
        cut = size
        while data[cut] & 0xC0 == 0x80:  # never within a character
            cut -= 1
        parts.append(data[:cut].decode())
        data, size = data[cut:], WIDTH - 1
    return "\r\n ".join([*parts, data.decode()]) + "\r\n"


def _lines(contents: Iterable[str]) -> str:
    return "".join(fold(one) for one in contents)
