"""A real browser on the example organisation's site, from a server and from the disk."""

import functools
import http.server
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator.cli import main
from tests.shared import shared

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site as of 22 November 2026."""

    def build(folder: Path) -> None:
        words = ["build", "--root", str(ROOT), "--site-dir", str(folder / "site")]
        assert main([*words, "--as-of", "2026-11-22"]) == 0

    return shared(tmp_path_factory, "example", build) / "site"


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site's address on this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    class Patient(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            if not isinstance(sys.exception(), ConnectionError):  # A page that was left.
                super().handle_error(request, client_address)

    handler = functools.partial(Quiet, directory=str(site))
    with Patient(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


class Watched:
    """A page, and everything it should not have done."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._request(request.url, origin))
        page.on("response", lambda response: self._response(response.status, response.url))

    def _console(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in ("error", "warning"):
            self.faults.append(f"{kind}: {text}")

    def _request(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:", "blob:", "about:")):
            self.faults.append(f"request to another origin: {url}")

    def _response(self, status: int, url: str) -> None:
        if status >= 400:
            self.faults.append(f"{status}: {url}")


Opened = Callable[..., Watched]
DAY = "2026-11-22T09:00:00"


def _tab(browser: Browser, width: int, scheme: str, js: bool, clock: str | None) -> Page:
    """A page in a context of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=js,
        reduced_motion="reduce",
    )
    page = context.new_page()
    if clock is not None:
        page.clock.set_fixed_time(clock)
    return page


@pytest.fixture
def opened(browser: Browser, server: str) -> Iterator[Opened]:
    """``opened(path, width=…, scheme=…, js=…)``: a page of the site in a context of its own."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: str,
        *,
        width: int = 1280,
        scheme: str = "light",
        js: bool = True,
        base: str = server,
        clock: str | None = DAY,
    ) -> Watched:
        page = _tab(browser, width, scheme, js, clock)
        contexts.append(page.context)
        watched = Watched(page, base)
        page.goto(f"{base}/{path}")
        return watched

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def visited(browser: Browser, server: str) -> Iterator[Opened]:
    """The same for tests that go over many pages: one tab for each width, scheme and so on, led
    from page to page. What a page stored and what it did wrong are gone before the next."""
    tabs: dict[tuple[object, ...], Watched] = {}

    def open_page(
        path: str,
        *,
        width: int = 1280,
        scheme: str = "light",
        js: bool = True,
        base: str = server,
    ) -> Watched:
        key = (width, scheme, js, base)
        if key in tabs:
            tabs[key].page.evaluate("localStorage.clear(); sessionStorage.clear()")
        else:
            tabs[key] = Watched(_tab(browser, width, scheme, js, DAY), base)
        tabs[key].faults = []
        tabs[key].page.goto(f"{base}/{path}")
        return tabs[key]

    yield open_page
    for one in tabs.values():
        one.page.context.close()
