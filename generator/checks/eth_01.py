"""The supplier accepted our code of conduct.

Why: We ask who works for us to share our values, and we ask it in writing.
Method: The version accepted must be the one that our organisation records as in force, or one that
the clause names as its equal. Until the day by which the new version is to be accepted, an earlier
one is enough. The acceptance must not be older than the clause's months.
Boundary: On the last day of the changeover the earlier version is enough, the day after it is not;
accepted 22 Nov 2024 counts for 24 months through 22 Nov 2026. A version or a day that is not
recorded, ours included: unknown.
Example: Version 2024 accepted, 2026 in force and to be accepted by 30 Jun 2026: fails from 1 Jul.
Excludes: Whether the supplier lives by it.
Mend: Send the supplier the code in force, and record the version and the day it was accepted.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months, parse_date
from generator.model.words import day

PARAMS = (
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="equivalents", kind="texts", required=False),
)


@check("ETH-01", "code-of-conduct", *PARAMS, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    found = case.supplier.data.get("code_of_conduct")
    ours = case.catalog.reference.organisation.get("code_of_conduct") or {}
    months = case.integer("months")
    version = ours.get("version", "")
    thing = Thing(
        subject="code_of_conduct",
        words="Code of conduct",
        required=f"version {version or 'in force'} accepted within {months} months",
        fix="Send the supplier the code in force, and record the version and the day.",
        pointer=("code_of_conduct",) if found else (),
    )
    faults = Faults()
    if not found:
        faults.wrong.append("none accepted")
        yield judge(thing, faults, "")
        return
    _version(case, found.get("version", ""), ours, faults)
    when = parse_date(found.get("accepted_on"))
    last = add_months(when, months) if when else None
    faults.dated("it was accepted", when, case.today, last)
    held = f"version {found.get('version')}, accepted" + (f" on {day(when)}" if when else "")
    held += f", counts to {day(last)}" if last else ""
    near = ends_soon(case, thing, last, held) if last and not str(faults) else None
    yield near or judge(thing, faults, held, last_day=_end(last, faults))


def _end(last: date | None, faults: Faults) -> date | None:
    return last if faults.wrong else None


def _version(case: Case, held: str, ours: dict[str, str], faults: Faults) -> None:
    current = ours.get("version", "")
    start, by = parse_date(ours.get("effective_from")), parse_date(ours.get("accept_by"))
    if not held:
        faults.missing("which version was accepted")
    elif held in (current, *case.texts("equivalents")):
        return
    elif not current:
        faults.missing("which version of ours is in force")
    elif start is not None and not case.today.reached(start):
        return  # What is in force today is an earlier one, and which is not recorded.
    elif by is None or case.today.after(by):
        until = f" was enough until {day(by)}" if by else " is not the one in force"
        faults.wrong.append(f"version {held}{until}")
