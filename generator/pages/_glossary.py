"""The glossary's terms, and the links to them from the sentences of clauses.

A sentence is text: it is cut at the terms, each piece is escaped by itself, and the links stand
between them. So neither a term nor a sentence can write markup.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from generator.model.fields import project
from generator.pages._memo import kept
from generator.pages._rules import readable
from generator.pages.base import Site, clause_path, relative

GLOSSARY = "handbook/glossary/index.html"
_LINK = Markup('<a class="hb-term" href="{}" data-means="{}">{}</a>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term. ``see`` holds clause id, title and site path."""

    id: str
    name: str
    also: tuple[str, ...]
    definition: str
    example: str
    not_to_confuse: str
    linked: bool
    see: tuple[tuple[str, str, str], ...]

    @property
    def anchor(self) -> str:
        """Its id on a page: a term may be called like a part of the page."""
        return f"term-{self.id}"

    @property
    def others(self) -> tuple[str, ...]:
        """Other words for it, plurals left out."""
        own = {self.name.casefold().removesuffix("s")}
        return tuple(one for one in self.also if one.casefold().removesuffix("s") not in own)


def terms(site: Site) -> list[Term]:
    """Every term that the audience may read, in the alphabet's order."""
    return kept(site, "terms", lambda: _terms(site))


def _terms(site: Site) -> list[Term]:
    found = [_term(site, one) for one in _shown(site)]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def _shown(site: Site) -> list[Mapping[str, Any]]:
    data: Mapping[str, Any] = {"terms": list(site.catalog.reference.glossary.values())}
    if "glossary" in site.fields:
        data = project(data, site.fields["glossary"], site.audience) or {}
    return [one for one in data.get("terms") or () if "id" in one and "term" in one]


def _term(site: Site, data: Mapping[str, Any]) -> Term:
    clauses = [
        site.clause(one)
        for one in data.get("see") or ()
        if one in site.catalog.clauses and readable(site, site.clause(one).policy)
    ]
    return Term(
        id=data["id"],
        name=data["term"],
        also=tuple(data.get("also") or ()),
        definition=data.get("definition", ""),
        example=data.get("example", ""),
        not_to_confuse=data.get("not_to_confuse", ""),
        linked=data.get("link", True),
        see=tuple(
            (one.id, str(one.data.get("title", "")), clause_path(one.policy, one.id))
            for one in clauses
        ),
    )


class Linker:
    """Finds terms in texts, and links to the glossary at ``address`` ('' on the same page)."""

    def __init__(self, found: list[Term], address: str) -> None:
        self._address = address
        self._terms: dict[str, tuple[Term, str]] = {}
        for term in found:
            for name in (term.name, *term.also) if term.linked else ():
                self._terms.setdefault(_folded(name), (term, name))
        names = sorted(self._terms, key=lambda one: (-len(one), one))
        words = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in names)
        self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I) if words else None

    def sentence(self) -> "Sayer":
        """For one sentence: each term is linked where it is first used, and not again."""
        return Sayer(self)

    def pieces(self, text: str, seen: set[str]) -> Markup:
        """The text with its terms linked, but for those in ``seen``, which grows."""
        if self._pattern is None:
            return escape(text)
        parts: list[Markup] = []
        end = 0
        for match in self._pattern.finditer(text):
            term = self._meant(match.group())
            if term is None or term.id in seen:
                continue
            seen.add(term.id)
            href = f"{self._address}#{term.anchor}"
            parts.append(escape(text[end : match.start()]))
            parts.append(_LINK.format(href, term.definition, match.group()))
            end = match.end()
        return Markup("").join([*parts, escape(text[end:])])

    def _meant(self, word: str) -> Term | None:
        term, name = self._terms.get(_folded(word), (None, ""))
        # Short forms are written in capitals: "it" is not IT.
        return None if name.isupper() and word != name else term


class Sayer:
    """Says the pieces of one sentence."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._seen: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """One piece, as HTML."""
        return self._linker.pieces(text, self._seen)


def linker(site: Site, path: str) -> Linker:
    """For the page at ``path``."""
    address = "" if path == GLOSSARY else relative(path, GLOSSARY)
    return kept(site, f"linker {address}", lambda: Linker(terms(site), address))


def _folded(name: str) -> str:
    return " ".join(name.lower().split())
