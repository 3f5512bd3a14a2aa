"""The quick way to ask axe says what axe says, of faults above all."""

from typing import Any

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.accessible import examined
from tests.browser.conftest import Opened

COLOURS = (
    *("#777", "#767676", "gray", "rgb(118, 118, 118)", "rgba(0, 0, 0, 0.5)", "hsl(0 0% 47%)"),
    *("oklch(0.57 0 0)", "color(srgb 0.47 0.47 0.47)", "color-mix(in srgb, black 53%, white)"),
    *("transparent", "currentcolor", "light-dark(#777, #999)"),
)
WRONG = (
    "<!doctype html><html><title>Wrong</title><body style='background: #fff'><h1>A</h1><h3>B</h3>"
    "<img src='data:,'><input><a href='#x'></a><div role='checkbox'>x</div>"
    "<p style='text-shadow: 0 0 2px #888'>shadow</p>"
    "<p style='background: linear-gradient(#000, #fff)'>gradient</p>"
    "<div style='position: relative'><p>under</p>"
    "<p style='position: absolute; top: 0; background: #0009; color: #555'>over</p></div>"
    "<div style='opacity: 0.6; background: #eee'><p style='opacity: 0.7'>faint</p></div>"
)


def said(found: AxeResults) -> dict[str, Any]:
    """All that axe says but when."""
    return {key: value for key, value in found.response.items() if key != "timestamp"}


@pytest.mark.parametrize("ground", ["#fff", "#222", "rgb(0 0 0 / 30%)", "oklch(0.9 0.05 100)"])
def test_the_same_of_faults(browser: Browser, ground: str) -> None:
    """Contrast in every way to write a colour, and what has no name."""
    page = browser.new_page()
    texts = (f"<p style='color: {one}; background: {ground}'>{one}</p>" for one in COLOURS)
    page.set_content(WRONG + "".join(texts))
    quick, plain = examined(page), Axe().run(page)
    page.context.close()
    assert said(quick) == said(plain)
    faults = {one["id"]: len(one["nodes"]) for one in quick.response["violations"]}
    assert faults["color-contrast"] >= 4
    assert {"image-alt", "label", "link-name", "html-has-lang"} <= set(faults)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_same_of_a_supplier(opened: Opened, scheme: str) -> None:
    """Of a page of ours, every node that passes as well."""
    page = opened("suppliers/quayside-fitout/index.html", scheme=scheme).page
    assert said(examined(page)) == said(Axe().run(page))
