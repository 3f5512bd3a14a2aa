"""The catalog: all suppliers, with search and filters; in plain pages without a script.

The data of search is a file of its own, which the home page reads too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.assessment import SupplierAssessment, Verdict
from generator.pages._answers import changes, short_place, until_words, verdicts_over_time
from generator.pages._catalog_data import data_files
from generator.pages._facets import Ready, facets, ready_views
from generator.pages._html import Html
from generator.pages._index import Index, roots
from generator.pages.base import File, Page, Site, relative
from generator.pages.texts import counted, text

ROWS = 200
FINDER = ("words.js", "finder.js")
"""The scripts of the search, in the order that they need."""
SCRIPTS = (
    "catalog-data.js",
    *FINDER,
    "facets.js",
    "rows.js",
    "filters.js",
    "tray.js",
    "views.js",
    "browse.js",
)
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One supplier in the table."""

    id: str
    name: str
    verdict: Verdict
    because: str
    until: str
    changes: str
    categories: tuple[tuple[str, str], ...]
    more: int
    places: str


def pages(site: Site) -> Iterator[Page | File]:
    """The data, and the tables of all suppliers."""
    index = Index(site)
    yield from data_files(index)
    suppliers = sorted(
        site.assessment.suppliers, key=lambda one: (one.verdict.rank, one.legal_name.casefold())
    )
    chunks = [suppliers[at : at + ROWS] for at in range(0, len(suppliers), ROWS)] or [[]]
    for number, chunk in enumerate(chunks, start=1):
        yield _page(index, chunk, number, len(chunks))


def _page(index: Index, suppliers: Sequence[SupplierAssessment], number: int, last: int) -> Page:
    site = index.site
    path = page_path(number)
    total = len(site.assessment.suppliers)
    body = site.render(
        "catalog.html",
        path,
        ui=Html(site, relative(path, "")),
        rows=[row(site, one) for one in suppliers],
        number=number,
        last=last,
        page_path=page_path,
        total=total,
        start=(number - 1) * ROWS + 1,
        scripts=SCRIPTS,
        ready=_ready(site) if number == 1 else (),
        tops=[(one, site.catalog.reference.category_name(one)) for one, _ in roots(index)],
        box=(site.catalog.reference.organisation.get("procurement") or {}) if site.internal else {},
    )
    return Page(
        path=path,
        section="suppliers",
        title=text("Suppliers")
        if number == 1
        else text("Suppliers, page %(number)s of %(last)s", number=number, last=last),
        body=body,
        description=counted(
            "All %(num)s supplier: whether it may be used today, what for and where.",
            "All %(num)s suppliers: whether they may be used today, what for and where.",
            total,
        ),
    )


def _ready(site: Site) -> tuple[Ready, ...]:
    """The ready-made views whose filters the audience has."""
    shown = {one.key for one in facets() if not one.staff or site.internal}
    return tuple(one for one in ready_views() if one.key in shown)


def page_path(number: int) -> str:
    """Where a page of the table is; the first is the catalog itself."""
    return "suppliers/index.html" if number == 1 else f"suppliers/page/{number}/index.html"


def row(site: Site, supplier: SupplierAssessment) -> Row:
    """A supplier as the table shows it."""
    over_time = verdicts_over_time(supplier)
    categories = list(dict.fromkeys(one.scope.category for one in supplier.offers))
    places = list(dict.fromkeys(short_place(one.scope.jurisdiction) for one in supplier.offers))
    offered = " · ".join(places[:_SHOWN])
    if len(places) > _SHOWN:
        offered = text("%(some)s and %(num)s more", some=offered, num=len(places) - _SHOWN)
    because = supplier.because[0] if supplier.because and site.internal else ""
    return Row(
        id=supplier.id,
        name=supplier.legal_name,
        verdict=supplier.verdict,
        because=because if supplier.verdict is not Verdict.OK else "",
        until=until_words(over_time),
        changes=changes(over_time),
        categories=tuple(
            (one, site.catalog.reference.category_name(one)) for one in categories[:_SHOWN]
        ),
        more=max(0, len(categories) - _SHOWN),
        places=offered,
    )
