"""The sections of hand-written pages, as search reads them."""

import json

from generator.site.sections import docs_file

PAGE = """<!doctype html><html><body><nav><h2 id="no">Menu</h2></nav><main><article>
<h1 id="gate">The gate<a class="headerlink" href="#gate" title="Link to this section">#</a></h1>
<p>What a <em>change</em> may not do.</p>
<h2 id="rules">The <code>rules</code> &amp; more<a class="headerlink" href="#rules">#</a></h2>
<p>Change, change; <a href="x.html">Größe</a>.</p><pre><code>a_b &lt;/script&gt;</code></pre>
<h2>Without an address</h2><p>Lost</p>
</article></main><footer>As of</footer></body></html>"""


def rows(*pages: tuple[str, str]) -> list[list[str]]:
    """The rows, read back."""
    text = docs_file(pages).data.decode("ascii")
    return list(json.loads(text.removeprefix("window.CATALOG_DOCS=").rstrip().removesuffix(";")))


def test_each_heading_is_a_section() -> None:
    """Under its own address, with its page's title and the words beneath it, each once."""
    assert rows(("docs/gate/index.html", PAGE)) == [
        ["docs", "The gate", "docs/gate/index.html", "", "what a change may not do"],
        [
            "docs",
            "The rules & more",
            "docs/gate/index.html#rules",
            "The gate",
            "change große a b script".replace("ß", "ss"),
        ],
    ]


def test_a_page_without_headings_has_no_section() -> None:
    """It is found by nothing, and breaks nothing."""
    assert rows(("docs/x/index.html", "<article><p>Text</p></article>"), ("y", "")) == []


def test_no_text_ends_the_script() -> None:
    """The file is one line of ASCII."""
    data = docs_file([("docs/gate/index.html", PAGE)]).data
    assert data.isascii()
    assert data.count(b"\n") == 1
