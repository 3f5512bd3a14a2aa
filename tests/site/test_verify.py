"""What verification finds, and what it lets pass."""

import pytest

from generator.pages.base import File
from generator.site.errors import PublishError
from generator.site.verify import Verifier
from tests.site.helpers import build, fingerprint, page, small


def faults(text: str, path: str = "a/b/index.html", **others: str) -> list[str]:
    """What is wrong with one page in a site of a few others."""
    site = {"index.html": '<h1 id="top">x</h1>', "a/c/index.html": "<p>x</p>", path: text}
    site |= {name.replace("__", "/") + ".html": value for name, value in others.items()}
    verifier = Verifier()
    for name, value in site.items():
        verifier.page(name, value)
    return verifier.faults(site, lambda name: site[name].encode())


@pytest.mark.parametrize(
    "text",
    [
        '<a href="../../index.html">x</a>',
        '<a href="../../index.html#top">x</a>',
        '<a href="../c/index.html?q=1">x</a>',
        '<a href="index.html">x</a>',
        '<p id="é&amp;x"></p><a href="#%C3%A9&amp;x">x</a>',
        '<a href="https://example.com/#x">x</a><a href="mailto:a@example.com">x</a>',
        '<script type="application/json">{"a": 1}</script>',
        '<img src="data:image/svg+xml,x" alt="">',
        "<p>&lt;script&gt; href=&quot;gone.html&quot; style=&quot;x&quot;</p>",
        '<code>href="gone.html" onclick="x" style="y"</code>',
        "<p title=\"<a href='gone.html'>\">x</p>",
    ],
)
def test_a_sound_page_passes(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<a href="../gone/index.html">x</a>', "a/gone/index.html, which does not exist"),
        ('<a href="../C/index.html">x</a>', "a/C/index.html, which does not exist"),
        ("<a href='gone.html'>x</a>", "which does not exist"),
        ('<a href="../../a/c/">x</a>', "a folder; name a/c/index.html"),
        ('<a href="../c">x</a>', "a folder; name a/c/index.html"),
        ('<a href="../../">x</a>', "a folder; name index.html"),
        ('<a href="../../../x.html">x</a>', "a place outside the site"),
        ('<a href="/index.html">x</a>', "starts at the root of a server"),
        ('<a href="../../index.html#gone">x</a>', "nothing in index.html has the id 'gone'"),
        ('<a href="#gone">x</a>', "nothing on the page has this id"),
        ('<form action="gone.html"></form>', "which does not exist"),
        ('<script src="gone.js"></script>', "which does not exist"),
        ("<script>x()</script>", "an inline <script>"),
        ('<script type="module">x()</script>', "an inline <script>"),
        ("<SCRIPT >x()</SCRIPT>", "an inline <script>"),
        ('<script src="https://example.com/x.js"></script>', "not part of the site"),
        ('<img src="//example.com/x.png" alt="">', "not part of the site"),
        ('<link rel="stylesheet" href="https://example.com/x.css">', "not part of the site"),
        ('<form action="https://example.com/"></form>', "not part of the site"),
        ('<p style="color:red">x</p>', "attribute style on <p>"),
        ("<style>p{}</style>", "a <style> element"),
        ('<p onclick="x()">x</p>', "attribute onclick on <p>"),
        ("<svg/onload=x()>", "attribute"),
        ('<base href="https://example.com/">', "a <base> element"),
        ('<iframe src="../../index.html"></iframe>', "an <iframe>"),
        ('<a href="javascript:x()">x</a>', "is not a link to a page"),
        ('<a href=" java&#10;script:x()">x</a>', "is not a link to a page"),
        ('<a href="JaVaScRiPt:x()">x</a>', "is not a link to a page"),
        ('<a href="\\\\evil.example/x">x</a>', "is not a link to a page"),
        ('<a href="data:text/html,x">x</a>', "is not a link to a page"),
        ('<meta http-equiv="Refresh" content="0">', "goes to another page"),
        ("<a href=index.html>x</a>", "without quotes"),
    ],
)
def test_a_fault_is_found(text: str, said: str) -> None:
    found = faults(text)
    assert found
    assert said.replace("an <iframe>", "a <iframe> element") in found[0]
    assert found[0].startswith("a/b/index.html: ")


def test_the_same_link_is_judged_by_the_folder_of_each_page() -> None:
    """A tag that is sound on one page is not taken as sound on another."""
    link = '<a href="near.html">x</a>'
    assert faults(link, a__b__near="x") == []
    found = faults(link, a__b__near="x", a__c__other=link)
    assert [line.partition(":")[0] for line in found] == ["a/c/other.html"]


def test_a_stylesheet_may_not_fetch() -> None:
    verifier = Verifier()
    verifier.stylesheet("a.css", "p{background:url(https://example.com/x.png)}")
    verifier.stylesheet("b.css", '@import "c.css";')
    verifier.stylesheet(
        "c.css",
        "p{background:url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\")}",
    )
    assert [fault[:5] for fault in verifier.faults({}, lambda _: b"")] == ["a.css", "b.css"]


def test_a_build_with_a_dead_link_publishes_nothing(root, site) -> None:  # type: ignore[no-untyped-def]
    build(root, site)
    before = fingerprint(site)

    def broken():  # type: ignore[no-untyped-def]
        yield from small("second")
        links = "".join(f'<a href="gone{n}.html">x</a>' for n in range(30))
        yield page("work/index.html", links, edit="suppliers/w.yml")
        yield File(path="x.html", data=b"<script>x()</script>")

    with pytest.raises(PublishError) as caught:
        build(root, site, broken)
    message = str(caught.value)
    assert "work/index.html: link 'gone0.html' leads to work/gone0.html" in message
    assert "(from suppliers/w.yml)" in message
    assert "… and 11 more" in message
    assert message.endswith("site: the old site is unchanged")
    assert fingerprint(site) == before
    assert not list(site.parent.glob("*.staging-*"))
