"""Those who own the supplier were searched for.

Why: A firm that belongs to somebody on a sanctions list is treated as if it were on it.
Method: There must be a screening of the owners; where the clause sets a number of days, it must not
be older, and none may lie before a change of ownership. Each parent on the record must have been
searched for under its name.
Boundary: Screened 24 Aug 2026, 90 days: counts through 22 Nov 2026. A parent without a name, or a
search without its day: unknown.
Example: Parent 'Colda Holding AG' on record, owners screened under the firm's own name only: fails.
Excludes: How much each owner holds; what the search found (SCR-02).
Mend: Ask the supplier who owns it, search for each, and record the searches.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks._screenings import changed_since, last_day, screenings
from generator.checks.base import Case, Param, Result, check
from generator.model.names import same
from generator.model.records import Item, Pointer
from generator.model.words import day

DAYS = Param(name="days", kind="integer", required=False, stricter="lower")
PARENTS = ("parent", "ultimate_parent")


@check("SCR-04", "ownership", DAYS)
def run(case: Case) -> Iterator[Result]:
    """One result for the owners, and one for each parent on record."""
    owners = screenings(case, "ownership")
    pointer: Pointer = ("screenings",) if owners else ()
    yield _judged(case, _thing(case, "screenings/ownership", "Owners", pointer), owners)
    for key in PARENTS:
        parent = case.supplier.data.get(key)
        if not parent:
            continue
        other = case.catalog.suppliers.get(parent.get("supplier", ""))
        name = parent.get("name") or (other.data["legal_name"] if other else "")
        thing = _thing(case, f"record/{key}", f"Parent {name}".strip(), (key,))
        if not name:
            faults = Faults()
            faults.missing("its name")
            yield judge(thing, faults, "")
            continue
        searched = screenings(case, "ownership", "sanctions")
        mine = [one for one in searched if same(one.text("name_screened"), [name])]
        yield _judged(case, thing, mine)


def _thing(case: Case, subject: str, words: str, pointer: Pointer) -> Thing:
    days = case.integer("days", 0)
    return Thing(
        subject=subject,
        words=words,
        required="a screening"
        + (f" of the last {days} days" if days else "")
        + ", and after each change of owner",
        fix="Ask the supplier who owns it, search for each, and record the searches.",
        pointer=pointer,
        topic="screenings/ownership",
    )


def _judged(case: Case, thing: Thing, found: list[Item]) -> Result:
    faults = Faults()
    days = [when for one in found if (when := one.date("performed_on")) is not None]
    made = max((when for when in days if case.today.reached(when)), default=None)
    if made is None:
        if len(days) < len(found):
            faults.missing("the day of the screening")
        else:
            faults.wrong.append("dated on a day to come" if found else "none on file")
        return judge(thing, faults, "")
    last = last_day(made, case.integer("days", 0))
    faults.dated("it was last made", made, case.today, last)
    changed_since(case, made, faults, ("ownership",))
    return judge(thing, faults, f"last made on {day(made)}", last_day=last)
