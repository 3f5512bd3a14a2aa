"""The search at the top of every page and the question of the home page, as their readers use them:
by keyboard, from a disk, with a screen reader's names, on another day."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.accessible import examined
from tests.browser.conftest import Opened
from tests.waiting import until

PAGES = {
    "supplier": "suppliers/harrow-peak-electric/index.html",
    "catalog": "suppliers/index.html",
    "policy": "handbook/insurance/index.html",
    "check": "checks/INS-07/index.html",
    "documentation": "docs/decisions/0006-verdicts/index.html",
}
BUDGET = 100 * 1024
expect.set_options(timeout=15_000)


def field(page: Page) -> Locator:
    """The field of the header."""
    return page.locator("header").get_by_role("combobox")


def options(page: Page) -> Locator:
    """The answers beneath it."""
    return page.locator("header").get_by_role("option")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("stroke", ["/", "Control+k"])
def test_by_keyboard_from_any_page(opened: Opened, site: Path, path: str, stroke: str) -> None:
    """From a disk: open, type, choose, go. No mouse, no request to anybody, no message."""
    watched = opened(path, base=f"file://{site}")
    page = watched.page
    page.keyboard.press(stroke)
    expect(field(page)).to_be_focused()
    page.keyboard.type("sparkey")
    expect(options(page).first).to_contain_text("Harrow Peak")
    expect(options(page).first).to_contain_text("OK to use")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    name = chosen.get_attribute("id")
    assert field(page).get_attribute("aria-activedescendant") == name
    page.keyboard.press("Enter")
    page.wait_for_url("**/suppliers/harrow-peak-electric/index.html")
    assert watched.faults == []


def test_arrows_go_round_and_escape_goes_back(opened: Opened) -> None:
    """Up from nothing is the last; Escape closes the list and returns to where the reader was."""
    page = opened(PAGES["policy"]).page
    link = page.locator("main a").first
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type("umbrella")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_focused()


def test_deep_in_a_page_the_place_is_kept(opened: Opened) -> None:
    """The field comes to the reader; nothing scrolls."""
    page = opened(PAGES["policy"]).page
    page.evaluate("scrollTo(0, 3000)")
    until(page, "scrollY > 2000")
    before = page.evaluate("scrollY")
    page.keyboard.press("Control+k")
    page.keyboard.type("INS-3.1")
    expect(options(page).first).to_be_in_viewport()
    assert page.evaluate("scrollY") == before
    page.keyboard.press("Escape")
    expect(page.locator(".sc-search--over")).to_have_count(0)
    assert page.evaluate("scrollY") == before


def test_an_exact_number_or_rule_is_one_enter_away(opened: Opened) -> None:
    """What is named exactly is chosen at once; a word of a trade leads to the list."""
    page = opened(PAGES["check"]).page
    page.keyboard.press("/")
    page.keyboard.type("ins-3.1")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/handbook/insurance/index.html#INS-3.1")
    page.keyboard.press("/")
    page.keyboard.type("cgl8415894")
    expect(options(page).first).to_contain_text("Alderfen")
    page.keyboard.press("Control+a")
    page.keyboard.type("cleaning")
    expect(options(page).first).to_contain_text("Cleaning")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/suppliers/index.html?q=cleaning")


def test_a_stroke_in_a_field_stays_a_stroke(opened: Opened) -> None:
    """“/” is only a shortcut where nobody is typing; on the home page it leads to the question."""
    page = opened("suppliers/index.html").page
    page.locator("#q").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#q")).to_have_value("a/b")
    home = opened("index.html").page
    for stroke in ("/", "Control+k"):
        home.locator("h1").click()
        home.evaluate("document.activeElement.blur()")
        home.keyboard.press(stroke)
        expect(home.locator("#ask")).to_be_focused()
    expect(home.locator("#ask")).to_have_value("")
    expect(home.locator("header form")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_with_answers(opened: Opened, width: int, scheme: str) -> None:
    """axe finds nothing in the open list or the home page's answers; nothing sticks out."""
    page = opened(PAGES["documentation"], width=width, scheme=scheme).page
    page.keyboard.press("/")
    page.keyboard.type("insurance")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    home = opened("index.html", width=width, scheme=scheme).page
    home.locator("#ask").fill("cleaning")
    expect(home.locator("main [data-supplier]").first).to_be_visible()
    for one in (page, home):
        found = examined(one)
        assert found.violations_count == 0, found.generate_report()
        assert one.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_is_found_is_told(opened: Opened) -> None:
    """A screen reader hears how many answers there are; nothing found says what to do."""
    page = opened(PAGES["supplier"]).page
    status = page.locator("header [role=status]").first
    page.keyboard.press("/")
    page.keyboard.type("sparky")
    expect(status).to_contain_text(re.compile(r"\d answers"))
    page.keyboard.press("Control+a")
    page.keyboard.type("cleaning in Texas")
    expect(page.locator(".sc-seek__hint")).to_have_text(
        "Nobody on file offers this in Texas. Elsewhere:"
    )
    page.keyboard.press("Control+a")
    page.keyboard.type("zzzzqqqq")
    expect(status).to_have_text("Nothing matches")
    expect(page.locator("header [data-nothing]")).to_contain_text("Try a plainer word")
    assert page.locator("header [data-nothing] a").count() == 2


def test_a_category_at_a_place(opened: Opened) -> None:
    """“X in PLACE” names those who serve it there; where nobody does, it says so."""
    page = opened("index.html").page
    status = page.locator("[data-status]")
    page.locator("#ask").fill("cleaning in OR")
    expect(status).to_have_text("2 of 2 suppliers may be used today in Oregon")
    names = page.locator("main [data-supplier]").evaluate_all(
        "all => all.map(one => one.dataset.supplier)"
    )
    assert set(names) == {"gannet-and-pail", "bright-mop-cleaning"}
    page.locator("#ask").fill("electrician near Portland")
    expect(status).to_contain_text("in Oregon")
    page.locator("#ask").fill("cleaning in Texas")
    expect(status).to_have_text("Nobody on file offers this in Texas. Elsewhere:")
    page.locator("#ask").fill("cleaning in Atlantis")
    expect(status).to_have_text("“Atlantis” is no place on file. Anywhere:")


def test_answers_are_reached_with_the_arrows(opened: Opened) -> None:
    """On the home page they go from the field through the answers, and Escape back."""
    page = opened("index.html").page
    page.locator("#ask").fill("sparky")
    first = page.locator("[data-answers] a").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#ask")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#ask")).to_be_focused()


def test_the_verdict_is_of_the_readers_day(opened: Opened) -> None:
    """Built in November, asked at Christmas."""
    for day, verdict in (("2026-11-22", "ok"), ("2026-12-23", "do-not-use|ask|conditional")):
        page = opened(PAGES["check"], clock=f"{day}T09:00:00").page
        page.keyboard.press("/")
        page.keyboard.type("juniper ladle")
        expect(options(page).first).to_have_attribute("data-verdict", re.compile(f"^({verdict})$"))


def test_nothing_is_read_before_somebody_comes(opened: Opened) -> None:
    """A page of documentation loads no data of search until its field is used."""
    page = opened(PAGES["documentation"]).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [one for one in loaded if re.search(r"(-data|-docs|finder|words)\.js", one)]
    page.keyboard.press("/")
    page.keyboard.type("exit codes")
    expect(options(page).first).to_contain_text("Exit codes")
    assert [one for one in asked if "search-data.js" in one]


def test_the_home_page_is_small(site: Path) -> None:
    """Its HTML, styles and scripts, compressed, before anything is typed."""
    html = (site / "index.html").read_text(encoding="utf-8")
    linked = re.findall(r'(?:src|href)="(assets/[^"?]+\.(?:js|css))', html)
    assert len(linked) > 6
    size = len(gzip.compress(html.encode())) + sum(
        len(gzip.compress((site / path).read_bytes())) for path in linked
    )
    assert size <= BUDGET
