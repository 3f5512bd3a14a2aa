"""The interface can be had in another language: every text of it, and nothing that people wrote."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from functools import cache

import pytest

from generator.checks.base import Check
from generator.evaluate.gate import Gatekeeper, Proposal
from generator.model.assessment import Verdict
from generator.model.fields import Field
from generator.pages import _docstring as docstring
from generator.pages import _wording as wording
from generator.pages import all_pages, texts, work
from generator.pages._findings import topic_words
from generator.pages._html import relative_words
from generator.pages.base import File, Page, Site
from generator.pages.languages import catalogue, finished, languages, script_file, tongued, unsaid
from generator.pages.texts import END, START, speaking
from tests import texts as tool
from tests.pages.conftest import HOSTILE, skeleton, tree

OTHERS = languages()[1:]
MAIN = re.compile(r'<main [^>]*data-page="([^"]+)"')
SAID = re.compile(r'\b(aria-label|title|placeholder|alt|data-label)="([^"]*)"')
WORDS = re.compile(r"[a-z]{2}")


class Pseudo(dict[str, str]):
    """A language in which every text is itself, in brackets."""

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]
        return f"⟦{key}⟧" if key != "1,234.5" else key

    def __contains__(self, key: object) -> bool:
        return key in known_to_the_model()

    def __getitem__(self, key: str) -> str:
        return f"⟦{key}⟧"


@cache
def known_to_the_model() -> frozenset[str]:
    """Words of the model that the interface translates."""
    return frozenset(message for message, _ in tool.of_the_model())


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    """``python -m tests.texts --update`` writes the texts into the catalogue; people translate."""
    assert tool.missing(language) == {}


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_their_places_and_tags(language: str) -> None:
    """What is filled in, and what is markup, is the same in each language."""
    places, tags = re.compile(r"%\(\w+\)s|%%"), re.compile(r"</?\w+|href=\"[^\"]*\"")
    for message, found in tool.translated(language).items():
        assert sorted(places.findall(message)) == sorted(places.findall(found)), message
        assert sorted(tags.findall(message)) == sorted(tags.findall(found)), message


def test_the_catalogue_says_which_texts_scripts_say() -> None:
    """The file for the scripts holds theirs, and no markup could leave it."""
    for language in OTHERS:
        data = script_file(language).data.decode()
        assert data.startswith("window.catalogTexts = {")
        assert "<" not in data
        for message, paths in tool.messages().items():
            if any(path.endswith(".js") for path in paths):
                said = json.dumps(message)[:-1][:20]
                assert said in data or "<" in message, message


def test_english_is_what_stands_in_the_code(site: Site) -> None:
    """In English there are no marks, and what is rendered passes as it is."""
    assert texts.spoken() is None
    page = Page(path="x", section="home", title="t", body="<main>text</main>")
    assert next(finished(iter([page]))) is page
    assert all(
        START not in one.body and END not in one.body
        for one in all_pages(site)
        if isinstance(one, Page)
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "heute"),
        (1, "morgen"),
        (-1, "gestern"),
        (12, "in 12 Tagen"),
        (-12, "vor 12 Tagen"),
        (120, "in 4 Monaten"),
        (-800, "vor 2 Jahren"),
    ],
)
def test_days_in_german(days: int, words: str) -> None:
    """Dates, numbers and verdicts as German writes them."""
    with speaking(catalogue("de")):
        assert plain(relative_words(days)) == words
        assert plain(texts.day(date(2026, 3, 1))) == "1. März 2026"
        assert plain(texts.grouped(12345)) == "12.345"
        assert plain(texts.localised("USD 1,234.50")) == "USD 1.234,50"
        assert plain(texts.label(Verdict.ASK)) == "Einkauf fragen"
        assert plain(texts.duration("P60D")) == "60 Tage"
        assert plain(texts.listing(["a", "b", "c"])) == "a, b und c"
        assert plain(texts.place("DE")) == "Deutschland"
    assert relative_words(12) == "in 12 days"


def plain(text: str) -> str:
    """Without marks."""
    return text.replace(START, "").replace(END, "")


def ours(text: str) -> str:
    """As the interface says it in another language."""
    return f"{START}{text}{END}"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (f"<h1>{ours('Titel')}</h1>", "<h1>Titel</h1>"),
        ("<h1>Acme</h1>", '<h1 lang="en">Acme</h1>'),
        (f"<p>{ours('Von ')}Acme</p>", '<p>Von <span lang="en">Acme</span></p>'),
        (f"<p>{ours('a <b>c</b> d')} Acme</p>", '<p>a <b>c</b> d <span lang="en">Acme</span></p>'),
        ("<option>Acme</option>", '<option lang="en">Acme</option>'),
        (f"<option>Acme {ours('x')}</option>", "<option>Acme x</option>"),
        ("<p>USD 1,000 · INS-3.1</p>", "<p>USD 1,000 · INS-3.1</p>"),
        (f'<a title="{ours("Preis")}">{ours("x")}</a>', '<a title="Preis">x</a>'),
        ('<script type="application/json">"a word"</script>',) * 2,
        ("<p>&lt;b&gt; Acme &amp; Co</p>", '<p lang="en">&lt;b&gt; Acme &amp; Co</p>'),
        ("<p>Acme <b>is</b> it</p>",
         '<p><span lang="en">Acme</span> <b lang="en">is</b> <span lang="en">it</span></p>'),
    ],
)  # fmt: skip
def test_what_people_wrote_has_its_own_language(html: str, wanted: str) -> None:
    """Text outside of the marks gets ``lang``, on its element or around it."""
    assert tongued(html, "en") == wanted


def rendered(site: Site, words: Mapping[str, str] | None) -> Iterator[tuple[str, Page]]:
    """The shortest and the longest page of each kind, as they are before marks are taken out."""
    found: dict[str, list[tuple[int, str, Page]]] = {}
    site = replace(site)  # what is kept on it was said in another language
    with speaking(words):
        for one in all_pages(site):
            if isinstance(one, Page) and (kind := MAIN.search(one.body)):
                found.setdefault(kind[1], []).append((len(one.body), one.path, one))
    for kind, pages in sorted(found.items()):
        yield kind, min(pages)[2]
        yield kind, max(pages)[2]


def test_no_mark_is_left_and_no_element_is_hurt(hostile_one: Site) -> None:
    """In German every page is whole: no mark anywhere, titles included, and the same elements
    as in English but for those that say a language."""
    pages = {page.path: page for _, page in rendered(hostile_one, catalogue("de"))}
    with speaking(catalogue("de")):
        done = list(finished(iter(pages.values())))
    english = {page.path: page for page in _only(hostile_one, set(pages))}
    for page in done:
        assert isinstance(page, Page)
        for text in (page.title, page.description, page.body):
            assert START not in text and END not in text
        # Sorted, because some lists are in the order of their words, and so in another one.
        assert sorted(_bare(page.body)) == sorted(_bare(english[page.path].body)), page.path


@pytest.fixture(scope="module")
def hostile_one(hostile: Site) -> Site:
    """Hostile texts, with marks among them."""
    return replace(hostile, commit=HOSTILE)


def _only(site: Site, paths: set[str]) -> Iterator[Page]:
    for one in all_pages(site):
        if isinstance(one, Page) and one.path in paths:
            yield one


def _bare(body: str) -> list[tuple[str, tuple[str, ...]]]:
    """Elements without those that were put around a text, and without languages."""
    tree(body)
    return [
        (tag, tuple(name for name in names if name != "lang"))
        for _, tag, names in skeleton(body)
        if not (tag == "span" and set(names) <= {"lang"})
    ]


def test_files_hold_no_mark(site: Site) -> None:
    """Data of the pages is the same in every language, or whole."""
    with speaking(catalogue("de")):
        for one in finished(all_pages(site)):
            if isinstance(one, File):
                assert START.encode() not in one.data
                assert b"\\ue000" not in one.data


FORMATS = ("Atom", "JSON", "ICS")
"""What is called the same in every language."""
COPIED = re.compile(r"<(pre|code)\b([^>]*)>.*?</\1>", re.DOTALL)
"""Code, commands, changes to records, and letters that quote the handbook: to copy elsewhere,
in the language of the records."""


def test_every_text_of_a_page_can_be_translated(site: Site) -> None:
    """In a language of brackets, what stands outside of them was written in records, policies and
    checks. What is listed here wants ``_("…")`` or ``text("…")``."""
    corpus = data_of(site)
    faults: dict[str, set[str]] = {}
    for kind, page in rendered(site, Pseudo()):
        body = COPIED.sub(r"<\1\2></\1>", page.body)
        here = corpus + _addresses(body)
        for said in [*unsaid(body), *_unsaid_attributes(body)]:
            for piece in re.split(r"[·;:,–→(){}/…|]|\s-\s|\. |\.$", unescaped(said)):
                piece = " ".join(piece.split()).casefold()
                if WORDS.search(piece) and piece not in here:
                    faults.setdefault(kind, set()).add(piece)
    left = {kind: sorted(found) for kind, found in faults.items()}
    assert left == {}, json.dumps(left, indent=1, ensure_ascii=False)


def _addresses(body: str) -> str:
    """What a page links to: a file may be called by its name."""
    return " ".join(unescaped(one) for one in re.findall(r'href="([^"]*)"', body)).casefold()


def _unsaid_attributes(body: str) -> Iterator[str]:
    for found in SAID.finditer(body):
        if START not in found[2] and found[2]:
            yield found[2]


def unescaped(text: str) -> str:
    """As a reader sees it."""
    from html import unescape

    return unescape(text).replace(START, "").replace(END, "")


def _names(field: Field, path: str = "") -> list[str]:
    """The paths and titles of a field and of what is in it: the schema's words."""
    found = [path, field.title]
    for name, child in field.children.items():
        found += _names(child, f"{path}.{name}".lstrip("."))
    return found + (_names(field.item, path) if field.item is not None else [])


def data_of(site: Site) -> str:
    """Everything that people, policies and checks say, as one text to look things up in."""
    out: list[str] = []

    def walk(item: object) -> None:
        if isinstance(item, Mapping):
            for key, one in item.items():
                out.append(str(key).replace("_", " "))
                walk(key)
                walk(one)
        elif isinstance(item, (list, tuple, set, frozenset)):
            for one in item:
                walk(one)
        elif item is not None:
            out.append(str(item))
            out.append(texts.plain(str(item)))

    catalog = site.catalog
    walk([one.data for one in catalog.suppliers.values()])
    walk([one.data for one in catalog.policies.values()])
    walk([one.data for one in catalog.waivers])
    reference = catalog.reference
    walk([one.data for one in reference.categories.values()])
    walk([reference.organisation, reference.roles, reference.sites])
    walk(list(reference.glossary.values()))
    walk([_names(field) for field in site.fields.values()])
    walk([clause.sentence(texts.value) for clause in catalog.clauses.values()])
    walk([one.path for one in catalog.suppliers.values()])
    said = wording.with_roles(reference)
    for clause in catalog.clauses.values():
        walk([clause.sentence(said), f"{clause.id} {clause.data.get('title', '')}"])
    walk([f"{one.title} {one.version}" for one in catalog.policies.values()])
    walk(FORMATS)
    walk([one.faults for one in site.assessment.waivers.values()])
    keeper = Gatekeeper(catalog)
    gates = [keeper.ask(name, site.as_of, Proposal()) for name in catalog.suppliers]
    asked = [line.finding for gate in gates for line in gate.lines]
    for finding in [*site.assessment.findings, *asked]:
        walk([finding.message, finding.fix, finding.required, finding.held, finding.subject])
        walk(topic_words(finding.topic or finding.subject, {}).split(": ")[-1])
    letters = [one for one in work.pages(replace(site)) if isinstance(one, File)]
    walk([message_from_bytes(one.data, policy=default)["subject"] for one in letters])
    for supplier in catalog.suppliers.values():
        for review in supplier.data.get("reviews") or ():
            walk([f"{one.get('value')} {one.get('unit')}" for one in review.get("metrics") or ()])
    for supplier in site.assessment.suppliers:
        walk([part.because for part in supplier.timeline])
    for check in site.checks.values():
        walk([check.title, check.code, str(check), *_told(check)])
    walk([texts.place(one) for one in _codes(site)])
    for shape in site.fields.values():
        walk(str(shape))
    return " ".join(" ".join(out).split()).casefold()


def _told(check: Check) -> list[str]:
    """The sections of a check's docstring, without the marks of code."""
    return [one.replace("``", "") for one in docstring.sections(check.doc).values()]


def _codes(site: Site) -> set[str]:
    return {
        code
        for supplier in site.assessment.suppliers
        for offer in supplier.offers
        for code in [offer.scope.jurisdiction or "US", (offer.scope.jurisdiction or "US")[:2]]
    }
