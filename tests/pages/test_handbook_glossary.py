"""Terms are linked where a clause first uses them, and nothing that they hold writes markup."""

from dataclasses import replace
from typing import Any

import pytest

from generator.model.words import value
from generator.pages import handbook, handbook_all, handbook_glossary, requirements
from generator.pages._glossary import GLOSSARY, Linker, linker, terms
from generator.pages._wording import sentence_html
from generator.pages.base import Site
from tests.pages.handbook_catalog import HOSTILE, bodies, by_id, links, site, small, text, tree

POLICY = "handbook/insurance/index.html"
TERMS: list[dict[str, Any]] = [
    {"id": "supplier", "term": "Supplier", "also": ["suppliers"], "definition": "Who sells."},
    {"id": "liability", "term": "Liability", "definition": "What <b>we</b> owe.",
     "see": ["INS-1.1"]},
    {"id": "it", "term": "IT", "definition": "Computers."},
    {"id": "ask", "term": "Ask", "definition": "Too common.", "link": False},
]  # fmt: skip


def with_terms(*found: dict[str, Any], audience: str = "internal", **parts: Any) -> Site:
    """The small organisation's site with a glossary."""
    made = small(**parts)
    glossary = {one["id"]: one for one in found or TERMS}
    return site(replace(made, reference=replace(made.reference, glossary=glossary)), audience)


def said(shown: Site, words: str) -> list[tuple[str, str]]:
    """The links in a sentence: address and word."""
    root = tree(f"<p>{linker(shown, POLICY).sentence()(words)}</p>")
    return [(one.get("href", ""), "".join(one.itertext())) for one in root.iter("a")]


def test_a_term_is_linked_at_its_first_use() -> None:
    """In any case and form, once for each sentence, and not inside another word."""
    shown = with_terms()
    address = "../../handbook/glossary/index.html#term-supplier"
    assert said(shown, "Suppliers tell suppliers of the supplier.") == [(address, "Suppliers")]
    assert said(shown, "A sub-supplier or suppliership is none.") == []
    assert said(shown, "two\nlines: SUPPLIER") == [(address, "SUPPLIER")]


def test_short_forms_and_common_words_are_left_alone() -> None:
    """A word in capitals is found in capitals only; ``link: false`` is kept."""
    shown = with_terms()
    assert said(shown, "Ask it.") == []
    assert [word for _, word in said(shown, "Ask IT.")] == ["IT"]


def test_each_sentence_starts_anew() -> None:
    """A reader may come to any clause first."""
    shown = with_terms()
    root = tree(bodies(handbook, shown)[POLICY])
    first = links(by_id(root, "INS-1.1"))
    assert "../../handbook/glossary/index.html#term-liability" not in first, "a figure is no term"
    found = linker(shown, POLICY)
    assert "hb-term" in found.sentence()("supplier") and "hb-term" in found.sentence()("supplier")


HOSTILE_TERMS = [
    HOSTILE,
    "<b>",
    "&amp;",
    'a" onmouseover="x',
    "C++",
    "(a|b)*",
    "\\",
    "{lines}",
    "Ａ",
    "İ",
    "must hold",
]


@pytest.mark.parametrize("name", HOSTILE_TERMS)
def test_terms_and_sentences_stay_text(name: str) -> None:
    """Whatever a term, its definition and the sentence hold: the words are those of the clause."""
    term = {"id": "x", "term": name, "also": [f"{name} too"], "definition": HOSTILE}
    shown = with_terms(term)
    sentence = f"Before {name}, after {name} too: {HOSTILE} & <i>."
    root = tree(f"<p>{linker(shown, POLICY).sentence()(sentence)}</p>")
    paragraph = next(root.iter("p"))
    assert text(paragraph) == " ".join(sentence.split())
    assert {one.tag for one in paragraph.iter()} <= {"p", "a"}
    for one in paragraph.iter("a"):
        assert one.attrib == {
            "class": "hb-term",
            "href": "../../handbook/glossary/index.html#term-x",
            "data-means": HOSTILE,
        }
    for clause in shown.catalog.clauses.values():
        made = tree(f"<p>{sentence_html(clause, linker(shown, POLICY).sentence())}</p>")
        assert text(next(made.iter("p"))) == " ".join(clause.sentence(value).split())


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_hostile_terms_break_no_page(audience: str) -> None:
    """Every page that shows terms is sound, and runs nothing."""
    found = [
        {"id": f"t{n}", "term": one, "definition": HOSTILE, "example": one, "not_to_confuse": one}
        for n, one in enumerate(HOSTILE_TERMS)
    ]
    shown = with_terms(*found, audience=audience)
    for module in (handbook, handbook_all, handbook_glossary, requirements):
        for path, body in bodies(module, shown).items():
            root = tree(body)
            assert not list(root.iter("img")), path
            assert all(one.get("src") for one in root.iter("script")), path
            assert not [key for one in root.iter() for key in one.attrib if key[:2] == "on"], path


def test_the_glossary_has_each_term_with_an_anchor() -> None:
    """Definition, other words, what it is not, and the clauses that use it."""
    root = tree(bodies(handbook_glossary, with_terms())[GLOSSARY])
    entry = by_id(root, "term-liability")
    assert text(entry).startswith("Liability What <b>we</b> owe.")
    assert "../../handbook/insurance/index.html#INS-1.1" in links(entry)
    letters = [one for one in links(root) if one.startswith("#letter-")]
    assert len(letters) == len({"A", "I", "L", "S"})


def test_other_words_leave_plurals_out() -> None:
    """Forms that only help to find the term are not told to people."""
    found = {one.id: one.others for one in terms(with_terms())}
    assert found["supplier"] == ()


def test_without_a_term_the_page_says_what_to_do() -> None:
    """And sentences are as they were."""
    shown = site()
    assert "reference/glossary.yml" in text(bodies(handbook_glossary, shown)[GLOSSARY])
    assert Linker([], "").sentence()("a < b") == "a &lt; b"


def test_clauses_of_drafts_are_not_named_to_the_public() -> None:
    """A term's links go where its reader may go."""
    term = {"id": "x", "term": "Sketching", "definition": "Drawing.", "see": ["SKE-1.1"]}
    assert "SKE-1.1" in bodies(handbook_glossary, with_terms(term))[GLOSSARY]
    assert "SKE-1.1" not in bodies(handbook_glossary, with_terms(term, audience="public"))[GLOSSARY]


def test_the_example_explains_the_words_of_the_field(loaded: Any) -> None:
    """The words that people take for one another, each told from the others."""
    assert {
        *("sourcing", "procurement", "purchasing", "outsourcing", "offshoring"),
        *("procure-to-pay", "source-to-pay"),
    } <= loaded.catalog.reference.glossary.keys()
