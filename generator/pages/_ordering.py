"""How to order from a supplier: by what way, how much, how fast, and whom to write to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.money import parse_money
from generator.pages.texts import duration, sentence, text

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
# Their plural; the others take an s, and a box more than that.
_PLURALS = {"box": "boxes", "lump sum": "lump sum", "unit of service": "units of service"}


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
        least = quantity(offer["minimum_order_quantity"], unit)
        if steps not in (None, 1, "1"):
            least = text("%(least)s, in steps of %(steps)s", least=least, steps=steps)
        yield text("Minimum order"), least
    if offer.get("maximum_order_quantity") is not None:
        yield text("Most at once"), quantity(offer["maximum_order_quantity"], unit)
    value = parse_money(offer.get("minimum_order_value"))
    if value is not None:
        yield text("Minimum value"), str(value)
    if offer.get("lead_time"):
        yield text("Lead time"), duration(offer["lead_time"]) or offer["lead_time"]
    if offer.get("budget_band"):
        band = offer["budget_band"]
        words = {"$": text("low"), "$$": text("medium"), "$$$": text("high")}.get(band)
        yield text("Price level"), f"{band} ({words})" if words else band
    if offer.get("service_hours"):
        yield text("Hours"), offer["service_hours"]


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
    return f"{number} {unit if str(number) == '1' else _PLURALS.get(unit, unit + 's')}"


def _https(address: str) -> str:
    return address if address.startswith("https://") else ""


def contacts(record: Data) -> tuple[tuple[str, str], ...]:
    """Whom to write to, as (what for, mailbox); one line for each mailbox."""
    found: dict[str, dict[str, None]] = {}
    words = _contact_words()
    for one in record.get("contacts") or ():
        if one.get("mailbox"):
            what = words.get(one.get("role", ""), text("other matters"))
            found.setdefault(one["mailbox"], {})[what] = None
    return tuple((sentence(", ".join(roles)), mailbox) for mailbox, roles in found.items())


def _contact_words() -> dict[str, str]:
    return {
        "orders": text("orders"),
        "support_24x7": text("support at any hour"),
        "compliance": text("papers and certificates"),
        "insurance_broker": text("insurance broker"),
        "escalation": text("when something goes wrong"),
        "account_manager": text("account manager"),
    }
