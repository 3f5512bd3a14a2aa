"""What the licence checks share."""

from collections.abc import Iterable

from generator.checks._replaced import replaced
from generator.checks.base import Case
from generator.model.asof import AsOf
from generator.model.places import covers
from generator.model.records import Contract, Licence
from generator.model.words import day, plain

TOPIC = "licences"


def licences(case: Case, types: Iterable[str]) -> list[Licence]:
    """Licences of these types (of any, when none is named) that no later one replaces, by id."""
    wanted = set(types)
    held = sorted(case.supplier.licences, key=lambda one: one.id)
    return [
        one
        for one in held
        if (not wanted or one.text("licence_type") in wanted)
        and not replaced(one, held, case.today.reached)
    ]


def current(case: Case, types: Iterable[str]) -> list[Licence]:
    """Those that have not run out, or continue while their renewal is pending."""
    return [
        one for one in licences(case, types) if not case.today.ended(one.term) or continues(one)
    ]


def covering(found: Iterable[Licence], place: str) -> list[Licence]:
    """Those whose jurisdiction covers ``place``."""
    return [one for one in found if covers(one.text("jurisdiction"), place)]


def serving(case: Case, found: Iterable[Licence], place: str) -> list[Licence]:
    """Those that may be relied on in ``place``: they cover it, or it recognises them."""
    return [
        one
        for one in found
        if covers(one.text("jurisdiction"), place) or recognised(case, one, place)
    ]


def recognised(case: Case, licence: Licence, place: str) -> bool:
    """Whether ``place`` accepts the licence by an agreement that is in effect."""
    return any(
        licence.text("licence_type") in one.licence_types
        and covers(one.issued_in, licence.text("jurisdiction"))
        and covers(one.accepted_in, place)
        and case.today.within(one.term)
        for one in case.catalog.reference.reciprocity
    )


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


def held_text(licence: Licence) -> str:
    """``C-EX-6388 (US-OR) to 15 Jan 2029``."""
    ends = licence.term.last_day
    where = licence.text("jurisdiction") or "no place recorded"
    return f"{number(licence)} ({where})" + (f" to {day(ends)}" if ends else "")


def number(licence: Licence) -> str:
    """The number on the licence, or its id in the record."""
    return licence.text("number") or licence.id


def concerns(case: Case, contract: Contract) -> bool:
    """Whether the contract is about what the requirement looks at: some work it covers."""
    kinds, reference = contract.texts("categories"), case.catalog.reference
    if contract.dead or contract.text("type") in ("NDA", "DPA"):
        return False
    asked = {scope.category for scope in case.scopes}
    return (
        not kinds
        or not asked
        or any(
            reference.is_kind_of(kind, one) or reference.is_kind_of(one, kind)
            for kind in kinds
            for one in asked
        )
    )


def types_text(case: Case) -> str:
    """The licence types of the requirement, in words."""
    return " or ".join(plain(one) for one in case.texts("licence_types"))
