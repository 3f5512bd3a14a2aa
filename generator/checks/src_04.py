"""A purchase is not cut into pieces to stay below a limit.

Why: Two orders just below the limit are one order above it, without the quotes.
Method: Awards since the clause's day that are each at most the clause's amount, and were made
without competition and without an exemption, are added up: those of one requester, in one category,
within the clause's time before each of them. Where the sum is above the amount, somebody has to
look.
Boundary: An award exactly that time before is added; a day earlier it is not. A sum of exactly the
amount is in order. Requester, category or value not recorded: unknown, where they could matter.
Example: USD 6,000 on 2 Mar and USD 7,000 on 20 Mar, 30 days, USD 10,000: fails for the second.
Excludes: Purchases above the amount (SRC-01), orders under another contract, and orders that are
not recorded as contracts.
Mend: Look at them together: ask for quotes, or note why they are separate needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.checks._awards import ABOVE, AWARDED_FROM, RATE_AGE, Award, awards, converted
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import parse_duration
from generator.model.money import Money
from generator.model.words import duration, listing

WINDOW = Param(name="window", kind="text")
_COMPETED = ("open", "selective", "limited")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A small award: its value in the clause's currency, None where that is not known."""

    award: Award
    amount: Decimal | None

    @property
    def id(self) -> str:
        """The contract's id."""
        return self.award.contract.id


# Neither more nor less is stricter: an order above a lower figure is no longer a small one.
_ABOVE = replace(ABOVE, stricter="")


@check(
    "SRC-04", "order-splitting", _ABOVE, WINDOW, AWARDED_FROM, RATE_AGE, subject=Subject.CONTRACT
)
def run(case: Case) -> Iterator[Result]:
    """One result for each small award, with those before it that belong to it."""
    orders = sorted(_small(case), key=lambda one: (one.award.on, one.id))
    for place, order in enumerate(orders):
        yield _result(case, order, orders[: place + 1])


def _small(case: Case) -> Iterator[Order]:
    above = case.money("above")
    for award in awards(case):
        if award.exempt or award.data.get("event") or award.data.get("method") in _COMPETED:
            continue
        held = converted(case, award.value, above.currency, award.on) if award.value else None
        if held is None or held.amount <= above.amount:
            yield Order(award=award, amount=held.amount if held else None)


def _result(case: Case, order: Order, earlier: list[Order]) -> Result:
    above, window = case.money("above"), case.text("window")
    near = [one for one in earlier if _near(order, one, window)]
    sure = [one for one in near if _alike(case, order, one) is True]
    perhaps = [one for one in near if _alike(case, order, one) is not False]
    total = Money(sum((one.amount or Decimal(0) for one in sure), Decimal(0)), above.currency)
    # What has no known value may be as large as the amount itself.
    at_most = sum(above.amount if one.amount is None else one.amount for one in perhaps)
    faults = Faults()
    held = f"{total} in {len(sure)} {'order' if len(sure) == 1 else 'orders'}"
    if total.amount > above.amount:
        faults.wrong.append(f"{held}: {listing([one.id for one in sure])}")
    elif at_most > above.amount:
        names = listing([one.id for one in perhaps])
        faults.unknown.append(f"whether {names} belong together cannot be told from the record")
    thing = Thing(
        subject=f"{order.award.name}/award/splitting",
        topic=f"{order.award.name}/award",
        words=f"Orders up to contract {order.id}",
        required=f"at most {above} without competition within {duration(window) or window}",
        fix="Look at them together: ask for quotes, or note why they are separate needs.",
        pointer=order.award.pointer,
    )
    return judge(thing, faults, held)


def _near(order: Order, other: Order, window: str) -> bool:
    length = parse_duration(window)
    return length is None or length.after(other.award.on) >= order.award.on


def _alike(case: Case, order: Order, other: Order) -> bool | None:
    """Whether they are by one requester in one category; None where that is not recorded."""
    if order is other:
        return True
    asked = (order.award.requested_by, other.award.requested_by)
    if all(asked) and asked[0] != asked[1]:
        return False
    kinds = [one.award.contract.texts("categories") for one in (order, other)]
    is_kind_of = case.catalog.reference.is_kind_of
    if all(kinds) and not any(
        is_kind_of(mine, theirs) or is_kind_of(theirs, mine)
        for mine in kinds[0]
        for theirs in kinds[1]
    ):
        return False
    return True if all(asked) and all(kinds) else None
