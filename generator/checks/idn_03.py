"""The LEI has not lapsed.

Why: An LEI is renewed each year by confirming who the firm and its owners are. A lapsed one says
what was true some years ago.
Method: Each LEI on record names the day by which it is to be renewed; that day must not be past.
Before it, one reminder in the smallest of the days of warning.
Boundary: On the day itself it is current, the day after it has lapsed. No day recorded: unknown.
Example: Next renewal 30 Jun 2026: lapsed from 1 Jul 2026.
Excludes: Suppliers without an LEI (IDN-01), and its check digits, which are checked when records
are read.
Mend: Ask the supplier to renew its LEI, look it up, and record the next day.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks.base import Case, Result, check
from generator.model.words import day


@check("IDN-03", "lei-current", warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each LEI."""
    for one in case.supplier.listed("identifiers"):
        if one.text("scheme").casefold() != "lei":
            continue
        thing = Thing(
            subject=f"identifiers/{one.text('id')}",
            words=f"LEI {one.text('id')}",
            required="a next renewal that is not past",
            fix="Ask the supplier to renew its LEI, look it up, and record the next day.",
            pointer=one.pointer,
        )
        faults = Faults()
        due = one.date("next_renewal_on")
        if due is None:
            faults.missing("the day of its next renewal")
        elif case.today.after(due):
            faults.wrong.append(f"its renewal was due by {day(due)}")
        else:
            held = f"to be renewed by {day(due)}"
            yield ends_soon(case, thing, due, held) or judge(thing, faults, held)
            continue
        yield judge(thing, faults, "", last_day=due)
