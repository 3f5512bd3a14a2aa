"""Suppliers counted by verdict: in all, by category, by owner, by country; and requirements.

Rows count the suppliers in use. Those that were never approved, or that people have suspended,
barred or left, are told apart once, and do not drag a rate down for which nobody can do anything.
Each row knows the query under which the catalog shows the same suppliers.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from generator.model.assessment import SupplierAssessment, Verdict
from generator.model.trend import IN_USE
from generator.pages._charts import Part
from generator.pages._shown import shown
from generator.pages.base import Site
from generator.pages.texts import grouped, label, place, text

CATALOG = "suppliers/index.html"
_USED = tuple(("status", one) for one in sorted(IN_USE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One row: what is counted, and how many suppliers have each verdict.

    ``query`` are the filters of the catalog for the row; None where it has no filter for it.
    """

    name: str
    group: str = ""
    counts: Mapping[Verdict, int]
    query: tuple[tuple[str, str], ...] | None = ()

    @property
    def total(self) -> int:
        """All suppliers of the row."""
        return sum(self.counts.values())

    @property
    def rate(self) -> int:
        """The share that is OK to use, in whole per cent, rounded down: 100 is all of them."""
        return 100 * self.counts[Verdict.OK] // self.total if self.total else 0

    @property
    def order(self) -> tuple[Fraction, int, str]:
        """Sort key: the lowest rate first; of equal ones those with more that are not OK."""
        good = self.counts[Verdict.OK]
        return (
            Fraction(good, self.total or 1),
            good - self.total,
            self.name.casefold(),
        )

    def parts(self) -> tuple[Part, ...]:
        """What a bar of the row is made of."""
        return tuple(Part(fill=str(one), size=count) for one, count in self.counts.items())

    def says(self) -> str:
        """The row in a sentence, for who cannot see its bar."""
        counts = ", ".join(f"{label(one)} {grouped(count)}" for one, count in self.counts.items())
        return text("%(name)s: %(counts)s", name=self.name, counts=counts)

    def link(self, verdict: Verdict | None = None) -> str:
        """The catalog with the row's suppliers, or those of one verdict; '' without a filter."""
        if self.query is None:
            return ""
        words = [*self.query, *([("verdict", str(verdict))] if verdict else [])]
        return f"{CATALOG}?{urlencode(words)}" if words else CATALOG


def tally(
    verdicts: Iterable[Verdict],
    name: str,
    group: str = "",
    query: tuple[tuple[str, str], ...] | None = (),
) -> Tally:
    """A row of these verdicts; all four are named."""
    counts = dict.fromkeys(Verdict, 0)
    for verdict in verdicts:
        counts[verdict] += 1
    return Tally(counts=counts, name=name, group=group, query=query)


def in_use(site: Site) -> list[SupplierAssessment]:
    """The suppliers in use: approved, with or without conditions."""
    return [one for one in site.assessment.suppliers if one.status in IN_USE]


def in_all(site: Site) -> Tally:
    """All suppliers on record."""
    return tally((one.verdict for one in site.assessment.suppliers), text("All on record"))


def used(site: Site) -> Tally:
    """All suppliers in use."""
    return tally((one.verdict for one in in_use(site)), text("In use"), query=_USED)


def by_category(site: Site) -> list[Tally]:
    """Each category on offer. A supplier counts once, with the best of its places.

    What is offered in a category beneath counts in it too, as in the catalog's filter.
    """
    reference = site.catalog.reference
    best: dict[str, dict[str, Verdict]] = {}
    named = {one.scope.category for each in in_use(site) for one in each.offers}
    for supplier in in_use(site):
        for offer in supplier.offers:
            for category in reference.lineage(offer.scope.category):
                if category in named:
                    mine = best.setdefault(category, {})
                    held = mine.get(supplier.id, offer.verdict)
                    mine[supplier.id] = min(held, offer.verdict, key=lambda one: one.rank)
    rows = [
        tally(
            found.values(),
            reference.category_name(category),
            reference.category_name(reference.lineage(category)[-1]),
            (("category", category), *_USED) if category in reference.categories else None,
        )
        for category, found in best.items()
    ]
    return sorted(rows, key=lambda row: row.order)


def by_owner(site: Site) -> list[Tally]:
    """Each role that owns suppliers; empty where the audience may not know."""
    if not site.internal:
        return []
    names = site.catalog.reference.role_name
    return _by_field(site, "owner", "owner", names)


def by_country(site: Site) -> list[Tally]:
    """Each country in which suppliers are registered."""
    return _by_field(site, "registered_country", "country", place)


def _by_field(site: Site, field: str, facet: str, name: Callable[[str], str]) -> list[Tally]:
    found: dict[str, list[Verdict]] = {}
    for supplier in in_use(site):
        value = str(shown(site, supplier.id, field).get(field, ""))
        found.setdefault(value, []).append(supplier.verdict)
    rows = [
        tally(
            verdicts,
            name(value) if value else text("None recorded"),
            query=((facet, value), *_USED) if value else None,
        )
        for value, verdicts in found.items()
    ]
    return sorted(rows, key=lambda row: row.order)
