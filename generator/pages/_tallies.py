"""Suppliers counted by verdict: in all, by category, by owner, by country."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.load.formats import place_name
from generator.model.assessment import Verdict
from generator.pages._shown import shown
from generator.pages.base import Site, category_path

UNOWNED = "none recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One row: what is counted, and how many suppliers have each verdict."""

    name: str
    path: str = ""
    group: str = ""
    counts: dict[Verdict, int]

    @property
    def total(self) -> int:
        """All suppliers of the row."""
        return sum(self.counts.values())

    def bars(self, width: int = 100) -> list[tuple[Verdict, float, float]]:
        """Verdict, start and length of each part of a bar of that width; none are left out."""
        found, start = [], 0.0
        for verdict, count in self.counts.items():
            length = width * count / self.total if self.total else 0.0
            if count:
                found.append((verdict, round(start, 2), round(length, 2)))
            start += length
        return found


def _tally(verdicts: Iterable[Verdict], **where: str) -> Tally:
    counts = dict.fromkeys(Verdict, 0)
    for verdict in verdicts:
        counts[verdict] += 1
    return Tally(counts=counts, **where)


def in_all(site: Site) -> Tally:
    """All suppliers."""
    return _tally((one.verdict for one in site.assessment.suppliers), name="All suppliers")


def by_category(site: Site) -> list[Tally]:
    """Each category on offer. A supplier counts once, with the best of its places."""
    best: dict[str, dict[str, Verdict]] = {}
    for supplier in site.assessment.suppliers:
        for offer in supplier.offers:
            mine = best.setdefault(offer.scope.category, {})
            held = mine.get(supplier.id, offer.verdict)
            mine[supplier.id] = min(held, offer.verdict, key=lambda one: one.rank)
    reference = site.catalog.reference
    rows = [
        _tally(
            found.values(),
            name=reference.category_name(category),
            path=category_path(category) if category in reference.categories else "",
            group=reference.category_name(reference.lineage(category)[-1]),
        )
        for category, found in best.items()
    ]
    return sorted(rows, key=lambda row: (row.group.casefold(), row.name.casefold()))


def by_owner(site: Site) -> list[Tally]:
    """Each role that owns suppliers; empty where the audience may not know."""
    if not site.internal:
        return []
    found: dict[str, list[Verdict]] = {}
    for supplier in site.assessment.suppliers:
        owner = str(shown(site, supplier.id, "owner").get("owner", ""))
        found.setdefault(owner, []).append(supplier.verdict)
    rows = [
        _tally(verdicts, name=site.catalog.reference.role_name(owner) if owner else UNOWNED)
        for owner, verdicts in found.items()
    ]
    return sorted(rows, key=lambda row: (row.name == UNOWNED, row.name.casefold()))


def by_country(site: Site) -> list[Tally]:
    """Each country in which suppliers are registered."""
    found: dict[str, list[Verdict]] = {}
    for supplier in site.assessment.suppliers:
        seen = shown(site, supplier.id, "registered_country")
        found.setdefault(str(seen.get("registered_country", "")), []).append(supplier.verdict)
    rows = [
        _tally(verdicts, name=place_name(country) if country else UNOWNED)
        for country, verdicts in found.items()
    ]
    return sorted(rows, key=lambda row: (row.name == UNOWNED, row.name.casefold()))
