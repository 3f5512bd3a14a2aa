"""The scripts of the catalog in a browser: search, filters, the day of the reader."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.pages import catalog, compare, home, supplier
from generator.pages.base import File, Site
from tests.waiting import until

ASSETS = Path(__file__).resolve().parents[2] / "generator" / "assets"
SHELL = """<!doctype html><html lang="en" data-as-of="{as_of}" data-root="{root}"><head>
<meta charset="utf-8"><title>Test</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:">
<script src="{root}assets/site.js"></script>
<script src="{root}assets/catalog.js" defer></script></head><body>{body}</body></html>"""
Opened = Callable[..., Page]


def write(site: Site, folder: Path) -> None:
    """Home, catalog, comparison and suppliers in a shell that holds nothing but them."""
    shutil.copytree(ASSETS, folder / "assets")
    for module in (home, catalog, compare, supplier):
        for one in module.pages(site):
            place = folder / one.path
            place.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(one, File):
                place.write_bytes(one.data)
                continue
            root = "../" * one.path.count("/") or "./"
            html = SHELL.format(as_of=site.as_of, root=root, body=one.body)
            place.write_text(html, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's pages."""
    found = tmp_path_factory.mktemp("scripts") / "site"
    write(site, found)
    return found


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Opened]:
    """``opened(path, day=…)``: a page on a day, in a context of its own. No script may fail."""
    contexts = []
    faults: list[str] = []

    def open_page(path: str, *, day: str = "2026-11-22", at: Path = folder) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.clock.set_fixed_time(f"{day}T09:00:00")
        page.goto(f"{at.as_uri()}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def ready(page: Page) -> Page:
    """The catalog once its filters are there."""
    expect(page.locator("main[data-ready]")).to_be_attached()
    return page


def ids(page: Page) -> list[str]:
    """The suppliers shown, in their order."""
    found: list[str] = page.locator("tr[data-supplier]:visible").evaluate_all(
        "all => all.map(one => one.dataset.supplier)"
    )
    return found


def search(page: Page, text: str) -> list[str]:
    """What the engine finds for a text, as ids."""
    found: list[str] = page.evaluate(
        "text => Finder.load().then(m => (m.search(text) || []).map(h => m.id[h.row]))", text
    )
    return found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sparky", "harrow-peak-electric"),
        ("sparkey", "harrow-peak-electric"),
        ("Electrician!", "harrow-peak-electric"),
        ("who can I buy an electrician from", "harrow-peak-electric"),
        ("harow peak", "harrow-peak-electric"),
        ("HPE", "harrow-peak-electric"),
        ("laptops", "quillmark-computers"),
        ("elbkamin", "elbkamin-klimatechnik"),
        ("electrical leeds", "wexcombe-electrical"),
    ],
)
def test_words_that_staff_use(opened: Opened, text: str, first: str) -> None:
    """Synonyms, plurals, typing errors, trading names, places, whole questions."""
    assert first in search(opened("suppliers/index.html"), text)[:2]


def test_errors_that_are_forgiven(opened: Opened) -> None:
    """One in four letters or more, two in eight or more; neighbours swapped are one error."""
    page = opened("suppliers/index.html")

    def errors(one: str, other: str, most: int) -> Any:
        return page.evaluate("([a, b, n]) => Finder.errors(a, b, n, false)", [one, other, most])

    assert errors("sparky", "sparkey", 1) == 1
    assert errors("spraky", "sparky", 1) == 1
    assert errors("sprky", "sparky", 1) == 1
    assert errors("electrcial", "electrical", 2) == 1
    assert errors("elctrcal", "electrical", 2) == 2
    assert errors("plumber", "lumber", 1) == 1
    assert errors("cat", "dog", 1) == 2
    assert search(page, "ctr") == search(page, "ctr!")
    assert search(page, "qqqqqq") == []


def test_the_usable_come_first(site: Site, opened: Opened) -> None:
    """Among equal matches, who may be used today stands first."""
    page = opened("suppliers/index.html")
    ranks = page.evaluate(
        "Finder.load().then(m => m.search('facilities').map(h => [h.level, h.rank]))"
    )
    assert len(ranks) > 10
    assert ranks == sorted(ranks)


def test_numbers_on_papers(site: Site, opened: Opened) -> None:
    """A policy or contract number finds its supplier, with or without its spaces."""
    page = ready(opened("suppliers/index.html"))
    for text in ("CGL 8415-894", "cgl8415894", "ald-2026"):
        page.locator("#q").fill(text)
        until(page, "document.querySelectorAll('tr[data-supplier]').length === 1")
        assert ids(page) == ["alderfen-electrical"]


def test_the_address_is_the_state(opened: Opened) -> None:
    """Filters go into the address; going back takes them out; a copied address brings them back."""
    page = ready(opened("suppliers/index.html"))
    everyone = ids(page)
    page.get_by_role("checkbox", name="Do not use").check()
    until(page, "location.search === '?verdict=do-not-use'")
    refused = ids(page)
    assert 0 < len(refused) < len(everyone)
    page.get_by_role("checkbox", name="Ask procurement").check()
    until(page, "location.search.includes('verdict=ask')")
    both = ids(page)
    assert set(refused) < set(both)
    again = ready(opened(f"suppliers/index.html{page.evaluate('location.search')}"))
    assert ids(again) == both
    page.go_back()
    until(page, "location.search === '?verdict=do-not-use'")
    assert ids(page) == refused
    page.get_by_role("button", name="Do not use, remove this filter").click()
    until(page, "location.search === ''")
    assert ids(page) == everyone


def test_counts_say_what_a_choice_would_give(opened: Opened) -> None:
    """The number beside a value is the number of rows once it is chosen."""
    page = ready(opened("suppliers/index.html?place=US-OR"))
    for name in ("OK with conditions", "Ask procurement"):
        box = page.get_by_role("checkbox", name=name)
        told = int(box.evaluate("one => one.closest('label').lastChild.textContent"))
        box.check()
        expect(page.locator("tr[data-supplier]:visible")).to_have_count(told)
        box.uncheck()


def test_a_category_and_a_place_have_their_own_verdict(site: Site, opened: Opened) -> None:
    """With them chosen, each row has the best verdict of the offers asked for."""
    page = ready(opened("suppliers/index.html?category=electrical&place=US-OR"))
    shown = page.locator("tr[data-supplier]:visible").evaluate_all(
        "all => all.map(one => [one.dataset.supplier, one.dataset.verdict])"
    )
    assert shown
    for name, verdict in shown:
        offers = [
            one.verdict
            for one in site.suppliers[name].offers
            if one.scope.category == "electrical" and one.scope.jurisdiction in ("US", "US-OR")
        ]
        assert verdict == str(min(offers, key=lambda one: one.rank))
    expect(page.locator("main")).to_contain_text("for the category and place you chose")


def test_what_is_found_is_said(opened: Opened) -> None:
    """The number of results is announced; nothing found says what to do."""
    page = ready(opened("suppliers/index.html"))
    live = page.locator("[aria-live]").first
    expect(live).to_contain_text("81 suppliers")
    page.locator("#q").fill("zzzzzz")
    expect(live).to_have_text("No supplier fits")
    expect(page.locator(".sc-empty")).to_contain_text("Try a plainer word")
    page.get_by_role("button", name="Clear all").click()
    expect(live).to_contain_text("81 suppliers")


def test_fifty_rows_at_a_time(opened: Opened) -> None:
    """The rest comes when it is asked for, and the focus goes to the first new row."""
    page = ready(opened("suppliers/index.html"))
    assert len(ids(page)) == 50
    page.get_by_role("button", name="Show 31 more of 31").click()
    assert len(ids(page)) == 81
    name = page.evaluate("document.activeElement.closest('tr').dataset.supplier")
    assert name == ids(page)[50]


@pytest.mark.parametrize("day", ["2027-01-15", "2027-11-01"])
def test_verdicts_follow_the_readers_day(site: Site, opened: Opened, day: str) -> None:
    """The catalog and each supplier's page say the verdict of the timeline on that day."""
    wanted = {}
    for one in site.assessment.suppliers:
        past = [part for part in one.timeline if part.start.isoformat() <= day]
        wanted[one.id] = str(past[-1].verdict)
    page = ready(opened("suppliers/index.html", day=day))
    page.get_by_role("button", name="Show 31 more of 31").click()
    shown = page.locator("tr[data-supplier]:visible").evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.dataset.supplier, one.dataset.verdict]))"
    )
    assert shown == wanted
    changed = [one.id for one in site.assessment.suppliers if wanted[one.id] != str(one.verdict)]
    for name in changed[:2]:
        found = opened(f"suppliers/{name}/index.html", day=day)
        expect(found.locator("main")).to_have_attribute("data-verdict", wanted[name])
        pill = found.locator(".sc-verdict--large")
        expect(pill).to_have_attribute("data-verdict", wanted[name])
        expect(found.locator(".sp-asof")).to_contain_text("as of today")


def test_a_page_from_the_future_stays_as_it_is(site: Site, opened: Opened) -> None:
    """A reader whose clock is behind sees the verdict of the build, dated."""
    page = opened("suppliers/harrow-peak-electric/index.html", day="2026-11-01")
    expect(page.locator("main")).to_have_attribute("data-verdict", "ok")
    expect(page.locator(".sp-asof")).to_have_text("as of 22 Nov 2026")


def test_words_for_dates_follow_the_readers_day(opened: Opened) -> None:
    """The days that are left are counted from the reader's day."""
    page = opened("suppliers/alder-creek-hvac/index.html", day="2026-12-11")
    expect(page.locator(".sp-until")).to_contain_text("13 Dec 2026 (in 2 days)")
    later = opened("suppliers/harrow-peak-electric/index.html", day="2027-07-01")
    expect(later.locator("#insurance .sc-term").first).to_have_text("Ended on 30 Jun 2027")


def test_a_link_opens_the_folded_section(opened: Opened) -> None:
    """What is folded is reached by its address."""
    page = opened("suppliers/harrow-peak-electric/index.html#everything")
    expect(page.locator("#everything")).to_be_visible()


def test_the_question_is_answered_while_it_is_typed(opened: Opened) -> None:
    """The data comes with the first focus; answers have their hooks; an example fills the field."""
    page = opened("index.html")
    assert page.evaluate("window.CATALOG === undefined")
    page.locator("#ask").focus()
    until(page, "window.CATALOG !== undefined")
    page.locator("#ask").fill("sparky")
    first = page.locator("main [data-supplier]").first
    expect(first).to_have_attribute("data-supplier", "harrow-peak-electric")
    expect(first).to_contain_text("Electrical work · Oregon, US")
    expect(page.locator("[aria-live]")).to_contain_text("may be used today")
    page.locator("[data-example]").nth(1).click()
    expect(page.locator("#ask")).not_to_have_value("sparky")
    expect(first).not_to_have_attribute("data-supplier", "harrow-peak-electric")


def test_hostile_texts_stay_text(hostile: Site, opened: Opened, tmp_path: Path) -> None:
    """Names, reasons and keywords with markup in them are shown as they are, and run nothing."""
    write(hostile, tmp_path / "site")
    page = ready(opened("suppliers/index.html?q=script", at=tmp_path / "site"))
    expect(page.locator("tr[data-supplier]").first).to_contain_text("<script>alert(1)</script>")
    assert page.locator("main img, tbody script").count() == 0
    start = opened("index.html", at=tmp_path / "site")
    start.locator("#ask").fill("alert")
    expect(start.locator("[data-answers]")).to_contain_text("<script>alert(1)</script>")
    assert start.locator("main img").count() == 0
    assert json.loads(start.evaluate("JSON.stringify(CATALOG.count)")) == len(hostile.suppliers)
