"""The first page: who can I buy it from?"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.assessment import Verdict
from generator.pages._feeds import ROOT
from generator.pages._index import Index, roots
from generator.pages._search_data import search_file
from generator.pages.base import File, Page, Site
from generator.pages.texts import text

EXAMPLES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A category with how many suppliers may be used today, and how many there are."""

    id: str
    name: str
    good: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A category at the top, with those beneath it."""

    line: Line
    description: str
    lines: tuple[Line, ...]


def pages(site: Site) -> Iterator[Page | File]:
    """The home page, and what its question finds beside suppliers."""
    yield search_file(site)
    index = Index(site)
    path = "index.html"
    counts = site.assessment.verdict_counts()
    body = site.render(
        "home.html",
        path,
        families=families(index),
        examples=examples(index),
        counts=counts,
        total=len(site.assessment.suppliers),
        readings=readings(),
        box=(site.catalog.reference.organisation.get("procurement") or {}) if site.internal else {},
    )
    yield Page(
        path=path,
        section="home",
        title=text("Who can I buy from?"),
        body=body,
        description=text(
            "Who %(name)s may buy from today, what for, and how to order.", name=site.name
        ),
        feed=f"{ROOT}/all",
    )


def families(index: Index) -> tuple[Family, ...]:
    """Categories by the one at the top, in the order of the file."""
    reference = index.site.catalog.reference
    return tuple(
        Family(
            line=_line(index, top),
            description=str(reference.categories[top].data.get("description", "")),
            lines=tuple(_line(index, one) for one in below),
        )
        for top, below in roots(index)
    )


def _line(index: Index, category: str) -> Line:
    good, total = index.counts(category)
    name = index.site.catalog.reference.category_name(category)
    return Line(id=category, name=name, good=good, total=total)


def examples(index: Index) -> tuple[str, ...]:
    """Words that find something: of the first categories on offer of each family."""
    words: list[str] = []
    for top, below in roots(index):
        for category in (*below, top):
            known = index.site.catalog.reference.categories[category].data.get("words") or ()
            if known and index.suppliers_of.get(category):
                words.append(str(known[0]))
                break
    return tuple(words[:EXAMPLES])


def readings() -> dict[Verdict, tuple[str, str]]:
    """What to do by each verdict, and what it means."""
    return {
        Verdict.OK: (
            text("Order."),
            text(
                "Every requirement that applies to it is met: the papers are on file and in date."
            ),
        ),
        Verdict.CONDITIONAL: (
            text("Order, and keep to the conditions."),
            text(
                "A waiver is in force, or it is OK for some of what it offers only. "
                "Its page says which."
            ),
        ),
        Verdict.ASK: (
            text("Ask procurement before you order."),
            text("Something is missing, or cannot be decided from what is on file."),
        ),
        Verdict.DO_NOT_USE: (
            text("Choose another supplier."),
            text("A requirement that may not be broken is not met, or the supplier is suspended."),
        ),
    }
