"""What pages ask of all suppliers at once, worked out once for a build.

So no page has to go through all suppliers itself.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from generator.model.assessment import OfferVerdict, Scope, Verdict
from generator.model.fields import AUDIENCES, Field
from generator.model.places import covers
from generator.pages._answers import (
    USABLE,
    Answer,
    Place,
    changes,
    few,
    overlap,
    short_place,
    until_words,
    verdicts_over_time,
)
from generator.pages.base import Site
from generator.pages.texts import text

_LEVELS = {"preferred": 0, "approved": 1, "": 1, "tail": 2, "phase-out": 3}
_SHOWN = 8
_LONG = 180
_Ranked = tuple[tuple[int, int, str], str, list[Scope]]


def shown_field(site: Site, *path: str) -> bool:
    """Whether the audience may see that field of a supplier's record."""
    found: Field | None = site.fields["supplier"]
    for name in path:
        found = found.children.get(name) if found is not None else None
        if found is not None and found.item is not None and not found.visibility:
            found = found.item
    return found is not None and found.visibility in AUDIENCES[site.audience]


class Index:
    """What pages ask of all suppliers at once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._best: dict[tuple[str, str | None], tuple[Answer, ...]] = {}

    @cached_property
    def offers(self) -> dict[str, dict[Scope, OfferVerdict]]:
        """Each supplier's offers by scope."""
        return {
            one.id: {offer.scope: offer for offer in one.offers}
            for one in self.site.assessment.suppliers
        }

    @cached_property
    def suppliers_of(self) -> dict[str, dict[str, list[Scope]]]:
        """Category id → supplier id → the scopes of it that the category covers."""
        found: dict[str, dict[str, list[Scope]]] = {}
        for category, offered in self.site.offered.items():
            mine = found[category] = {}
            for supplier, scope, _ in offered:
                mine.setdefault(supplier, []).append(scope)
        return found

    @cached_property
    def children(self) -> Mapping[str, list[str]]:
        """Category id → the categories right beneath it, in the order of the file."""
        found: dict[str, list[str]] = {}
        for one in self.site.catalog.reference.categories.values():
            found.setdefault(one.parent, []).append(one.id)
        return found

    def level(self, supplier: str, category: str) -> str:
        """How the supplier stands for the category: ``preferred``, ``tail`` … Staff only."""
        if not shown_field(self.site, "preference", "level"):
            return ""
        lineage = self.site.catalog.reference.lineage(category)
        known = {
            one.get("category"): one.get("level", "")
            for one in self.site.catalog.suppliers[supplier].data.get("preference") or ()
        }
        return next((known[one] for one in lineage if one in known), "")

    def counts(self, category: str) -> tuple[int, int]:
        """How many suppliers may be used today for any of the category, of how many."""
        mine = self.suppliers_of.get(category, {})
        good = sum(
            any(self.offers[one][scope].verdict in USABLE for scope in scopes)
            for one, scopes in mine.items()
        )
        return good, len(mine)

    def answer(self, supplier: str, scopes: list[Scope], what: str = "") -> Answer:
        """One supplier for these of its offers: the best of their verdicts, and where it holds."""
        assessed = self.site.suppliers[supplier]
        mine = [self.offers[supplier][scope] for scope in scopes]
        best = min(mine, key=lambda one: one.verdict.rank)
        same = [one.scope for one in mine if one.verdict is best.verdict]
        over_time = verdicts_over_time(assessed, best.scope)
        category = best.scope.category
        reason = best.because[0] if best.because and self.site.internal else ""
        return Answer(
            supplier=supplier,
            name=assessed.legal_name,
            verdict=best.verdict,
            what=what or self.what(same),
            because=reason,
            until=over_time[1][0] if len(over_time) > 1 else None,
            until_words=until_words(over_time),
            changes=changes(over_time),
            preferred=self.level(supplier, category) == "preferred",
            band=self._band(supplier, category),
        )

    def what(self, scopes: Iterable[Scope]) -> str:
        """``Plumbing · Oregon, US and Washington, US``."""
        places: dict[str, list[str]] = {}
        for scope in scopes:
            name = self.site.catalog.reference.category_name(scope.category)
            places.setdefault(name, []).append(short_place(scope.jurisdiction))
        return "; ".join(f"{name} · {few(where)}" for name, where in places.items())

    def at(self, category: str, place: str | None, limit: int) -> Place:
        """Who offers the category in the place, the best first; None is no place recorded."""
        ranked: list[_Ranked] = []
        for supplier, scopes in self.suppliers_of.get(category, {}).items():
            near = [one for one in scopes if self._serves(one, place)]
            if near:
                ranked.append(self._quick(supplier, near))
        ranked.sort()
        return Place(
            code=place or "",
            name=short_place(place) if place else text("Place not recorded"),
            good=sum(key[0] <= Verdict.CONDITIONAL.rank for key, _, _ in ranked),
            total=len(ranked),
            answers=tuple(
                self.answer(supplier, scopes, self._descriptions(supplier, scopes))
                for _, supplier, scopes in ranked[:limit]
            ),
        )

    def _descriptions(self, supplier: str, scopes: list[Scope]) -> str:
        wanted = {one.category for one in scopes}
        data = self.site.catalog.suppliers[supplier].data
        shown = shown_field(self.site, "offers", "description")
        texts = [
            str(one["description"]).strip().rstrip(".")
            for one in data.get("offers") or ()
            if shown and one.get("category") in wanted and one.get("description")
        ]
        text = ". ".join(dict.fromkeys(texts))
        return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"

    def places_of(self, category: str) -> set[str | None]:
        """Where the category is on offer; None among them where no place is recorded."""
        return {
            scope.jurisdiction
            for scopes in self.suppliers_of.get(category, {}).values()
            for scope in scopes
        }

    def instead(self, supplier: str, scopes: Iterable[Scope], limit: int = 3) -> list[Answer]:
        """Others that may be used today for the same things in the same places, the best first."""
        found: dict[str, Answer] = {}
        for scope in scopes:
            for one in self._candidates(scope.category, scope.jurisdiction):
                if one.supplier != supplier:
                    found.setdefault(one.supplier, one)
        return sorted(found.values(), key=lambda one: one.order)[:limit]

    def _candidates(self, category: str, place: str | None) -> tuple[Answer, ...]:
        known = self._best.get((category, place))
        if known is None:
            usable = (
                (supplier, [one for one in scopes if self._usable(supplier, one, place)])
                for supplier, scopes in self.suppliers_of.get(category, {}).items()
            )
            answers = (self._quick(supplier, scopes) for supplier, scopes in usable if scopes)
            top = heapq.nsmallest(_SHOWN, answers)
            known = tuple(self.answer(supplier, scopes) for _, supplier, scopes in top)
            self._best[category, place] = known
        return known

    def _quick(self, supplier: str, scopes: list[Scope]) -> _Ranked:
        best = min(self.offers[supplier][one].verdict.rank for one in scopes)
        level = _LEVELS.get(self.level(supplier, scopes[0].category), 1)
        return (best, level, self.site.suppliers[supplier].legal_name.casefold()), supplier, scopes

    def _usable(self, supplier: str, scope: Scope, place: str | None) -> bool:
        near = place is None or overlap(scope.jurisdiction, place)
        return near and self.offers[supplier][scope].verdict in USABLE

    def _serves(self, scope: Scope, place: str | None) -> bool:
        if place is None or scope.jurisdiction is None:
            return place == scope.jurisdiction
        return covers(scope.jurisdiction, place)

    def _band(self, supplier: str, category: str) -> str:
        if not shown_field(self.site, "offers", "budget_band"):
            return ""
        bands = (
            one.get("budget_band", "")
            for one in self.site.catalog.suppliers[supplier].data.get("offers") or ()
            if one.get("category") == category
        )
        return next((band for band in bands if band), "")


def roots(index: Index) -> Iterator[tuple[str, list[str]]]:
    """Each category at the top with those right beneath it, in the order of the file."""
    reference = index.site.catalog.reference
    for one in reference.categories.values():
        if not one.parent or one.parent not in reference.categories:
            yield one.id, index.children.get(one.id, [])
