"""The statement on modern slavery is of the last financial year.

Why: Forced labour hides several firms down. A firm that looks for it tells each year what it found.
Method: The latest statement published must cover the supplier's last financial year, and is due
within the clause's months of that year's end. So it counts until the next one is due: a year and
those months after the end of the year it covers. Published later than that, it is a remark.
Boundary: Year to 31 Mar 2025, 6 months: counts through 30 Sep 2026. Published on the last day it is
due is in time. A statement without the end of its year or its own day: unknown.
Example: Year to 31 Dec 2024, 6 months: out of date from 1 Jul 2026.
Excludes: What the statement says. Which suppliers have to give one is the clause's to say.
Mend: Ask the supplier for the statement of its last year, and record it.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks._statements import published
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months
from generator.model.records import Item
from generator.model.words import day

MONTHS = Param(name="publish_months", kind="integer", stricter="lower")


@check("ESG-01", "modern-slavery-statement", MONTHS)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    months = case.integer("publish_months")
    out, undated = published(case, "modern_slavery")
    # Of two for one year, the one that was out first: it says whether that was in time.
    by_day = sorted(out, key=lambda one: one.text("published_on"))
    complete = [one for one in by_day if one.date("financial_year_end")]
    latest = max(complete, key=lambda one: one.text("financial_year_end"), default=None)
    thing = Thing(
        subject="statements/modern_slavery",
        words="Statement on modern slavery",
        required=f"one of the last financial year, published within {months} months of its end",
        fix="Ask the supplier for the statement of its last financial year, and record it.",
        pointer=latest.pointer if latest else (),
    )
    if latest is not None:
        yield _judged(case, thing, latest, months)
        return
    faults = Faults()
    if out:
        faults.missing("which financial year it covers")
    elif undated:
        faults.missing("when it was published")
    else:
        faults.wrong.append("none on file")
    yield judge(thing, faults, "")


def _judged(case: Case, thing: Thing, latest: Item, months: int) -> Result:
    year_end, out_on = latest.date("financial_year_end"), latest.date("published_on")
    assert year_end is not None and out_on is not None
    last = add_months(year_end, 12 + months)
    faults = Faults()
    late = False
    if case.today.after(last):
        faults.wrong.append(f"the latest covers the year to {day(year_end)}")
    elif out_on > add_months(year_end, months):
        late = True
        faults.wrong.append(f"published on {day(out_on)}, for the year to {day(year_end)}")
    held = f"covers the year to {day(year_end)}"
    return judge(thing, faults, held, severity="info" if late else None, last_day=last)
