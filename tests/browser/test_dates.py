"""Verdicts follow the day that readers choose, by the timeline, and say so."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened
from tests.waiting import until

DAY = "2027-03-01"
WORDS = "1 Mar 2027"
RANKS = ["ok", "conditional", "ask", "do-not-use"]


def verdict_on(site: Path, supplier: str, day: str) -> str:
    """What the published timeline says."""
    html = (site / "suppliers" / supplier / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="timeline">(.*?)</script>', html)
    assert found
    return str([one for one in json.loads(found[1]) if one["from"] <= day][-1]["verdict"])


def suppliers(site: Path) -> list[str]:
    """Every supplier with a page."""
    pages = (site / "suppliers").glob("*/index.html")
    return sorted(one.parent.name for one in pages if "timeline" in one.read_text("utf-8"))


def choose(page: Page, day: str) -> None:
    """The way of a reader: open the control, type the day, show it."""
    page.get_by_role("button", name="Change the day").click()
    page.get_by_label("Verdicts for the day").fill(day)
    page.get_by_role("button", name="Show this day").click()


def test_a_chosen_day_changes_the_supplier(opened: Opened, site: Path) -> None:
    """Verdict, why and until when follow; the page and the paper say which day it is."""
    watched = opened("suppliers/alder-creek-hvac/index.html")
    page = watched.page
    before = page.locator(".sp-verdict").inner_text()
    wanted = verdict_on(site, "alder-creek-hvac", DAY)
    assert wanted != page.locator("main").get_attribute("data-verdict")
    choose(page, DAY)
    expect(page.locator("main")).to_have_attribute("data-verdict", wanted)
    expect(page.locator(".sc-verdict--large")).to_have_attribute("data-verdict", wanted)
    expect(page.locator(".sp-asof")).to_have_text(f"on {WORDS}")
    note = page.get_by_role("status").filter(has_text=f"This page shows {WORDS}, not today")
    expect(note).to_be_visible()
    assert page.locator(".sp-because li").count()
    assert page.evaluate("location.search") == f"?day={DAY}"
    page.emulate_media(media="print")
    expect(note).to_be_visible()
    expect(page.get_by_role("button", name="Change the day")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Back to today").click()
    expect(page.locator(".sp-verdict")).to_have_text(before, use_inner_text=True)
    expect(note).to_be_hidden()
    assert page.evaluate("location.search") == ""
    assert watched.faults == []


def test_the_catalog_and_its_counts_follow(opened: Opened, site: Path) -> None:
    """Rows and the numbers beside the verdicts are those of the day."""
    page = opened(f"suppliers/index.html?day={DAY}").page
    expect(page.locator("main[data-ready]")).to_be_attached()
    wanted = {name: verdict_on(site, name, DAY) for name in suppliers(site)}
    while page.get_by_role("button", name=re.compile("^Show .* more")).count():
        page.get_by_role("button", name=re.compile("^Show .* more")).click()
    shown = page.locator("tr[data-supplier]:visible").evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.dataset.supplier, one.dataset.verdict]))"
    )
    assert shown == wanted
    home = opened(f"index.html?day={DAY}").page
    for verdict in RANKS:
        number = str(list(wanted.values()).count(verdict))
        expect(home.locator(f'[data-tally="verdict:{verdict}"]')).to_have_text(number)


def test_a_comparison_follows(opened: Opened, site: Path) -> None:
    """The page has no verdict of its own, and the control all the same."""
    then, now = (verdict_on(site, "harrow-peak-electric", one) for one in (DAY, "2026-11-22"))
    assert then != now
    page = opened(f"suppliers/compare/index.html?s=harrow-peak-electric&day={DAY}").page
    expect(page.locator("[data-day-bar]")).to_contain_text(WORDS)
    expect(page.locator(f'main .sc-verdict[data-verdict="{then}"]').first).to_be_visible()


def test_the_buying_guide_follows(opened: Opened) -> None:
    """It names suppliers that may be used, on the day."""
    path, harrow = "handbook/guide/index.html?need=electrician&worth=100", "harrow-peak-electric"
    expect(opened(path).page.locator(f'li[data-supplier="{harrow}"]')).to_have_count(1)
    page = opened(f"{path}&day={DAY}").page
    expect(page.locator("[data-day-bar]")).to_contain_text(WORDS)
    expect(page.locator("main li[data-supplier]").first).to_be_visible()
    expect(page.locator(f'li[data-supplier="{harrow}"]')).to_have_count(0)


def test_the_catalog_follows_a_day_chosen_on_it(opened: Opened) -> None:
    """Filters stay, and the day joins them in the address."""
    page = opened("suppliers/index.html?verdict=ok").page
    expect(page.locator("main[data-ready]")).to_be_attached()
    before = page.locator("tr[data-supplier]:visible").count()
    choose(page, DAY)
    expect(page.locator("tr[data-supplier]:visible")).not_to_have_count(before)
    page.get_by_role("checkbox", name=re.compile("OK with conditions")).first.check()
    until(page, "location.search.includes('verdict=conditional')")
    assert f"day={DAY}" in page.evaluate("location.search")


@pytest.mark.parametrize("day", ["2026-12-20", DAY, "2027-12-27"])
def test_categories_follow(opened: Opened, site: Path, day: str) -> None:
    """Each answer has its verdict of the day, the usable first; the counts are right."""
    page = opened(f"categories/cleaning/index.html?day={day}").page
    for place in page.locator("ul.sc-answers").all():
        shown = place.locator("li[data-verdict]").evaluate_all(
            "all => all.map(one => one.dataset.verdict)"
        )
        assert shown == sorted(shown, key=RANKS.index)
    for section in page.locator("main section:has(h2.cg-place)").all():
        good = section.locator('li[data-verdict="ok"], li[data-verdict="conditional"]').count()
        expect(section.locator("h2 [data-tally]")).to_have_text(str(good))


def test_links_and_forms_keep_the_day(opened: Opened) -> None:
    """From page to page the day stays, until the reader goes back to today."""
    watched = opened(f"index.html?day={DAY}")
    page = watched.page
    page.get_by_role("link", name="Electrical work").first.click()
    page.wait_for_url(re.compile(rf"categories/electrical/index\.html\?day={DAY}"))
    page.locator("main .sc-answers a").first.click()
    page.wait_for_url(re.compile(rf"suppliers/[^/]+/index\.html\?day={DAY}"))
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Home").click()
    page.wait_for_url(re.compile(rf"/index\.html\?day={DAY}"))
    page.get_by_role("button", name="Back to today").click()
    page.get_by_role("link", name="Electrical work").first.click()
    page.wait_for_url(re.compile(r"categories/electrical/index\.html$"))
    assert watched.faults == []


def test_the_form_of_a_page_carries_the_day(opened: Opened) -> None:
    """Without the script of search, a question leads to the catalog of that day."""
    page = opened(f"index.html?day={DAY}").page
    page.evaluate("document.querySelector('main form').requestSubmit()")
    page.wait_for_url(re.compile(rf"suppliers/index\.html\?.*day={DAY}"))


@pytest.mark.parametrize("name", ["In 30 days", "In 60 days", "In 90 days", "End of the quarter"])
def test_quick_picks(opened: Opened, name: str) -> None:
    """Days that people ask for are one press away, counted from the reader's day."""
    days = {
        "In 30 days": "2026-12-22",
        "In 60 days": "2027-01-21",
        "In 90 days": "2027-02-20",
        "End of the quarter": "2026-12-31",
    }
    page = opened("suppliers/alder-creek-hvac/index.html").page
    page.get_by_role("button", name="Change the day").click()
    page.get_by_role("button", name=name).click()
    assert page.evaluate("catalogDay.iso") == days[name]
    assert page.evaluate("location.search") == f"?day={days[name]}"
    expect(page.get_by_role("button", name="Change the day")).to_be_focused()


@pytest.mark.parametrize(
    ("day", "shown", "says"),
    [
        ("2026-11-21", "2026-11-22", "cannot tell about 21 Nov 2026: they begin on 22 Nov 2026"),
        ("2027-12-28", "2027-12-27", "cannot tell about 28 Dec 2027: they look ahead to 27 Dec"),
    ],
)
def test_outside_the_timeline(opened: Opened, day: str, shown: str, says: str) -> None:
    """A day that the build does not know is not guessed at."""
    page = opened(f"suppliers/alder-creek-hvac/index.html?day={day}").page
    expect(page.locator("[data-day-bar]")).to_contain_text(says)
    assert page.evaluate("[catalogDay.known, catalogDay.iso]") == [False, shown]


@pytest.mark.parametrize("day", ["2026-02-30", "soon", "<b>x</b>", "2027-3-1", ""])
def test_no_day_is_today(opened: Opened, day: str) -> None:
    """What is no day in the address changes nothing."""
    watched = opened(f"suppliers/alder-creek-hvac/index.html?day={day}")
    assert watched.page.evaluate("[catalogDay.isToday, catalogDay.iso]") == [True, "2026-11-22"]
    expect(watched.page.locator("[data-day-bar] p").first).to_have_text(
        "Verdicts for today, 22 Nov 2026"
    )
    assert watched.faults == []


def test_the_field_takes_days_of_the_timeline(opened: Opened) -> None:
    """It knows its first and last day, and refuses others."""
    page = opened("index.html").page
    choose(page, "2028-01-01")
    assert page.evaluate("catalogDay.isToday")
    field = page.get_by_label("Verdicts for the day")
    assert field.get_attribute("min") == "2026-11-22"
    assert field.get_attribute("max") == "2027-12-27"


def test_an_old_build_says_so(opened: Opened) -> None:
    """On the next day nothing yet; after two days how old it is; after the timeline, that it
    cannot tell."""
    path = "suppliers/alder-creek-hvac/index.html"
    stale = "[data-stale]"
    expect(opened(path, clock="2026-11-23T09:00:00").page.locator(stale)).to_be_hidden()
    expect(opened(path, clock="2026-11-24T00:10:00").page.locator(stale)).to_have_text(
        "These pages were built 2 days ago, as of 22 Nov 2026. "
        "What has been recorded since is not in them."
    )
    late = opened(path, clock="2028-11-24T09:00:00").page
    expect(late.locator(stale)).to_contain_text("733 days ago")
    expect(late.locator("[data-day-bar]")).to_contain_text("cannot tell about 24 Nov 2028")


def test_figures_of_the_build_say_that_they_are(opened: Opened) -> None:
    """Compliance is counted by the build: the page does not pretend to follow the day."""
    page = opened(f"compliance/index.html?day={DAY}").page
    expect(page.locator("[data-day-bar]")).to_contain_text("Figures as of 22 Nov 2026")
    expect(page.locator("[data-day-bar]")).to_contain_text("do not follow")


def test_without_javascript_the_day_is_there(opened: Opened) -> None:
    """A page that shows verdicts names their day."""
    page = opened("categories/electrical/index.html", js=False).page
    expect(page.locator("[data-day-bar]")).to_have_text("Verdicts for 22 Nov 2026")
