"""Offers with their prices as people compare them, and as the calculator of the page reads them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from markupsafe import Markup

from generator.model.dates import parse_date
from generator.pages._ordering import Ordering
from generator.pages._spending import Limit, amounts
from generator.pages.base import Site
from generator.pages.texts import day, text

Data = Mapping[str, Any]
_NO_CENTS = ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI")
_NONE_EITHER = ("VND", "VUV", "XAF", "XOF", "XPF")
_MILLS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """One price: from what quantity, how much, and when."""

    quantity: str
    price: str
    valid: str
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """An offer with what there is to know before ordering. ``number`` counts those with prices.

    ``number`` is None where there is nothing to calculate with.
    """

    data: Data
    title: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[PriceRow, ...]
    currency: str
    number: int | None


def offers(site: Site, record: Data, known: Iterable[Ordering]) -> tuple[OfferView, ...]:
    """The offers of one supplier in the order of the record."""
    facts = {one.id: one.facts for one in known}
    found, number = [], 0
    for one in record.get("offers") or ():
        priced = _priced(one)
        found.append(
            OfferView(
                data=one,
                title=one.get("description") or one.get("id", text("Offer")),
                facts=facts.get(one.get("id"), ()),
                rows=tuple(_row(site, price) for price in one.get("price_breaks") or ()),
                currency=priced[0]["unit_price"]["currency"] if priced else "",
                number=number if priced else None,
            )
        )
        number += bool(priced)
    return tuple(found)


def _priced(offer: Data) -> list[Data]:
    """The price breaks that an amount can be worked out from."""
    return [
        one
        for one in offer.get("price_breaks") or ()
        if {"amount", "currency"} <= (one.get("unit_price") or {}).keys() and "min_qty" in one
    ]


def _row(site: Site, price: Data) -> PriceRow:
    last = parse_date(price.get("valid_to"))
    return PriceRow(
        quantity=str(price.get("min_qty", "")),
        price=unit_price(price.get("unit_price")) or str(price.get("price_band", "")),
        valid=_valid(price),
        past=last is not None and site.as_of > last,
    )


def _valid(price: Data) -> str:
    start, last = parse_date(price.get("valid_from")), parse_date(price.get("valid_to"))
    if start and last:
        return text("%(first)s to %(last)s", first=day(start), last=day(last))
    if last:
        return text("to %(last)s", last=day(last))
    return text("from %(first)s", first=day(start)) if start else text("no end on file")


def unit_price(data: Any) -> str:
    """A price to its last decimal: a screw may cost USD 0.0415."""
    try:
        amount, currency = Decimal(data["amount"]), data["currency"]
    except (InvalidOperation, KeyError, TypeError):
        return ""
    exact = amount.normalize()
    places = max(places_of(currency), -int(exact.as_tuple().exponent))
    return f"{currency} {amount:,.{0 if exact == exact.to_integral_value() else places}f}"


def places_of(currency: str) -> int:
    """How many decimals amounts in the currency have (ISO 4217)."""
    if currency in _NO_CENTS or currency in _NONE_EITHER:
        return 0
    return 3 if currency in _MILLS else 2


def calculator_json(site: Site, views: Iterable[OfferView], found: tuple[Limit, ...]) -> Markup:
    """What the calculator works with, '' without a price. No text can end the block."""
    wanted = [one for one in views if one.number is not None]
    if not wanted:
        return Markup()
    currencies = sorted(
        {price["unit_price"]["currency"] for one in wanted for price in _priced(one.data)}
    )
    data = {
        "offers": [_offer(one.data) for one in wanted],
        "places": {one: places_of(one) for one in currencies},
        "limits": {one: amounts(site, found, one) for one in currencies},
        "quotes": [one.kind != "approval" for one in found],
    }
    dumped = json.dumps(data, separators=(",", ":"), ensure_ascii=True)
    return Markup(dumped.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


_QUANTITIES = {
    "least": "minimum_order_quantity",
    "most": "maximum_order_quantity",
    "step": "order_quantity_increment",
}


def _offer(offer: Data) -> dict[str, Any]:
    found: dict[str, Any] = {
        key: str(offer[name]) for key, name in _QUANTITIES.items() if name in offer
    }
    least = offer.get("minimum_order_value") or {}
    if {"amount", "currency"} <= least.keys():
        found["worth"] = [least["amount"], least["currency"]]
    found["prices"] = [
        [
            str(one["min_qty"]),
            one["unit_price"]["amount"],
            one["unit_price"]["currency"],
            one.get("valid_from", ""),
            one.get("valid_to", ""),
        ]
        for one in _priced(offer)
    ]
    return found
