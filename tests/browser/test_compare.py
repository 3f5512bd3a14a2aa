"""The comparison in a browser."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.accessible import examined
from tests.browser.conftest import Opened, Watched

COMPARE = "suppliers/compare/index.html"
TWO = "?s=harrow-peak-electric&s=alder-creek-hvac"
Compared = Callable[..., Page]


@pytest.fixture
def compared(opened: Opened) -> Iterator[Compared]:
    """``compared(query, …)``: the page once it is drawn. Nothing may go wrong in it."""
    pages: list[Watched] = []

    def open_page(query: str = "", **options: Any) -> Page:
        watched = opened(COMPARE + query, **options)
        pages.append(watched)
        expect(watched.page.locator("main[data-ready]")).to_be_attached()
        return watched.page

    yield open_page
    assert [one.faults for one in pages] == [[] for _ in pages]


def line(page: Page, key: str) -> list[str]:
    """The texts of a line: its title with the mark, then each supplier's."""
    return page.locator(f'[data-line="{key}"] > *').all_inner_texts()


def test_differences_are_said_in_words(compared: Compared) -> None:
    """Each line says whether they differ; what only one has is marked."""
    page = compared(TWO)
    title, first, second = line(page, "verdict")
    assert "Differs" in title and "OK to use" in first and "OK with conditions" in second
    assert "Same" in line(page, "model")[0]
    assert "only here" in line(page, "tag")[2]
    assert "Electrical work · Oregon, US" in line(page, "offers")[1]
    assert "USD 185,000" in line(page, "spend")[1]
    number = page.locator("[data-line][data-differs]:visible").count()
    expect(page.locator("[data-said]")).to_have_text(f"{number} lines differ.")


def test_only_what_differs(compared: Compared) -> None:
    """Lines that are the same go; the address says so."""
    page = compared(TWO)
    page.get_by_role("checkbox", name="Only what differs").check()
    expect(page.locator('[data-line="model"]')).to_be_hidden()
    assert page.locator("[data-line]:visible:not([data-differs])").count() == 0
    assert page.url.endswith(f"{TWO}&differ=1")
    again = compared(f"{TWO}&differ=1")
    expect(again.locator('[data-line="model"]')).to_be_hidden()


def test_take_out_and_add(compared: Compared) -> None:
    """By words, without the catalog; going back brings it back."""
    page = compared(TWO)
    page.get_by_role("button", name="Take out Alder Creek").click()
    expect(page.locator("thead [data-supplier]")).to_have_count(1)
    expect(page.locator("[data-said]")).to_have_text("Add one more to compare.")
    page.get_by_label("Add a supplier").fill("elbkamin")
    page.get_by_role("button", name=re.compile("Elbkamin")).click()
    expect(page.locator("thead [data-supplier]")).to_have_count(2)
    assert page.url.endswith("?s=harrow-peak-electric&s=elbkamin-klimatechnik")
    page.go_back()
    page.go_back()
    expect(page.locator("thead [data-supplier]").nth(1)).to_contain_text("Alder Creek")


def test_the_address_may_hold_anything(compared: Compared) -> None:
    """Unknown ids are named, others passed over; no more than four; none is a page, too."""
    page = compared("?s=nobody-at-all&s=harrow-peak-electric&s=%3Cimg%20src%3Dx%3E&s=__proto__")
    expect(page.locator("[data-said]")).to_contain_text("Not in this catalog: nobody-at-all.")
    assert page.locator("thead [data-supplier]").count() == 1
    empty = compared("")
    expect(empty.get_by_text("Nothing to compare yet")).to_be_visible()
    assert not empty.locator("[data-table]").is_visible()


def test_verdicts_and_terms_follow_the_readers_day(compared: Compared) -> None:
    """What was in force at the build may have ended."""
    page = compared(TWO, clock="2027-07-15T09:00:00")
    assert "ended on 30 Jun 2027" in line(page, "insurance-umbrella")[1]
    assert "OK to use" not in line(page, "verdict")[1]
    assert "Waived" not in line(page, "why")[2]


def test_back_to_the_catalog_with_the_same_picks(compared: Compared) -> None:
    """The way back keeps what was picked."""
    page = compared(TWO)
    page.locator("[data-back]").click()
    expect(page.locator("[data-tray] .ct-chip")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible(compared: Compared, scheme: str, width: int) -> None:
    """Four of them: axe finds nothing, and nothing sticks out but inside its own frame."""
    page = compared(TWO + "&s=elbkamin-klimatechnik&s=quayside-fitout", width=width, scheme=scheme)
    found = examined(page)
    assert found.violations_count == 0, found.generate_report()
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) <= 0
