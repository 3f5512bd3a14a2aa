"""Stamping: links follow, text stays text, and nothing in a page can change the shell."""

import html
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from generator.pages.base import Page
from generator.site.errors import PublishError
from generator.site.shell import Shell, site_slots
from tests.site.helpers import SETTINGS, build, main, page

NONCE = "0123456789abcdef"
SHELL = (
    '<!doctype html><html data-root="@@ROOT:N@@"><head><title>@@TITLE:N@@</title>'
    '@@DESCRIPTION:N@@@@FEEDS:N@@<link rel="stylesheet" href="../assets/base.css?v=1"></head>'
    '<body@@CLASS:N@@><a href="#main">Skip</a><a href="../index.html">Home</a>'
    '<a href="../suppliers/index.html">S</a>@@BODY:N@@'
    "<footer>@@AS_OF_WORDS:N@@@@COMMIT:N@@@@EDIT:N@@</footer></body></html>"
).replace(":N@@", f":{NONCE}@@")

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "@@BODY@@",
    f"@@BODY:{NONCE}@@",
    f"@@TITLE:{NONCE}@@ @@EDIT:{NONCE}@@",
    "</title><base href=//evil>",
    "{{ 7*7 }} {% raw %} ${x} \\1 \\g<0> %s",
    "<!-- x --> ]]> &amp; &lt;",
    "a\u202eb \u00a0 \U0001f600 é",
)


def shell(text: str = SHELL) -> Shell:
    return Shell(text, section="suppliers", nonce=NONCE, settings=SETTINGS)


def skeleton(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a document in order, with the names of their attributes."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return [(str(one.tag), tuple(sorted(one.attrib))) for one in tree.iter()]


@pytest.mark.parametrize(
    ("path", "css", "home", "root"),
    [
        ("index.html", "assets/base.css?v=1", "index.html", "./"),
        ("work/index.html", "../assets/base.css?v=1", "../index.html", "../"),
        ("a/b/c/index.html", "../../../assets/base.css?v=1", "../../../index.html", "../../../"),
    ],
)
def test_links_follow_the_depth_of_the_page(path: str, css: str, home: str, root: str) -> None:
    text = shell().stamp(page(path))
    assert f'href="{css}"' in text
    assert f'<a href="{home}">Home</a>' in text
    assert f'data-root="{root}"' in text
    assert '<a href="#main">Skip</a>' in text


def test_the_body_is_put_in_as_it_is() -> None:
    body = main('<a href="../x/index.html">as is</a> @@TITLE@@')
    text = shell().stamp(Page(path="a/index.html", section="suppliers", title="T", body=body))
    assert text.count(body) == 1


@pytest.mark.parametrize("value", HOSTILE)
def test_a_title_cannot_change_the_skeleton(value: str) -> None:
    benign = page("a/index.html", title="benign", description="benign", edit="benign")
    hostile = page("a/index.html", title=value, description=value, edit=value)
    text = shell().stamp(hostile)
    assert skeleton(text) == skeleton(shell().stamp(benign))
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    assert tree.find(".//title").text == value
    assert tree.find(".//meta[@name='description']").get("content") == value


@pytest.mark.parametrize("value", HOSTILE)
def test_a_body_with_slots_in_it_is_not_filled_again(value: str) -> None:
    text = shell().stamp(page("a/index.html", f"<p>{html.escape(value)}</p>"))
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    assert tree.find(".//main/p").text == value


def test_as_of_commit_and_source_are_on_the_page() -> None:
    text = shell().stamp(page("a/index.html", edit="suppliers/a b&c.yml"))
    assert "22 Nov 2026 · commit <code>abc1234</code>" in text
    assert 'href="https://example.com/edit/main/suppliers/a b&amp;c.yml"' in text


@pytest.mark.parametrize(
    ("commit", "shown"),
    [("", ""), ("abc1234def56", "abc1234<"), ("abc1234def56+", "abc1234+<"), ("<b>", "&lt;b&gt;<")],
)
def test_the_commit_is_short_and_keeps_its_mark_of_changes(commit: str, shown: str) -> None:
    html_of = site_slots(replace(SETTINGS, commit=commit))["COMMIT"]
    assert shown in html_of
    assert bool(html_of) == bool(commit)


def test_without_a_commit_or_description_nothing_is_said_of_them() -> None:
    text = shell().stamp(page("a/index.html"))
    assert "description" not in text
    assert "Edit" not in text


def test_the_news_of_a_page_can_be_found_by_programs() -> None:
    """Both forms, from wherever the page is, under a name that is text."""

    def told(found: Page) -> list[dict[str, str]]:
        tree = html5lib.parse(shell().stamp(found), namespaceHTMLElements=False)
        links = [one.attrib for one in tree.iter("link") if one.get("rel") == "alternate"]
        return [{key: one[key] for key in ("type", "title", "href")} for one in links]

    name, where = SETTINGS.name, "feeds/suppliers/a"
    assert told(page("suppliers/a/index.html", title='A "B" <b>', feed=where)) == [
        {
            "type": "application/atom+xml",
            "title": f'{name}: A "B" <b> (Atom)',
            "href": f"../../{where}.xml",
        },
        {
            "type": "application/feed+json",
            "title": f'{name}: A "B" <b> (JSON Feed)',
            "href": f"../../{where}.json",
        },
    ]
    home = told(page("index.html", section="home", title="Who?", feed="feeds/all"))
    assert [one["title"] for one in home] == [f"{name} (Atom)", f"{name} (JSON Feed)"]
    assert home[0]["href"] == "feeds/all.xml"
    assert told(page("index.html")) == []


def test_a_narrow_page_says_so() -> None:
    assert '<body class="sc-narrow">' in shell().stamp(page("a/index.html", wide=False))
    assert "<body>" in shell().stamp(page("a/index.html"))


def test_a_shell_without_a_body_is_refused() -> None:
    with pytest.raises(PublishError, match=r"shell\.html"):
        shell(SHELL.replace(f"@@BODY:{NONCE}@@", ""))


def test_the_organisation_s_name_goes_through_the_renderer_as_text(tmp_path: Path) -> None:
    """MkDocs does not escape, so the theme has to."""
    name = " ".join(value for value in HOSTILE if "\u202e" not in value)
    build(tmp_path, tmp_path / "site", name=name)
    tree = html5lib.parse((tmp_path / "site/index.html").read_bytes(), namespaceHTMLElements=False)
    assert tree.find(".//title").text == f"Home – {name}"
    assert tree.find(".//header//a").text == name
