"""The maker reported where its minerals come from.

Why: Tin, tantalum, tungsten and gold pay for wars where nobody asks for their origin.
Method: The latest report on conflict minerals must have been published within the clause's months.
Boundary: Published 22 Nov 2025, 12 months: counts through 22 Nov 2026. A report without its day:
unknown.
Example: Latest report of 1 Mar 2025, 12 months: out of date from 2 Mar 2026.
Excludes: What the report says, and which smelters it names.
Mend: Ask the maker for its current report (such as the CMRT), and record it.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks._statements import published
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months
from generator.model.words import day

MONTHS = Param(name="months", kind="integer", stricter="lower")


@check("ESG-02", "conflict-minerals", MONTHS)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    months = case.integer("months")
    out, undated = published(case, "conflict_minerals")
    latest = max(out, key=lambda one: one.text("published_on"), default=None)
    thing = Thing(
        subject="statements/conflict_minerals",
        words="Report on conflict minerals",
        required=f"one of the last {months} months",
        fix="Ask the maker for its current report, and record the day it was published.",
        pointer=latest.pointer if latest else (),
    )
    faults = Faults()
    when = latest.date("published_on") if latest else None
    if when is None:
        if undated:
            faults.missing("when it was published")
        else:
            faults.wrong.append("none on file")
        yield judge(thing, faults, "")
        return
    last = add_months(when, months)
    faults.dated("the latest was published", when, case.today, last)
    yield judge(thing, faults, f"published on {day(when)}", last_day=last)
