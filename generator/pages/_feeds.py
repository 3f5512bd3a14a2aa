"""What one can subscribe to: for whom, which days, and which news. The files are made of it.

Each scope (all, an owner, a category, a supplier) has the days that come and the news. Wide
scopes hold the nearest days and the newest news, so that a calendar program can still take them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.reference import Reference
from generator.pages._dates import Coming, coming
from generator.pages._memo import kept
from generator.pages._news import News, all_news
from generator.pages.base import Site
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


def of_suppliers(site: Site) -> Iterator[tuple[Scope, list[Coming]]]:
    """Every supplier's scope with all of its days."""
    by_supplier: dict[str, list[Coming]] = {}
    for one in coming(site):
        if one.supplier:
            by_supplier.setdefault(one.supplier, []).append(one)
    for found in site.assessment.suppliers:
        scope = Scope(kind="suppliers", id=found.id, title=found.legal_name)
        yield scope, by_supplier.get(found.id, [])


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
        name = reference.category_name(category)
        scope = Scope(kind="categories", id=category, title=name)
        yield _feed(scope, *found.get(category, ([], [])))


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
