"""Every visible field of a record, as its schema orders and names them.

A field that a schema gains is shown with no further work. The HTML is put together here and
not in a template: it is the longest part of a page and of one shape throughout. Every text
from a record goes through ``escape``.
"""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from markupsafe import Markup

from generator.model.fields import Field
from generator.model.money import parse_money
from generator.pages.base import Site, category_path, check_path, clause_path, supplier_path
from generator.pages.texts import duration, iso_day, known, money, place, plain, sentence, text


class Linker:
    """The HTML that names what a record refers to; made once, for pages all equally deep."""

    def __init__(self, site: Site, root: str) -> None:
        self._site = site
        self._root = root
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, kind: str, name: str) -> str:
        found = self._known.get((kind, name))
        if found is None:
            found = self._known[kind, name] = self._named(kind, name)
        return found

    def _named(self, kind: str, name: str) -> str:
        site, reference = self._site, self._site.catalog.reference
        if kind == "supplier" and name in site.suppliers:
            return self._anchor(supplier_path(name), site.suppliers[name].legal_name)
        if kind == "category" and name in reference.categories:
            return self._anchor(category_path(name), reference.category_name(name))
        if kind == "clause" and name in site.catalog.clauses:
            return self._anchor(clause_path(site.catalog.clauses[name].policy, name), name)
        if kind == "check" and name in site.checks:
            return self._anchor(check_path(name), name)
        if kind == "role":
            return escape(reference.role_name(name))
        if kind == "site":
            return escape(str(reference.sites.get(name, {}).get("name", name)))
        return escape(name)

    def _anchor(self, target: str, text: str) -> str:
        return f'<a href="{escape(self._root + target)}">{escape(text)}</a>'


class Printer:
    """Writes whole records of one shape."""

    def __init__(self, shape: Field, link: Linker) -> None:
        self._shape = shape
        self._link = link
        self._starts: dict[int, str] = {}
        # Of this printer alone: the next may speak another language.
        self._formatted = lru_cache(maxsize=8192)(_formatted)

    def everything(self, data: Mapping[str, Any]) -> Markup:
        """A list of terms for the whole record; ``data`` holds only what may be shown."""
        out: list[str] = []
        self._object(data, self._shape, out)
        return Markup("".join(out))

    def _object(self, data: Mapping[str, Any], shape: Field, out: list[str]) -> None:
        out.append('<dl class="sc-record">')
        for name, child in shape.children.items():
            if name in data:
                out.append(self._start(child))
                self._value(data[name], child, out)
                out.append("</dd></div>")
        out.append("</dl>")

    def _start(self, shape: Field) -> str:
        start = self._starts.get(id(shape))
        if start is None:
            title = escape(known(shape.title) if shape.title else plain(shape.name))
            start = self._starts[id(shape)] = f"<div><dt>{title}</dt><dd>"
        return start

    def _value(self, data: Any, shape: Field, out: list[str]) -> None:
        if isinstance(data, str):
            out.append(self._text(data, shape))
        elif isinstance(data, dict):
            amount = parse_money(data) if data.keys() == _MONEY else None
            if amount is not None:
                out.append(escape(money(amount)))
            else:
                self._object(data, shape, out)
        elif isinstance(data, list):
            self._list(data, shape, out)
        else:
            out.append(_plain(data))

    def _list(self, data: list[Any], shape: Field, out: list[str]) -> None:
        item = shape.item if shape.item is not None else shape
        if not any(isinstance(one, dict) for one in data):
            texts = (self._text(one, item) if isinstance(one, str) else _plain(one) for one in data)
            out.append(", ".join(texts))
            return
        out.append("<ol>")
        for one in data:
            out.append("<li>")
            self._value(one, item, out)
            out.append("</li>")
        out.append("</ol>")

    def _text(self, data: str, shape: Field) -> str:
        if shape.reference and not shape.reference.startswith("self:"):
            return self._link(shape.reference, data)
        if shape.format:
            return self._formatted(data, shape.format)
        return escape(sentence(plain(data)) if shape.choices else data)


_MONEY = {"amount", "currency"}


def _plain(data: Any) -> str:
    if isinstance(data, bool):
        return text("yes") if data else text("no")
    return escape(str(data))


def _formatted(data: str, form: str) -> str:
    shown = escape(data)
    if form == "date":
        return f'<time datetime="{shown}">{iso_day(data) or shown}</time>'
    if form == "uri" and data.startswith("https://"):
        return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>'
    if form == "email":
        return f'<a href="mailto:{shown}">{shown}</a>'
    if form == "duration":
        return duration(data) or shown
    if form in ("jurisdiction", "country"):
        return f'{escape(place(data))} <span class="sc-id">{shown}</span>'
    return shown
