"""What the permit checks share: planned activities and the permits that match them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.checks._replaced import replaced
from generator.checks.base import Case
from generator.model.dates import parse_date
from generator.model.records import Contract, Permit, Pointer
from generator.model.words import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Work under a contract that needs a permit."""

    contract: Contract
    name: str
    site: str
    starts_on: date | None
    ends_on: date | None
    pointer: Pointer
    time: int = 1

    @property
    def subject(self) -> str:
        """A stable name; the first of its kind at a site needs no number."""
        name = f"contracts/{self.contract.id}/{self.name}/{self.site or 'any-site'}"
        return name if self.time == 1 else f"{name}/{self.time}"

    @property
    def words(self) -> str:
        """``Panel replacement at hq``."""
        where = f" at {self.site}" if self.site else ""
        return f"{plain(self.name).capitalize()}{where}"


def activities(case: Case) -> Iterator[Activity]:
    """The activities of the named kinds under contracts that were not cancelled."""
    wanted = set(case.texts("activities"))
    for contract in case.contracts:
        if contract.dead:
            continue
        planned = [
            Activity(
                contract=contract,
                name=data["activity"],
                site=data.get("site", ""),
                starts_on=parse_date(data.get("starts_on")),
                ends_on=parse_date(data.get("ends_on")),
                pointer=(*contract.pointer, "activities", index),
            )
            for index, data in enumerate(contract.data.get("activities") or ())
            if data.get("activity") in wanted
        ]
        yield from _numbered(planned)


def _numbered(planned: list[Activity]) -> Iterator[Activity]:
    """The same activities; a second time at the same place has a name of its own."""
    times: Counter[tuple[str, str]] = Counter()
    for one in sorted(planned, key=lambda one: (one.starts_on or date.max, one.pointer[-1])):
        times[one.name, one.site] += 1
        yield replace(one, time=times[one.name, one.site])


def standing(case: Case) -> list[Permit]:
    """Permits that no later one replaces yet, ended or not, by id."""
    held = sorted(case.supplier.permits, key=lambda one: one.id)
    return [one for one in held if not replaced(one, held, case.today.reached)]


def of_kinds(case: Case, found: Iterable[Permit]) -> list[Permit]:
    """Those for the activities that the requirement names; all, where it names none."""
    wanted = case.texts("activities")
    return [one for one in found if not wanted or one.text("activity") in wanted]


def title(permit: Permit) -> str:
    """``Permit BP-77 (roof work at plant-hillsboro)``."""
    where = f" at {permit.text('site')}" if permit.text("site") else ""
    number = permit.text("number") or permit.id
    return f"Permit {number} ({plain(permit.text('activity'))}{where})"


def permits(case: Case, activity: Activity) -> list[Permit]:
    """Those of the same work, site and contract that no later one replaces by its start, by id."""
    start = activity.starts_on
    return [
        one
        for one in sorted(case.supplier.permits, key=lambda one: one.id)
        if one.text("activity") == activity.name
        and one.text("site") in ("", activity.site)
        and one.text("contract") in ("", activity.contract.id)
        and not replaced(one, case.supplier.permits, lambda day: start is None or day <= start)
    ]


def covers(permit: Permit, first: date, last: date) -> bool | None:
    """Whether the permit holds from ``first`` to ``last``; None when an end of it is missing."""
    start, end = permit.term.start, permit.term.end_excl
    if (start is not None and first < start) or (end is not None and end <= last):
        return False
    return None if start is None or end is None else True
