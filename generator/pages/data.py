"""Downloads: every table, every file of the API, every feed, and what can stand on other pages."""

from collections.abc import Iterator
from typing import Any

from generator.pages import _csv, _documents, _workbooks
from generator.pages._embeds import embed_path
from generator.pages._feeds import has_news, supplier_scope, wide
from generator.pages.base import Page, Site
from generator.pages.texts import day, localised, text

PATH = "data/index.html"
_SOMEWHERE = "https://catalog.example.com/"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    yield Page(
        path=PATH,
        section="data",
        title=text("Data"),
        description=text("The catalog as tables, JSON, calendars and news, to download."),
        body=site.render(
            "data.html",
            PATH,
            tables=_tables(site),
            workbook=_workbooks.PATH,
            documents=_files(site),
            index=f"{_documents.ROOT}/index.json",
            openapi=f"{_documents.ROOT}/openapi.json",
            version=_documents.SCHEMA_VERSION,
            address=site.site_url.rstrip("/") + "/" if site.site_url else _SOMEWHERE,
            **_feeds(site),
            **_samples(site),
        ),
    )


def _tables(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "title": text(one.table.title),
            "what": text(one.table.what),
            "rows": one.rows,
            "columns": one.table.header(site),
            "raw": one.raw.path,
            "raw_size": size(len(one.raw.data)),
            "safe": one.safe.path,
            "safe_size": size(len(one.safe.data)),
        }
        for one in _csv.downloads(site)
    ]


def _files(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "path": one.file.path,
            "what": text(one.what),
            "entries": one.entries,
            "size": size(len(one.file.data)),
        }
        for one in _documents.documents(site)
    ]


def _feeds(site: Site) -> dict[str, Any]:
    found = wide(site)
    return {
        f"feeds_{kind}": [one for one in found if one.scope.kind == kind]
        for kind in ("all", "owners", "categories")
    }


def _samples(site: Site) -> dict[str, Any]:
    """A supplier and a category to show things with."""
    first = next(iter(site.assessment.suppliers), None)
    reference = site.catalog.reference
    categories = [(one, reference.category_name(one)) for one in reference.categories]
    id_, name = next((one for one in categories if site.offered.get(one[0])), ("", ""))
    return {
        "example": f"{_documents.ROOT}/suppliers/{first.id}.json" if first else "",
        "sample": first.id if first else "",
        "sample_news": next(
            (supplier_scope(one).stem for one in site.assessment.suppliers if has_news(one)), ""
        ),
        "badge_alt": text(
            "%(name)s: %(said)s, as of %(day)s",
            name=first.legal_name,
            said=text(first.verdict.label),
            day=day(site.as_of),
        )
        if first
        else "",
        "categories": sorted(categories, key=lambda one: one[1].casefold()),
        "category": id_,
        "frame": embed_path(id_) if id_ else "",
        "frame_title": name,
    }


def size(count: int) -> str:
    """Bytes in words: ``812 bytes``, ``14 kB``, ``2.1 MB``."""
    if count < 1000:
        return text("%(num)s bytes", num=count)
    if count < 1_000_000:
        return localised(f"{count / 1000:,.0f} kB")
    return localised(f"{count / 1_000_000:,.1f} MB")
