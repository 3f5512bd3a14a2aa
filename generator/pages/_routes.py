"""What the policies ask of a purchase by its worth: the limits of their own machine clauses.

Nothing here knows a figure. A limit is a requirement of a policy in force that says how to ask
suppliers (SRC-01), how many quotes (SRC-02), who may approve (SRC-05) or who may sign (CON-18).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.checks._awards import RATE_AGE, RATE_DAYS
from generator.model.asof import AsOf
from generator.model.money import Money
from generator.model.policy import Requirement
from generator.pages._rules import readable
from generator.pages.base import Site

METHOD, QUOTES, APPROVAL, SIGNING = "method", "quotes", "approval", "signing"
# What a purchase comes to in the record; it narrows nothing that a buyer could say beforehand.
_OF_CONTRACTS = frozenset(("contract_type", "status"))
ORDER, ASK, TENDER = "order", "quotes", "tender"
_MONEY = {"SRC-01": (METHOD, "above"), "SRC-02": (QUOTES, "above")}
_ROLES = {"SRC-05": (APPROVAL, "limit"), "CON-18": (SIGNING, "limit")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit. Above ``amount`` its rule holds; roles may go up to it.

    ``own`` is the amount in the organisation's currency, None without a rate that is fresh.
    """

    kind: str
    requirement: Requirement
    amount: Money
    own: Decimal | None
    methods: tuple[str, ...] = ()
    quotes: int = 0
    roles: tuple[str, ...] = ()

    @property
    def everywhere(self) -> bool:
        """Whether it holds for every purchase."""
        return self.requirement.applies_when.keys() <= _OF_CONTRACTS

    @property
    def tellable(self) -> bool:
        """Whether category, place and worth are enough to tell that it holds."""
        return self.requirement.applies_when.keys() <= _OF_CONTRACTS | {"category", "jurisdiction"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From just above ``above`` up to ``to``, both in the organisation's currency; None is open.

    ``approval`` and ``signing`` name roles whose limit is high enough, those of the lowest such
    limit, or else those on the list without a limit; empty where none of them may. ``clauses``
    set its limits.
    """

    above: Money | None
    to: Money | None
    route: str
    quotes: int
    approval: tuple[str, ...]
    signing: tuple[str, ...]
    clauses: tuple[str, ...]


def limits(site: Site) -> list[Limit]:
    """Every limit of the policies in force that the audience reads, the lowest first."""
    found = [
        one
        for requirement in site.catalog.requirements.values()
        if in_force(site, requirement)
        for one in _limit(site, requirement)
    ]
    return sorted(found, key=lambda one: (one.kind, one.amount.amount, one.requirement.id))


def in_force(site: Site, requirement: Requirement) -> bool:
    """Whether it holds on the site's day, for readers of this audience."""
    policy = site.catalog.policies[requirement.policy]
    starts = [one for one in (policy.effective_from, requirement.effective_from) if one]
    return (
        policy.status == "in_force"
        and readable(site, policy.id)
        and all(one <= site.as_of for one in starts)
    )


def _limit(site: Site, requirement: Requirement) -> Iterable[Limit]:
    kind, name = (_MONEY | _ROLES).get(requirement.check, ("", ""))
    amount, params = requirement.params.get(name), requirement.params
    if isinstance(amount, Money):
        count = params.get("count")
        yield Limit(
            kind=kind,
            requirement=requirement,
            amount=amount,
            own=in_own(site, amount, rate_days(requirement)),
            methods=_texts(params.get("methods")),
            quotes=count if isinstance(count, int) else 0,
            roles=_texts(params.get("roles")),
        )


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def rate_days(requirement: Requirement) -> int:
    """How old a rate may be for this limit, in days."""
    days = requirement.params.get(RATE_AGE.name)
    return days if isinstance(days, int) else RATE_DAYS


def currency(site: Site) -> str:
    """The organisation's own currency."""
    return str(site.catalog.reference.organisation.get("currency", "USD"))


def in_own(site: Site, amount: Money, days: int) -> Decimal | None:
    """The amount in the organisation's currency by a dated rate on file."""
    rates = site.catalog.reference.rates
    found = rates.convert(amount, currency(site), AsOf(site.as_of), days)
    return None if found is None else found.amount


def bands(site: Site) -> list[Band]:
    """What holds everywhere, as a table by worth: from nothing up to no end."""
    known = [one for one in limits(site) if one.everywhere and one.own is not None]
    cuts = sorted({one.own for one in known if one.own is not None})
    own = currency(site)
    edges = [None, *(Money(one, own) for one in cuts), None]
    return [_band(site, known, low, high) for low, high in pairwise(edges)]


def _band(site: Site, known: list[Limit], low: Money | None, high: Money | None) -> Band:
    worth = high.amount if high else None
    over = [one for one in known if _is_above(worth, one)]
    edge = [one for one in known if one.own == worth]
    methods = [one for one in over if one.kind == METHOD]
    return Band(
        above=low,
        to=high,
        route=route([one.methods for one in methods]),
        quotes=max((one.quotes for one in over if one.kind == QUOTES), default=0),
        approval=may(known, APPROVAL, worth) or unlimited(site, known, APPROVAL),
        signing=may(known, SIGNING, worth) or unlimited(site, known, SIGNING),
        clauses=tuple(dict.fromkeys(one.requirement.clause for one in (*over, *edge))),
    )


def _is_above(worth: Decimal | None, limit: Limit) -> bool:
    assert limit.own is not None
    return worth is None or worth > limit.own


def route(methods: Iterable[tuple[str, ...]]) -> str:
    """The least that satisfies every rule on how to ask: order, quotes or tender."""
    allowed = [set(one) for one in methods]
    if all("direct" in one for one in allowed):
        return ORDER
    return ASK if all("limited" in one for one in allowed) else TENDER


def may(known: Iterable[Limit], kind: str, worth: Decimal | None) -> tuple[str, ...]:
    """The roles of the lowest limit that is high enough, in the order of the clause."""
    own: dict[str, Decimal] = {}
    for one in known:
        if one.kind == kind and one.own is not None:
            own |= {role: min(one.own, own.get(role, one.own)) for role in one.roles}
    enough = {role: limit for role, limit in own.items() if worth is not None and limit >= worth}
    least = min(enough.values(), default=None)
    return tuple(role for role, limit in enough.items() if limit == least)


def unlimited(site: Site, known: Iterable[Limit], kind: str) -> tuple[str, ...]:
    """The roles that every list of a clause names and no limit holds."""
    lists = [
        _texts(one.params.get("roles"))
        for one in site.catalog.requirements.values()
        if _ROLES.get(one.check, ("", ""))[0] == kind
        and not isinstance(one.params.get("limit"), Money)
        and in_force(site, one)
    ]
    lists = [one for one in lists if one]
    held = {role for one in known if one.kind == kind for role in one.roles}
    first = lists[0] if lists else ()
    return tuple(role for role in first if role not in held and all(role in one for one in lists))
