"""The sections of the hand-written pages, for search: made from what the renderer gave.

So a section is found under the very address that its heading has on the page.
"""

import json
from collections.abc import Iterable
from html.parser import HTMLParser

from generator.model.words import searched
from generator.pages.base import File

PATH = "assets/search-docs.js"
_HEADINGS = ("h1", "h2", "h3", "h4")


def docs_file(pages: Iterable[tuple[str, str]]) -> File:
    """``window.CATALOG_DOCS``: for each page, given as site path and HTML, its sections.

    A section is kind, heading, site path with fragment, title of the page, words of its text.
    """
    rows = [row for path, html in pages for row in _rows(path, html)]
    text = json.dumps(rows, separators=(",", ":"))
    return File(path=PATH, data=f"window.CATALOG_DOCS={text};\n".encode("ascii"))


def _rows(path: str, html: str) -> list[list[str]]:
    reader = _Sections()
    reader.feed(html)
    title = reader.found[0].title if reader.found else ""
    return [
        [
            "docs",
            one.title,
            path if one.title == title else f"{path}#{one.id}",
            "" if one.title == title else title,
            searched(" ".join(one.words)),
        ]
        for one in reader.found
        if one.id
    ]


class _Section:
    """A heading, and the text until the next."""

    def __init__(self, name: str) -> None:
        self.id = name
        self.heading: list[str] = []
        self.words: list[str] = []

    @property
    def title(self) -> str:
        """The heading on one line."""
        return " ".join("".join(self.heading).split())


class _Sections(HTMLParser):
    """Collects the sections of the article. The links that headings carry are not their text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Section] = []
        self._inside = False
        self._heading = False
        self._link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A heading starts a section."""
        known = dict(attrs)
        if tag == "article":
            self._inside = True
        elif self._inside and tag in _HEADINGS:
            self.found.append(_Section(known.get("id") or ""))
            self._heading = True
        elif tag == "a":
            self._link = known.get("class") == "headerlink"

    def handle_endtag(self, tag: str) -> None:
        """The end of the article is the end of all sections."""
        if tag == "article":
            self._inside = False
        elif tag in _HEADINGS:
            self._heading = False
        elif tag == "a":
            self._link = False

    def handle_data(self, data: str) -> None:
        """Text belongs to the section it stands in."""
        if not self._inside or self._link or not self.found:
            return
        if self._heading:
            self.found[-1].heading.append(data)
        else:
            self.found[-1].words.append(data)
