"""The supplier was searched for on the sanctions lists, and not long ago.

Why: The law forbids dealing with those on the lists, known to us or not, and lists change daily.
Method: There must be a sanctions screening under the supplier's legal name, against each list that
the clause names. Where the clause sets a number of days, each list's latest search must not be
older. A name or an owner that changed after it needs a new search. Never screened has the
requirement's severity; screened too long ago is an error.
Boundary: Screened 23 Oct 2026, 30 days: counts through 22 Nov 2026. A search on the day of the
change is in time. A search without its day or name, or for a name that is not quite the supplier's:
unknown.
Example: Screened 1 Sep 2026, 30 days: out of date from 2 Oct 2026.
Excludes: What the search found (SCR-02), and parents and owners (SCR-04).
Mend: Search the lists for the supplier's legal name, and record the day, the lists and the result.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks._screenings import changed_since, last_day, newest, screenings
from generator.checks.base import Case, Param, Result, check
from generator.model.words import day, listing

PARAMS = (
    Param(name="lists", kind="texts", required=False, stricter="more"),
    Param(name="days", kind="integer", required=False, stricter="lower"),
)


@check("SCR-01", "sanctions-screened", *PARAMS, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    days, lists = case.integer("days", 0), case.texts("lists")
    thing = Thing(
        subject="screenings/sanctions",
        words="Sanctions screening",
        required="a screening"
        + (f" against {listing(list(lists))}" if lists else "")
        + (f" of the last {days} days" if days else "")
        + ", and after each change of name or owner",
        fix=f"Search the lists for '{case.supplier.legal_name}', and record day, lists and result.",
        pointer=("screenings",) if case.supplier.data.get("screenings") else (),
    )
    faults = Faults()
    oldest, never = _oldest(case, lists, faults)
    last = None
    if oldest is not None:
        last = last_day(oldest, days)
        faults.dated("it was last made", oldest, case.today, last)
        changed_since(case, oldest, faults)
    held = f"last made on {day(oldest)}" if oldest else ""
    held += f", counts to {day(last)}" if last else ""
    near = ends_soon(case, thing, last, held) if last and not str(faults) else None
    yield near or judge(thing, faults, held, severity=None if never else "error", last_day=last)


def _oldest(case: Case, lists: tuple[str, ...], faults: Faults) -> tuple[date | None, bool]:
    """The oldest of each list's latest search, and whether none counts for some list."""
    found = screenings(case, "sanctions")
    days: list[date] = []
    never = False
    for wanted in lists or ("",):
        here = [
            one
            for one in found
            if not wanted or wanted.casefold() in (name.casefold() for name in one.texts("lists"))
        ]
        when, why = newest(case, here, [case.supplier.legal_name])
        if when is not None:
            days.append(when)
            continue
        never = True
        unsaid = [one.id for one in found if not one.texts("lists")] if wanted else []
        if why:
            faults.unknown.append(why)
        elif unsaid:
            faults.unknown.append(f"the lists searched in {unsaid[0]} are not recorded")
        else:
            faults.wrong.append(f"never against {wanted}" if found and wanted else "none on file")
    return min(days, default=None), never
