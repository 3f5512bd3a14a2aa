"""The data behind the search: every supplier in columns, as one classic script.

``window.CATALOG`` holds texts joined by line feeds, and numbers in base 36 into dictionaries.
So 10,000 suppliers are a few hundred kilobytes, compressed, and are read without a request
that a page opened from a disk could not make. assets/finder.js is the only reader.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.assessment import Scope, SupplierAssessment, Verdict
from generator.pages._ahead import days_of, recorded
from generator.pages._answers import short_place
from generator.pages._columns import base36, life, short_id
from generator.pages._estimate import spend
from generator.pages._facets import WITHIN, Facet, facets, values_at
from generator.pages._index import Index
from generator.pages._place_words import place_words
from generator.pages.base import File
from generator.pages.texts import place, plain, sentence, text

PATH = "assets/catalog-data.js"
NUMBERS_PATH = "assets/catalog-numbers.js"
REASON_LENGTH = 140
_LIVE = ("verdict", "category", "place")
# Numbers on papers help to find a firm by its papers: that is the staff's work.
_NUMBERS = (
    "identifiers.*.id",
    "contracts.*.id",
    "contracts.*.source.reference",
    "insurance.policies.*.policy_number",
    "insurance.certificates.*.certificate_number",
    "licences.*.number",
    "permits.*.number",
    "certifications.*.certificate_number",
)


def data_files(index: Index) -> tuple[File, File]:
    """The columns of all suppliers, and the numbers on their papers, which few searches need."""
    site = index.site
    columns = _Columns(index)
    numbers: list[str] = []
    waivers: dict[str, list[str]] = {}
    for one in site.catalog.waivers if site.internal else ():
        waivers.setdefault(one.supplier, []).append(one.id)
    for supplier in site.assessment.suppliers:
        record = site.record(supplier.id)
        columns.add(supplier, record)
        others = waivers.get(supplier.id, ())
        numbers.append(_numbers(record, _NUMBERS if site.internal else _NUMBERS[:1], others))
    return (
        File(path=PATH, data=_script("CATALOG", columns.finish())),
        File(path=NUMBERS_PATH, data=_script("CATALOG_NUMBERS", "\n".join(numbers))),
    )


class Words:
    """A dictionary that grows: each text has the number of its first place."""

    def __init__(self) -> None:
        self.items: dict[Any, int] = {}

    def number(self, item: Any) -> int:
        """The item's number."""
        return self.items.setdefault(item, len(self.items))


class _Columns:
    """Suppliers, one after the other, into columns."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._site = index.site
        reference = self._site.catalog.reference
        self._categories = {name: number for number, name in enumerate(reference.categories)}
        self._places = Words()
        self._scopes = Words()
        self._keywords = Words()
        self._reasons = Words()
        self._reasons.number("")
        self._all_facets = facets()
        self._facets = [one for one in self._all_facets if one.key not in _LIVE]
        self._spend = Words()
        self._values = [Words() for _ in self._facets]
        self._rows: dict[str, list[str]] = {
            name: []
            for name in ("id", "name", "aka", "scopes", "life", "why", "keywords", "first", "spend")
        }
        self._facet_rows: list[list[str]] = [[] for _ in self._facets]

    def add(self, supplier: SupplierAssessment, record: Mapping[str, Any]) -> None:
        """One more row."""
        rows = self._rows
        name = _line(supplier.legal_name)
        aka = [*record.get("trading_names", ()), *record.get("former_names", ())]
        scopes = [one.scope for one in supplier.offers]
        rows["name"].append(name)
        rows["id"].append(short_id(supplier.id, name))
        rows["aka"].append("|".join(_line(one) for one in aka))
        rows["scopes"].append(_list(self._scopes.number(self._scope(one)) for one in scopes))
        rows["life"].append(life(supplier))
        rows["why"].append(base36(self._reasons.number(self._why(supplier))))
        words = values_at(record, "offers.*.keywords")
        rows["keywords"].append(_list(self._keywords.number(_line(one)) for one in words))
        rows["first"].append(_list(self._preferred(supplier.id, scopes)))
        spent = spend(self._site, record)
        rows["spend"].append(base36(self._spend.number(spent)) if spent else "")
        for facet, values, column in zip(self._facets, self._values, self._facet_rows, strict=True):
            column.append(_list(self._facet_numbers(facet, values, supplier.id, record)))

    def finish(self) -> dict[str, Any]:
        """Everything, ready to be written."""
        rows = {
            key: ("\n" if key in ("id", "name", "aka") else ";").join(found)
            for key, found in self._rows.items()
        }
        return {
            "asOf": self._site.as_of.isoformat(),
            "count": len(self._rows["name"]),
            "labels": [[str(one), one.label] for one in Verdict],
            "categories": self._category_table(),
            "places": [[code, short_place(code), place(code)] for code in self._places.items],
            "scopes": ";".join(f"{base36(c)}.{base36(p)}" for c, p in self._scopes.items),
            "keywords": list(self._keywords.items),
            "reasons": list(self._reasons.items),
            "rows": rows,
            "spend": [list(one) for one in self._spend.items],
            "facets": self._facet_table(),
            "where": place_words(self._site, self._places.items),
        }

    def _scope(self, scope: Scope) -> tuple[int, int]:
        place = self._places.number(scope.jurisdiction or "")
        return self._categories[scope.category], place

    def _why(self, supplier: SupplierAssessment) -> str:
        if supplier.verdict is Verdict.OK or not self._site.internal or not supplier.because:
            return ""
        why = _line(supplier.because[0])
        return why if len(why) <= REASON_LENGTH else why[: REASON_LENGTH - 1].rstrip() + "…"

    def _preferred(self, supplier: str, scopes: Iterable[Scope]) -> Iterable[int]:
        categories = dict.fromkeys(one.category for one in scopes)
        return (
            self._categories[one]
            for one in categories
            if self._index.level(supplier, one) == "preferred"
        )

    def _category_table(self) -> list[list[Any]]:
        return [
            [
                one.id,
                one.name,
                self._categories.get(one.parent, -1),
                [*(one.data.get("words") or ())],
            ]
            for one in self._site.catalog.reference.categories.values()
        ]

    def _facet_numbers(
        self, facet: Facet, values: Words, supplier: str, record: Mapping[str, Any]
    ) -> Iterable[int]:
        """Numbers of values; for days ahead the days themselves."""
        if facet.kinds:
            return days_of(self._site, supplier, facet.kinds)
        if facet.words == "within":
            return recorded(self._site, facet.values(record))
        return [values.number(one) for one in facet.values(record)]

    def _facet_table(self) -> list[dict[str, Any]]:
        own = {
            facet.key: {
                "values": [[one, self._label(facet, one)] for one in values.items],
                "rows": ";".join(column),
                **({"within": WITHIN} if facet.words == "within" else {}),
            }
            for facet, values, column in zip(
                self._facets, self._values, self._facet_rows, strict=True
            )
            if any(column)
        }
        return [
            {"key": one.key, "title": one.title, "open": one.open} | own.get(one.key, {})
            for one in self._all_facets
            if one.key in _LIVE or one.key in own
        ]

    def _label(self, facet: Facet, value: str) -> str:
        if facet.words == "text":
            return value
        if facet.words == "country":
            return place(value)
        if facet.words == "role":
            return self._site.catalog.reference.role_name(value)
        if facet.words == "tier":
            return text("Tier %(tier)s", tier=value)
        return sentence(plain(value))


def _list(numbers: Iterable[int]) -> str:
    return ",".join(base36(one) for one in numbers)


def _line(words: str) -> str:
    return " ".join(words.replace("|", "/").split())


def _numbers(record: Mapping[str, Any], paths: Iterable[str], others: Iterable[str]) -> str:
    found = {
        "".join(char for char in one.casefold() if char.isalnum())
        for one in (*others, *(one for path in paths for one in values_at(record, path)))
    }
    return " ".join(sorted(one for one in found if one))


def _script(name: str, data: Any) -> bytes:
    found = json.dumps(data, separators=(",", ":"), sort_keys=True)
    return f"window.{name}={found};\n".encode("ascii")
