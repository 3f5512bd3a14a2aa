"""Downloads: every table and every file of the API, with sizes and what they promise."""

from collections.abc import Iterator

from generator.pages import _csv, _documents
from generator.pages.base import Page, Site

PATH = "data/index.html"


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    tables = [
        {
            "title": one.table.title,
            "what": one.table.what,
            "rows": one.rows,
            "columns": one.table.header(site),
            "raw": one.raw.path,
            "raw_size": size(len(one.raw.data)),
            "safe": one.safe.path,
            "safe_size": size(len(one.safe.data)),
        }
        for one in _csv.downloads(site)
    ]
    documents = [
        {
            "path": one.file.path,
            "what": one.what,
            "entries": one.entries,
            "size": size(len(one.file.data)),
        }
        for one in _documents.documents(site)
    ]
    yield Page(
        path=PATH,
        section="data",
        title="Data",
        description="The catalog as tables and as JSON, to download.",
        body=site.render(
            "data.html",
            PATH,
            tables=tables,
            documents=documents,
            index=f"{_documents.ROOT}/index.json",
            example=next(
                (f"{_documents.ROOT}/suppliers/{one.id}.json" for one in site.assessment.suppliers),
                "",
            ),
            version=_documents.SCHEMA_VERSION,
        ),
    )


def size(count: int) -> str:
    """Bytes in words: ``812 bytes``, ``14 kB``, ``2.1 MB``."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:,.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
