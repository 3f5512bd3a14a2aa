"""A category's page: who offers it today and where, what is asked, and what if nobody does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.policy import Requirement
from generator.pages import _json_ld, _spending
from generator.pages._answers import Place, short_place
from generator.pages._feeds import category_scope
from generator.pages._html import Html
from generator.pages._index import Index
from generator.pages._rules import readable
from generator.pages.base import File, Page, Site, category_path, relative
from generator.pages.home import families
from generator.pages.texts import listing, plain, sentence, text

SHOWN = 20
PLACES_OPEN = 4
_EVERYWHERE = ("criticality", "tier", "value_min", "segment", "profile", "contract_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A requirement that one has to meet to sell the category, in the words of its clause."""

    requirement: Requirement
    title: str
    only: str


def pages(site: Site) -> Iterator[Page | File]:
    """The list of categories, and a page for each."""
    index = Index(site)
    yield _index_page(index)
    wanted = requirements_by_category(site)
    for category in site.catalog.reference.categories:
        yield _page(index, category, wanted)


def _index_page(index: Index) -> Page:
    site, path = index.site, "categories/index.html"
    return Page(
        path=path,
        section="suppliers",
        title=text("Categories"),
        body=site.render("categories.html", path, families=families(index)),
        description=text("What we buy, and how many suppliers are OK to use for it today."),
    )


def _page(index: Index, category: str, wanted: Mapping[str, list[Requirement]]) -> Page:
    site, path = index.site, category_path(category)
    reference = site.catalog.reference
    found = reference.categories[category]
    good, total = index.counts(category)
    lineage = reference.lineage(category)
    feed = category_scope(reference, category).stem
    ui = Html(site, relative(path, ""))
    limits = _spending.limits(site, [category])
    body = site.render(
        "category.html",
        path,
        ui=ui,
        category=found,
        trail=[(reference.category_name(one), category_path(one)) for one in reversed(lineage[1:])],
        good=good,
        total=total,
        places=places(index, category),
        children=[(one, *index.counts(one)) for one in index.children.get(category, ())],
        asked=[_asked(site, one) for name in lineage for one in wanted.get(name, ())],
        box=(reference.organisation.get("procurement") or {}) if site.internal else {},
        free=_spending.free(limits),
        spending=_spending.listed(ui, limits),
        subject=text("Who may supply: %(category)s?", category=found.name),
        places_open=PLACES_OPEN,
        feed=feed,
        linked=_json_ld.of_category(site, category),
    )
    return Page(
        path=path,
        section="suppliers",
        title=found.name,
        body=body,
        description=text(
            "%(name)s: %(good)s of %(total)s suppliers are OK to use today.",
            name=found.name,
            good=good,
            total=total,
        ),
        edit="reference/categories.yml",
        feed=feed,
    )


def places(index: Index, category: str) -> tuple[Place, ...]:
    """Who offers the category, place by place: where the most are OK first, no place last."""
    found = [index.at(category, code, SHOWN) for code in index.places_of(category)]
    return tuple(
        sorted(found, key=lambda one: (not one.code, -one.good, -one.total, one.name, one.code))
    )


def requirements_by_category(site: Site) -> dict[str, list[Requirement]]:
    """Requirements that name a category, by the category they name; '' for those of all.

    Only those in force that a reader of the site may look up.
    """
    found: dict[str, list[Requirement]] = {}
    for requirement in site.catalog.requirements.values():
        if not readable(site, requirement.policy):
            continue
        if requirement.id not in site.assessment.coverage:
            continue
        for category in requirement.applies_when.get("category") or ():
            found.setdefault(category, []).append(requirement)
    return found


def _asked(site: Site, requirement: Requirement) -> Asked:
    clause = site.clause(requirement.clause)
    return Asked(
        requirement=requirement,
        title=str(clause.data.get("title", "")) or site.checks[requirement.check].title,
        only=_only(requirement.applies_when),
    )


def _only(when: Mapping[str, Any]) -> str:
    """What else has to be the case, in short: ``in United States``, ``on our sites`` …"""
    words = []
    if when.get("jurisdiction"):
        places_ = ", ".join(short_place(one) for one in when["jurisdiction"])
        words.append(text("in %(places)s", places=places_))
    if when.get("access"):
        words.append(text("with access to %(what)s", what=_access(when["access"])))
    if any(key in when for key in _EVERYWHERE):
        words.append(text("for some suppliers only"))
    return sentence("; ".join(words))


def _access(codes: list[str]) -> str:
    words = {
        "onsite": text("our sites"),
        "personal_data": text("personal data"),
        "confidential_data": text("confidential data"),
        "network": text("our network"),
        "keys_or_badges": text("keys or badges"),
        "vehicles": text("vehicles"),
    }
    return listing([words.get(one, plain(one)) for one in codes], text("or"))
