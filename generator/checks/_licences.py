"""What the licence checks share."""

from collections.abc import Iterable

from generator.checks._replaced import replaced
from generator.checks.base import Case
from generator.model.asof import AsOf
from generator.model.places import covers
from generator.model.records import Licence
from generator.model.words import plain

TOPIC = "licences"


def licences(case: Case, types: Iterable[str]) -> list[Licence]:
    """Licences of these types (of any, when none is named) that no later one replaces."""
    wanted = set(types)
    held = case.supplier.licences
    return [
        one
        for one in held
        if (not wanted or one.text("licence_type") in wanted)
        and not replaced(one, held, case.today.reached)
    ]


def covering(found: Iterable[Licence], place: str) -> list[Licence]:
    """Those whose jurisdiction covers ``place``."""
    return [one for one in found if covers(one.text("jurisdiction"), place)]


def perpetual(licence: Licence) -> bool:
    """Whether it is declared to have no end."""
    return licence.data.get("perpetual") is True


def continues(licence: Licence) -> bool:
    """Whether the authority says that it holds while a renewal is pending, with evidence."""
    return licence.continues and bool(licence.group("continuation").get("evidence"))


def in_force(licence: Licence, today: AsOf) -> bool | None:
    """Whether its term holds; None when it has no end on record and is not perpetual."""
    if not today.within(licence.term):
        return continues(licence) and (
            licence.term.start is None or today.reached(licence.term.start)
        )
    if licence.term.end_excl is None and not perpetual(licence):
        return None
    return True


def types_text(case: Case) -> str:
    """The licence types of the requirement, in words."""
    return " or ".join(plain(one) for one in case.texts("licence_types"))
