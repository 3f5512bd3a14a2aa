"""What changes, as Atom (RFC 4287): for all, and by owner, category and supplier."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from generator.exports._names import Names
from generator.pages._feeds import Feed, news_of_suppliers, wide
from generator.pages._news import News
from generator.pages.base import File, Site, relative
from generator.pages.texts import text
from generator.reports.junit import xml

_SPACE = "http://www.w3.org/2005/Atom"


def files(site: Site) -> Iterator[File]:
    """One feed for each scope."""
    names = Names(site)
    for feed in chain(wide(site), news_of_suppliers(site)):
        path = f"{feed.scope.stem}.xml"
        document = "\n".join(_document(site, feed, path, names))
        yield File(path=path, data=f"{document}\n".encode(), source=source_of(site, feed))


def source_of(site: Site, feed: Feed) -> str:
    """The record that a supplier's feed is of; '' for those of many."""
    one = feed.scope
    return site.catalog.suppliers[one.id].path if one.kind == "suppliers" else ""


def title_of(site: Site, feed: Feed) -> str:
    """``Larkfield Instruments: Electrical``."""
    return f"{site.name}: {feed.scope.title}"


def moment(day: date) -> str:
    """A day as RFC 3339 has it: its first second, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def updated(site: Site, feed: Feed) -> date:
    """The day of the newest item; without any, the day of the build."""
    return max((one.day for one in feed.news), default=site.as_of)


def _document(site: Site, feed: Feed, path: str, names: Names) -> Iterator[str]:
    start = site.site_url.rstrip("/") + "/" if site.site_url else ""
    home = start + feed.scope.page if start else relative(path, feed.scope.page)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="{_SPACE}">'
    yield f"<id>{names(feed.scope.stem).urn}</id>"
    yield f"<title>{xml(title_of(site, feed))}</title>"
    subtitle = text("Verdicts that turn, papers that end, and what has ended.")
    yield f"<subtitle>{xml(subtitle)}</subtitle>"
    yield f"<updated>{moment(updated(site, feed))}</updated>"
    yield f"<author><name>{xml(site.name)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href="{xml(home)}"/>'
    if start:
        yield f'<link rel="self" type="application/atom+xml" href="{xml(start + path)}"/>'
    for one in feed.news:
        yield from _entry(one, start, path, names)
    yield "</feed>"


def _entry(one: News, start: str, path: str, names: Names) -> Iterator[str]:
    page = start + one.path if start else relative(path, one.path)
    when = moment(one.day)
    yield "<entry>"
    yield f"<id>{names(one.key).urn}</id>"
    yield f"<title>{xml(one.title)}</title>"
    yield f"<updated>{when}</updated>"
    yield f"<published>{when}</published>"
    yield f'<link rel="alternate" type="text/html" href="{xml(page)}"/>'
    body = "\n".join(xml(part) for part in one.lines)
    yield f'<content type="text">{body}</content>'
    yield "</entry>"
