"""The prices on record hold today.

Why: A budget made with last year's price is short from its first day.
Method: For each orderable offer with prices: for each quantity from which a price is on record, one
of its prices is valid today.
Boundary: Valid from its first through its last day. A price without a last day: unknown.
Example: Prices to 31 Dec, none for the next year: fails from 1 Jan.
Excludes: Offers without prices; whether they were confirmed lately (CAT-03).
Mend: Ask for the new prices, and record them with their days.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks._figures import number
from generator.checks._orders import begun, over
from generator.checks.base import Case, Result, Subject, check
from generator.model.assessment import Scope
from generator.model.dates import parse_date
from generator.model.records import Data, Offer
from generator.model.words import day, listing


@check("BUD-03", "price-valid", subject=Subject.OFFER, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each orderable offer with prices."""
    for offer in case.offers:
        if offer.orderable and offer.data.get("price_breaks"):
            yield _result(case, offer)


def _result(case: Case, offer: Offer) -> Result:
    faults, lasts, gone = Faults(), [], []
    steps: dict[Decimal | None, list[Data]] = {}
    for one in offer.data["price_breaks"]:
        steps.setdefault(number(one.get("min_qty")), []).append(one)
    for quantity, prices in steps.items():
        current = [one for one in prices if begun(case, one) and not over(case, one)]
        known = [when for one in current if (when := parse_date(one.get("valid_to"))) is not None]
        if known:
            lasts.append(max(known))
        elif current:
            faults.missing(f"until when the price from {quantity} on is valid")
        else:
            gone.append(f"from {quantity}" + _since(case, prices))
    if gone:
        faults.wrong.append(f"no valid price {listing(gone)}")
    thing = Thing(
        subject=f"offers/{offer.id}/prices",
        topic=f"offers/{offer.id}/prices",
        words=f"Prices of offer {offer.id}",
        required="a valid price for each quantity",
        fix="Ask for the new prices, and record them with valid_from and valid_to.",
        pointer=(*offer.pointer, "price_breaks"),
    )
    last = min(lasts, default=None)
    held = f"valid to {day(last)}" if last else ""
    soon = ends_soon(case, thing, last, held) if last and not (gone or faults.unknown) else None
    result = soon or judge(thing, faults, held, last_day=last)
    places = offer.jurisdictions or (None,)
    return replace(result, scopes=tuple(Scope(offer.category, place) for place in places))


def _since(case: Case, prices: list[Data]) -> str:
    past = [one for one in prices if over(case, one)]
    days = [when for one in past if (when := parse_date(one.get("valid_to"))) is not None]
    return f", the last was valid to {day(max(days))}" if days else ""
