"""The languages that the site can be had in: their words, and finishing what was rendered.

``generator/locales/<language>.po`` holds a language. English needs none.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from generator.pages.base import File, Page
from generator.pages.texts import END, START, spoken

LOCALES = Path(__file__).resolve().parent.parent / "locales"
ENGLISH = "en"
SCRIPT_PATH = "assets/texts.js"

_TOKEN = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_CUT = re.compile(f"([{START}{END}])")
_MARKS = re.compile(f"[{START}{END}]|%EE%80%8[01]|\\\\ue00[01]")
_ENTITY = re.compile(r"&#?\w+;")
_LETTERS = re.compile(r"[a-zà-ÿ]{2}")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_RAW = frozenset(("script", "style"))
_NO_SPAN = frozenset(("option", "title", "textarea", "text", "tspan", "desc"))


def languages() -> tuple[str, ...]:
    """The codes of the languages that there are."""
    return (ENGLISH, *sorted(path.stem for path in LOCALES.glob("*.po")))


@lru_cache
def catalogue(language: str) -> Mapping[str, str] | None:
    """English text → that language's; None for English. A text without a translation is absent."""
    if language == ENGLISH:
        return None
    return _places(language) | {key: found for key, found, _ in _entries(language)}


def _places(language: str) -> dict[str, str]:
    """Names of countries and their parts, which come with the list of their codes."""
    import gettext

    import pycountry

    def said(domain: str) -> gettext.NullTranslations:
        return gettext.translation(domain, pycountry.LOCALES_DIR, [language], fallback=True)

    countries, parts = said("iso3166-1"), said("iso3166-2")
    names = [getattr(one, "common_name", one.name) for one in pycountry.countries]
    found = {name: countries.gettext(name) for name in names}
    found |= {one.name: parts.gettext(one.name) for one in pycountry.subdivisions}
    return {name: other for name, other in found.items() if other != name}


@lru_cache
def _entries(language: str) -> tuple[tuple[str, str, bool], ...]:
    """Each text with its translation, and whether a script says it."""
    # Reading it costs time that an English build need not spend.
    from babel.messages.pofile import read_po

    with (LOCALES / f"{language}.po").open("rb") as file:
        found = read_po(file, locale=language)
    entries: list[tuple[str, str, bool]] = []
    for message in found:
        if not message.id or message.fuzzy:
            continue
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        script = any(path.endswith(".js") for path, _ in message.locations)
        entries += [(str(a), str(b), script) for a, b in zip(ids, said, strict=False) if b]
    return tuple(entries)


def script_file(language: str) -> File:
    """The words of the scripts, as a script that runs before them."""
    said = {key: found for key, found, script in _entries(language) if script}
    text = json.dumps(said, ensure_ascii=True, sort_keys=True, indent=0)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return File(path=SCRIPT_PATH, data=f"window.catalogTexts = {safe};\n".encode())


def finished(outputs: Iterator[Page | File], own: str = ENGLISH) -> Iterator[Page | File]:
    """What was rendered, without marks, and with ``lang`` on what is in the language ``own``.

    In English nothing is marked, and everything passes as it is.
    """
    if spoken() is None:
        yield from outputs
        return
    for one in outputs:
        if isinstance(one, Page):
            yield replace(
                one,
                title=unmarked(one.title),
                description=unmarked(one.description),
                body=tongued(one.body, own),
            )
        else:
            yield replace(one, data=_clean(one.data))


def unmarked(text: str) -> str:
    """The text without marks, however they were written: in addresses and JSON too."""
    return _MARKS.sub("", text)


def _clean(data: bytes) -> bytes:
    if not any(mark in data for mark in (b"\xee\x80\x80", b"\\ue000", b"%EE%80%80")):
        return data
    return unmarked(data.decode("utf-8")).encode("utf-8")


def tongued(html: str, own: str) -> str:
    """The HTML without marks; text outside of them gets ``lang``, on its element or around it."""
    return "".join(_Tongues(html, own).pieces())


def unsaid(html: str) -> list[str]:
    """Visible texts, and attributes that are read out, that hold words and no marks at all."""
    return _Tongues(html, "").outside


class _Tongues:
    """One pass over the tags and texts of a page. A mark may end after the tag it began before."""

    def __init__(self, html: str, own: str) -> None:
        self._tokens = _TOKEN.split(html)
        self._own = own
        self._ours = False
        self.outside: list[str] = []
        if not own:
            list(self.pieces())

    def pieces(self) -> Iterator[str]:
        """The page again, piece by piece."""
        tags = [unmarked(one) if index % 2 else one for index, one in enumerate(self._tokens)]
        open_ = [""]
        for index, token in enumerate(tags):
            if index % 2:
                _walk(token, open_)
                continue
            parts = self._parts(token)
            plain = "".join(part for part, _ in parts)
            if open_[-1] in _RAW or not any(_foreign(part) for part, ours in parts if not ours):
                tags[index] = unmarked(plain)
            elif not any(ours for _, ours in parts) and self._alone(tags, index):
                self.outside.append(token.strip())
                tags[index - 1] = f'{tags[index - 1][:-1]} lang="{self._own}">'
            elif open_[-1] in _NO_SPAN:
                tags[index] = plain
            else:
                tags[index] = "".join(p if ours else self._span(p) for p, ours in parts)
        yield from tags

    def _parts(self, token: str) -> list[tuple[str, bool]]:
        """The text, cut where marks are, each piece with whether it is the interface's."""
        found: list[tuple[str, bool]] = []
        for piece in _CUT.split(token):
            if piece in (START, END):
                self._ours = piece == START
            elif piece:
                found.append((piece, self._ours))
        return found

    def _alone(self, tags: list[str], index: int) -> bool:
        """Whether the text is all that its element holds, and the element has no language yet."""
        before, after = tags[index - 1] if index else "", "".join(tags[index + 1 : index + 2])
        opening, closing = _TAG.match(before), _TAG.match(after)
        return bool(
            opening
            and closing
            and not opening[1]
            and closing[1]
            and opening[2] == closing[2]
            and " lang=" not in before
        )

    def _span(self, piece: str) -> str:
        if not _foreign(piece):
            return piece
        inner = piece.strip()
        self.outside.append(inner)
        before, after = piece.split(inner, 1)
        return f'{before}<span lang="{self._own}">{inner}</span>{after}'


def _foreign(piece: str) -> bool:
    """Whether there are words outside of the marks; codes and figures are of no language."""
    return bool(_LETTERS.search(_ENTITY.sub("", piece)))


def _walk(tag: str, open_: list[str]) -> None:
    found = _TAG.match(tag)
    if not found:
        return
    name = found[2].lower()
    if found[1]:
        if name in open_:
            while open_.pop() != name:
                pass
    elif name not in _VOID and not tag.endswith("/>"):
        open_.append(name)
