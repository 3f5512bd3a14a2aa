"""The boards as their readers meet them: the same numbers in the catalog, on a phone, on paper."""

import re

import pytest

from tests.accessible import examined
from tests.browser.conftest import Opened

BOARDS = {
    "now": "compliance/index.html",
    "requirements": "compliance/requirements/index.html",
    "expiries": "compliance/expiries/index.html",
    "coverage": "compliance/coverage/index.html",
    "spend": "compliance/spend/index.html",
    "waivers": "compliance/waivers/index.html",
    "trend": "compliance/trend/index.html",
}
ALL = pytest.mark.parametrize("path", BOARDS.values(), ids=BOARDS.keys())


@ALL
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_accessible_and_quiet(opened: Opened, path: str, scheme: str, width: int) -> None:
    """axe finds nothing, with every fold open; nothing is asked of anybody; nothing sticks out."""
    watched = opened(path, width=width, scheme=scheme)
    watched.page.evaluate(
        "document.querySelectorAll('details').forEach(one => { one.open = true; })"
    )
    found = examined(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert watched.faults == []
    overflow = watched.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0


@ALL
def test_without_javascript_and_by_name(opened: Opened, path: str) -> None:
    """The page is whole without scripts, and its drawings have names or are hidden from ears."""
    page = opened(path, js=False).page
    assert page.locator("main h1").inner_text()
    for one in page.locator("main svg").all():
        name = one.get_attribute("aria-label")
        assert name or one.get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize("path", ["compliance/expiries/index.html", "compliance/trend/index.html"])
@pytest.mark.parametrize("width", [1280, 390])
def test_words_in_charts_stay_readable_and_apart(opened: Opened, path: str, width: int) -> None:
    """They have the size of words on any screen, and no two beneath a chart cover each other."""
    page = opened(path, width=width).page
    found = page.evaluate(
        """() => [...document.querySelectorAll('svg.bd-chart')].map(chart => {
            const all = [...chart.querySelectorAll('text')];
            const boxes = [...chart.querySelectorAll('.bd-tick:not(.bd-tick--note)')]
                .map(one => one.getBoundingClientRect());
            return {
                size: Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize))),
                apart: Math.min(...boxes.slice(1).map((box, at) =>
                    Math.abs(box.top - boxes[at].top) < 2 ? box.left - boxes[at].right : 0)),
            };
        })"""
    )
    assert found
    for one in found:
        assert one["size"] >= 11
        assert one["apart"] is None or one["apart"] >= 0


def test_bars_have_a_pattern_and_not_only_a_colour(opened: Opened) -> None:
    """Each verdict has its own marks; a fill leads to a pattern that is on the page."""
    page = opened("compliance/index.html").page
    marks = page.eval_on_selector_all(
        "pattern[id^='bd-']", "all => all.map(one => one.innerHTML.replace(/\\\\s+/g, ' '))"
    )
    assert len(marks) == 6
    fills = set(
        page.eval_on_selector_all("rect[fill]", "all => all.map(one => one.getAttribute('fill'))")
    )
    for fill in fills:
        name = re.fullmatch(r"url\(#(bd-[a-z-]+)\)", fill)
        assert name and page.locator(f"pattern[id='{name[1]}']").count() == 1


@pytest.mark.parametrize("section", ["categories", "owners", "countries"])
def test_a_number_is_the_number_of_suppliers_in_the_catalog(visited: Opened, section: str) -> None:
    """The first rows of each table: follow a number, and count the suppliers there."""
    page = visited("compliance/index.html").page
    links = page.eval_on_selector_all(
        f"#{section} ~ table a[href*='verdict=']",
        "all => all.slice(0, 4).map(one => [one.href, one.textContent])",
    )
    assert links
    for href, count in links:
        target = href.split("/suppliers/")[1]
        catalog = visited(f"suppliers/{target}").page
        catalog.wait_for_selector("[data-rows] tr[data-supplier]")
        assert catalog.locator("[data-rows] tr[data-supplier]").count() == int(count), href


def test_a_place_without_a_supplier_leads_to_those_who_offer_it(visited: Opened) -> None:
    """The catalog shows the category in that place, and none of them is OK to use."""
    page = visited("compliance/coverage/index.html").page
    href = page.locator("tr[data-usable='0'] th a").first.get_attribute("href")
    assert href is not None
    catalog = visited("suppliers/" + href.split("/suppliers/")[1]).page
    catalog.wait_for_selector("[data-rows] tr[data-supplier]")
    verdicts = catalog.eval_on_selector_all(
        "[data-rows] tr[data-supplier]", "all => all.map(one => one.dataset.verdict)"
    )
    assert verdicts and not {"ok", "conditional"} & set(verdicts)


def test_a_month_leads_to_its_items(opened: Opened) -> None:
    """From the table to the fold of the month, which opens where the reader lands."""
    page = opened("compliance/expiries/index.html").page
    page.locator("tr[data-month] th a").first.click()
    assert re.search(r"#m-\d{4}-\d{2}$", page.url)
    items = page.locator(f"[id='{page.url.split('#')[1]}']")
    assert items.locator("tr[data-kind]").first.is_visible()


def test_on_paper_the_numbers_are_there(opened: Opened) -> None:
    """Folds are open and menus are gone."""
    page = opened("compliance/index.html").page
    page.emulate_media(media="print")
    assert not page.locator(".bd-menu").is_visible()
    assert page.locator(".bd-numbers table").first.is_visible()
