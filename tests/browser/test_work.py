"""The work page's drafts, the lists of feeds, the builder of frames, and the frames themselves."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.accessible import examined
from tests.browser.conftest import Opened

OWNER = "work/owner-facilities-cm/index.html"
KINDS = {"owner": OWNER, "frame": "embed/electrical.html"}
SIZES = [(1280, "light"), (390, "dark")]


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_accessible_and_quiet(opened: Opened, path: str, width: int, scheme: str) -> None:
    """axe finds nothing with every fold open; nothing sticks out to the side."""
    watched = opened(path, width=width, scheme=scheme)
    watched.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = examined(watched.page)
    assert found.violations_count == 0, found.generate_report()
    assert watched.faults == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert watched.page.evaluate(wide) <= 0


@pytest.mark.parametrize("path", ["data/index.html", "calendar/index.html"])
def test_folds_are_accessible_when_they_are_open(opened: Opened, path: str) -> None:
    """The lists of feeds are long and lie in folds."""
    watched = opened(path, width=390)
    watched.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = examined(watched.page)
    assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert watched.page.evaluate(wide) <= 0


def test_a_letter_is_copied_whole(opened: Opened) -> None:
    """The button shows where a script runs, and says that it is done."""
    watched = opened(OWNER)
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    draft = page.locator("details.wk-draft").first
    draft.locator("summary").click()
    button = draft.locator("button[data-copy]")
    text = page.locator(f"#{button.get_attribute('data-copy')}").inner_text()
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n").strip() == text.strip() and "Required:" in copied
    assert watched.faults == []


def test_the_queue_leads_to_the_supplier_s_drafts(opened: Opened) -> None:
    """With the keyboard alone: a link, its group, a fold, a letter."""
    page = opened("work/index.html").page
    link = page.locator("main a[href*='#of-']").first
    wanted = str(link.get_attribute("href")).partition("#")[2]
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{wanted}")
    assert page.locator(f"#{wanted}").is_visible()


def test_without_a_script_the_letter_is_there_to_select(opened: Opened) -> None:
    """The buttons that need one do not show."""
    page = opened(OWNER, js=False).page
    draft = page.locator("details.wk-draft").first
    draft.locator("summary").click()
    assert draft.locator("pre").first.is_visible()
    assert draft.locator("a[href^='mailto:']").first.is_visible()
    assert page.locator("button[data-copy]").first.is_hidden()


def test_the_builder_writes_what_works(opened: Opened, server: str) -> None:
    """The address that it writes is one of this site, and answers."""
    watched = opened("data/index.html")
    page, code = watched.page, watched.page.locator("#embed-code")
    page.select_option("#embed-category", "electrical")
    page.fill("#embed-height", "300")
    assert code.inner_text() == (
        f'<iframe src="{server}/embed/electrical.html" title="Electrical work" '
        'width="100%" height="300" loading="lazy"></iframe>'
    )
    page.select_option("#embed-kind", "supplier")
    page.fill("#embed-supplier", "harrow-peak-electric")
    address = code.inner_text().split('src="')[1].split('"')[0]
    assert page.request.get(address).status == 200
    assert page.locator("#embed-height").is_hidden()
    page.fill("#embed-supplier", '"><script>alert(1)</script>')
    assert "<script" not in code.inner_text()
    assert watched.faults == []


def test_a_list_in_a_frame_shows_and_stays_in_its_frame(opened: Opened, server: str) -> None:
    """Another page frames it as the builder says."""
    watched = opened("embed/electrical.html")
    page = watched.page
    frame = '<iframe src="/embed/electrical.html" title="x" width="400" height="400"></iframe>'
    body = f'<!doctype html><html lang="en"><title>Intranet</title><body>{frame}</body></html>'
    page.route("**/intranet.html", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{server}/intranet.html")
    inner = page.frame_locator("iframe")
    inner.locator("li[data-verdict]").first.wait_for()
    assert inner.locator("h1").inner_text() == "Electrical work"
    assert watched.faults == []


def test_a_badge_is_a_picture_with_its_words(opened: Opened, site: Path) -> None:
    """It has a size of its own, and the data page shows it."""
    page = opened("data/index.html").page
    badge = page.locator("img.wk-badge")
    badge.scroll_into_view_if_needed()
    assert badge.evaluate("image => image.naturalWidth") > 150
    assert (badge.get_attribute("alt") or "").endswith("as of 22 Nov 2026")
    assert (site / "badges" / "categories" / "electrical.svg").is_file()
