"""Every kind of page, as its readers meet it: wide and narrow, light and dark, with and without
JavaScript, from a server and from the disk."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Opened

KINDS = {
    "home": "index.html",
    "catalog": "suppliers/index.html",
    "comparison": "suppliers/compare/index.html",
    "supplier that is ok": "suppliers/harrow-peak-electric/index.html",
    "supplier not to use": "suppliers/quayside-fitout/index.html",
    "supplier with conditions": "suppliers/tamarack-wiring/index.html",
    "categories": "categories/index.html",
    "category": "categories/electrical/index.html",
    "handbook": "handbook/index.html",
    "policy": "handbook/insurance/index.html",
    "compliance": "compliance/index.html",
    "checks": "checks/index.html",
    "check": "checks/INS-07/index.html",
    "requirement": "requirements/ins-gl-limit-trade/index.html",
    "work": "work/index.html",
    "calendar": "calendar/index.html",
    "data": "data/index.html",
    "documentation": "docs/index.html",
    "a page of documentation": "docs/policies/index.html",
}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_and_quiet(opened: Opened, path: str, scheme: str, width: int) -> None:
    """axe finds nothing; no console message, no error, no request to another origin; and nothing
    sticks out to the side."""
    watched = opened(path, width=width, scheme=scheme)
    found = Axe().run(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert watched.faults == []
    overflow = watched.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_without_javascript(opened: Opened, path: str) -> None:
    """The page has its heading, says the day and the commit, and reads on."""
    page = opened(path, js=False).page
    assert page.locator("main h1").count() == 1
    assert page.locator("main h1").inner_text().strip()
    assert "22 Nov 2026" in page.locator("footer").inner_text()
    assert page.locator("main").get_attribute("data-page")
    assert len(page.locator("main").inner_text()) > 150


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_from_the_disk(opened: Opened, site: Path, path: str) -> None:
    """Opened as a file, styles and scripts load, and every link leads to a file."""
    watched = opened(path, base=f"file://{site}")
    assert watched.faults == []
    links = watched.page.eval_on_selector_all(
        "a[href]", "all => all.map(one => one.href).filter(one => one.startsWith('file:'))"
    )
    assert links
    for link in links:
        target = Path(link.removeprefix("file://").split("#")[0].split("?")[0])
        assert target.is_file(), link
    styled = watched.page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth")
    assert styled


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
def test_by_keyboard(opened: Opened, path: str) -> None:
    """The first stop is the way past the header, and every stop can be seen."""
    page = opened(path).page
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent.trim()")
    assert "Skip" in first
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (one === document.body) return true;
                const style = getComputedStyle(one);
                const box = one.getBoundingClientRect();
                return box.width > 0 && box.height > 0 &&
                    (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")
