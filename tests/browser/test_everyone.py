"""Every kind of page, as its readers meet it: wide and narrow, light and dark, by keyboard, with
and without JavaScript, from a server and from the disk, on paper.

The kinds are those that the built site has: a new kind of page is held to this from its first day.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.accessible import examined
from tests.browser.conftest import Opened

MAIN = re.compile(r'<main [^>]*data-page="([^"]+)"')
TABS = 160
ALWAYS = (
    "suppliers/harrow-peak-electric/index.html",
    "suppliers/tamarack-wiring/index.html",
    "suppliers/quayside-fitout/index.html",
)
"""Suppliers that are OK, OK with conditions, and not to be used."""

WALK = """() => {
    const been = [];
    window.walked = [];
    addEventListener("focusout", (event) => {
        if (!event.relatedTarget) window.walked.push(null);
    });
    addEventListener("focusin", (event) => {
        const one = event.target;
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        const last = been[been.length - 1];
        window.walked.push({
            html: one.outerHTML.slice(0, 120),
            name: (one.getAttribute("aria-label") || one.textContent || "").trim().slice(0, 40),
            seen: box.width > 0 && box.height > 0 &&
                (style.outlineStyle !== "none" || style.boxShadow !== "none"),
            forward: !last || Boolean(last.compareDocumentPosition(one) & 4),
            again: been.includes(one),
        });
        been.push(one);
    });
}"""
"""Keeps each stop of the focus, and null where it leaves the page."""
MOVING = """() => Array.from(document.querySelectorAll("*")).filter(one => {
    const style = getComputedStyle(one);
    const moves = text => text.split(",").some(part => parseFloat(part) > 0);
    return moves(style.transitionDuration) || moves(style.animationDuration);
}).map(one => one.outerHTML.slice(0, 80)).slice(0, 3)
    .concat(getComputedStyle(document.documentElement).scrollBehavior.match(/smooth/) || [])
    .concat(document.getAnimations().map(one => String(one.animationName || one)))"""


@pytest.fixture(scope="session")
def paths(site: Path) -> dict[str, str]:
    """The shortest and the longest page of each kind by a name for it, and a few that matter."""
    found: dict[str, list[tuple[int, str]]] = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        kind = MAIN.search(text)
        if kind and "<header" in text:
            found.setdefault(kind[1], []).append((len(text), path.relative_to(site).as_posix()))
    chosen = {path: path for path in ALWAYS}
    for kind, pages in found.items():
        chosen[f"{kind}, shortest"] = min(pages)[1]
        chosen[f"{kind}, longest"] = max(pages)[1]
    assert len(found) >= 14, sorted(found)
    return dict(_once(chosen))


def _once(chosen: dict[str, str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for name, path in chosen.items():
        if path not in seen:
            seen.add(path)
            yield name, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_and_quiet(
    visited: Opened, paths: dict[str, str], scheme: str, width: int
) -> None:
    """axe finds nothing; no message, no error, no breach of the policy, no request to another
    origin; nothing sticks out to the side. The control of the day is opened first."""
    faults: dict[str, object] = {}
    for name, path in paths.items():
        watched = visited(path, width=width, scheme=scheme)
        page = watched.page
        opener = page.get_by_role("button", name="Change the day")
        if opener.count():
            opener.click()
        found = examined(page)
        if found.violations_count:
            faults[f"{name}: axe"] = found.generate_report()
        if watched.faults:
            faults[f"{name}: faults"] = watched.faults
        side = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if side > 0:
            faults[f"{name}: sticks out"] = side
    assert faults == {}


def test_the_policy_allows_nothing_inline(site: Path) -> None:
    """Every page has the policy before anything that it governs, and none has unsafe-inline."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert found, path
        assert "default-src 'none'" in found[1]
        assert "unsafe" not in found[1]
        assert text.index("Content-Security-Policy") < text.index("<script")


def test_without_javascript(visited: Opened, paths: dict[str, str]) -> None:
    """The page has its heading, says the day, and reads on; nothing on it needs a script."""
    faults: dict[str, str] = {}
    for name, path in paths.items():
        page = visited(path, js=False).page
        heading = page.locator("main h1")
        if heading.count() != 1 or not heading.inner_text().strip():
            faults[f"{name}: heading"] = str(heading.count())
        if "22 Nov 2026" not in page.locator("footer").inner_text():
            faults[f"{name}: day"] = page.locator("footer").inner_text()
        if len(page.locator("main").inner_text()) < 100:
            faults[f"{name}: text"] = page.locator("main").inner_text()
        if not page.locator('nav[aria-label="Main"] a').count():
            faults[f"{name}: ways on"] = "none"
    assert faults == {}


def test_from_the_disk(visited: Opened, site: Path, paths: dict[str, str]) -> None:
    """Opened as a file, styles and scripts load, and every link leads to a file."""
    faults: dict[str, object] = {}
    for name, path in paths.items():
        watched = visited(path, base=f"file://{site}")
        if watched.faults:
            faults[f"{name}: faults"] = watched.faults
        links = watched.page.eval_on_selector_all(
            "a[href]", "all => all.map(one => one.href).filter(one => one.startsWith('file:'))"
        )
        targets = {Path(one.removeprefix("file://").split("#")[0].split("?")[0]) for one in links}
        lost = [str(one) for one in targets if not one.is_file()]
        if lost or not links:
            faults[f"{name}: links"] = lost
        if watched.page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") in (
            "",
            "none",
        ):
            faults[f"{name}: style"] = "not loaded"
    assert faults == {}


def test_by_keyboard(visited: Opened, paths: dict[str, str]) -> None:
    """The first stop is the way past the header; every stop can be seen; they come in the order
    of the page; and the walk ends, so nothing holds the reader."""
    faults: dict[str, object] = {}
    for name, path in paths.items():
        if name.endswith("longest"):
            continue
        page = visited(path).page
        page.wait_for_load_state()
        fault = _walk(page)
        if fault:
            faults[name] = fault
    assert faults == {}


def _walk(page: Page) -> object:
    page.evaluate(WALK)
    stops: list[Any] = []
    while len(stops) < TABS:
        for _ in range(10):
            page.keyboard.press("Tab")
        found = page.evaluate("window.walked.splice(0)")
        if not found:
            return f"the focus stays: {stops[-1:]}"
        stops += found
        for at, stop in enumerate(stops):
            if stop is None or (stop["again"] and at > 4):
                return None
            if at == 0 and "Skip" not in stop["name"]:
                return f"first stop: {stop['html']}"
            if not stop["seen"] or not stop["forward"]:
                return stop
    return None


def test_the_way_past_the_header(visited: Opened, paths: dict[str, str]) -> None:
    """Skip link, Enter: the next stop is inside the page's own part."""
    for name, path in paths.items():
        page = visited(path).page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.evaluate(
            "document.activeElement === document.body ||"
            " Boolean(document.activeElement.closest('main, footer'))"
        )
        assert inside, (name, page.evaluate("document.activeElement.outerHTML"))


def test_nothing_moves_for_those_who_asked(visited: Opened, paths: dict[str, str]) -> None:
    """With reduced motion there is no transition, no animation, no smooth scrolling."""
    for name, path in paths.items():
        page = visited(path).page
        assert page.evaluate(MOVING) == [], name


def test_on_paper(visited: Opened, paths: dict[str, str]) -> None:
    """The text is printed, black on white, with its day; what one presses is not."""
    for name, path in paths.items():
        page = visited(path, scheme="dark").page
        page.emulate_media(media="print")
        assert page.locator("main h1").is_visible(), name
        assert not page.locator(".sc-nav").is_visible(), name
        assert not page.get_by_role("button", name="Change the day").is_visible(), name
        assert "22 Nov 2026" in page.locator("body").inner_text(), name
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"), (name, ground)


def test_names_for_those_who_listen(visited: Opened, paths: dict[str, str]) -> None:
    """Charts, verdicts and regions have names; headings leave no level out."""
    for name, path in paths.items():
        page = visited(path).page
        unnamed = page.evaluate(
            """() => Array
                .from(document.querySelectorAll('main :is(svg, [role="img"], nav, form), nav'))
                .filter(one => !one.closest('[hidden], [aria-hidden="true"]')
                    && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby")
                    && !(one.tagName === "svg" && one.querySelector("title"))
                    && !(one.tagName === "FORM" && !one.getAttribute("role")))
                .map(one => one.outerHTML.slice(0, 120))"""
        )
        assert unnamed == [], name
        silent = page.evaluate(
            """() => Array.from(document.querySelectorAll(".sc-verdict"))
                .filter(one => !one.textContent.trim()).length"""
        )
        assert silent == 0, name
        levels = page.eval_on_selector_all(
            "main :is(h1, h2, h3, h4)", "all => all.map(one => +one.tagName[1])"
        )
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], name
