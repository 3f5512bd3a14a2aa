"""What the risk checks share: the register of risks of a supplier."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.asof import AsOf
from generator.model.dates import parse_date
from generator.model.records import Data, Item, Pointer, Supplier

DEPENDENCE = ("dependency", "single_source", "sole_source", "concentration")


def risks(supplier: Supplier, types: Iterable[str] = ()) -> list[Item]:
    """Those of these types, of any when none is named."""
    wanted = set(types)
    return [one for one in supplier.listed("risks") if not wanted or one.text("type") in wanted]


def about(found: Iterable[Item], category: str) -> list[Item]:
    """Those that concern the category, or name none."""
    return [one for one in found if one.text("category") in ("", category)]


def accepted(risk: Item, today: AsOf, authorities: Iterable[str] = ()) -> bool:
    """Whether somebody who may do so has accepted it, to a day that is not past."""
    who, until = risk.text("accepted_by"), risk.date("accepted_until")
    named = set(authorities)
    if not who or until is None or (named and who not in named):
        return False
    return not today.after(until)


def mitigations(risk: Item) -> Iterator[tuple[Pointer, int, Data, date | None]]:
    """Each measure with its pointer, its place in the list and its due day."""
    for place, one in enumerate(risk.data.get("mitigations") or ()):
        pointer = (*risk.pointer, "mitigations", place)
        yield pointer, place, one, parse_date(one.get("due_on"))
