"""The quantity that is needed can be ordered.

Why: Who needs 30 and can order no fewer than 100 pays for 70 that nobody wanted, or finds out late.
Method: For each award since the clause's day with a need that names one of the supplier's offers,
the quantity is held against the terms of that offer: not below its smallest and not above its
largest order, a whole number of its steps, and, at the price on record that holds today, of at
least its smallest value, converted at today's rate. Of several prices the one from the highest
quantity reached counts. Where the quantity cannot be ordered, the finding names the smallest order
that covers the need, and what it costs today.
Boundary: Exactly the smallest order, value or the largest order can be ordered. Steps count from
nothing: with steps of 50 and at least 75, 75 cannot be ordered and 100 can. No quantity, no terms
on record, or a smallest value without a price or a fresh rate: unknown.
Example: 130 needed, at least 100 in steps of 50, USD 0.45 each: fails; 150 cost USD 67.50.
Excludes: Needs without an offer. Whether it fits the budget (BUD-01), and arrives in time.
Mend: Order the quantity that is named, share an order with others, or ask for other terms.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._awards import AWARDED_FROM, RATE_AGE, Award, awards
from generator.checks._faults import Faults, Thing, judge
from generator.checks._figures import number
from generator.checks._orders import Terms, cost, smallest, terms, worth_it
from generator.checks.base import Case, Result, Subject, check
from generator.model.records import Offer
from generator.model.words import listing


@check("BUD-02", "moq-fit", AWARDED_FROM, RATE_AGE, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each award since the clause's day with a need that names an offer."""
    for award in awards(case, calls=True):
        if award.need.get("offer"):
            yield _result(case, award)


def _result(case: Case, award: Award) -> Result:
    name, wanted = award.need["offer"], number(award.need.get("quantity"))
    offer = next((one for one in case.supplier.offers if one.id == name), None)
    faults = Faults()
    held = ""
    if not wanted:
        faults.missing("how many are needed")
    if offer is None:
        faults.missing(f"offer {name}")
    if wanted and offer is not None:
        held = f"{_shown(wanted)} can be ordered, {_costs(case, offer, wanted)}"
        _fit(case, offer, wanted, faults)
    thing = Thing(
        subject=f"{award.name}/award/quantity",
        words=f"Quantity needed under contract {award.contract.id}",
        required=_required(name, terms(offer) if offer else None),
        fix="Order the quantity that is named, share an order with others, or ask for other "
        "terms; record how many are needed, and the terms and prices of the offer.",
        pointer=(*award.pointer, "need"),
    )
    return judge(thing, faults, held)


def _fit(case: Case, offer: Offer, wanted: Decimal, faults: Faults) -> None:
    """What stands against ordering it, with the order that could be made instead."""
    agreed = terms(offer)
    if agreed.least is not None and wanted < agreed.least:
        faults.wrong.append(f"{_shown(wanted)} is below the smallest order")
    if agreed.stepped(wanted) != wanted:
        faults.wrong.append(f"{_shown(wanted)} is not a whole number of steps")
    if agreed.most is not None and wanted > agreed.most:
        faults.wrong.append(f"{_shown(wanted)} is above the largest order")
    reached = worth_it(case, offer, wanted)
    if reached is False:
        faults.wrong.append(f"{_shown(wanted)}, {_costs(case, offer, wanted)}, is worth too little")
    if faults.wrong:
        faults.wrong.append(_instead(case, offer, wanted, agreed))
    elif reached is None:
        faults.unknown.append(f"what {_shown(wanted)} cost today cannot be told")
    elif not agreed.told:
        faults.missing("how small an order may be")


def _instead(case: Case, offer: Offer, wanted: Decimal, agreed: Terms) -> str:
    least = smallest(case, offer, wanted)
    if agreed.most is not None and least > agreed.most:
        return "no single order covers it"
    return f"the smallest order that covers it is {_shown(least)}, {_costs(case, offer, least)}"


def _costs(case: Case, offer: Offer, quantity: Decimal) -> str:
    total = cost(case, offer, quantity)
    return f"for {total} today" if total else "price not on record"


def _required(name: str, agreed: Terms | None) -> str:
    if agreed is None:
        return "a quantity that can be ordered"
    parts = [
        f"{words} {_shown(figure)}"
        for words, figure in (
            ("at least", agreed.least),
            ("in steps of", agreed.step),
            ("at most", agreed.most),
        )
        if figure is not None
    ]
    parts += [f"worth at least {agreed.worth}"] if agreed.worth else []
    return f"of offer {name} {listing(parts)}" if parts else f"what can be ordered of offer {name}"


def _shown(quantity: Decimal) -> str:
    return f"{quantity.normalize():,f}"
