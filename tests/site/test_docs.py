"""Hand-written pages: one real run of MkDocs over a small docs folder."""

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from generator.site.docs import find_docs
from generator.site.errors import PublishError
from generator.site.source import plan_source
from tests.site.helpers import SETTINGS, build, content, page, small

INDEX = """# Catalog & *docs*

See [the guide](guide.md#a-part), [a decision](decisions/0001-first.md),
[the suppliers](../suppliers/index.html) and ![a picture](picture.svg).

| a | b |
|---|--:|
| 1 | 2 |

```html
<a href="../gone.html" onclick="x">@@BODY@@</a>
```

## One

## Two
"""
FILES = {
    "index.md": INDEX,
    "guide.md": "```\n# not a title\n```\n# The `guide` <b>x</b>\n\n## A part\n\n[up](index.md)\n",
    "decisions/0001-first.md": "# First & foremost\n\n[docs](../index.md)\n",
    "decisions/README.md": "# Decisions\n",
    "untitled-page.md": "Text only.\n",
    "picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    ".hidden.md": "# Hidden\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a repository with these docs and our own mkdocs.yml."""
    root = tmp_path_factory.mktemp("docs")
    write(root, FILES)
    (root / "mkdocs.yml").write_bytes(OWN.read_bytes())
    build(root, root / "site")
    return root / "site"


OWN = Path(__file__).parents[2] / "mkdocs.yml"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def tree(site: Path, path: str) -> Element:
    parsed: Element = html5lib.parse((site / path).read_bytes(), namespaceHTMLElements=False)
    return parsed


def hrefs(element: Element) -> list[str]:
    return [one.get("href", "") for one in element.iter("a")]


def test_pages_go_to_folders_of_their_own(site: Path) -> None:
    assert sorted(path for path in content(site) if path.startswith("docs/")) == [
        "docs/decisions/0001-first/index.html",
        "docs/decisions/index.html",
        "docs/guide/index.html",
        "docs/index.html",
        "docs/picture.svg",
        "docs/untitled-page/index.html",
    ]


def test_links_between_pages_follow(site: Path) -> None:
    article = tree(site, "docs/index.html").find(".//article")
    assert article is not None
    found = [href for href in hrefs(article) if not href.startswith("#")]
    assert found == [
        "guide/index.html#a-part",
        "decisions/0001-first/index.html",
        "../suppliers/index.html",
    ]
    assert [one.get("src") for one in article.iter("img")] == ["picture.svg"]
    first = tree(site, "docs/decisions/0001-first/index.html").find(".//article")
    assert first is not None
    assert "../../index.html" in hrefs(first)


def test_code_is_left_alone(site: Path) -> None:
    code = tree(site, "docs/index.html").find(".//pre")
    assert code is not None
    assert "".join(code.itertext()).strip() == ('<a href="../gone.html" onclick="x">@@BODY@@</a>')


def test_the_navigation_has_the_titles_in_order(site: Path) -> None:
    nav = tree(site, "docs/guide/index.html").find(".//nav[@aria-label='Documentation']")
    assert nav is not None
    assert ["".join(one.itertext()) for one in nav.iter("a")] == [
        "Catalog & *docs*",
        "The guide x",
        "Untitled page",
        "Decisions",
        "First & foremost",
    ]
    current = nav.find(".//a[@aria-current='page']")
    assert current is not None
    assert current.text == "The guide x"


def test_a_docs_page_says_what_it_is(site: Path) -> None:
    page_tree = tree(site, "docs/guide/index.html")
    main = page_tree.find(".//main")
    assert main is not None
    assert (main.get("data-page"), main.get("data-as-of")) == ("docs", "2026-11-22")
    assert len(list(page_tree.iter("main"))) == 1
    text = (site / "docs/guide/index.html").read_text()
    assert "22 Nov 2026</time> · commit <code>abc1234</code> · built by" in text
    assert "https://example.com/edit/main/docs/guide.md" in text


def test_every_page_starts_with_the_policy_and_has_nothing_inline(site: Path) -> None:
    pages = [path for path in content(site) if path.endswith(".html")]
    assert len(pages) == 17
    for path in pages:
        text = (site / path).read_text()
        head = text.partition("<head>")[2].lstrip()
        assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src')
        assert "unsafe" not in head
        document = tree(site, path)
        assert all(one.get("src") for one in document.iter("script"))
        assert not list(document.iter("style"))
        assert not [one for one in document.iter() if one.get("style")]


def test_without_a_file_for_the_look_it_is_the_same(site: Path, tmp_path: Path) -> None:
    write(tmp_path, FILES)
    build(tmp_path, tmp_path / "site")
    assert content(tmp_path / "site") == content(site)


def test_a_second_build_does_not_render_again(site: Path) -> None:
    class Refuses:
        def render(self, docs: Path, config: Path, out: Path) -> None:
            raise AssertionError("rendered again")

    from generator.site.build import build_site

    build_site(
        root=site.parent, site_dir=site, outputs=small, settings=SETTINGS,
        progress=lambda _line: None, renderer=Refuses(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("docs/index.md", "# Other\n"),
        ("docs/new.md", "# New\n"),
        ("mkdocs.yml", "site_name: x\ntheme: {name: material}\nmarkdown_extensions: []\n"),
    ],
)
def test_a_changed_input_is_rendered_again(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# One\n")
    (tmp_path / "mkdocs.yml").write_bytes(OWN.read_bytes())
    before = plan(tmp_path)
    assert plan(tmp_path) == before
    (tmp_path / file).write_text(text)
    assert plan(tmp_path) != before


def plan(root: Path) -> str:
    docs = find_docs(root / "docs")
    source = plan_source(
        root=root, docs=docs, sections=("home",), settings=SETTINGS, asset_versions={}
    )
    return source.nonce


def test_a_cache_cut_short_is_rendered_again(tmp_path: Path) -> None:
    build(tmp_path, tmp_path / "site")
    before = content(tmp_path / "site")
    for path in (tmp_path / "build/rendered").rglob("*.html"):
        path.write_text(path.read_text()[:500])
    build(tmp_path, tmp_path / "site")
    assert content(tmp_path / "site") == before


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"a.md": "[x](gone.md)"},
            r"docs/a/index\.html: link '\.\./gone\.md' leads to .*docs/a\.md",
        ),
        ({"a.md": "[x](index.md#gone)"}, "nothing in docs/index.html has the id 'gone'"),
        ({"a.md": "<script>x()</script>"}, "an inline <script>"),
        ({"a.md": '<p style="x">x</p>'}, "attribute style on <p>"),
        ({"a.md": "[x](javascript:x)"}, "is not a link to a page"),
        ({"a.md": "x", "a/index.md": "x"}, "would overwrite docs/a/index.html"),
    ],
)
def test_a_fault_of_a_docs_page_names_its_source(
    root: Path, files: dict[str, str], said: str
) -> None:
    write(root, files)
    with pytest.raises(PublishError, match=said):
        build(root, root / "site")


def test_docs_that_are_not_text_or_not_files_are_named(root: Path) -> None:
    write(root, {"a.md": "x"})
    (root / "docs/b.md").write_bytes(b"# \xff\n")
    with pytest.raises(PublishError, match=r"b\.md: not UTF-8"):
        build(root, root / "site")
    (root / "docs/b.md").unlink()
    (root / "docs/c.md").symlink_to("a.md")
    with pytest.raises(PublishError, match=r"c\.md: a symbolic link"):
        build(root, root / "site")


def test_what_mkdocs_says_is_passed_on(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: x\nmarkdown_extensions: [no_such_thing]\n")
    with pytest.raises(PublishError, match=r"MkDocs could not render the docs:\n.*no_such_thing"):
        build(root, root / "site")


def test_plugins_and_hooks_of_a_repository_do_not_run(root: Path) -> None:
    mark = root / "ran"
    (root / "hook.py").write_text(f"open({str(mark)!r}, 'w')\n")
    text = "\nplugins: [search]\nhooks: [hook.py]\n"
    (root / "mkdocs.yml").write_text(OWN.read_text().replace("plugins: []", text))
    build(root, root / "site")
    assert not mark.exists()


def test_with_an_address_there_is_a_sitemap_and_a_page_for_lost_readers(root: Path) -> None:
    build(root, root / "site", site_url="https://example.com/catalog")
    sitemap = (root / "site/sitemap.xml").read_text()
    assert sitemap.count("<loc>") == 13
    assert "<loc>https://example.com/catalog/suppliers/s1/index.html</loc>" in sitemap
    lost = (root / "site/404.html").read_text()
    assert 'href="/catalog/assets/base.css?v=' in lost
    assert 'href="/catalog/index.html"' in lost
    assert "canonical" not in lost


def test_without_an_address_there_is_neither(root: Path) -> None:
    build(root, root / "site", lambda: [*small(), page("work/index.html")])
    assert not {"sitemap.xml", "404.html"} & content(root / "site").keys()


def test_packaged_docs_lie_beneath_the_repository_s_own(root: Path, tmp_path: Path) -> None:
    """Only what the repository holds can be edited there."""
    packaged = tmp_path / "packaged"
    write(packaged, {"index.md": "# Theirs\n", "more.md": "# More of theirs\n"})
    write(root, {"index.md": "# Ours\n"})
    build(root, root / "site", packaged_docs=packaged / "docs")
    ours = (root / "site/docs/index.html").read_text()
    theirs = (root / "site/docs/more/index.html").read_text()
    assert "<title>Ours" in ours
    assert "edit/main/docs/index.md" in ours
    assert "<title>More of theirs" in theirs
    assert "edit/main" not in theirs
