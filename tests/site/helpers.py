"""A small site for the tests of this folder."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.pages.base import File, Page
from generator.site.build import build_site
from generator.site.settings import BuildResult, NavItem, SiteSettings

NAV = tuple(
    NavItem(section, section.capitalize(), path)
    for section, path in (
        ("home", "index.html"),
        ("suppliers", "suppliers/index.html"),
        ("docs", "docs/index.html"),
    )
)
SETTINGS = SiteSettings(
    name="Northwind & Sons",
    as_of=date(2026, 11, 22),
    commit="abc1234def5678",
    nav=NAV,
    tool_version="9.9.9",
    edit_url="https://example.com/edit/main",
)


def main(text: str) -> str:
    """A body as pages give it."""
    return f'<main id="main" data-page="test">{text}</main>'


def page(path: str, text: str = "text", **more: Any) -> Page:
    """A page with a body around the text."""
    values = {"section": "suppliers", "title": path} | more
    return Page(path=path, body=main(text), **values)


def small(text: str = "first") -> Iterator[Page | File]:
    """Home, the list of suppliers, ten suppliers, and a file."""
    yield page("index.html", text, section="home", title="Home")
    links = "".join(f'<a href="s{n}/index.html">s{n}</a>' for n in range(10))
    yield page("suppliers/index.html", links)
    for n in range(10):
        yield page(f"suppliers/s{n}/index.html", f"{text} {n}", edit=f"suppliers/s{n}.yml")
    yield File(path="api/v1/all.json", data=text.encode() * 500, source="exports")


def build(
    root: Path,
    site: Path,
    outputs: Callable[[], Iterable[Page | File]] = small,
    **settings: Any,
) -> BuildResult:
    """Build with the settings above, changed where said."""
    return build_site(
        root=root,
        site_dir=site,
        outputs=outputs,
        settings=replace(SETTINGS, **settings),
        progress=lambda _line: None,
    )


def fingerprint(folder: Path) -> str:
    """A digest of every path, content, kind and time of change below a folder."""
    total = sha256()
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b"folder"
        about = path.stat().st_mtime_ns if path.is_file() else 0
        total.update(f"{path.relative_to(folder)} {about} ".encode() + content + b"\n")
    return total.hexdigest()


def content(folder: Path) -> dict[str, bytes]:
    """Path to content of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
