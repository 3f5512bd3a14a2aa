"""Stamping pages into a rendered shell.

A shell is the page of a section with slots in it. It is compiled once for each depth: its
links are re-based, the slots that are the same for all pages are filled, and the rest is cut
into pieces. A page is then those pieces, joined with its own text. Nothing is searched or
replaced in a page's text, so no text can take the place of a slot.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

from generator.pages.base import Page
from generator.pages.languages import unmarked
from generator.pages.texts import day as day_words
from generator.pages.texts import text
from generator.site.errors import PublishError
from generator.site.rebase import rebase
from generator.site.settings import SiteSettings
from generator.site.source import SHELLS

_OF_PAGE = frozenset(("TITLE", "DESCRIPTION", "FEEDS", "CLASS", "DAY", "BODY", "EDIT"))
_FEEDS = ((".xml", "application/atom+xml", "Atom"), (".json", "application/feed+json", "JSON Feed"))
# On an element, or on the main of a page whose verdicts a script draws.
_SHOWS_VERDICTS = (' data-verdict="', ' data-shows="verdicts"')


def site_slots(settings: SiteSettings) -> dict[str, str]:
    """The slots that hold the same HTML on every page. A commit that ends in ``+`` keeps that:
    it says that there are changes on top.
    """
    day = settings.as_of
    short = settings.commit[:7] + ("+" if settings.commit.endswith("+") else "")
    commit = f" · {text('commit')} <code>{escape(short)}</code>" if short else ""
    words = unmarked(day_words(day))
    about = escape(text("The day of the verdicts"))
    line = text("Verdicts for %(day)s", day=f'<strong class="sc-nowrap">{words}</strong>')
    slots = {
        "AS_OF": day.isoformat(),
        "AS_OF_WORDS": words,
        "COMMIT": commit,
        "DAY_BAR": f'<section class="sc-day" aria-label="{about}" data-day-bar><p>{line}</p>'
        "</section>\n",
        "VERSION": escape(settings.tool_version),
    }
    return {name: unmarked(html) for name, html in slots.items()}


def edit_html(settings: SiteSettings, record: str) -> str:
    """Where the text of a page comes from, as a link where the repository can be edited."""
    if not record:
        return ""
    path = escape(record)
    if not settings.edit_url:
        return unmarked(f"<p>{text('Source: %(path)s', path=f'<code>{path}</code>')}</p>")
    href = escape(settings.edit_url.rstrip("/") + "/" + record)
    link = f'<a href="{href}" rel="noopener noreferrer">{text("Edit the source")}</a>'
    return unmarked(f"<p>{link}: {path}</p>")


def fill(html: str, nonce: str, values: Mapping[str, str]) -> str:
    """Fill slots of a page that has no others."""
    return _pattern(nonce).sub(lambda found: values[found[1]], html)


class Shell:
    """The rendered page of one section, ready to be stamped."""

    def __init__(self, html: str, *, section: str, nonce: str, settings: SiteSettings) -> None:
        self._html = html
        self._path = f"{SHELLS}/{section}.html"
        self._nonce = nonce
        self._settings = settings
        self._slots = site_slots(settings)
        self._by_depth: dict[int, list[str]] = {}
        names = _pattern(nonce).findall(html)
        if names.count("BODY") != 1 or "TITLE" not in names:
            raise PublishError("generator/theme/shell.html: needs a TITLE, and one BODY slot")

    def stamp(self, page: Page) -> str:
        """The finished page. Title and description are text; the body is trusted HTML."""
        depth = page.path.count("/")
        pieces = self._by_depth.get(depth)
        if pieces is None:
            pieces = self._by_depth[depth] = self._compile(depth)
        return "".join(_filled(pieces, self._values(page)))

    def _values(self, page: Page) -> dict[str, str]:
        about = escape(page.description)
        return {
            "TITLE": escape(page.title),
            "DESCRIPTION": f'<meta name="description" content="{about}">\n' if about else "",
            "FEEDS": self._feeds(page),
            # A text cannot hold the mark: its quotation marks are escaped.
            "DAY": self._slots["DAY_BAR"]
            if any(map(page.body.__contains__, _SHOWS_VERDICTS))
            else "",
            "CLASS": "" if page.wide else ' class="sc-narrow"',
            "BODY": page.body,
            "EDIT": edit_html(self._settings, page.edit),
        }

    def _feeds(self, page: Page) -> str:
        """Where feed readers find the news of what the page is about."""
        if not page.feed:
            return ""
        name = self._settings.name
        name = escape(name if page.section == "home" else f"{name}: {page.title}")
        start = escape("../" * page.path.count("/") + page.feed)
        return "".join(
            f'<link rel="alternate" type="{kind}" title="{name} ({form})" href="{start}{end}">\n'
            for end, kind, form in _FEEDS
        )

    def _compile(self, depth: int) -> list[str]:
        """Text and slot names, in turn, for pages that many folders down."""
        moved = rebase(self._html, self._path, "x/" * depth + "index.html")
        slots = self._slots | {"ROOT": "../" * depth or "./"}
        pieces = [""]
        for index, piece in enumerate(_pattern(self._nonce).split(moved)):
            if index % 2 == 0:
                pieces[-1] += piece
            elif piece in slots:
                pieces[-1] += slots[piece]
            elif piece in _OF_PAGE:
                pieces += [piece, ""]
            else:
                raise PublishError(f"generator/theme/: unknown slot {piece}")
        return pieces


def _filled(pieces: Sequence[str], values: Mapping[str, str]) -> list[str]:
    return [values[piece] if index % 2 else piece for index, piece in enumerate(pieces)]


def _pattern(nonce: str) -> re.Pattern[str]:
    return re.compile(f"@@([A-Z_]+):{nonce}@@")
