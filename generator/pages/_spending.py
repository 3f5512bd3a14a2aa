"""What may be spent how: the amounts above which the handbook asks for quotes, a tender or more.

The amounts are the figures of requirements in force, so they are those that the clauses say and
that the checks of contracts go by. Where no requirement gives one for quotes, it is the
organisation's own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from html import escape

from markupsafe import Markup

from generator.model.asof import AsOf
from generator.model.money import Money, parse_money
from generator.model.policy import Requirement
from generator.pages._html import Html
from generator.pages._memo import kept
from generator.pages._rules import readable
from generator.pages.base import Site
from generator.pages.texts import counted, money, text

QUOTES, METHOD, APPROVAL = "SRC-02", "SRC-01", "SRC-05"
_ASKS_ONLY_A_FEW = "limited"
_FOR_ALL = frozenset(("contract_type", "value_min"))
"""What may narrow a requirement without making its amount one for some suppliers only."""
_RATE_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Above ``above``, ``what`` is asked for; ``todo`` are the policy's own words for it."""

    above: Money
    what: str
    kind: str
    todo: str = ""
    policy: str = ""
    clause: str = ""


def limits(site: Site, categories: Iterable[str] = ()) -> tuple[Limit, ...]:
    """Staff's limits from the lowest up: those for everything, and those for the categories."""
    if not site.internal:
        return ()
    known = kept(site, "spending", lambda: _all(site))
    lines = {above for one in categories for above in site.catalog.reference.lineage(one)}
    fit = [one for named, one in known if not named or not named.isdisjoint(lines)]
    quotes = {one.above for one in fit if one.kind == "quotes"}
    found = [one for one in fit if one.kind != "competition" or one.above not in quotes]
    if not any(one.kind in ("quotes", "competition") for one in found):
        found += _own(site)
    return tuple(dict.fromkeys(sorted(found, key=_order)))


def _order(limit: Limit) -> tuple[Decimal, bool]:
    return (limit.above.amount, limit.kind == "approval")


def free(found: tuple[Limit, ...]) -> Money | None:
    """Up to what amount nobody else has to be asked for a price."""
    asked = [one.above for one in found if one.kind != "approval"]
    return asked[0] if asked else None


def _all(site: Site) -> list[tuple[frozenset[str], Limit]]:
    return [
        (frozenset(requirement.applies_when.get("category") or ()), limit)
        for requirement in site.catalog.requirements.values()
        if requirement.id in site.assessment.coverage
        and readable(site, requirement.policy)
        and not set(requirement.applies_when) - _FOR_ALL - {"category"}
        for limit in _limit(requirement)
    ]


def _limit(requirement: Requirement) -> Iterator[Limit]:
    params = requirement.params
    amount = params.get("limit" if requirement.check == APPROVAL else "above")
    if not isinstance(amount, Money):
        return
    kind, what, todo = "", "", ""
    if requirement.check == QUOTES:
        count = params.get("count")
        number = count if isinstance(count, int) else 2
        kind = "quotes"
        what = counted("At least %(num)s written quote", "At least %(num)s written quotes", number)
    elif requirement.check == METHOD:
        few = _ASKS_ONLY_A_FEW in tuple(params.get("methods") or ())  # type: ignore[arg-type]
        kind = "competition" if few else "tender"
        what = text("More than one supplier asked") if few else text("A tender")
    elif requirement.check == APPROVAL:
        kind, what, todo = "approval", text("A further approval"), requirement.how_to_fix
    if kind:
        yield Limit(
            above=amount,
            what=what,
            kind=kind,
            todo=" ".join(todo.split()),
            policy=requirement.policy,
            clause=requirement.clause,
        )


def _own(site: Site) -> list[Limit]:
    amount = parse_money(site.catalog.reference.organisation.get("spend_without_quotes"))
    if amount is None:
        return []
    return [Limit(above=amount, what=text("Quotes to compare"), kind="quotes")]


def listed(ui: Html, found: tuple[Limit, ...]) -> Markup:
    """The limits as a list, each with its clause; the calculator copies its lines."""
    lines = []
    for one in found:
        above = text("Above %(amount)s:", amount=money(one.above))
        clause = f" {ui.clause_link(one.policy, one.clause)}" if one.clause else ""
        said = one.todo or f"{one.what}."
        lines.append(f"<li>{escape(above)} {escape(said)}{clause}</li>")
    return Markup(f'<ul class="sp-limits" data-limits>{"".join(lines)}</ul>' if lines else "")


def amounts(site: Site, found: tuple[Limit, ...], currency: str) -> list[str | None]:
    """The limits' amounts in a currency at the rates on file, cut to cents; None without one."""
    rates, today = site.catalog.reference.rates, AsOf(site.as_of)
    known = []
    for one in found:
        converted = rates.convert(one.above, currency, today, _RATE_DAYS)
        cut = converted and converted.amount.quantize(Decimal("0.01"), rounding=ROUND_DOWN)
        known.append(None if cut is None else str(cut))
    return known
