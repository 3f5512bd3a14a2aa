"""Small pages for frames: who offers a category, and nothing else."""

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest

from generator.exports import embed
from generator.pages.base import Site
from generator.site.verify import Verifier
from tests.pages.handbook_catalog import STAFF_ONLY, site, text


def tree(html: str) -> Any:
    """The document as a browser reads it; what is no HTML is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(html)


def pages(shown: Site) -> Iterator[tuple[str, str]]:
    """Every page for a frame."""
    for one in embed.files(shown):
        yield one.path, one.data.decode()


def test_each_category_has_a_page_that_lists_its_suppliers(example_site: Site) -> None:
    """The best first, with the verdict of the offer and what comes."""
    found = dict(pages(example_site))
    for category in example_site.catalog.reference.categories:
        root = tree(found[f"embed/{category}.html"])
        listed = [str(one.get("data-supplier")) for one in root.iter("li")]
        offered = {name for name, _, _ in example_site.offered.get(category, ())}
        assert set(listed) == offered and len(listed) == len(offered)
    root = tree(found["embed/electrical.html"])
    ranks = ["ok", "conditional", "ask", "do-not-use"]
    verdicts = [ranks.index(str(one.get("data-verdict"))) for one in root.iter("li")]
    assert verdicts == sorted(verdicts)


def test_it_is_a_whole_document_with_a_policy_of_its_own(example_site: Site) -> None:
    """Nothing from elsewhere, nothing inline, links that leave the frame."""
    _, html = next(pages(example_site))
    assert html.startswith("<!doctype html>")
    root = tree(html)
    policy = next(
        one.get("content")
        for one in root.iter("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    )
    assert str(policy).startswith("default-src 'none'") and "unsafe" not in str(policy)
    links = list(root.iter("a"))
    assert links and all(
        (one.get("target"), one.get("rel")) == ("_blank", "noopener") for one in links
    )
    assert next(one.get("content") for one in root.iter("meta") if one.get("name") == "robots")


@pytest.mark.parametrize("kind", ["example_site", "wild_site"])
def test_the_verifier_finds_no_fault(kind: str, request: pytest.FixtureRequest) -> None:
    """Hostile names included: no tag of theirs is a tag."""
    verifier = Verifier()
    for path, html in pages(request.getfixturevalue(kind)):
        verifier.page(path, html)
        assert "<script>alert" not in html
    faults = verifier.faults(files(request.getfixturevalue(kind)), lambda _: b"")
    assert faults == []


def files(shown: Site) -> set[str]:
    """What the pages may lead to."""
    assets = {f"assets/{one}" for one in ("base.css", "catalog.css", "work.css", "favicon.svg")}
    scripts = {"assets/site.js", "assets/catalog.js"}
    suppliers = {f"suppliers/{one}/index.html" for one in shown.suppliers}
    categories = {f"categories/{one}/index.html" for one in shown.catalog.reference.categories}
    return assets | scripts | suppliers | categories | {path for path, _ in pages(shown)}


def test_a_long_list_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is on the category's page."""
    monkeypatch.setattr(embed, "SHOWN", 1)
    root = tree(dict(pages(site()))["embed/electrical.html"])
    assert len(list(root.iter("li"))) == 1
    assert "more supplier" in text(root)


def test_a_category_without_suppliers_says_what_to_do() -> None:
    """An empty frame would look broken."""
    shown = site()
    empty = next(one for one in shown.catalog.reference.categories if one not in shown.offered)
    assert "Ask procurement before you buy" in text(tree(dict(pages(shown))[f"embed/{empty}.html"]))


def test_the_public_sees_what_is_public() -> None:
    """No reason, no draft, nothing of staff."""
    for _, html in pages(site(audience="public")):
        assert STAFF_ONLY not in html
