"""Waiting for a page."""

import time

from playwright.sync_api import Page


def until(page: Page, expression: str, seconds: float = 15) -> None:
    """Wait until the JavaScript ``expression`` is true in the page.

    ``page.wait_for_function`` asks a second time with ``eval``, which the page's policy forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)
