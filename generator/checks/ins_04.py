"""Insurance has no gap.

Why: A claim can arise on a day without cover and be made years later. A gap does not heal when
the next policy starts.
Method: Every day from the start of the oldest contract still running (or else of the first policy)
is held against the union of all policies of the line, whatever their order in the record. A gap
counts for as many months as the clause looks back, and closes with a waiver or a no-loss letter.
Boundary: A policy that ends exclusive on 1 Jan and one that starts on 1 Jan leave no gap; ending
exclusive on 31 Dec leaves one day.
Example: A to 31 Dec 2025 exclusive, B from 1 Jan 2026: 31 Dec 2025 is without cover.
Excludes: A line with no policy at all (INS-01).
Mend: Ask for a certificate that covers the missing days, or for a letter of no known loss and a
waiver.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._cover import dated, line_name, policies, topic
from generator.checks.base import LINES_PARAM, Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.dates import add_days, add_months, gaps
from generator.model.words import day

_FAR = date(9999, 12, 31)


@check("INS-04", "no-gap", LINES_PARAM, Param(name="lookback_months", kind="integer"))
def run(case: Case) -> Iterator[Result]:
    """One result for each named line that has a policy on file."""
    months = case.integer("lookback_months", 0)
    for line in case.texts("lines"):
        found = [one for one in policies(case.supplier, (line,)) if dated(one)]
        if not found:
            continue
        since = _since(case) or min(one.term.start for one in found if one.term.start)
        open_gaps = [
            (first, until)
            for first, until in gaps((one.term for one in found), since, _FAR)
            if case.today.reached(first) and not _too_old(case, until, months)
        ]
        subject = f"insurance/{line}"
        if not open_gaps:
            yield Result(outcome=Outcome.PASS, subject=subject)
        for first, until in open_gaps:
            yield _gap(case, line, subject, first, until, months, found[0].pointer)


def _gap(
    case: Case,
    line: str,
    subject: str,
    first: date,
    until: date,
    months: int,
    pointer: tuple[str | int, ...],
) -> Result:
    last = add_days(until, -1)
    days = (until - first).days
    span = f"since {day(first)}" if until == _FAR else f"{day(first)} to {day(last)}"
    if days == 1:
        span = f"on {day(first)}"
    return Result(
        outcome=Outcome.FAIL,
        # The gap's first day is what it is called by: another gap is another finding.
        subject=f"{subject}/gap-{first.isoformat()}",
        topic=topic(line),
        pointer=pointer,
        required=f"cover on every day of the last {months} months",
        held=f"no cover {span}",
        message=f"{line_name(line)}: certificates on file show no cover {span}; "
        f"the clause looks back {months} months",
        fix="Ask for a certificate for these days, or a letter of no known loss and a waiver.",
        last_day=add_days(first, -1),
    )


def _too_old(case: Case, until: date, months: int) -> bool:
    return until != _FAR and case.today.reached(add_months(until, months))


def _since(case: Case) -> date | None:
    starts = [
        one.term.start
        for one in case.supplier.contracts
        if one.term.start is not None and not one.dead and not case.today.ended(one.term)
    ]
    return min(starts, default=None)
