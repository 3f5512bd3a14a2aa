"""Badges: a supplier's verdict, or how many may be used for a category, as a small picture.

They are for a wiki or an intranet. Each says the day that it is of: a picture cannot look at
the reader's calendar. Word, icon and colour say the same, and so does the title.
"""

import unicodedata
from collections.abc import Iterator

from generator.model.assessment import Verdict
from generator.model.words import day
from generator.pages._embeds import badge_path
from generator.pages._index import Index
from generator.pages.base import File, Site
from generator.pages.texts import text
from generator.reports.base import cut, line
from generator.reports.junit import xml

_LABEL = 40
_HEIGHT, _PAD, _ICON = 22, 8, 12
_SIZE = 12
_LEFT = "#3b4350"
# The verdicts' colours, dark enough for white words (7:1 or better).
_COLOURS = {
    Verdict.OK: "#0b5530",
    Verdict.CONDITIONAL: "#594500",
    Verdict.ASK: "#833600",
    Verdict.DO_NOT_USE: "#971818",
}
# The icons of the pages (base.css), on a field of 16 by 16.
_ICONS = {
    Verdict.OK: "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm4.2 6-5 5a.9.9 0 0 1-1.3 0L3.7 8.8a.9.9 0 1 1"
    " 1.3-1.3l1.55 1.55L10.9 4.7A.9.9 0 1 1 12.2 6Z",
    Verdict.CONDITIONAL: "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm0 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0"
    " 0 1 8 1.8ZM11.9 6l-4.7 4.7a.9.9 0 0 1-1.3 0L4 8.8a.9.9 0 1 1 1.3-1.3l1.25 1.25L10.6"
    " 4.7A.9.9 0 1 1 11.9 6Z",
    Verdict.ASK: "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm0 13.1a1.1 1.1 0 1 1 0-2.2 1.1 1.1 0 0 1 0"
    " 2.2Zm.9-4.3v.3a.9.9 0 0 1-1.8 0v-.9c0-.7.5-1.1 1-1.4.6-.4 1-.7 1-1.3 0-.6-.5-1-1.1-1-.5"
    " 0-.9.3-1.1.8a.9.9 0 1 1-1.7-.6A3 3 0 0 1 8 2.7c1.7 0 2.9 1.2 2.9 2.8 0 1.7-1.2 2.4-2 2.9Z",
    Verdict.DO_NOT_USE: "M5 0h6l5 5v6l-5 5H5l-5-5V5l5-5Zm6.2 6.1a.9.9 0 1 0-1.3-1.3L8 6.7 6.1"
    " 4.8a.9.9 0 0 0-1.3 1.3L6.7 8 4.8 9.9a.9.9 0 1 0 1.3 1.3L8 9.3l1.9 1.9a.9.9 0 0 0"
    " 1.3-1.3L9.3 8l1.9-1.9Z",
}
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|! ()[]"), frozenset("mwMW@%")


def files(site: Site) -> Iterator[File]:
    """One badge for each category and each supplier."""
    index, when = Index(site), day(site.as_of)
    for category in site.catalog.reference.categories:
        good, total = index.counts(category)
        label = site.catalog.reference.category_name(category)
        said = text("%(good)s of %(all)s OK to use", good=good, all=total)
        verdict = Verdict.OK if good else Verdict.ASK
        data = badge(label, verdict, said, when)
        yield File(path=badge_path("categories", category), data=data)
    ends = {one: _right(one, text(one.label), when) for one in Verdict}
    for found in site.assessment.suppliers:
        label = _fit(found.legal_name)
        data = _joined(label, text(found.verdict.label), when, *ends[found.verdict])
        source = site.catalog.suppliers[found.id].path
        yield File(path=badge_path("suppliers", found.id), data=data, source=source)


def badge(label: str, verdict: Verdict, said: str, when: str) -> bytes:
    """The picture: the label, then icon and words in the verdict's colour, then the day."""
    return _joined(_fit(label), said, when, *_right(verdict, said, when))


def _fit(label: str) -> str:
    return cut(line(label), _LABEL)


def _right(verdict: Verdict, said: str, when: str) -> tuple[str, int]:
    """What stands right of the label, drawn from 0 on, and how wide it is."""
    words = f"{said} · {when}"
    long = _width(words)
    wide = _PAD + _ICON + 5 + long + _PAD
    scale = _ICON / 16
    return (
        f'<rect width="{wide}" height="{_HEIGHT}" fill="{_COLOURS[verdict]}"/>'
        f'<path transform="translate({_PAD} 5) scale({scale})" fill-rule="evenodd" '
        f'd="{_ICONS[verdict]}"/>'
        f'<text x="{_PAD + _ICON + 5}" y="15.2" textLength="{long}">{xml(words)}</text>'
    ), wide


def _joined(label: str, said: str, when: str, right: str, wide: int) -> bytes:
    long = _width(label)
    left = long + 2 * _PAD
    title = xml(text("%(name)s: %(said)s, as of %(day)s", name=label, said=said, day=when))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + wide}" height="{_HEIGHT}" '
        f'viewBox="0 0 {left + wide} {_HEIGHT}" role="img" aria-labelledby="t">'
        f'<title id="t">{title}</title>'
        f'<g fill="#ffffff" font-size="{_SIZE}" '
        'font-family="system-ui, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif">'
        f'<rect width="{left}" height="{_HEIGHT}" fill="{_LEFT}"/>'
        f'<text x="{_PAD}" y="15.2" textLength="{long}">{xml(label)}</text>'
        f'<g transform="translate({left} 0)">{right}</g></g></svg>\n'
    ).encode()


def _width(words: str) -> int:
    """About how wide the words are; the picture then holds them to it, whatever the font."""
    return max(1, round(sum(_advance(char) for char in words)))


def _advance(char: str) -> float:
    if char in _NARROW:
        return 3.7
    if char in _WIDE:
        return 10.4
    if not char.isascii() and unicodedata.east_asian_width(char) in "WF":
        return 12.0
    return 7.9 if char.isupper() else 6.6
