"""The rating by a third party is recent and high enough.

Why: In some trades harm is likely. A rating says how well a firm is set up against it.
Method: The latest rating of the clause's schemes must have been issued within its months, and its
score must reach its floor.
Boundary: A score on the floor is enough; issued 22 Nov 2025, 12 months: counts through 22 Nov 2026.
No score or no day recorded: unknown. What the supplier says of itself does not count.
Example: Score 42, floor 45: fails.
Excludes: Medals, whose limits move from year to year.
Mend: Ask the supplier for its current scorecard, or for a plan to raise the score.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._faults import Faults, Thing, judge
from generator.checks._replaced import replaced
from generator.checks._reports import self_declared
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months
from generator.model.words import listing

PARAMS = (
    Param(name="schemes", kind="texts"),
    Param(name="min_score", kind="integer", stricter="higher"),
    Param(name="months", kind="integer", stricter="lower"),
)


@check("ESG-03", "rating-floor", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    wanted = {one.casefold() for one in case.texts("schemes")}
    floor, months = case.integer("min_score"), case.integer("months")
    every = case.supplier.certifications
    found = [
        one
        for one in every
        if one.text("scheme").casefold() in wanted
        and not self_declared(one)
        and not replaced(one, every, case.today.reached)
        and ((on := one.date("issued_on")) is None or case.today.reached(on))
    ]
    latest = max(found, key=lambda one: (one.text("issued_on"), one.id), default=None)
    thing = Thing(
        subject="certifications/rating",
        words="Rating",
        required=f"{listing(list(case.texts('schemes')), 'or')}, score {floor} or more, of the "
        f"last {months} months",
        fix="Ask the supplier for its current scorecard, or for a plan to raise the score.",
        pointer=latest.pointer if latest else (),
    )
    faults = Faults()
    if latest is None:
        faults.wrong.append("none on file")
        yield judge(thing, faults, "")
        return
    when, score = latest.date("issued_on"), latest.data.get("score")
    last = add_months(when, months) if when else None
    faults.dated("it was issued", when, case.today, last)
    if score is None:
        faults.missing("the score")
    elif Decimal(str(score)) < floor:
        faults.wrong.append(f"the score is {score}")
    yield judge(thing, faults, f"score {score}", last_day=last if faults.wrong else None)
