"""The handbook in a browser: terms, addresses of clauses, and the printed whole."""

import pytest
from playwright.sync_api import expect

from tests.accessible import examined
from tests.browser.conftest import Opened
from tests.waiting import until

ALL = "handbook/all/index.html"
POLICY = "handbook/how-to-buy/index.html"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_accessible_and_quiet(opened: Opened, width: int, scheme: str) -> None:
    """axe finds nothing, no console message, and nothing sticks out to the side. (The other pages
    of the handbook are all there are of their kind: test_everyone.py has them.)"""
    watched = opened(POLICY, width=width, scheme=scheme)
    found = examined(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert watched.faults == []
    assert (
        watched.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        <= 0
    )


def test_a_term_is_read_where_it_stands(opened: Opened) -> None:
    """On focus its meaning is there and is its description; Escape takes it away; it is a link."""
    page = opened(POLICY).page
    term = page.locator(".hb-term").first
    term.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    assert tip.inner_text() == term.get_attribute("data-means")
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/handbook/glossary/index.html#term-*")
    expect(page.locator(".hb-terms > div:target")).to_be_visible()


def test_the_address_of_a_clause_can_be_copied(opened: Opened) -> None:
    """The control names the clause, and says that it was done."""
    page = opened(POLICY).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy the link to clause BUY-2.1", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article[id='BUY-2.1'] [role=status]")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/handbook/how-to-buy/index.html#BUY-2.1")


def test_without_javascript_the_number_is_the_link(opened: Opened) -> None:
    """And a term leads to the glossary."""
    page = opened(POLICY, js=False).page
    assert page.locator(".hb-copy").count() == 0
    page.locator("article[id='BUY-2.1'] a[data-permalink]").click()
    assert page.url.endswith("#BUY-2.1")
    page.locator(".hb-term").first.click()
    assert "/handbook/glossary/index.html#term-" in page.url


def test_the_whole_handbook_prints_as_a_book(opened: Opened) -> None:
    """A cover, contents, chapters that start on a page of their own, page numbers, bookmarks."""
    page = opened(ALL, js=False).page
    chapters = page.locator(".hb-chapter").count()
    page.emulate_media(media="print")
    expect(page.locator(".sc-header").first).to_be_hidden()
    starts = page.locator(".hb-chapter").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakBefore)"
    )
    assert set(starts) == {"page"}
    named = page.locator(".hb-chapter").evaluate_all(
        "all => new Set(all.map(one => getComputedStyle(one).page)).size"
    )
    assert named == chapters
    data = page.pdf(prefer_css_page_size=True, outline=True, tagged=True)
    assert data.startswith(b"%PDF-") and b"/Outlines" in data and b"/StructTreeRoot" in data
    assert data.count(b"/Type /Page\n") > chapters


def test_a_policy_prints_with_its_folds_open(opened: Opened) -> None:
    """On paper nobody opens anything; what only works on a screen is not there."""
    page = opened(POLICY).page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    for screen_only in (".hb-toc", ".hb-copy"):
        expect(page.locator(screen_only).first).to_be_hidden()


@pytest.mark.parametrize("path", ["handbook/insurance/index.html", ALL])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_permanent_link_leads_to_its_clause(opened: Opened, path: str, width: int) -> None:
    """Whatever lies before it is not laid out yet when the reader comes from outside."""
    page = opened(path, width=width).page
    clauses = page.eval_on_selector_all(
        ".hb-clause[id], .hb-line[id]", "all => all.map(one => one.id)"
    )
    for clause in clauses[5::17]:
        address = page.url.partition("#")[0]
        page.goto("about:blank")
        page.goto(f"{address}#{clause}")
        top = f"document.getElementById('{clause}').getBoundingClientRect().top"
        end = "scrollY + innerHeight + 2 >= document.documentElement.scrollHeight"
        until(page, f"Math.abs({top} - 40) < 60 || {end}")
