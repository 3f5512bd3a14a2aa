"""The search of the header over hostile texts, in a browser: what it shows stays text."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.pages.base import Site
from tests.pages.test_scripts import write

PAGE = """<!doctype html><html lang="en" data-as-of="{as_of}" data-root="./"><head>
<meta charset="utf-8"><title>Test</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:">
<script src="assets/site.js"></script><script src="assets/catalog.js" defer></script>
<script src="assets/seek.js" defer></script></head><body><header>
<form role="search" action="suppliers/index.html" data-seek><input type="search" name="q"></form>
</header><main id="main"><p>Text</p></main></body></html>"""
SKELETON = """list => Array.from(list.querySelectorAll("*"), one => [one.tagName,
    ...Array.from(one.attributes, mark => mark.name).filter(name => name !== "data-verdict").sort()
].join(" "))"""
Sought = Callable[[Site, str], Page]


@pytest.fixture
def sought(browser: Browser, tmp_path: Path) -> Iterator[Sought]:
    """``sought(site, text)``: a page with that text in its search. No script may fail."""
    contexts: list[Any] = []
    faults: list[str] = []

    def seek(site: Site, text: str) -> Page:
        folder = tmp_path / f"site-{len(contexts)}"
        write(site, folder)
        (folder / "assets/search-docs.js").write_text("window.CATALOG_DOCS=[];\n", encoding="utf-8")
        (folder / "seek.html").write_text(PAGE.format(as_of=site.as_of), encoding="utf-8")
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.clock.set_fixed_time(f"{site.as_of}T09:00:00")
        page.goto(f"{folder.as_uri()}/seek.html")
        page.keyboard.press("/")
        page.keyboard.type(text)
        expect(page.get_by_role("option").first).to_be_visible()
        return page

    yield seek
    for context in contexts:
        context.close()
    assert faults == []


def test_hostile_texts_change_no_element(hostile: Site, tame: Site, sought: Sought) -> None:
    """The list has the same elements and attributes as with harmless texts; nothing runs."""
    shapes = []
    for site, text, shown in (
        (hostile, "script alert", "<script>alert(1)</script>"),
        (tame, "text same kind", "A text of the same kind"),
    ):
        page = sought(site, text)
        suppliers = page.locator("[role=option][data-kind=supplier]")
        expect(suppliers.first).to_contain_text(shown)
        assert page.locator("header img, header script").count() == 0
        shapes.append(suppliers.first.evaluate(SKELETON))
    assert shapes[0] == shapes[1]


def test_what_is_typed_stays_text(site: Site, sought: Sought) -> None:
    """Markup in the question is looked for, and shown, as text."""
    page = sought(site, "electrician")
    page.keyboard.press("Control+a")
    page.keyboard.type("<img src=x onerror=alert(1)> zzqq %s $& \\")
    expect(page.locator("header [role=status]")).not_to_be_empty()
    assert page.locator("header img").count() == 0
