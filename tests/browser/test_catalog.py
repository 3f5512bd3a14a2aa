"""The catalog in a browser: filters, views, downloads, picking; its state is its address."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

from tests.accessible import examined
from tests.browser.conftest import Opened, Watched

CATALOG = "suppliers/index.html"
Catalog = Callable[..., Page]


@pytest.fixture
def catalog(opened: Opened) -> Iterator[Catalog]:
    """``catalog(query, …)``: the page once its filters are there. Nothing may go wrong in it."""
    pages: list[Watched] = []

    def open_catalog(query: str = "", **options: Any) -> Page:
        watched = opened(CATALOG + query, **options)
        pages.append(watched)
        expect(watched.page.locator("main[data-ready]")).to_be_attached()
        return watched.page

    yield open_catalog
    assert [one.faults for one in pages] == [[] for _ in pages]


def ids(page: Page) -> list[str]:
    """The suppliers listed, in their order."""
    found: list[str] = page.locator("main [data-supplier]:visible").evaluate_all(
        "all => all.map(one => one.dataset.supplier)"
    )
    return found


def every(page: Page) -> list[str]:
    """All suppliers that fit, the ones not drawn yet as well."""
    more = page.get_by_role("button", name=re.compile(r"^Show \d+ more"))
    while more.count():
        more.click()
    return ids(page)


def query_of(page: Page) -> str:
    """The query once the address has followed."""
    page.wait_for_timeout(50)
    return str(page.evaluate("location.search"))


def unfold(page: Page, title: str) -> None:
    """Open a filter that is folded."""
    fold = page.locator("details.ct-side", has=page.locator("summary", has_text=title)).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()


@pytest.mark.parametrize(
    "title",
    [
        *("May I buy?", "Category", "Where it works", "Registered in", "Kind of supply"),
        *("Risk tier", "Criticality", "Certification", "Diversity", "Sustainability"),
        *("Budget band", "Preference", "Owner", "Contract ends within", "Notice due within"),
    ],
)
def test_each_filter_counts_what_it_leaves(catalog: Catalog, title: str) -> None:
    """The number beside its first value is the number of suppliers once that is chosen."""
    page = catalog()
    unfold(page, title)
    fold = page.locator("details.ct-side", has=page.locator("summary", has_text=title)).first
    option = fold.locator("label", has=page.locator(".sc-count")).first
    number = int(option.locator(".sc-count").inner_text())
    option.locator("input").check()
    expect(page.locator("[data-count]")).to_have_text(re.compile(rf"^{number} supplier"))
    assert len(every(page)) == number > 0


def test_ticks_under_one_heading_widen_and_headings_narrow(catalog: Catalog) -> None:
    """Or within a filter, and between filters; the page says so."""
    iso = set(every(catalog("?certification=ISO+27001")))
    soc = set(every(catalog("?certification=SOC+2")))
    both = set(every(catalog("?certification=ISO+27001&certification=SOC+2")))
    assert both == iso | soc
    assert iso - soc and soc - iso
    page = catalog("?certification=ISO+27001&certification=SOC+2&verdict=ok")
    assert set(every(page)) < both
    expect(page.locator("[data-filters]")).to_contain_text("any of them will do")


def test_all_of_these(catalog: Catalog) -> None:
    """The switch leaves those that have every chosen value; it is part of the address."""
    iso = set(every(catalog("?certification=ISO+27001")))
    soc = set(every(catalog("?certification=SOC+2")))
    page = catalog("?certification=ISO+27001&certification=SOC+2")
    page.get_by_role("checkbox", name="Must have all of these").check()
    assert set(every(page)) == iso & soc
    assert query_of(page) == "?certification=ISO+27001&certification=SOC+2&all=certification"
    assert set(every(catalog(query_of(page)))) == iso & soc
    unfold(page, "Certification")
    other = page.locator('details[data-facet="certification"] label', has_text="ISO 9001")
    assert other.count() == len({one for one in iso & soc if "9001" in one})


def test_several_categories_from_one_supplier(catalog: Catalog) -> None:
    """All of several categories: who offers each of them."""
    one = set(every(catalog("?category=electrical")))
    other = set(every(catalog("?category=hvac")))
    assert one and other
    assert set(every(catalog("?category=electrical&category=hvac"))) == one | other
    assert set(every(catalog("?category=electrical&category=hvac&all=category"))) == one & other


@pytest.mark.parametrize(
    "query",
    [
        "?verdict=perhaps",
        "?nonsense=1&sort=sideways&view=film",
        "?ends=31&all=verdict&all=ends",
        "?certification=%3Cscript%3E&show=-5&show=x",
        "?s=no-such-supplier&s=%22%3E%3Cimg%3E",
    ],
)
def test_what_is_not_valid_is_passed_over(catalog: Catalog, query: str) -> None:
    """A stale or made-up address shows everything, and nothing breaks."""
    page = catalog(query)
    expect(page.locator("[data-count]")).to_have_text(re.compile("^81 suppliers"))
    assert page.locator(".ct-chip:visible").count() == 0
    assert page.locator("[data-tray]").is_hidden()


def test_contracts_that_end_soon(catalog: Catalog) -> None:
    """Within so many days of the reader's day, soonest first, with the day."""
    page = catalog("?ends=90&sort=ends")
    soon = every(page)
    expect(page.locator("tr[data-supplier]").first).to_contain_text("Contract ends")
    days = page.locator(".ct-fact").evaluate_all(
        "all => all.map(one => Number(one.textContent.match(/in (\\d+) day/)[1]))"
    )
    assert days == sorted(days) and 0 < len(days) == len(soon) and days[-1] <= 90
    assert set(every(catalog("?ends=30"))) < set(soon)
    later = catalog("?ends=90&sort=ends", clock="2027-06-22T09:00:00")
    assert soon[0] not in every(later)


def test_going_back_takes_steps_back(catalog: Catalog) -> None:
    """Filter, order and layout are steps; each has an address of its own."""
    page = catalog()
    page.get_by_role("checkbox", name="OK with conditions").check()
    assert query_of(page) == "?verdict=conditional"
    page.locator("#sort").select_option("name")
    assert query_of(page) == "?verdict=conditional&sort=name"
    page.get_by_role("button", name="Cards").click()
    assert query_of(page) == "?verdict=conditional&sort=name&view=cards"
    cards = ids(page)
    assert page.locator("li.ct-card:visible").count() == len(cards)
    page.go_back()
    expect(page.locator("tr[data-supplier]").first).to_be_visible()
    assert ids(page) == cards
    page.go_back()
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text(re.compile("^81 suppliers"))
    page.go_forward()
    expect(page.locator("[data-count]")).to_have_text(re.compile(f"^{len(cards)} suppliers"))


def test_most_spend_first(catalog: Catalog) -> None:
    """Amounts of different currencies are held against each other; the row says its own."""
    page = catalog("?sort=spend")
    first = page.locator("tr[data-supplier]").first
    expect(first).to_contain_text("a year, estimated")
    dollars = page.locator(".ct-fact", has_text="USD").evaluate_all(
        "all => all.map(one => Number(one.textContent.replace(/[^0-9]/g, '')))"
    )
    assert dollars == sorted(dollars, reverse=True) and len(dollars) > 5


def test_saved_views(catalog: Catalog) -> None:
    """Kept by name in the browser, opened again, deleted; hostile names stay text."""
    page = catalog("?verdict=ask&sort=name")
    wanted = ids(page)
    page.locator("[data-views] summary").click()
    page.get_by_label("Name of what you see now").fill("<img src=x onerror=alert(1)> mine")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-views] [role=status]")).to_have_text("Saved in this browser.")
    assert (
        page.get_by_label("Link to what you see now")
        .input_value()
        .endswith("/suppliers/index.html?verdict=ask&sort=name")
    )
    page.goto(page.url.partition("?")[0])
    page.locator("[data-views] summary").click()
    page.locator("[data-views-list] a", has_text="mine").click()
    expect(page).to_have_url(re.compile(r"\?verdict=ask&sort=name$"))
    assert ids(page) == wanted
    page.get_by_role("button", name="Delete <img").click()
    expect(page.locator("[data-views-list]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("[data-views] .ct-menu__panel")).to_be_hidden()


def test_without_storage_views_say_so(catalog: Catalog) -> None:
    """A browser that keeps nothing still has the link."""
    page = catalog("?verdict=ok")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('off'); }; }")
    page.locator("[data-views] summary").click()
    page.get_by_label("Name of what you see now").fill("Ours")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-views] [role=status]")).to_contain_text("Copy the link instead")


def test_ready_made_views_lead_somewhere(catalog: Catalog) -> None:
    """Each has its filter, and finds somebody."""
    page = catalog()
    links = page.locator("[data-views] a[href^='?']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    assert len(links) == 4
    for link in links:
        assert 0 < len(every(catalog(link))) < 81


def downloaded(page: Page, name: str) -> Download:
    """The file that the button makes."""
    page.locator("[data-download] summary").click()
    with page.expect_download() as found:
        page.get_by_role("button", name=name).click()
    return found.value


def test_csv_of_what_is_listed(catalog: Catalog) -> None:
    """The same suppliers in the same order, for spreadsheets."""
    page = catalog("?verdict=ask&sort=ends")
    wanted = every(page)
    found = downloaded(page, "CSV")
    assert found.suggested_filename == "suppliers-2026-11-22.csv"
    text = Path(found.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and text.count("\r\n") == len(wanted) + 1
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [one["Id"] for one in rows] == wanted
    assert {one["May I buy?"] for one in rows} == {"Ask procurement"}
    ends = [one["Contract ends"] for one in rows if one["Contract ends"]]
    assert ends == sorted(ends) and re.fullmatch(r"\d{4}-\d\d-\d\d", ends[0])


def test_xlsx_of_what_is_listed(catalog: Catalog) -> None:
    """A workbook that others read: dates are dates, money is a number, and it says what it is."""
    page = catalog("?verdict=ok&sort=spend")
    wanted = every(page)
    data = Path(downloaded(page, "Excel").path()).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Suppliers", "About"]
    head, *rows = book["Suppliers"].iter_rows(values_only=True)
    table = [dict(zip(head, row, strict=True)) for row in rows]
    assert [one["Id"] for one in table] == wanted
    assert table[0]["Annual spend, estimated"] > 1000
    assert any(one["Changes on"] and one["Changes on"].year >= 2026 for one in table)
    assert book["Suppliers"].auto_filter.ref and book["Suppliers"].freeze_panes == "A2"
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["Suppliers"] == str(len(wanted)) and "?verdict=ok" in str(about["Search"])


def test_pick_and_compare(catalog: Catalog) -> None:
    """Up to four, from rows and cards; the tray leads to the comparison; all in the address."""
    page = catalog()
    boxes = page.get_by_role("checkbox", name=re.compile("^Compare "))
    for at in range(2):
        boxes.nth(at).check()
    picked = ids(page)[:2]
    assert query_of(page) == f"?s={picked[0]}&s={picked[1]}"
    page.get_by_role("button", name="Cards").click()
    for at in (4, 5):
        boxes.nth(at).check()
    expect(page.locator("[data-tray] [role=status]")).to_have_text("Four picked: that is the most.")
    expect(boxes.nth(7)).to_be_disabled()
    page.get_by_role("link", name="Compare 4").click()
    expect(page.locator("main[data-page=compare][data-ready]")).to_be_attached()
    shown = page.locator("thead [data-supplier]").evaluate_all(
        "all => all.map(one => one.dataset.supplier)"
    )
    assert len(shown) == 4 and shown[:2] == picked
    page.go_back()
    expect(page.locator("[data-tray]")).to_be_visible()
    page.locator("[data-tray] .ct-chip").first.click()
    expect(boxes.nth(7)).to_be_enabled()


def test_nobody_left_says_which_filter_to_take_away(catalog: Catalog) -> None:
    """And how many suppliers that brings back."""
    page = catalog("?ends=30&certification=FSC")
    way = page.get_by_role("button", name=re.compile("^Without “Contract ends within”"))
    number = int(re.findall(r"(\d+) supplier", way.inner_text())[0])
    way.click()
    assert len(ids(page)) == number > 0
    assert query_of(page) == "?certification=FSC"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible_in_use(catalog: Catalog, scheme: str, width: int) -> None:
    """Cards, chips, an open menu and the tray: axe finds nothing, and nothing sticks out."""
    page = catalog(
        "?view=cards&certification=SOC+2&certification=ISO+27001&all=certification"
        "&ends=180&s=harrow-peak-electric&s=alder-creek-hvac",
        width=width,
        scheme=scheme,
    )
    for query in ("", "?sort=spend&verdict=ok&s=harrow-peak-electric"):
        if query:
            page.goto(page.url.partition("?")[0] + query)
            expect(page.locator("main[data-ready]")).to_be_attached()
        page.locator("[data-views] summary").click()
        found = examined(page)
        assert found.violations_count == 0, found.generate_report()
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0


def test_by_keyboard_alone(catalog: Catalog) -> None:
    """A filter, a menu and a pick without a mouse; the focus stays where it was."""
    page = catalog()
    box = page.get_by_role("checkbox", name="Ask procurement")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-count]")).to_contain_text("suppliers, 0 OK")
    assert page.evaluate("document.activeElement.value") == "ask"
    page.locator("[data-download] summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="CSV")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    pick = page.get_by_role("checkbox", name=re.compile("^Compare ")).first
    pick.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-tray]")).to_be_visible()
    expect(pick).to_be_focused()


def test_without_a_script_the_table_is_plain(opened: Opened) -> None:
    """Every supplier, no tick, no menu."""
    page = opened(CATALOG, js=False).page
    assert page.locator("tr[data-supplier]:visible").count() == 81
    assert page.locator("main input:visible").count() == 1
    assert page.locator("[data-tools]:visible, [data-tray]:visible").count() == 0
