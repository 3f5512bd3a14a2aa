"""A second, plain evaluation of budgets and of quantities that can be ordered."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from tests.naive.basics import Data, items
from tests.naive.contracts_common import Outcomes, above, awards, converted, said
from tests.naive.names import plain


def BUD_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """What was awarded, against the budget of the need."""
    found = []
    for one, award, on in awards(record, params, today, reference, calls=True):
        budget = (award.get("need") or {}).get("budget")
        answers = {
            above(amount, budget, on, reference)
            for amount in (awarded(record, one, award) if budget else [])
        }
        outcome = said(answers == {True}, answers != {False})
        found.append((f"contracts/{one['id']}/award/budget", outcome))
    return found


def awarded(record: Data, contract: Data, award: Data) -> list[Data]:
    """The amounts that may be what was awarded."""
    value = contract.get("value") or {}
    if value.get("initial"):
        return [value["initial"]]
    own = [record["legal_name"], *items(record, "trading_names"), *items(record, "former_names")]
    own += [one["name"] for one in items(record, "affiliates") if one.get("evidence")]
    mine = {plain(one) for one in own}
    quoted = [
        one["amount"]
        for one in award.get("quotes") or ()
        if plain(one["from"]) in mine and one.get("compliant", True) and one.get("amount")
    ]
    if quoted or contract.get("modifications") or not value.get("not_to_exceed"):
        return quoted
    return [value["not_to_exceed"]]


def BUD_02(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Whether the quantity needed can be ordered."""
    found = []
    for one, award, _ in awards(record, params, today, reference, calls=True):
        need = award.get("need") or {}
        if "offer" not in need:
            continue
        offers = [offer for offer in items(record, "offers") if offer["id"] == need["offer"]]
        wanted = Fraction(str(need.get("quantity", 0)))
        outcome = "unknown"
        if offers and wanted:
            outcome = fits(offers[0], wanted, today, reference)
        found.append((f"contracts/{one['id']}/award/quantity", outcome))
    return found


def fits(offer: Data, wanted: Fraction, today: date, reference: Data) -> str:
    """Whether so many of an offer can be ordered on a day."""
    terms = {
        key: Fraction(str(offer[key]))
        for key in ("minimum_order_quantity", "maximum_order_quantity", "order_quantity_increment")
        if key in offer
    }
    step = terms.get("order_quantity_increment", 0)
    worth = offer.get("minimum_order_value")
    wrong = (
        wanted < terms.get("minimum_order_quantity", 0)
        or wanted > terms.get("maximum_order_quantity", wanted)
        or (step and (wanted / step).denominator != 1)
    )
    unknown = not worth and not step and "minimum_order_quantity" not in terms
    if worth:
        best: tuple[Fraction, str, Data] | None = None
        for one in offer.get("price_breaks") or ():
            valid = one.get("valid_from", "") <= today.isoformat() <= one.get("valid_to", "9999")
            start = Fraction(str(one["min_qty"]))
            if not valid or start > wanted or "unit_price" not in one:
                continue
            rank = (start, one.get("valid_from", ""))
            if best is None or rank > best[:2]:
                best = (*rank, one["unit_price"])
        each = best and converted(best[2], worth["currency"], today, reference)
        unknown = unknown or each is None
        wrong = wrong or (each is not None and Fraction(each) * wanted < Fraction(worth["amount"]))
    return said(wrong, unknown)


NAIVE: Mapping[str, Callable[[Data, Data, date, Data], Outcomes]] = {
    "BUD-01": BUD_01,
    "BUD-02": BUD_02,
}
