"""Who offers a category, as a small page of its own for a frame on an intranet page.

It has no header and no menu, its links open outside the frame, and it may be framed by anybody.
Only what the audience of the site may see is in it.
"""

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
    answers = [index.answer(supplier, scopes) for supplier, scopes in mine.items()]
    good, total = index.counts(category)
    return index.site.render(
        "embed.html",
        path,
        category=category,
        name=index.site.catalog.reference.category_name(category),
        answers=sorted(answers, key=lambda one: one.order)[:SHOWN],
        good=good,
        total=total,
        language="en",
    )
