"""What changes, as JSON Feed 1.1: for all, and by owner, category and supplier."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.exports._names import Names
from generator.exports.atom import moment, source_of, title_of
from generator.pages._documents import dump
from generator.pages._feeds import Feed, news_of_suppliers, wide
from generator.pages._news import News
from generator.pages.base import File, Site

VERSION = "https://jsonfeed.org/version/1.1"


def files(site: Site) -> Iterator[File]:
    """One feed for each scope."""
    names = Names(site)
    start = site.site_url.rstrip("/") + "/" if site.site_url else ""
    for feed in chain(wide(site), news_of_suppliers(site)):
        path = f"{feed.scope.stem}.json"
        data = dump(_document(site, feed, path, start, names))
        yield File(path=path, data=data, source=source_of(site, feed))


def _document(site: Site, feed: Feed, path: str, start: str, names: Names) -> dict[str, Any]:
    addresses = (
        {"home_page_url": start + feed.scope.page, "feed_url": start + path} if start else {}
    )
    return {
        "version": VERSION,
        "title": title_of(site, feed),
        "authors": [{"name": site.name}],
        "items": [_item(one, start, names) for one in feed.news],
        **addresses,
    }


def _item(one: News, start: str, names: Names) -> dict[str, Any]:
    data = {
        "id": names(one.key).urn,
        "title": one.title,
        "content_text": "\n".join(one.lines),
        "date_published": moment(one.day),
        "date_modified": moment(one.day),
    }
    return {**data, "url": start + one.path} if start else data
