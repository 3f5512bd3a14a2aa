"""Suppliers side by side. Which ones, the address says; their data is read when it is needed.

A page opened from a disk can read nothing but scripts, so the data is in blocks of some twenty
suppliers, each a classic script. An id's block is worked out from the id alone.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.model.assessment import OfferVerdict, SupplierAssessment
from generator.pages._answers import changes, short_place, verdicts_over_time
from generator.pages._compare import FIELDS, Group, Lines, groups
from generator.pages._shown import shown
from generator.pages.base import File, Page, Site
from generator.pages.catalog import FINDER
from generator.pages.texts import text

PATH = "suppliers/compare/index.html"
IN_A_BLOCK = 24
REASONS = 3
SCRIPTS = ("rows.js", "tray.js", "compare.js")


def pages(site: Site) -> Iterator[Page | File]:
    """The blocks of data, and the page."""
    suppliers = site.assessment.suppliers
    count = blocks(len(suppliers))
    members: list[list[SupplierAssessment]] = [[] for _ in range(count)]
    for one in suppliers:
        members[block_of(one.id, count)].append(one)
    maker = _Maker(site)
    for number, mine in enumerate(members):
        yield File(path=f"assets/compare/{number}.js", data=maker.block(mine))
    yield _page(site, maker, count)


def blocks(suppliers: int) -> int:
    """How many blocks there are: a power of two, so that their number seldom changes."""
    return int(1 << (suppliers // IN_A_BLOCK).bit_length())


def block_of(name: str, count: int) -> int:
    """The number of a supplier's block. assets/compare.js does the same."""
    number = 0
    for char in name:
        number = (number * 31 + ord(char)) % 65521
    return number % count


def _page(site: Site, maker: "_Maker", count: int) -> Page:
    body = site.render(
        "compare.html", PATH, groups=maker.used(), count=count, finder=FINDER, scripts=SCRIPTS
    )
    return Page(
        path=PATH,
        section="suppliers",
        title=text("Compare suppliers"),
        body=body,
        description=text("Up to four suppliers side by side."),
    )


class _Maker:
    """Makes blocks, and knows afterwards which lines have something to say."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._lines = Lines(site)
        self._keys = {"verdict", "offers"}

    def used(self) -> list[Group]:
        """The lines that any supplier has a value for, as far as the audience may see."""
        found = (
            replace(group, lines=tuple(one for one in group.lines if one.key in self._keys))
            for group in groups()
        )
        return [one for one in found if one.lines]

    def block(self, suppliers: list[SupplierAssessment]) -> bytes:
        """The script that holds these suppliers."""
        data = {one.id: self._data(one) for one in suppliers}
        found = json.dumps(data, separators=(",", ":"), sort_keys=True)
        return f"window.COMPARE=Object.assign(window.COMPARE||{{}},{found});\n".encode("ascii")

    def _data(self, supplier: SupplierAssessment) -> dict[str, Any]:
        lines: dict[str, Any] = self._lines.of(supplier, shown(self._site, supplier.id, *FIELDS))
        why = list(supplier.because[:REASONS]) if self._site.internal else []
        if why:
            lines["why"] = why
        self._keys.update(lines)
        return {
            "name": supplier.legal_name,
            "verdict": supplier.verdict,
            "changes": changes(verdicts_over_time(supplier)),
            "offers": [self._offer(supplier, one) for one in supplier.offers],
            "lines": lines,
        }

    def _offer(self, supplier: SupplierAssessment, offer: OfferVerdict) -> list[str]:
        name = self._site.catalog.reference.category_name(offer.scope.category)
        over_time = verdicts_over_time(supplier, offer.scope)
        what = f"{name} · {short_place(offer.scope.jurisdiction)}"
        return [what, str(offer.verdict), changes(over_time)]
