"""Each check has a page made of its docstring, and each requirement one of its own."""

import re
from collections.abc import Mapping
from functools import cache

import pytest
from markupsafe import Markup

from generator.checks import registry
from generator.model.assessment import Outcome
from generator.pages import _docstring as docstring
from generator.pages import checks, requirements
from tests.pages.handbook_catalog import HOSTILE, bodies, by_id, links, site, small, text, tree


@cache
def shown() -> Mapping[str, str]:
    """The pages of all checks, for staff."""
    return bodies(checks, site())


def test_every_check_has_a_page_and_a_line() -> None:
    """The index leads to all; the registry is the only list."""
    pages = shown()
    assert set(pages) == {"checks/index.html"} | {f"checks/{one}/index.html" for one in registry()}
    index = tree(pages["checks/index.html"])
    assert {f"../checks/{one}/index.html" for one in registry()} <= set(links(index))


@pytest.mark.parametrize("code", registry())
def test_a_page_says_all_that_the_docstring_says(code: str) -> None:
    """Title and every section, word for word."""
    check = registry()[code]
    words = text(shown()[f"checks/{code}/index.html"])
    assert check.title in words
    told = docstring.sections(check.doc)
    assert {"Why", "Method", "Boundary", "Example", "Mend"} <= set(told), "a section is missing"
    for section in told.values():
        assert " ".join(section.replace("``", "").split()) in words


def test_guards_are_marked() -> None:
    """What stops a build is told apart from what is held against the records of one."""
    pages = shown()
    assert "Made before anything else" in text(pages["checks/REC-01/index.html"])
    assert "Made before anything else" not in text(pages["checks/INS-01/index.html"])


def test_a_check_shows_who_uses_it_and_what_was_found() -> None:
    """Requirements with their figures; findings in the words of the check, accusing nobody."""
    root = tree(shown()["checks/INS-07/index.html"])
    words = text(root)
    assert "USD 2,000,000" in words
    assert "../../requirements/ins-limit/index.html" in links(root)
    assert "Acme Electric LLC: General liability, each occurrence: certificate on file" in words
    assert not re.search(r"\b(violat|non-?complian|guilty|offend)", words.lower())


def test_a_check_that_nobody_uses_says_so() -> None:
    """And how to use it."""
    words = text(shown()["checks/CRT-06/index.html"])
    assert "No requirement uses it yet" in words


def test_parameters_are_told_with_kind_and_need() -> None:
    """And whether the figure has to be the clause's."""
    words = text(shown()["checks/INS-04/index.html"])
    assert "lookback_months Looks back a whole number, a figure of the clause yes" in words


def test_the_public_pages_of_checks_name_no_supplier() -> None:
    """What is checked is public, what was found is not."""
    pages = bodies(checks, site(audience="public"))
    words = " ".join(text(one) for one in pages.values())
    assert "Acme Electric" not in words and "Not met" not in words


def test_sections_are_found_by_their_words_alone() -> None:
    """A colon in a sentence starts nothing."""
    told = docstring.sections("Title.\n\nIntro: not one.\nWhy: A reason\nthat runs on.\nMend: Do.")
    assert told == {"": "Intro: not one.", "Why": "A reason that runs on.", "Mend": "Do."}


def test_code_and_codes_are_marked_and_the_rest_stays_text() -> None:
    """Backquotes make code; known codes make links; markup makes nothing."""
    found = docstring.html("See ``a<b`` in INS-01 and XXX-99 <b>", {"INS-01": "../x"})
    assert found == Markup(
        'See <code>a&lt;b</code> in <a href="../x">INS-01</a> and XXX-99 &lt;b&gt;'
    )
    assert "<script" not in docstring.html(HOSTILE)


def test_a_requirement_has_sentence_rule_counts_and_findings() -> None:
    """All that its page is for."""
    shown = site()
    page = tree(bodies(requirements, shown)["requirements/ins-limit/index.html"])
    words = text(page)
    assert "must hold general liability of at least USD 2,000,000 for each accident" in words
    assert "suppliers of Electrical work that work on our sites" in words
    coverage = shown.assessment.coverage["ins-limit"]
    assert f"Held against {coverage.applied}" in words
    assert f"Not met {coverage.outcomes[Outcome.FAIL]}" in words
    assert "Required USD 2,000,000 On file USD 1,000,000" in words
    assert "Ask the broker for more." in words
    assert "Waived until 20 Dec 2026" in words
    assert "../../handbook/insurance/index.html#INS-1.1" in links(page)


def test_every_requirement_that_is_read_has_a_page() -> None:
    """Drafts too, for staff; they were held against nothing."""
    staff = bodies(requirements, site())
    assert set(staff) == {f"requirements/{one}/index.html" for one in small().requirements}
    assert "held against nothing" in text(staff["requirements/ske-owner/index.html"])
    assert "requirements/ske-owner/index.html" not in bodies(requirements, site(audience="public"))


def test_the_public_page_of_a_requirement_is_the_rule_alone() -> None:
    """Neither counts nor findings nor who acts."""
    page = bodies(requirements, site(audience="public"))["requirements/ins-limit/index.html"]
    words = text(page)
    assert "USD 2,000,000" in words
    for hidden in ("Acme", "Held against", "Risk team", "USD 1,000,000", "On file"):
        assert hidden not in words


def test_very_many_findings_end_in_a_link_to_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page grows without end."""
    monkeypatch.setattr(requirements, "SHOWN", 1)
    page = tree(bodies(requirements, site())["requirements/ins-reminder/index.html"])
    assert "1 more are in the data" in text(page)
    assert len([one for one in page.iter() if one.get("class") == "sc-finding"]) == 1


def test_each_anchor_of_the_index_is_a_family() -> None:
    """The families' links lead to their headings."""
    index = tree(shown()["checks/index.html"])
    for link in links(index):
        if link.startswith("#"):
            by_id(index, link[1:])
