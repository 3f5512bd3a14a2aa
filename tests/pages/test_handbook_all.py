"""The whole handbook as one document: contents, chapters, glossary, and a style for paper."""

import re

import pytest

from generator.pages import handbook_all
from generator.pages.base import File
from generator.pages.handbook_all import PATH, STYLE, css_text
from tests.pages.handbook_catalog import (
    CONTRACTS,
    DRAFT,
    HOSTILE,
    INSURANCE,
    bodies,
    by_id,
    links,
    site,
    small,
    text,
    tree,
)
from tests.pages.test_handbook_glossary import with_terms


def style(shown: object) -> str:
    """The style sheet of the printed pages."""
    return next(
        one.data.decode()
        for one in handbook_all.pages(shown)  # type: ignore[arg-type]
        if isinstance(one, File) and one.path == STYLE
    )


def test_every_policy_in_force_is_a_chapter_with_all_its_clauses() -> None:
    """Drafts and retired ones hold nobody, and are not in it."""
    retired = {**CONTRACTS, "id": "old", "title": "Old rules", "status": "retired"}
    retired["clauses"] = [{**CONTRACTS["clauses"][0], "id": "OLD-1", "requirements": []}]
    shown = site(small(policies=[INSURANCE, CONTRACTS, DRAFT, retired]))
    root = tree(bodies(handbook_all, shown)[PATH])
    words = text(root)
    assert "All 2 policies in force, with 5 clauses." in words
    for clause in ("INS-1.1", "INS-1.2", "INS-1.3", "INS-1.4", "CON-1.1"):
        assert text(by_id(root, clause))
        assert f"#{clause}" in links(by_id(root, "contents"))
    assert "SKE-1.1" not in words and "OLD-1" not in words


def test_links_stay_inside_the_document_where_they_can() -> None:
    """A copy on paper or in a PDF is whole: what it has is linked in it."""
    term = {
        "id": "endorsement",
        "term": "Endorsements",
        "definition": "Changes.",
        "see": ["INS-1.1"],
    }
    shown = with_terms(term)
    root = tree(bodies(handbook_all, shown)[PATH])
    inside = [one[1:] for one in links(root) if one.startswith("#")]
    for target in inside:
        by_id(root, target)
    assert "term-endorsement" in inside
    assert links(by_id(root, "term-endorsement")) == ["#INS-1.1"]


def test_the_document_says_of_which_day_it_is() -> None:
    """A copy gets old."""
    words = text(bodies(handbook_all, site())[PATH])
    assert "As of 22 Nov 2026. Made from commit 0123456789abcdef." in words
    assert "a copy on paper may be old" in words


def test_the_public_document_names_no_supplier() -> None:
    """The rules are public; how they are met is not."""
    staff, public = (
        bodies(handbook_all, site(audience=one))[PATH] for one in ("internal", "public")
    )
    assert "Today not met by" in text(staff)
    for hidden in ("Acme", "Today not met", "risk@example.com"):
        assert hidden not in public


def test_each_chapter_has_its_title_at_the_head_of_its_pages() -> None:
    """And pages are numbered, with name and day at the foot."""
    found = style(site())
    assert re.search(r"@page chapter-1 { @top-right { content: \"Contracts\"", found)
    assert "#chapter-1 { page: chapter-1; }" in found
    assert "counter(page)" in found and '"Small \\26  Co\\2c  as of 22 Nov 2026"' in found


@pytest.mark.parametrize(
    "title", [HOSTILE, '"; } * { display: none', "\\22 ", "a\nb", "€ 🙂", "*/"]
)
def test_a_title_is_a_text_in_the_style_too(title: str) -> None:
    """Nothing but letters, digits and spaces stands in it as it is."""
    found = css_text(title)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"', found)
    said = re.sub(r"\\([0-9a-f]{1,6}) ", lambda one: chr(int(one.group(1), 16)), found[1:-1])
    assert said == title
    policy = {**CONTRACTS, "title": title.replace("\n", " ")}
    sheet = style(site(small(policies=[policy], waivers=[])))
    assert sheet.count("{") == style(site(small(policies=[CONTRACTS], waivers=[]))).count("{")


def test_without_a_policy_it_is_there_and_says_so() -> None:
    """A link to it holds in an empty handbook."""
    shown = site(small(policies=[], waivers=[], suppliers=[]))
    assert "All 0 policies in force" in text(bodies(handbook_all, shown)[PATH])
