"""Who offers a category, as a small page of its own for a frame on an intranet page.

It has no header and no menu, its links open outside the frame, and it may be framed by anybody.
Only what the audience of the site may see is in it.
"""

import heapq
from collections.abc import Iterator

from generator.pages._embeds import SHOWN, embed_path
from generator.pages._index import Index
from generator.pages.base import File, Site


def files(site: Site) -> Iterator[File]:
    """One page for each category."""
    index = Index(site)
    for category in site.catalog.reference.categories:
        path = embed_path(category)
        yield File(path=path, data=_page(index, category, path).encode())


def _page(index: Index, category: str, path: str) -> str:
    mine = index.suppliers_of.get(category, {})

    def first(supplier: str) -> tuple[int, str]:
        """Whom to show first: for ten thousand suppliers, not every answer is worked out."""
        rank = min(index.offers[supplier][one].verdict.rank for one in mine[supplier])
        return rank, index.site.suppliers[supplier].legal_name.casefold()

    near = heapq.nsmallest(SHOWN, mine, key=first)
    answers = [index.answer(supplier, mine[supplier]) for supplier in near]
    good, total = index.counts(category)
    return index.site.render(
        "embed.html",
        path,
        category=category,
        name=index.site.catalog.reference.category_name(category),
        answers=sorted(answers, key=lambda one: one.order),
        good=good,
        total=total,
        language="en",
    )
