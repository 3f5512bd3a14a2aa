"""Prices are reviewed when they are due, and rise no more than agreed.

Why: A price that nobody reviewed is the old one or a higher one, by whoever looked first.
Method: For each contract in force with a review of prices on record: from the clause's days before
the next review on it is a warning, until prices were changed on or after that day or the next
day is recorded. What prices rose by last is held against the contract's cap: that of the review, or
else that of the renewal.
Boundary: Exactly the cap is allowed. A rise without a cap, or a change without its size: unknown.
Example: Next review 1 Feb, 60 days: a warning from 3 Dec.
Excludes: Contracts without a review of prices.
Mend: Review the prices in both directions, and record applied_on, applied_pct and the next day.
"""

from collections.abc import Iterator

from generator.checks._contracts import running
from generator.checks._faults import Faults, Thing, judge
from generator.checks._figures import number, rounded
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_days, parse_date
from generator.model.records import Contract
from generator.model.words import day

HEADS_UP = Param(name="heads_up_days", kind="integer", stricter="higher")


@check("CON-14", "price-review", HEADS_UP, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for the next review of each contract in force, and one for the last change."""
    for contract in case.contracts:
        if not running(contract, case.today, case.catalog.reference):
            continue
        review = contract.group("price_review")
        applied = parse_date(review.get("applied_on"))
        if applied is not None and not case.today.reached(applied):
            applied = None
        if parse_date(review.get("next_on")) is not None:
            yield _next(case, contract)
        if applied is not None or review.get("applied_pct") is not None:
            yield _uplift(contract)


def _next(case: Case, contract: Contract) -> Result:
    days, review = case.integer("heads_up_days"), contract.group("price_review")
    due, applied = parse_date(review.get("next_on")), parse_date(review.get("applied_on"))
    assert due is not None
    done = applied is not None and applied >= due and case.today.reached(applied)
    faults = Faults()
    if not done and case.today.reached(add_days(due, -days)):
        verb = "was" if case.today.after(due) else "is"
        faults.wrong.append(f"{verb} due on {day(due)}")
    held = f"reviewed on {day(applied)}" if done and applied else f"due on {day(due)}"
    required = f"a review on {day(due)}, announced {days} days before"
    return judge(
        _thing(contract, "price-review", "Review of prices", required),
        faults,
        held,
        severity="warning",
        last_day=due,
    )


def _uplift(contract: Contract) -> Result:
    review = contract.group("price_review")
    cap = number(review.get("cap_pct"))
    cap = cap if cap is not None else number(contract.renewal.get("uplift_cap_pct"))
    rise = number(review.get("applied_pct"))
    faults = Faults()
    held = f"{rounded(rise)} %" if rise is not None else ""
    if rise is None:
        faults.missing("by how much prices rose")
    elif cap is None and rise > 0:
        faults.missing(f"prices rose by {held}, and the cap")
    elif cap is not None and rise > cap:
        faults.wrong.append(f"prices rose by {held}")
    required = f"at most {rounded(cap)} %" if cap is not None else "no more than the cap"
    return judge(_thing(contract, "uplift", "Last change of prices", required), faults, held)


def _thing(contract: Contract, part: str, words: str, required: str) -> Thing:
    return Thing(
        subject=f"contracts/{contract.id}/{part}",
        topic=f"contracts/{contract.id}/price",
        words=f"{words} of contract {contract.id}",
        required=required,
        fix="Review the prices in both directions, and record applied_on, applied_pct and the "
        "next day.",
        pointer=(*contract.pointer, "price_review"),
    )
