"""What the checks of awards share: which awards are asked about, and what each is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.checks._contracts import ended
from generator.checks.base import Case, Param
from generator.model.asof import AsOf
from generator.model.dates import parse_date
from generator.model.money import Money, parse_money
from generator.model.records import Contract, Data, Pointer
from generator.model.words import day, listing

RATE_DAYS = 90
"""How old a rate may be where the clause does not say."""
AWARDED_FROM = Param(name="awarded_from", kind="date", required=False, stricter="lower")
ABOVE = Param(name="above", kind="money", stricter="lower")
RATE_AGE = Param(
    name="rate_max_age_days",
    kind="integer",
    required=False,
    stricter="lower",
    qualifier=True,
    absent=RATE_DAYS,
)
_FEW = 3
METHODS = frozenset(("open", "selective", "limited", "direct"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """How a contract was awarded: ``on`` is the day of it, or of the signature."""

    contract: Contract
    on: date
    data: Data

    @property
    def name(self) -> str:
        """``contracts/c-1``."""
        return f"contracts/{self.contract.id}"

    @property
    def pointer(self) -> Pointer:
        """Where it stands in the record."""
        return (*self.contract.pointer, "award") if self.data else self.contract.pointer

    @property
    def value(self) -> Money | None:
        """The whole-life value: as it was estimated, or else that of the contract."""
        return parse_money(self.data.get("estimated_value")) or self.contract.value

    @property
    def requested_by(self) -> str:
        """Who asked for it, or ''."""
        return self.contract.text("requested_by") or str(self.data.get("requested_by") or "")

    @property
    def need(self) -> Data:
        """What was needed, as it was written down; empty where it was not."""
        return self.data.get("need") or {}

    @property
    def exemption(self) -> Data:
        """Why there was no competition; empty where there was."""
        return self.data.get("exemption") or {}

    @property
    def exempt(self) -> str:
        """The kind of exemption that lifts the duty to compete, or ''."""
        kind = str(self.exemption.get("type") or "")
        # That a purchase is small is no ground for one that is not.
        return "" if kind == "below_threshold" else kind


def since(case: Case, name: str) -> date:
    """The first day that is asked about: the clause's, or else the first of the requirement.

    A rule is not held against what was agreed before there was one.
    """
    given = parse_date(case.requirement.params.get(name))
    return given or case.requirement.effective_from or date.min


def awards(case: Case, *, calls: bool = False) -> Iterator[Award]:
    """The awards since the first day asked about, of contracts that have not ended.

    ``calls`` adds orders under another contract: they follow the competition for that one.
    """
    first = since(case, AWARDED_FROM.name)
    for contract in case.contracts:
        data = contract.group("award")
        on = parse_date(data.get("awarded_on")) or contract.signed_on
        if contract.dead or on is None or on < first or not case.today.reached(on):
            continue
        if contract.text("parent_contract") and not calls:
            continue
        if not ended(contract, case.today, case.catalog.reference):
            yield Award(contract=contract, on=on, data=data)


def converted(case: Case, money: Money, currency: str, on: date) -> Money | None:
    """``money`` in another currency at the rate of ``on``; None without a fresh one."""
    age = case.integer("rate_max_age_days", RATE_DAYS)
    return case.catalog.reference.rates.convert(money, currency, AsOf(on), age)


def exceeds(case: Case, value: Money | None, limit: Money, on: date) -> tuple[bool | None, str]:
    """Whether ``value`` was above ``limit`` on a day; None and why where that is not known."""
    if value is None:
        return None, "its value is not recorded"
    held = converted(case, value, limit.currency, on)
    if held is None:
        return None, f"there is no fresh rate of {value.currency} for {day(on)}"
    return held.amount > limit.amount, ""


def named_roles(case: Case, roles: tuple[str, ...], together: str) -> str:
    """The names of a few roles; of many, what they are ``together``."""
    names = [case.catalog.reference.role_name(one) for one in roles]
    return listing(names, "or") if len(names) <= _FEW else together
