"""Where the money goes: yearly estimates in one currency, and how much sits with how few.

Nothing is dropped: what has no figure, or no rate that is fresh enough, is listed beside the sum.
The amounts are the estimates on record, which the schema opens to staff alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.checks._awards import RATE_DAYS
from generator.model.asof import AsOf
from generator.model.assessment import SupplierAssessment, Verdict
from generator.model.money import Money, parse_money
from generator.pages._shown import shown
from generator.pages.base import Site, category_path, supplier_path
from generator.pages.texts import place, text

_CHECK = "RSK-04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One supplier, category or country: its spend and how many suppliers that is."""

    name: str
    amount: Decimal
    suppliers: int = 1
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A supplier in use whose spend is not in the sum: no figure, or no rate for it."""

    id: str
    name: str
    estimate: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Lines, the largest first, and what they come to."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> Decimal:
        """The whole."""
        return sum((one.amount for one in self.lines), Decimal(0))

    def share(self, amount: Decimal) -> Decimal:
        """An amount in per cent of the whole."""
        return 100 * amount / self.total if self.total else Decimal(0)

    def top(self, count: int) -> Decimal:
        """The share of the largest ones."""
        return self.share(sum((one.amount for one in self.lines[:count]), Decimal(0)))

    @property
    def hhi(self) -> int:
        """The sum of the squared shares: 10,000 if one has all, 100 if a hundred have as much."""
        return int(
            sum((self.share(one.amount) ** 2 for one in self.lines), Decimal(0)).to_integral_value()
        )

    @property
    def as_many_as(self) -> Decimal:
        """How many equally large ones would be as concentrated."""
        return Decimal(10_000) / self.hhi if self.hhi else Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """The spend on record in the base currency, cut in three ways, and what is not in it."""

    base: str
    rate_days: int
    suppliers: Concentration
    categories: Concentration
    countries: Concentration
    by_verdict: Mapping[Verdict, Decimal]
    no_rate: tuple[Unknown, ...]
    no_figure: tuple[Unknown, ...]


def spend(site: Site) -> Spend:
    """What is on record for all suppliers that have not left. For staff: empty for others."""
    rates, today, age = site.catalog.reference.rates, AsOf(site.as_of), rate_days(site)
    known: dict[str, Decimal] = {}
    missing: dict[bool, list[Unknown]] = {True: [], False: []}
    suppliers = _counted(site)
    for one in suppliers:
        estimate = parse_money(shown(site, one.id, "annual_spend_estimate").get(_FIELD))
        held = estimate and rates.convert(estimate, rates.base, today, age)
        if held is not None:
            known[one.id] = held.amount
        else:
            who = Unknown(id=one.id, name=one.legal_name, estimate=estimate)
            missing[estimate is not None].append(who)
    counted = [one for one in suppliers if one.id in known]
    return Spend(
        base=rates.base,
        rate_days=age,
        suppliers=_lines(counted, known, lambda one: (one.legal_name, supplier_path(one.id))),
        categories=_lines(counted, known, lambda one: _category(site, one)),
        countries=_lines(counted, known, lambda one: (_country(site, one), "")),
        by_verdict={
            verdict: sum((known[one.id] for one in counted if one.verdict is verdict), Decimal(0))
            for verdict in Verdict
        },
        no_rate=tuple(missing[True]),
        no_figure=tuple(missing[False]),
    )


_FIELD = "annual_spend_estimate"


def _counted(site: Site) -> list[SupplierAssessment]:
    if not site.internal:
        return []
    return [one for one in site.assessment.suppliers if one.status != "inactive"]


def rate_days(site: Site) -> int:
    """How old a rate may be: the handbook's figure for concentration, or else the usual one."""
    for requirement in site.catalog.requirements.values():
        days = requirement.params.get("rate_max_age_days")
        if requirement.check == _CHECK and isinstance(days, int):
            return days
    return RATE_DAYS


def _lines(
    suppliers: Iterable[SupplierAssessment],
    known: Mapping[str, Decimal],
    key: Callable[[SupplierAssessment], tuple[str, str]],
) -> Concentration:
    found: dict[tuple[str, str], list[Decimal]] = {}
    for one in suppliers:
        found.setdefault(key(one), []).append(known[one.id])
    lines = [
        Line(name=name, path=path, amount=sum(amounts, Decimal(0)), suppliers=len(amounts))
        for (name, path), amounts in found.items()
    ]
    lines.sort(key=lambda line: (-line.amount, line.name.casefold(), line.path))
    return Concentration(lines=tuple(lines))


def _category(site: Site, supplier: SupplierAssessment) -> tuple[str, str]:
    """The top category of all that it offers; an estimate for several cannot be divided."""
    reference = site.catalog.reference
    tops = {reference.lineage(one.scope.category)[-1] for one in supplier.offers}
    if len(tops) != 1:
        return text("In more than one category, or in none"), ""
    (top,) = tops
    path = category_path(top) if top in reference.categories else ""
    return reference.category_name(top), path


def _country(site: Site, supplier: SupplierAssessment) -> str:
    code = str(shown(site, supplier.id, "registered_country").get("registered_country", ""))
    return place(code) if code else text("None recorded")
