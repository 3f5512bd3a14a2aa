"""What the checks of screenings share: which searches count, and what changed since."""

from collections.abc import Iterable
from datetime import date

from generator.checks._faults import Faults
from generator.checks.base import Case
from generator.model.dates import add_days
from generator.model.names import same
from generator.model.records import Item
from generator.model.words import day, plain

CHANGES = ("name", "ownership")


def screenings(case: Case, *kinds: str) -> list[Item]:
    """The searches of these kinds, by id."""
    found = [one for one in case.supplier.listed("screenings") if one.text("kind") in kinds]
    return sorted(found, key=lambda one: one.id)


def newest(case: Case, found: Iterable[Item], names: Iterable[str]) -> tuple[date | None, str]:
    """The day of the latest search for one of ``names``; else None and why none of them counts.

    Without a reason there is nothing on file that could count.
    """
    wanted = list(names)
    days: list[date] = []
    why = ""
    for one in found:
        when, name = one.date("performed_on"), one.text("name_screened")
        if not name:
            why = why or f"the name searched for in {one.id} is not recorded"
        elif not same(name, wanted):
            why = why or f"{one.id} was a search for '{name}', not for '{wanted[0]}'"
        elif when is None:
            why = why or f"the day of {one.id} is not recorded"
        elif not case.today.reached(when):
            why = why or f"{one.id} is dated {day(when)}, which is still to come"
        else:
            days.append(when)
    return max(days, default=None), why


def last_day(when: date, days: int) -> date | None:
    """Until when a search counts, where the clause sets a number of days."""
    return add_days(when, days) if days else None


def changed_since(case: Case, when: date, faults: Faults, kinds: Iterable[str] = CHANGES) -> None:
    """What changed after a search makes it a search for somebody else."""
    for one in case.supplier.listed("changes"):
        if one.text("kind") not in kinds:
            continue
        what, changed = plain(one.text("kind")), one.date("changed_on")
        if changed is None:
            faults.missing(f"the day of the change of {what} ({one.id})")
        elif changed > when and case.today.reached(changed):
            faults.wrong.append(f"the {what} changed on {day(changed)}, after the search")
