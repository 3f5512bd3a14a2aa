"""Documents that free a firm from cover that the law prescribes, for a time and for places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks.base import Case
from generator.model.dates import term
from generator.model.places import covered_by_any
from generator.model.records import Item
from generator.model.words import day


@dataclass(frozen=True, slots=True)
class Exempt:
    """Whether the firm is exempt in every place asked for; None when that cannot be told."""

    holds: bool | None
    words: str = ""
    item: Item | None = None


def exempt(case: Case, line: str, places: Iterable[str] | None = None) -> Exempt:
    """Whether exemptions in date free the firm from ``line`` in all ``places``.

    Without ``places``, in all that the requirement is about. An exemption counts from the day it
    was issued through its last day; one without both dates, or without places, is unclear.
    """
    listed = sorted(_exemptions(case, line), key=lambda one: one.id)
    wanted = list(_places(case) if places is None else places)
    if not listed:
        return Exempt(False)
    if not wanted:
        return Exempt(None, f"exemption {listed[0].id}, and no place on record", listed[0])
    found = [_at(case, listed, place) for place in wanted]
    worst = next((one for one in found if one.holds is False), None)
    return worst or next((one for one in found if one.holds is None), found[0])


def _at(case: Case, listed: list[Item], place: str) -> Exempt:
    unclear = None
    for one in listed:
        holding = _holds(case, one, place)
        if holding:
            number = one.text("number") or one.id
            ends = one.date("expires_on")
            assert ends is not None
            return Exempt(True, f"exemption {number} in date to {day(ends)}", one)
        if holding is None:
            unclear = unclear or one
    if unclear is None:
        return Exempt(False)
    return Exempt(None, f"exemption {unclear.id} with no complete dates or places", unclear)


def _holds(case: Case, one: Item, place: str) -> bool | None:
    where = one.texts("jurisdictions")
    if where and not covered_by_any(place, where):
        return False
    span = term(one.date("issued_on"), one.date("expires_on"))
    if not case.today.within(span):
        return False
    return None if span.start is None or span.end_excl is None or not where else True


def _exemptions(case: Case, line: str) -> Iterator[Item]:
    """Those for the line that no later one, already issued, replaces."""
    listed = case.supplier.listed("insurance", "exemptions")
    issued = {one.id: one.date("issued_on") for one in listed}
    for one in listed:
        start = issued.get(one.text("superseded_by"))
        replaced = "superseded_by" in one.data and (start is None or case.today.reached(start))
        if one.text("line") == line and not replaced:
            yield one


def _places(case: Case) -> list[str]:
    named = dict.fromkeys(one.jurisdiction for one in case.scopes if one.jurisdiction)
    return list(named) or list(case.supplier.texts("service_jurisdictions"))
