"""How to order from a supplier: by what way, how much, how fast, and whom to write to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.money import parse_money
from generator.model.words import duration, sentence

Data = Mapping[str, Any]
UNITS = {
    "C62": "one",
    "EA": "each",
    "H87": "piece",
    "PR": "pair",
    "SET": "set",
    "BX": "box",
    "HUR": "hour",
    "DAY": "day",
    "WEE": "week",
    "MON": "month",
    "ANN": "year",
    "KGM": "kilogram",
    "TNE": "tonne",
    "LTR": "litre",
    "MTR": "metre",
    "MTK": "square metre",
    "MTQ": "cubic metre",
    "KMT": "kilometre",
    "E48": "unit of service",
    "LS": "lump sum",
    "P1": "per cent",
}
BANDS = {"$": "low", "$$": "medium", "$$$": "high"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """How to order one offer."""

    id: str
    category: str
    description: str
    how: str
    url: str
    facts: tuple[tuple[str, str], ...]
    contract: str


def ordering(record: Data) -> tuple[Ordering, ...]:
    """How to order each offer that can be ordered."""
    return tuple(
        Ordering(
            id=one["id"],
            category=one.get("category", ""),
            description=one.get("description", ""),
            how=one.get("how_to_order", ""),
            url=_https(one.get("order_url", "")),
            facts=tuple(_order_facts(one)),
            contract=one.get("contract", ""),
        )
        for one in record.get("offers") or ()
        if one.get("orderable_indicator", True) and "id" in one
    )


def _order_facts(offer: Data) -> Iterable[tuple[str, str]]:
    unit = unit_words(offer.get("unit", ""))
    if offer.get("minimum_order_quantity") is not None:
        steps = offer.get("order_quantity_increment")
        more = f", in steps of {steps}" if steps not in (None, 1, "1") else ""
        yield "Minimum order", f"{quantity(offer['minimum_order_quantity'], unit)}{more}"
    if offer.get("maximum_order_quantity") is not None:
        yield "Most at once", quantity(offer["maximum_order_quantity"], unit)
    value = parse_money(offer.get("minimum_order_value"))
    if value is not None:
        yield "Minimum value", str(value)
    if offer.get("lead_time"):
        yield "Lead time", duration(offer["lead_time"]) or offer["lead_time"]
    if offer.get("budget_band"):
        band = offer["budget_band"]
        yield "Price level", f"{band} ({BANDS[band]})" if band in BANDS else band
    if offer.get("service_hours"):
        yield "Hours", offer["service_hours"]


def unit_words(code: str) -> str:
    """The word for a UN/ECE unit code, or the code."""
    return UNITS.get(code, code)


def per_unit(code: str) -> str:
    """``per hour``; ``each`` for what is counted one by one."""
    words = unit_words(code)
    return "each" if words in ("one", "each") else f"per {words}"


def quantity(number: object, unit: str) -> str:
    """``500 × each`` reads badly, so units of counting are left out: ``500``, ``2 hours``."""
    if unit in ("", "one", "each", "piece"):
        return str(number)
    return f"{number} {unit}" if str(number) == "1" or unit == "lump sum" else f"{number} {unit}s"


def _https(address: str) -> str:
    return address if address.startswith("https://") else ""


def contacts(record: Data) -> tuple[tuple[str, str], ...]:
    """Whom to write to, as (what for, mailbox); one line for each mailbox."""
    found: dict[str, dict[str, None]] = {}
    for one in record.get("contacts") or ():
        if one.get("mailbox"):
            what = _CONTACTS.get(one.get("role", ""), "other matters")
            found.setdefault(one["mailbox"], {})[what] = None
    return tuple((sentence(", ".join(roles)), mailbox) for mailbox, roles in found.items())


_CONTACTS = {
    "orders": "orders",
    "support_24x7": "support at any hour",
    "compliance": "papers and certificates",
    "insurance_broker": "insurance broker",
    "escalation": "when something goes wrong",
    "account_manager": "account manager",
}
