"""The buying guide: from “I need …, worth …, for …” to the route, the quotes and the suppliers.

The page holds the table of routes and the list of categories. Its script answers for one purchase
with the data that stands in the page, and the suppliers with the catalog's own search data.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.checks.base import Subject
from generator.model.assessment import Verdict
from generator.model.policy import Clause, Requirement
from generator.pages import _docstring as docstring
from generator.pages import _routes as routes
from generator.pages import _wording as wording
from generator.pages._rules import readable
from generator.pages.base import Page, Site, category_path, clause_path
from generator.pages.texts import money, text

PATH = "handbook/guide/index.html"
STEPS = ("always", "order", "quotes", "tender", "approval", "signing", "urgent")
# What is asked of the supplier itself, as papers and declarations.
_PAPERS = ("INS", "LIC", "PMT", "CRT", "SEC", "SCR", "TAX", "ETH", "ESG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One band of the table of routes, in words."""

    worth: str
    route: str
    quotes: int
    approval: tuple[str, ...]
    signing: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A category that something is offered in: how many suppliers, and how many may be used."""

    name: str
    path: str
    words: str
    good: int
    total: int


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    yield Page(
        path=PATH,
        section="handbook",
        title=text("Buying guide"),
        description=text("What you need, what it is worth and for where: how to buy it."),
        body=site.render(
            "guide.html",
            PATH,
            rows=[_row(site, one) for one in routes.bands(site)],
            special=[_special(site, one) for one in routes.limits(site) if not one.everywhere],
            unconverted=[one for one in routes.limits(site) if one.own is None],
            steps={step: _step(site, step) for step in STEPS},
            kinds=_kinds(site),
            sites=_sites(site),
            currencies=list(dict.fromkeys((routes.currency(site), *(r[0] for r in _rates(site))))),
            rates=_rates(site),
            said=wording.with_roles(site.catalog.reference),
            data=_data(site),
        ),
    )


def route_words(route: str) -> str:
    """What a route is called."""
    return {
        routes.ORDER: text("Order from a supplier that is OK to use"),
        routes.ASK: text("Ask for written quotes"),
        routes.TENDER: text("Run a tender"),
    }[route]


def _row(site: Site, band: routes.Band) -> Row:
    if band.to is None:
        worth = (
            text("Above %(amount)s", amount=money(band.above)) if band.above else text("Any amount")
        )
    elif band.above is None:
        worth = text("Up to %(amount)s", amount=money(band.to))
    else:
        worth = text("Above %(low)s, up to %(high)s", low=money(band.above), high=money(band.to))
    return Row(
        worth=worth,
        route=route_words(band.route),
        quotes=band.quotes,
        approval=_names(site, band.approval),
        signing=_names(site, band.signing),
        clauses=tuple((one, clause_path(site.clause(one).policy, one)) for one in band.clauses),
    )


def _names(site: Site, roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(site.catalog.reference.role_name(one) for one in roles)


def _special(site: Site, limit: routes.Limit) -> tuple[Clause, str]:
    requirement = limit.requirement
    check = site.checks[requirement.check]
    return (
        site.clause(requirement.clause),
        wording.applies_to(requirement, check, site.catalog.reference),
    )


def _step(site: Site, step: str) -> list[Clause]:
    return [
        clause
        for policy in site.catalog.policies.values()
        if policy.status == "in_force" and readable(site, policy.id)
        for clause in policy.clauses
        if step in (clause.data.get("guide") or ())
    ]


def _kinds(site: Site) -> list[Kind]:
    found = []
    for one in site.catalog.reference.categories.values():
        offers = site.offered.get(one.id, [])
        good = {name for name, _, verdict in offers if verdict in (Verdict.OK, Verdict.CONDITIONAL)}
        found.append(
            Kind(
                name=one.name,
                path=category_path(one.id),
                words=", ".join((one.data.get("words") or ())[:6]),
                good=len(good),
                total=len({name for name, _, _ in offers}),
            )
        )
    return sorted(found, key=lambda one: one.name.casefold())


def _sites(site: Site) -> list[tuple[str, str, str]]:
    rows = site.catalog.reference.sites.values()
    return [(one["id"], one.get("name", one["id"]), one.get("jurisdiction", "")) for one in rows]


def _rates(site: Site) -> list[tuple[str, str, str]]:
    """Currency, rate and its day: the own currency first, then each with its newest rate."""
    rates = site.catalog.reference.rates
    newest = {
        one.currency: one
        for one in sorted(rates.rates, key=lambda one: one.on)
        if one.on <= site.as_of
    }
    found = [(rates.base, "1", "")]
    found += [(name, str(one.rate), one.on.isoformat()) for name, one in sorted(newest.items())]
    own = routes.currency(site)
    return sorted(found, key=lambda one: (one[0] != own, one[0]))


def _data(site: Site) -> Markup:
    """What the script reads: limits, rates, the clauses of each step, and what is asked."""
    known = routes.limits(site)
    limits = [_limit_data(one) for one in known if one.tellable]
    free = {kind: routes.unlimited(site, known, kind) for kind in ("approval", "signing")}
    shown = {one["clause"] for one in limits} | {
        clause.id for step in STEPS for clause in _step(site, step)
    }
    found = {
        "own": routes.currency(site),
        "base": site.catalog.reference.rates.base,
        "rates": _rates(site),
        "limits": limits,
        "roles": {
            role: site.catalog.reference.role_name(role)
            for role in (*sum(free.values(), ()), *(r for one in known for r in one.roles))
        },
        "free": free,
        "owners": _owners(site),
        "sites": {name: code for name, _, code in _sites(site)},
        "steps": {step: [clause.id for clause in _step(site, step)] for step in STEPS},
        "clauses": {one: _clause_data(site, one) for one in sorted(shown)},
        "asks": [_ask(site, one) for one in _asked(site)],
    }
    words = json.dumps(found, separators=(",", ":"), sort_keys=True)
    return Markup(words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _limit_data(limit: routes.Limit) -> dict[str, Any]:
    when = limit.requirement.applies_when
    return {
        "kind": limit.kind,
        "amount": str(limit.amount.amount),
        "currency": limit.amount.currency,
        "words": str(limit.amount),
        "days": routes.rate_days(limit.requirement),
        "methods": limit.methods,
        "quotes": limit.quotes,
        "roles": limit.roles,
        "clause": limit.requirement.clause,
        **_selector(when),
    }


def _selector(when: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(when[key]) for key in ("category", "jurisdiction") if key in when}


def _owners(site: Site) -> dict[str, str]:
    categories = site.catalog.reference.categories.values()
    return {one.id: str(one.data["owner"]) for one in categories if one.data.get("owner")}


def _clause_data(site: Site, name: str) -> dict[str, str]:
    clause = site.clause(name)
    return {
        "title": str(clause.data.get("title", "")),
        "sentence": clause.sentence(wording.with_roles(site.catalog.reference)),
        "path": clause_path(clause.policy, clause.id),
    }


def _asked(site: Site) -> list[Requirement]:
    """Requirements on papers that could keep a supplier from being used."""
    return [
        one
        for one in site.catalog.requirements.values()
        if one.check.partition("-")[0] in _PAPERS
        and one.severity in ("block", "error")
        and site.checks[one.check].subject in (Subject.SUPPLIER, Subject.OFFER)
        and routes.in_force(site, one)
    ]


def _ask(site: Site, requirement: Requirement) -> dict[str, Any]:
    check = site.checks[requirement.check]
    clause = site.clause(requirement.clause)
    return {
        "family": docstring.family(requirement.check),
        "clause": clause.id,
        "title": str(clause.data.get("title", "")),
        "path": clause_path(clause.policy, clause.id),
        "applies": wording.applies_to(requirement, check, site.catalog.reference),
        **_selector(requirement.applies_when),
    }
