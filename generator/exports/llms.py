"""``llms.txt``: what the site is, where its data is and how to read a verdict, in plain text.

For language models and for whoever else reads before asking. Markdown, as its proposal says
(llmstxt.org); names from records are one line each and hold no markup.
"""

from collections.abc import Iterator

from generator.exports._api_shapes import COMPONENTS, ITEMS
from generator.model.assessment import Verdict
from generator.pages._documents import ROOT
from generator.pages._index import Index
from generator.pages._rules import readable_policies
from generator.pages.base import File, Site, category_path, clause_path
from generator.reports.base import markdown

_MEANING = {
    Verdict.OK: "every requirement that applies is met, as far as the records show.",
    Verdict.CONDITIONAL: "it may be used, with a condition: a waiver for a time, or only some "
    "offers or places.",
    Verdict.ASK: "something is missing, unknown or not yet approved: ask procurement before "
    "buying.",
    Verdict.DO_NOT_USE: "a requirement that stops buying is not met, or it is suspended or "
    "blocked.",
}


def files(site: Site) -> Iterator[File]:
    """The one file, at the site's top."""
    yield File(path="llms.txt", data=("\n".join(_lines(site)) + "\n").encode())


def _lines(site: Site) -> Iterator[str]:
    us = markdown(site.name)
    yield f"# {us}: supplier catalog"
    yield ""
    yield (
        f"> Who {us} may buy from, today, where, and why or why not; and the handbook that "
        f"says so. {len(site.suppliers):,} suppliers. Everything is of {site.as_of.isoformat()}."
    )
    yield ""
    yield "How to read a verdict:"
    yield ""
    for verdict, meaning in _MEANING.items():
        yield f"- `{verdict}`, {verdict.label}: {meaning}"
    yield ""
    yield "- A verdict is of its day. Compare `as_of`; for another day read `timeline`."
    yield "- It is for a category in a place (`offers`), and then for the supplier as a whole."
    yield "- Unknown is never a pass. A record says what is on file, not that somebody is insured."
    yield "- Do not say from memory whether a supplier may be used: look it up, and name the day."
    yield from _data(site)
    yield from _pages(site)


def _data(site: Site) -> Iterator[str]:
    yield ""
    yield "## Data"
    yield ""
    yield f"- [OpenAPI description]({ROOT}/openapi.json): every file and every key"
    for name, item in ITEMS.items():
        if site.internal or name != "findings":
            yield f"- [{name}]({ROOT}/{name}.json): {COMPONENTS[item]['description']}"
    yield f"- `{ROOT}/suppliers/ID.json`: one supplier in full"
    yield "- [All tables](data/catalog.xlsx): a workbook; [the data page](data/index.html) has CSV"
    yield "- [News](feeds/all.json): verdicts that are about to turn; of one supplier at"
    yield "  `feeds/suppliers/ID.json`"


def _pages(site: Site) -> Iterator[str]:
    yield ""
    yield "## Pages"
    yield ""
    yield "- [Who can I buy from?](index.html)"
    yield "- [All suppliers](suppliers/index.html); one is at `suppliers/ID/index.html`"
    for one in readable_policies(site):
        yield f"- [{markdown(one.title)}]({clause_path(one.id)}): policy"
    yield ""
    yield "## Categories"
    yield ""
    index = Index(site)
    for id_, found in site.catalog.reference.categories.items():
        good, total = index.counts(id_)
        yield f"- [{markdown(found.name)}]({category_path(id_)}): {good} of {total} OK to use"
