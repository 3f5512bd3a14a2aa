"""The buying guide, as its readers ask it: a need, a worth, a place."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accessible import examined
from tests.browser.conftest import Opened

GUIDE = "handbook/guide/index.html"


def ask(page: Page, need: str = "", worth: str = "", currency: str = "", place: str = "") -> None:
    """Fill in the form as people do."""
    page.get_by_label("I need").fill(need)
    page.get_by_label("worth", exact=True).fill(worth)
    if currency:
        page.get_by_label("Currency").select_option(currency)
    if place:
        page.get_by_label("for", exact=True).select_option(label=place)


def test_need_worth_and_place_lead_to_route_quotes_and_suppliers(opened: Opened) -> None:
    """Staff's own word; the limit's clause; who may be used there today."""
    watched = opened(GUIDE)
    page = watched.page
    ask(page, "sparky", "12000", place="Portland head office")
    answer = page.locator("[data-answer]")
    expect(answer).to_contain_text("Ask for written quotes")
    expect(page.locator("[data-meant]")).to_contain_text("Understood as Electrical work.")
    expect(answer).to_contain_text("USD 12,000 is above USD 10,000 (CMP-1.3)")
    expect(answer).to_contain_text("at least 3")
    expect(answer).to_contain_text("Facilities lead, Portland")
    found = answer.locator("[data-supplier]")
    verdicts = found.evaluate_all("all => all.map(one => one.dataset.verdict)")
    assert verdicts and set(verdicts) <= {"ok", "conditional"}
    expect(answer).to_contain_text("Insurance")
    expect(page).to_have_url(re.compile(r"\?need=sparky&worth=12000&for=hq-portland&currency=USD"))
    assert watched.faults == []


def test_the_address_brings_the_answer_back(opened: Opened) -> None:
    """A link to an answer can be sent."""
    page = opened(f"{GUIDE}?need=electrician&worth=100000.01&currency=USD&for=lab-oakland").page
    expect(page.locator("[data-route]")).to_have_attribute("data-route", "tender")
    assert page.get_by_label("I need").input_value() == "electrician"
    assert page.get_by_label("for", exact=True).input_value() == "lab-oakland"


@pytest.mark.parametrize(
    ("worth", "route"),
    [
        ("10000", "order"),
        ("10,000.00", "order"),
        ("10000.01", "quotes"),
        ("100 000", "quotes"),
        ("100000.01", "tender"),
    ],
)
def test_a_limit_is_met_to_the_cent(opened: Opened, worth: str, route: str) -> None:
    """Exactly the amount is not above it."""
    page = opened(GUIDE).page
    ask(page, worth=worth)
    expect(page.locator("[data-route]")).to_have_attribute("data-route", route)


@pytest.mark.parametrize(
    ("worth", "route"), [("7517.66", "order"), ("7517.67", "quotes"), ("75176.67", "tender")]
)
def test_another_currency_is_converted_and_says_so(opened: Opened, worth: str, route: str) -> None:
    """By the rate on file of 20 November, USD 1.3302 a pound, exactly."""
    page = opened(GUIDE).page
    ask(page, worth=worth, currency="GBP")
    expect(page.locator("[data-route]")).to_have_attribute("data-route", route)
    expect(page.locator("[data-answer]")).to_contain_text(
        "Converted at the rate of 20 Nov 2026 on file: one GBP is USD 1.3302."
    )


def test_a_rate_that_is_too_old_decides_nothing(opened: Opened) -> None:
    """The franc's was lost in June: ask."""
    page = opened(GUIDE).page
    ask(page, worth="500", currency="CHF")
    expect(page.locator("[data-answer]")).to_contain_text("Ask procurement")
    expect(page.locator("[data-answer]")).to_contain_text("too old")
    later = opened(GUIDE, clock="2027-03-01T09:00:00").page
    ask(later, worth="500", currency="GBP")
    expect(later.locator("[data-answer]")).to_contain_text("too old")


def test_what_is_no_amount_and_no_category_is_said(opened: Opened) -> None:
    """In words beside the field, and nothing is made up."""
    page = opened(GUIDE).page
    ask(page, "zzzzzzzz", "12,5")
    expect(page.locator("[data-problem]")).to_contain_text("Write the amount in digits")
    expect(page.locator("[data-meant]")).to_contain_text("No category is called that.")
    expect(page.locator("[data-answer]")).to_be_hidden()


def test_hostile_words_in_the_address_are_words(opened: Opened) -> None:
    """The query is anybody's text."""
    bad = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    watched = opened(f"{GUIDE}?need={bad}&worth={bad}&currency={bad}&for={bad}&category={bad}")
    expect(watched.page.locator("[data-problem]")).to_contain_text("Write the amount in digits")
    assert watched.page.locator("main img").count() == 0
    assert watched.faults == []


def test_another_meaning_can_be_chosen(opened: Opened) -> None:
    """By keyboard, and the address keeps it."""
    page = opened(GUIDE).page
    ask(page, "laptops")
    other = page.locator("[data-meant] button").first
    name = other.inner_text()
    other.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-meant]")).to_contain_text(f"Understood as {name}.")
    expect(page).to_have_url(re.compile("category="))


def test_without_javascript_there_is_the_table(opened: Opened) -> None:
    """Routes by worth with their clauses, and the categories; no form that does nothing."""
    page = opened(GUIDE, js=False).page
    expect(page.locator("form[data-guide]")).to_be_hidden()
    rows = page.locator(".gd-table tbody tr")
    assert rows.count() >= 3
    expect(rows.nth(1)).to_contain_text("Above USD 10,000")
    expect(page.get_by_role("link", name="Electrical work")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_answer_is_accessible(opened: Opened, scheme: str, width: int) -> None:
    """axe finds nothing in an answer, and nothing sticks out."""
    query = "need=electrician&worth=12000&currency=GBP&for=office-leeds"
    page = opened(f"{GUIDE}?{query}", width=width, scheme=scheme).page
    expect(page.locator("[data-route]")).to_be_visible()
    found = examined(page)
    assert found.violations_count == 0, found.generate_report()
    assert (
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        <= 0
    )
