"""What one can subscribe to: for whom, which days, and which news. The files are made of it.

Each scope (all, an owner, a category, a supplier) has the days that come and the news. Wide
scopes hold the nearest days and the newest news, so that a calendar program can still take them.
A supplier that is no longer in use has no news and so no feed of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.assessment import SupplierAssessment
from generator.model.reference import Reference
from generator.pages._dates import LEFT_OUT, Coming, coming
from generator.pages._memo import kept
from generator.pages._news import News, all_news
from generator.pages.base import Site, category_path, supplier_path
from generator.pages.texts import text

ROOT = "feeds"
DAYS_HELD = 2000
"""Days in one calendar. The nearest come first; what is beyond is counted in its description."""
NEWS_HELD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose days and news: ``kind`` is all, owners, categories or suppliers."""

    kind: str
    id: str
    title: str

    @property
    def stem(self) -> str:
        """The path of its files without their ending: ``feeds/owners/risk``."""
        return f"{ROOT}/{self.kind}/{handle(self.id)}" if self.id else f"{ROOT}/all"

    @property
    def page(self) -> str:
        """The page of what it is about. Not every owner has one, nor has all."""
        places = {"suppliers": supplier_path, "categories": category_path}
        return places[self.kind](self.id) if self.kind in places else "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A scope with what it holds. ``left`` counts days that did not fit."""

    scope: Scope
    days: tuple[Coming, ...]
    news: tuple[News, ...]
    left: int = 0


def handle(name: str) -> str:
    """A role's handle or an id, as it stands in a path."""
    return name.removeprefix("@")


def wide(site: Site) -> list[Feed]:
    """The feeds of all, of each owner and of each category. The public has no owners."""
    return kept(site, "feeds", lambda: list(_wide(site)))


def news_of_suppliers(site: Site) -> Iterator[Feed]:
    """The news of each supplier that can have any, one after the other. Their days are left out."""
    found = _grouped([], all_news(site), lambda one: (one.supplier,))
    for one in site.assessment.suppliers:
        if has_news(one):
            yield _feed(supplier_scope(one), *found.get(one.id, ([], [])))


def supplier_scope(assessed: SupplierAssessment) -> Scope:
    """What is of one supplier."""
    return Scope(kind="suppliers", id=assessed.id, title=assessed.legal_name)


def category_scope(reference: Reference, category: str) -> Scope:
    """What is of one category and of those below it."""
    return Scope(kind="categories", id=category, title=reference.category_name(category))


def has_news(assessed: SupplierAssessment) -> bool:
    """Whether there is a feed of the supplier's news, be it empty today."""
    return assessed.status not in LEFT_OUT


def of_suppliers(site: Site) -> Iterator[tuple[Scope, list[Coming]]]:
    """Every supplier's scope with all of its days."""
    by_supplier: dict[str, list[Coming]] = {}
    for one in coming(site):
        if one.supplier:
            by_supplier.setdefault(one.supplier, []).append(one)
    for found in site.assessment.suppliers:
        yield supplier_scope(found), by_supplier.get(found.id, [])


def _wide(site: Site) -> Iterator[Feed]:
    reference, days, news = site.catalog.reference, coming(site), all_news(site)
    yield _feed(Scope(kind="all", id="", title=text("All suppliers")), days, news)
    if site.internal:
        owned = _grouped(days, news, lambda one: (one.owner,) if one.owner else ())
        for owner in sorted(set(reference.roles) & owned.keys()):
            scope = Scope(kind="owners", id=owner, title=reference.role_name(owner))
            yield _feed(scope, *owned[owner])
    places = _categories_of(site, reference)
    found = _grouped(days, news, lambda one: places.get(one.supplier, ()))
    for category in reference.categories:
        yield _feed(category_scope(reference, category), *found.get(category, ([], [])))


def _feed(scope: Scope, days: list[Coming], news: list[News]) -> Feed:
    return Feed(
        scope=scope,
        days=tuple(days[:DAYS_HELD]),
        news=tuple(news[:NEWS_HELD]),
        left=max(0, len(days) - DAYS_HELD),
    )


def _categories_of(site: Site, reference: Reference) -> dict[str, tuple[str, ...]]:
    """Supplier → the categories it offers, with those above them."""
    return {
        one.id: tuple(
            dict.fromkeys(
                name for offer in one.offers for name in reference.lineage(offer.scope.category)
            )
        )
        for one in site.assessment.suppliers
    }


Keys = Callable[[Coming | News], Iterable[str]]
Grouped = dict[str, tuple[list[Coming], list[News]]]


def _grouped(days: list[Coming], news: list[News], keys: Keys) -> Grouped:
    """What belongs to which group, in its order."""
    found: Grouped = {}
    for day in days:
        for key in keys(day):
            found.setdefault(key, ([], []))[0].append(day)
    for item in news:
        for key in keys(item):
            found.setdefault(key, ([], []))[1].append(item)
    return found
