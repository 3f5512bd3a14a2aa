"""A page that moves takes its links along."""

import pytest

from generator.site.rebase import rebase

MOVED = {"docs/guide.html": "docs/guide/index.html", "docs/a/b.html": "docs/a/b/index.html"}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("guide.html", "index.html"),
        ("guide.html#top", "index.html#top"),
        ("a/b.html?q=1#x", "../a/b/index.html?q=1#x"),
        ("../suppliers/index.html", "../../suppliers/index.html"),
        ("picture.png", "../picture.png"),
        ("#here", "#here"),
        ("", ""),
        ("?q=x", "?q=x"),
        ("https://example.com/a/../b", "https://example.com/a/../b"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("//example.com/x", "//example.com/x"),
        ("/root.html", "/root.html"),
        ("../handbook/", "../../handbook/"),
        ("../../outside.html", "../../../outside.html"),
    ],
)
def test_links_of_a_moved_page(link: str, expected: str) -> None:
    text = f'<a class="x" href="{link}">t</a>'
    moved = rebase(text, "docs/guide.html", "docs/guide/index.html", MOVED)
    assert moved == f'<a class="x" href="{expected}">t</a>'


def test_text_and_other_attributes_stay() -> None:
    text = '<p title="a > href=&quot;x.html&quot;"> href="x.html" src="y.png"</p>'
    assert rebase(text, "a.html", "b/c.html") == text


def test_scripts_images_and_forms_follow() -> None:
    text = '<script src="../a.js" defer></script><form action="../s/index.html"><img src="i.png">'
    assert rebase(text, "x/p.html", "x/y/p.html") == (
        '<script src="../../a.js" defer></script>'
        '<form action="../../s/index.html"><img src="../i.png">'
    )


def test_with_a_base_links_start_at_the_server() -> None:
    text = '<a href="suppliers/index.html#x">t</a><a href="#y">t</a>'
    assert rebase(text, "404.html", "404.html", base="/catalog/") == (
        '<a href="/catalog/suppliers/index.html#x">t</a><a href="#y">t</a>'
    )
