"""Contracts that a requirement on cover is about, and the days of work that cover has to reach."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.checks.base import Case
from generator.model.assessment import Scope
from generator.model.dates import parse_date
from generator.model.places import covers
from generator.model.records import Contract, Pointer
from generator.model.words import plain


def concerned(case: Case) -> list[Contract]:
    """The contracts for what the requirement is about, by the categories and places they record.

    A contract that records neither is one of them: it may well be for that.
    """
    when = case.requirement.applies_when
    return [
        one
        for one in case.contracts
        if not one.dead
        and _is_kind(case, one.texts("categories"), when.get("category"))
        and _is_here(one.texts("jurisdictions_of_work"), when.get("jurisdiction"))
    ]


def live(case: Case) -> list[Contract]:
    """Those of them that have not ended, be they in force or to come."""
    return [one for one in concerned(case) if not case.today.ended(one.term)]


def with_predecessors(case: Case, contracts: Iterable[Contract]) -> list[Contract]:
    """The contracts and those that they renew, however far back."""
    found = {one.id: one for one in contracts}
    before = len(found) - 1
    while before < len(found):
        before = len(found)
        for one in case.supplier.contracts:
            if one.text("renewed_by") in found and not one.dead:
                found.setdefault(one.id, one)
    return list(found.values())


def bears_on(case: Case, contract: Contract) -> tuple[Scope, ...] | None:
    """The offers that a contract is about; None when it does not say, or is about none of them."""
    kinds, places = contract.texts("categories"), contract.texts("jurisdictions_of_work")
    found = tuple(
        one
        for one in case.scopes
        if _is_kind(case, kinds, (one.category,) if kinds else None)
        and _is_here(places, (one.jurisdiction,) if one.jurisdiction else None)
    )
    return found or None


def _is_kind(case: Case, kinds: Iterable[str], wanted: Iterable[str] | None) -> bool:
    listed = list(kinds)
    if wanted is None or not listed:
        return True
    reference = case.catalog.reference
    return any(
        reference.is_kind_of(kind, one) or reference.is_kind_of(one, kind)
        for kind in listed
        for one in wanted
    )


def _is_here(places: Iterable[str], wanted: Iterable[str] | None) -> bool:
    listed = list(places)
    if wanted is None or not listed:
        return True
    return any(covers(one, place) or covers(place, one) for place in listed for one in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """Work with a first and a last day: a whole contract, or one activity under it."""

    contract: Contract
    subject: str
    words: str
    first: date
    last: date
    pointer: Pointer

    @property
    def days(self) -> int:
        """How many days it takes, both ends counted."""
        return (self.last - self.first).days + 1


def engagement(contract: Contract) -> Engagement | None:
    """The contract as one piece of work; None when an end of it is not on record.

    Set-up and clean-up are often activities of their own, outside the printed term.
    """
    planned = list(_activities(contract))
    starts = [one.first for one in planned] + _known(contract.term.start)
    ends = [one.last for one in planned] + _known(contract.term.last_day)
    if contract.open_ended or not starts or not ends:
        return None
    return Engagement(
        contract=contract,
        subject=f"contracts/{contract.id}",
        words=f"contract {contract.id}",
        first=min(starts),
        last=max(ends),
        pointer=contract.pointer,
    )


def short_work(contract: Contract, days: int) -> list[Engagement]:
    """The contract where it takes at most so many days, or else the activities that do."""
    whole = engagement(contract)
    if whole is not None and whole.days <= days:
        return [whole]
    return [one for one in _activities(contract) if one.days <= days]


def _known(day: date | None) -> list[date]:
    return [] if day is None else [day]


def _activities(contract: Contract) -> Iterator[Engagement]:
    times: Counter[tuple[str, str]] = Counter()
    listed = [
        (parse_date(data.get("starts_on")), parse_date(data.get("ends_on")), index, data)
        for index, data in enumerate(contract.data.get("activities") or ())
    ]
    for first, last, index, data in sorted(listed, key=lambda one: (one[0] or date.max, one[2])):
        name, site = str(data["activity"]), str(data.get("site", ""))
        times[name, site] += 1
        if contract.data.get("terminated_on") and contract.term.last_day and last:
            # What was planned for later does not take place.
            last = min(last, contract.term.last_day)
        if first is None or last is None or last < first:
            continue
        # The first of its kind at a site needs no number.
        count = f"/{times[name, site]}" if times[name, site] > 1 else ""
        yield Engagement(
            contract=contract,
            subject=f"contracts/{contract.id}/{name}/{site or 'any-site'}{count}",
            words=f"contract {contract.id}, {plain(name)}" + (f" at {site}" if site else ""),
            first=first,
            last=last,
            pointer=(*contract.pointer, "activities", index),
        )
