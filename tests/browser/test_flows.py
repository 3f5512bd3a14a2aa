"""What people come for: find a supplier, read its verdict, trust it on another day."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opened


def test_who_can_i_buy_from(opened: Opened) -> None:
    """Staff's own word, with a typing error, finds the trade; who may be used comes first."""
    page = opened("index.html").page
    field = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).last
    for word in ("sparky", "sparkey"):
        field.fill(word)
        expect(page.locator("main")).to_contain_text("Harrow Peak", timeout=5000)
    verdicts = page.locator("main [data-supplier][data-verdict]").evaluate_all(
        "all => all.map(one => one.dataset.verdict)"
    )
    ranks = ["ok", "conditional", "ask", "do-not-use"]
    shown = [ranks.index(one) for one in verdicts]
    assert shown and shown == sorted(shown)


def test_the_catalog_keeps_its_state_in_the_address(opened: Opened) -> None:
    """A filter and a search change the address; the address brings them back."""
    watched = opened("suppliers/index.html")
    page = watched.page
    rows = page.locator("tr[data-supplier]:visible")
    expect(rows.first).to_be_visible()
    before = page.locator("[aria-live]").first.inner_text()
    page.locator("main input[type=search]").first.fill("electrical")
    expect(page).to_have_url(re.compile(r"\?.*electrical"))
    page.get_by_role("checkbox", name=re.compile("OK to use")).first.check()
    expect(page).to_have_url(re.compile(r"[?&][a-z]+=ok\b"))
    expect(page.locator("[aria-live]").first).not_to_have_text(before)
    shown = rows.evaluate_all("all => all.map(one => one.dataset.supplier)")
    assert shown
    assert set(rows.evaluate_all("all => all.map(one => one.dataset.verdict)")) == {"ok"}
    again = opened(f"suppliers/index.html{page.evaluate('location.search')}").page
    expect(again.locator("tr[data-supplier]:visible").first).to_be_visible()
    assert (
        again.locator("tr[data-supplier]:visible").evaluate_all(
            "all => all.map(one => one.dataset.supplier)"
        )
        == shown
    )
    assert watched.faults == []


def test_nothing_found_says_what_to_do(opened: Opened) -> None:
    """An empty result is not a dead end."""
    page = opened("suppliers/index.html?q=zzzzzzzz").page
    expect(page.locator(".sc-empty:visible").first).to_be_visible()


def test_first_screen_of_a_supplier(opened: Opened) -> None:
    """Verdict in words, why, what for, how to order, who owns it, who instead: without scrolling
    past the fold on a wide screen."""
    page = opened("suppliers/quayside-fitout/index.html").page
    main = page.locator("main")
    assert main.get_attribute("data-supplier") == "quayside-fitout"
    assert main.get_attribute("data-verdict") == "do-not-use"
    assert main.get_attribute("data-as-of") == "2026-11-22"
    pill = page.locator(".sc-verdict--large").first
    expect(pill).to_contain_text("Do not use")
    box = pill.bounding_box()
    assert box and box["y"] < 700


def test_the_verdict_follows_the_readers_day(opened: Opened) -> None:
    """Built on 22 November, read on 23 December: the page says what is so on that day."""
    today = opened("suppliers/juniper-ladle/index.html").page
    expect(today.locator("main")).to_have_attribute("data-verdict", "ok")
    later = opened("suppliers/juniper-ladle/index.html", clock="2026-12-23T09:00:00").page
    expect(later.locator("main")).not_to_have_attribute("data-verdict", "ok")
    expect(later.locator("body")).to_contain_text(re.compile("built|days? old|days? ago", re.I))


def test_a_clause_has_a_permanent_address(opened: Opened) -> None:
    """handbook/<policy>/#<clause> leads to the clause, with its figure and who fails it now."""
    page = opened("handbook/insurance/index.html#INS-3.1").page
    clause = page.locator('[id="INS-3.1"]')
    expect(clause).to_be_visible()
    expect(page.locator("main")).to_contain_text("USD 1,000,000")


def test_theme_can_be_chosen(opened: Opened) -> None:
    """The button changes the scheme, and it is remembered on the next page."""
    page = opened("index.html").page
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button = page.locator("header button").last
    for _ in range(2):
        button.click()
        if page.evaluate("getComputedStyle(document.body).backgroundColor") != before:
            break
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    page.get_by_role("link", name="Handbook").first.click()
    page.wait_for_load_state()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after
