"""The register says that the firm exists and is in good standing.

Why: A firm that was struck off cannot sign, and its insurance may not answer.
Method: Somebody looked the firm up in its register and recorded what it says. Good is good; struck
off, dissolved or not in good standing fails. Where the clause sets months, it must have been looked
up within them.
Boundary: Looked up 22 Nov 2025 counts for 12 months through 22 Nov 2026. Never looked up fails; a
standing or a day that is not recorded is unknown.
Example: Good on 3 Feb 2026, 12 months: counts to 3 Feb 2027.
Excludes: The licences of a trade (LIC-02).
Mend: Look the firm up in its register, and record the standing, the day and where it was found.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months, parse_date
from generator.model.words import day, plain

MONTHS = Param(name="months", kind="integer", required=False, stricter="lower")


@check("IDN-04", "registry-good-standing", MONTHS)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    found = case.supplier.data.get("registry_standing")
    months = case.integer("months", 0)
    thing = Thing(
        subject="registry_standing",
        words="Standing in the register",
        required="good standing" + (f", looked up within {months} months" if months else ""),
        fix="Look the firm up in its register, and record the standing, the day and the place.",
        pointer=("registry_standing",) if found else (),
    )
    faults = Faults()
    if not found:
        faults.wrong.append("it was not looked up")
        yield judge(thing, faults, "")
        return
    standing = found.get("standing", "")
    when = parse_date(found.get("verified_on"))
    last = add_months(when, months) if when and months else None
    if standing in ("", "unknown"):
        faults.missing("what the register says")
    elif standing != "good":
        faults.wrong.append(f"the register says '{plain(standing)}'")
    faults.dated("it was looked up", when, case.today, last)
    held = f"good on {day(when)}" if when else "good"
    yield judge(thing, faults, held, last_day=last)
