"""Hostile names, texts and addresses in every field leave every kind of page as it is built."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.commands.build import NAV, outputs
from generator.load.catalog import Loaded
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog
from generator.model.fields import Field
from generator.model.records import Record
from generator.pages.base import Site
from generator.site.build import build_site
from generator.site.settings import SiteSettings
from tests.browser.test_everyone import MAIN
from tests.pages.conftest import KINDS, reworded

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "</script></title><script>alert(1)</script>\"' onload=alert(2) <img src=x onerror=alert(3)> "
    "=cmd|' /C calc'!A0\n&lt; &#x3c;b> {{ 7*7 }} %(day)s @@BODY@@ \u202e\u2066 -->"
)
TAME = "A text of the same kind"
ADDRESSES = ("javascript:alert(4)//https://", "data:text/html,<script>alert(5)</script>")
# A change to a record is drafted only where the dialect of records can write what it holds, so
# a hostile record has no drafts where its twin has some. tests/pages/test_work_snippets.py.
SKELETON = """() => {
    const found = [];
    document.querySelectorAll(".wk-draft").forEach(one => one.remove());
    (function walk(one, depth) {
        found.push(depth + " " + one.tagName + " " + one.getAttributeNames().sort().join(","));
        for (const child of one.children) walk(child, depth + 1);
    })(document.documentElement, 0);
    return found;
}"""
LEADS = """() => Array.from(document.querySelectorAll("[href], [src], [action]"))
    .map(one => one.getAttribute("href") || one.getAttribute("src") || one.getAttribute("action"))
    .filter(one => /^\\s*(javascript|vbscript|data):/i.test(one))"""


@pytest.fixture(scope="session")
def real(loaded: Loaded, example: Catalog, assessment: Assessment) -> Site:
    """The example organisation."""
    return Site(
        catalog=example,
        assessment=assessment,
        fields={kind: loaded.schemas.fields(kind) for kind in KINDS},
    )


def built(site: Site, folder: Path) -> Path:
    """The whole site, through the shell, with all its scripts."""
    build_site(
        root=ROOT,
        site_dir=folder,
        outputs=lambda: outputs(site),
        settings=SiteSettings(
            name=site.name, as_of=site.as_of, commit="", nav=NAV, tool_version="test"
        ),
        progress=lambda _: None,
    )
    return folder


@pytest.fixture(scope="session")
def hostile(real: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text that a person wrote is hostile."""
    return built(reworded(real, HOSTILE), tmp_path_factory.mktemp("hostile") / "site")


@pytest.fixture(scope="session")
def tame(real: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The twin: every text is another, harmless one."""
    return built(reworded(real, TAME), tmp_path_factory.mktemp("tame") / "site")


Look = Callable[..., list[Page]]


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """``look(path, site, …)``: the page of each site after its scripts, opened as a file, each
    site in a tab of its own; nothing may be run."""
    faults: list[str] = []
    tabs: dict[Path, Page] = {}

    def tab() -> Page:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"{page.url}: {dialog.message}"))
        page.on(
            "console",
            lambda said: (
                faults.append(f"{page.url}: {said.text}") if said.type == "error" else None
            ),
        )
        page.clock.set_fixed_time("2026-11-23T09:00:00")
        return page

    def open_pages(path: str, *sites: Path) -> list[Page]:
        for site in sites:
            if site in tabs:
                tabs[site].evaluate("localStorage.clear(); sessionStorage.clear()")
            else:
                tabs[site] = tab()
            tabs[site].goto(f"{site.as_uri()}/{path}")
        for site in sites:
            tabs[site].wait_for_load_state("networkidle")
        return [tabs[site] for site in sites]

    yield open_pages
    for page in tabs.values():
        page.context.close()
    assert faults == []


def of_each_kind(site: Path) -> dict[str, str]:
    """The longest page of each kind."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        kind = MAIN.search(text)
        if kind and kind[1] != "docs":
            size = (len(text), path.relative_to(site).as_posix())
            found[kind[1]] = max(found.get(kind[1], (0, "")), size)
    return {kind: path for kind, (_, path) in found.items()}


def test_hostile_texts_change_no_element(look: Look, hostile: Path, tame: Path) -> None:
    """Tags and names of attributes are those of the tame twin, after all scripts have run, today
    and on another day; nothing runs, and nothing is fetched from elsewhere."""
    faults: dict[str, object] = {}
    for kind, path in of_each_kind(tame).items():
        for query in ("", "?day=2027-03-01"):
            one, other = (page.evaluate(SKELETON) for page in look(path + query, hostile, tame))
            if one != other:
                at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), -1)  # noqa: B905
                faults[f"{kind}{query}"] = (len(one), len(other), one[at], other[at])
    assert faults == {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_addresses_lead_nowhere(
    look: Look, real: Site, tmp_path: Path, address: str
) -> None:
    """An address that is none of the web's is text, or nothing; never a link."""
    site = built(readdressed(real, address), tmp_path / "site")
    for path in of_each_kind(site).values():
        (page,) = look(path, site)
        assert page.evaluate(LEADS) == [], path


def readdressed(site: Site, address: str) -> Site:
    """The site with ``address`` in place of every address of a record and of the organisation."""
    shape = site.fields["supplier"]
    catalog = site.catalog
    organisation = dict(catalog.reference.organisation)
    organisation["procurement"] = {"mailbox": address, "request_url": address}
    return replace(
        site,
        edit_url=address,
        catalog=replace(
            catalog,
            suppliers={
                name: Record(
                    kind="supplier",
                    id=name,
                    path=one.path,
                    data=_addresses(one.data, shape, address),
                )
                for name, one in catalog.suppliers.items()
            },
            reference=replace(catalog.reference, organisation=organisation),
        ),
    )


def _addresses(data: Any, shape: Field | None, address: str) -> Any:
    if shape is None:
        return data
    if isinstance(data, dict):
        return {key: _addresses(one, shape.children.get(key), address) for key, one in data.items()}
    if isinstance(data, list):
        return [_addresses(one, shape.item, address) for one in data]
    return address if isinstance(data, str) and shape.format in ("uri", "email") else data
