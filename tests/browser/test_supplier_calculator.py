"""The calculator of a supplier's page: cases by hand, and Python's decimal against the browser."""

import json
import random
import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Opened

DATA = json.loads((Path(__file__).parent / "cases" / "calculator.json").read_text("utf-8"))
CASES = DATA["cases"]
WORK = "([data, todo, day]) => todo.map(one => CatalogOrder.work(data, ...one, day))"


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the script."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "generator" / "assets" / "calculator.js")
    yield page
    page.close()


def worked(page: Page, todo: list[tuple[Any, str, str]]) -> list[Any]:
    """What the script makes of (offer, quantity, budget)."""
    found: list[Any] = page.evaluate(WORK, [DATA, todo, DATA["today"]])
    return found


def by_decimal(offer: dict[str, Any], wanted: str, budget: str) -> dict[str, Any]:
    """The same in Python's decimal, for quantities and budgets that are plain numbers."""
    with localcontext(prec=60):
        asked, notes = Decimal(wanted), []
        quantity = max(asked, Decimal(offer.get("least", "0")))
        if quantity != asked:
            notes.append("minimum")
        step = Decimal(offer.get("step", "0"))
        if step and quantity % step:
            quantity = (quantity / step).to_integral_value(ROUND_CEILING) * step
            notes.append("increment")
        if "most" in offer and quantity > Decimal(offer["most"]):
            notes.append("maximum")
        result: dict[str, Any] = {"quantity": _plain(quantity), "notes": notes}
        day = DATA["today"]
        fit = [
            one
            for one in offer["prices"]
            if Decimal(one[0]) <= quantity and one[3] <= day <= (one[4] or "9999")
        ]
        if not fit:
            return {**result, "notes": [*notes, "no-price"]}
        _, price, currency, *_ = max(fit, key=lambda one: (Decimal(one[0]), one[3]))
        coin = Decimal(1).scaleb(-DATA["places"][currency])
        exact = quantity * Decimal(price)
        total = exact.quantize(coin, ROUND_HALF_UP)
        if total != exact:
            notes.append("rounded")
        result |= {"price": price, "currency": currency, "total": f"{total:f}"}
        worth = offer.get("worth")
        if worth and worth[1] != currency:
            notes.append("other-worth")
        elif worth and total < Decimal(worth[0]):
            notes.append("worth")
        if budget:
            left = Decimal(budget) - total
            result |= {"fits": left >= 0, "left": _plain(left, DATA["places"][currency])}
        limits = DATA["limits"][currency]
        result["above"] = [
            at for at, one in enumerate(limits) if one is not None and total > Decimal(one)
        ]
        notes += ["no-rate"] * limits.count(None)
        return result


def _plain(number: Decimal, least: int = 0) -> str:
    """Without trailing noughts, but with ``least`` decimals."""
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return f"{number:.{max(least, -exponent)}f}"


@pytest.mark.parametrize("case", CASES, ids=[f"{one['offer']} {one['quantity']}" for one in CASES])
def test_by_hand(blank: Page, case: dict[str, Any]) -> None:
    """Each case gives what was worked out by hand, in the browser and in decimal."""
    offer = DATA["offers"][case["offer"]]
    assert worked(blank, [(offer, case["quantity"], case["budget"])]) == [case["result"]]
    plain = re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", case["quantity"]) and case["quantity"] != "0"
    if plain and re.fullmatch(r"([0-9]+(\.[0-9]+)?)?", case["budget"]):
        assert by_decimal(offer, case["quantity"], case["budget"]) == case["result"]


def _offer(dice: random.Random) -> dict[str, Any]:
    """An offer as a record may hold it."""

    def figure(most: int, places: int) -> str:
        digits = dice.randint(0, places)
        number = Decimal(dice.randint(0, most * 10**digits)).scaleb(-digits)
        return f"{number:f}"

    currency = dice.choice(["USD", "JPY", "KWD"])
    offer: dict[str, Any] = {
        key: figure(300, 4) for key in ("least", "most", "step") if dice.random() < 0.5
    }
    if dice.random() < 0.3:
        offer["worth"] = [figure(5000, 4), dice.choice([currency, "EUR"])]
    days = ["", "2026-01-01", "2026-11-22", "2026-11-23"]
    offer["prices"] = [
        [figure(400, 4), figure(200, 4), currency, dice.choice(days), dice.choice(days)]
        for _ in range(dice.randint(1, 4))
    ]
    # Of two prices from one quantity and one day, no rule says which holds.
    offer["prices"] = list({(Decimal(one[0]), one[3]): one for one in offer["prices"]}.values())
    return offer


def test_against_decimal(blank: Page) -> None:
    """Two thousand offers and orders: the browser says what Python's decimal says."""
    dice = random.Random(20261122)
    todo = []
    for _ in range(2000):
        quantity = Decimal(dice.randint(1, 9_999_999)).scaleb(-dice.choice([0, 2, 4]))
        budget = Decimal(dice.randint(0, 99_999_999)).scaleb(-dice.choice([0, 2, 4]))
        plain = f"{quantity:f}" if dice.random() < 0.9 else "1"
        todo.append((_offer(dice), plain, f"{budget:f}" if dice.random() < 0.7 else ""))
    found = worked(blank, todo)
    for one, result in zip(todo, found, strict=True):
        assert result == by_decimal(*one), one
    assert {len(one["notes"]) for one in found} >= {0, 1, 2, 3}


def test_a_reader_works_out_an_order(opened: Opened) -> None:
    """Typed, told, and held against the budget and the handbook's limits; by keyboard alone."""
    watched = opened("suppliers/harrow-peak-electric/index.html")
    form = watched.page.locator("form.sp-calc").first
    form.get_by_label("How many").focus()
    watched.page.keyboard.type("100")
    watched.page.keyboard.press("Tab")
    watched.page.keyboard.type("10,000")
    watched.page.keyboard.press("Enter")
    said = form.locator("output")
    expect(said).to_contain_text("USD\u00a010,200")
    expect(said).to_contain_text("No, USD\u00a0200 is missing")
    expect(said.get_by_role("link", name="Clause CMP-1.3")).to_have_attribute(
        "href", "../../handbook/thresholds-and-competition/index.html#CMP-1.3"
    )
    form.get_by_label("How many").fill("98")
    expect(said).to_contain_text("Yes, USD\u00a04 is left")
    expect(said).to_contain_text("needs no other quotes")
    form.get_by_label("How many").fill("")
    expect(said).to_be_empty()
    assert "?" not in watched.page.url
    assert watched.faults == []


def test_no_order_from_one_that_may_not_be_used(opened: Opened) -> None:
    """The sum is told, and that it may not be ordered."""
    page = opened("suppliers/voltmere-components/index.html").page
    form = page.locator("form.sp-calc").first
    form.get_by_label("How many").fill("5")
    expect(form.locator("output")).to_contain_text("do not order yet")


def test_without_a_script_the_table_stands(opened: Opened) -> None:
    """Price breaks are a table; the form that could do nothing is not shown."""
    page = opened("suppliers/harrow-peak-electric/index.html", js=False).page
    expect(page.locator("#offers table").first).to_contain_text("USD 109.50")
    expect(page.locator("form.sp-calc").first).to_be_hidden()


def test_todays_mark_on_a_contract_follows_the_reader(opened: Opened) -> None:
    """Built in November, read in March: the mark has moved on."""
    path = "suppliers/harrow-peak-electric/index.html"
    at = [
        float(opened(path, clock=day).page.locator(".tl-today").first.get_attribute("x") or "")
        for day in ("2026-11-22T09:00:00", "2027-03-22T09:00:00", "2050-01-01T09:00:00")
    ]
    assert at[0] < at[1] < at[2] == 1000
