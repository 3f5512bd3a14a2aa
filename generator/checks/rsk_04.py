"""Spend in a category does not sit with one supplier.

Why: Whoever has most of our spend sets the price, and stops us when it stops.
Method: The recorded spend of each supplier of a category is divided by that of all of them, in one
currency at a dated rate. Above the clause's lower share, a risk of dependence for the category is
on record. Above the upper one, such a risk is accepted by a role that may do so, to a day that is
not past. If spend is missing for a supplier of the category that is in use, or there is no rate, a
share that is too high is unknown: what is missing would lower it.
Boundary: A share equal to a figure is not above it.
Example: 58 of 100 with figures 30 and 60, risk of concentration recorded: passes.
Excludes: Categories for which no spend is recorded.
Mend: Record the risk and what is done about it, move spend, or have the dependence accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from generator.checks._figures import rounded, share_of
from generator.checks._risks import DEPENDENCE, about, accepted, risks
from generator.checks._sources import sources, wanted
from generator.checks.base import CatalogCase, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.money import parse_money
from generator.model.policy import DEFAULT_STATUSES
from generator.model.records import Pointer, Record, Supplier


@dataclass(slots=True, kw_only=True)
class Spend:
    """The spend in one category: by supplier, whose has no rate, and whose is not recorded."""

    known: dict[str, Decimal] = field(default_factory=dict)
    places: dict[str, Pointer] = field(default_factory=dict)
    no_rate: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)


@check(
    "RSK-04",
    "spend-concentration",
    Param(name="explain", kind="integer", stricter="lower"),
    Param(name="accept", kind="integer", stricter="lower"),
    Param(name="authorities", kind="texts", required=False),
    Param(
        name="rate_max_age_days",
        kind="integer",
        required=False,
        stricter="lower",
        qualifier=True,
        absent_is_strictest=True,
    ),
    subject=Subject.CATEGORY,
)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each supplier with spend in a category."""
    for category, spend in _spend(case).items():
        total = sum(spend.known.values(), Decimal(0))
        for name in spend.places:
            record = case.catalog.suppliers[name]
            share = share_of(spend.known.get(name, Decimal(0)), total)
            yield _answer(case, category, record, spend, None if name in spend.no_rate else share)


def _spend(case: CatalogCase) -> dict[str, Spend]:
    found: dict[str, Spend] = {}
    rates, age = case.catalog.reference.rates, case.integer("rate_max_age_days", 0)
    for name, record in case.catalog.suppliers.items():
        for place, one in enumerate(record.data.get("category_spend") or ()):
            if not wanted(case, one["category"]):
                continue
            spend = found.setdefault(one["category"], Spend())
            money = parse_money(dict(one))
            held = money and rates.convert(money, rates.base, case.today, age)
            spend.places.setdefault(name, ("category_spend", place))
            if held is None:
                spend.no_rate.add(name)
            else:
                spend.known[name] = spend.known.get(name, Decimal(0)) + held.amount
    for category, entry in sources(case).items():
        if category in found:
            records = case.catalog.suppliers
            found[category].missing |= {
                name
                for name in entry.offering
                if name not in found[category].places
                and records[name].data["lifecycle_status"] in DEFAULT_STATUSES
            }
    return dict(sorted(found.items()))


def _answer(
    case: CatalogCase, category: str, record: Record, spend: Spend, share: Decimal | None
) -> Result:
    explain, accept = case.integer("explain"), case.integer("accept")
    subject, topic = f"categories/{category}/{record.id}", f"categories/{category}"
    required = f"at most {explain} % without a recorded risk, {accept} % without acceptance"
    if age := case.integer("rate_max_age_days", 0):
        required += f", at a rate of the last {age} days"
    held = "not known for want of a rate" if share is None else f"{rounded(share)} %"
    if share is not None and _in_order(case, category, record, share):
        return passed(subject, required=required, held=held, topic=topic)
    name = case.catalog.reference.category_name(category)
    missing = len(spend.missing | spend.no_rate)
    why = f"; {missing} more are not known, so it may be lower" if missing and share else ""
    return Result(
        outcome=Outcome.UNKNOWN if missing else Outcome.FAIL,
        subject=subject,
        topic=topic,
        severity=None if share is not None and share > accept else "warning",
        path=record.path,
        pointer=spend.places[record.id],
        required=required,
        held=held,
        message=f"{name}: the share of {record.id} in the spend on record is {held}; required is "
        f"{required}{why}",
        fix="Record the risk with what is done about it, move spend, or have it accepted to a day.",
    )


def _in_order(case: CatalogCase, category: str, record: Record, share: Decimal) -> bool:
    mine = about(risks(Supplier(record), DEPENDENCE), category)
    if share > case.integer("accept"):
        return any(accepted(one, case.today, case.texts("authorities")) for one in mine)
    return share <= case.integer("explain") or bool(mine)
