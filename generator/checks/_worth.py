"""What modifications added to a contract."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.checks._awards import RATE_DAYS
from generator.checks.base import Case
from generator.model.dates import parse_date
from generator.model.money import Money, parse_money
from generator.model.records import Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Modification:
    """One change of the value: ``on`` is None where its day is not recorded."""

    id: str
    on: date | None
    value: Money | None
    approved: bool


def modifications(case: Case, contract: Contract) -> list[Modification]:
    """Those signed by today, the earliest first, of one day by id; without a day comes last."""
    found = [
        Modification(
            id=data["id"],
            on=parse_date(data.get("signed_on")),
            value=parse_money(data.get("added_value")),
            approved=bool(data.get("reapproved_by")),
        )
        for data in contract.data.get("modifications") or ()
    ]
    signed = [one for one in found if one.on is None or case.today.reached(one.on)]
    return sorted(signed, key=lambda one: (one.on or date.max, one.id))


def added(case: Case, contract: Contract, currency: str) -> list[Money] | None:
    """What each added, in one currency; None where one of them cannot be told."""
    found = list(_in_one_currency(case, modifications(case, contract), currency))
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _in_one_currency(
    case: Case, changes: list[Modification], currency: str
) -> Iterator[Money | None]:
    age = case.integer("rate_max_age_days", RATE_DAYS)
    for one in changes:
        if one.value is None:
            yield None
        else:
            yield case.catalog.reference.rates.convert(one.value, currency, case.today, age)
