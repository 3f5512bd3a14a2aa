"""The glossary: every term in plain words, with the clauses that use it."""

from collections.abc import Iterator

from generator.pages._glossary import GLOSSARY, Term, terms
from generator.pages.base import Page, Site
from generator.pages.texts import text


def pages(site: Site) -> Iterator[Page]:
    """One page. It is there without a term too, so that links to it hold."""
    yield Page(
        path=GLOSSARY,
        section="handbook",
        title=text("Glossary"),
        description=text("The words of sourcing and procurement, in plain terms."),
        wide=False,
        body=site.render(
            "handbook_glossary.html",
            GLOSSARY,
            letters=_by_letter(terms(site)),
            count=len(terms(site)),
        ),
    )


def _by_letter(found: list[Term]) -> list[tuple[str, list[Term]]]:
    letters: dict[str, list[Term]] = {}
    for one in found:
        first = one.name[:1].upper()
        letters.setdefault(first if first.isalpha() else "#", []).append(one)
    return list(letters.items())
