"""``catalog pdf``: the whole handbook as one PDF, printed from a built site."""

import argparse
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.commands.base import CLEAN, Command, UsageError, say, tell
from generator.reports.base import line

PAGE = Path("handbook") / "all" / "index.html"
MISSING = (
    "a PDF needs the extra 'pdf': pip install 'supplier-catalog[pdf]', then "
    "playwright install chromium; without it, print handbook/all/index.html from any browser"
)
_BROWSER = "CATALOG_CHROMIUM"

Printer = Callable[[str], bytes]


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default="handbook.pdf", help="default: handbook.pdf"
    )
    parser.add_argument("--site-dir", metavar="DIR", default="site", help="the built site")


def _run(args: argparse.Namespace) -> int:
    page = (Path(args.site_dir) / PAGE).resolve()
    if not page.is_file():
        raise UsageError(f"{page.parents[2]}: there is no built site here; run catalog build first")
    target = Path(args.file)
    if not target.parent.is_dir():
        raise UsageError(f"{line(str(target.parent))}: there is no such folder")
    data = printer()(page.as_uri())
    _write(target, data)
    tell(f"Printed the handbook of {page.parents[2]} ({len(data) / 1e6:.1f} MB).")
    say(str(target))
    return CLEAN


def printer() -> Printer:
    """What prints an address as a PDF. Raises UsageError when the extra is not installed."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as missing:
        raise UsageError(MISSING) from missing

    def printed(address: str) -> bytes:
        try:
            with sync_playwright() as play:
                return _pdf(play, address)
        except Error as error:
            first = line(str(error).strip().partition("\n")[0])
            raise UsageError(f"the browser does not print: {first}; {MISSING}") from error

    return printed


def _pdf(play: Any, address: str) -> bytes:
    """The page as paper shows it. Nothing but the site's own files is asked for."""
    path = os.environ.get(_BROWSER)
    browser = play.chromium.launch(executable_path=path) if path else play.chromium.launch()
    try:
        context = browser.new_context(offline=True, java_script_enabled=False)
        page = context.new_page()
        page.goto(address)
        data: bytes = page.pdf(
            prefer_css_page_size=True, print_background=False, tagged=True, outline=True
        )
        return data
    finally:
        browser.close()


def _write(target: Path, data: bytes) -> None:
    """All of it or nothing: a reader never opens half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


COMMAND = Command(
    name="pdf", help="print the whole handbook of a built site as a PDF", options=_options, run=_run
)
