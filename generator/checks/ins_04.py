"""Insurance has no gap.

Why: A claim can arise on a day without cover and be made years later. A gap does not heal when the
next policy starts.
Method: Every day from the start of the oldest contract that has not ended (or else of the first
policy) is held against the union of all policies of the line, whatever their order in the record.
A gap counts for as many months as the clause looks back. A statement on file that no loss occurred
in those days, signed when they were over, closes it; so does a waiver. Unsigned, it is unknown.
Boundary: A policy that ends exclusive on 1 Jan and one that starts on 1 Jan leave no gap; ending
exclusive on 31 Dec leaves one day. A statement signed on the last day of the gap comes too early.
Example: A to 31 Dec 2025 exclusive, B from 1 Jan 2026: 31 Dec 2025 is without cover.
Excludes: A line with no policy at all (INS-01).
Mend: Ask for a certificate that covers the missing days, or for a signed statement that no loss
occurred in them, and record it under insurance.gap_attestations.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.checks._contracts import ended
from generator.checks._cover import dated, line_name, policies, topic
from generator.checks.base import LINES_PARAM, Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import Term, add_days, add_months, gaps, term
from generator.model.words import day

_FAR = date(9999, 12, 31)


MONTHS = Param(name="lookback_months", kind="integer", stricter="higher")


@check("INS-04", "no-gap", replace(LINES_PARAM, stricter="more"), MONTHS)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line that has a policy on file."""
    months = case.integer("lookback_months")
    for line in case.texts("lines"):
        found = [one for one in policies(case.supplier, (line,)) if dated(one)]
        if not found:
            continue
        since = _since(case) or min(one.term.start for one in found if one.term.start)
        signed, unsigned = _statements(case, line)
        open_gaps = [
            (first, until)
            for first, until in gaps((*(one.term for one in found), *signed), since, _FAR)
            if case.today.reached(first) and not _too_old(case, until, months)
        ]
        if not open_gaps:
            yield passed(
                f"insurance/{line}",
                required=f"{line_name(line)} on every day of the last {months} months",
                held=f"no gap since {day(since)} on file" + _closed(signed),
                topic=topic(line),
            )
        for first, until in open_gaps:
            stated = until != _FAR and not gaps(unsigned, first, until)
            yield _gap(line, first, until, months, found[0].pointer, stated=stated)


def _statements(case: Case, line: str) -> tuple[list[Term], list[Term]]:
    """The days for which a statement says that no loss occurred: signed by now, and unsigned."""
    signed, unsigned = [], []
    for one in case.supplier.listed("insurance", "gap_attestations"):
        first, last, on = one.date("starts_on"), one.date("ends_on"), one.date("signed_on")
        if one.text("line") != line or first is None or last is None or last < first:
            continue
        if on is None:
            unsigned.append(term(first, last))
        elif on > last and case.today.reached(on):
            signed.append(term(first, last))
    return signed, unsigned


def _closed(signed: list[Term]) -> str:
    return "; days without cover are closed by a statement that no loss occurred" if signed else ""


def _gap(
    line: str,
    first: date,
    until: date,
    months: int,
    pointer: tuple[str | int, ...],
    *,
    stated: bool,
) -> Result:
    last = add_days(until, -1)
    days = (until - first).days
    span = f"since {day(first)}" if until == _FAR else f"{day(first)} to {day(last)}"
    if days == 1:
        span = f"on {day(first)}"
    return Result(
        outcome=Outcome.UNKNOWN if stated else Outcome.FAIL,
        # The gap's first day is what it is called by: another gap is another finding.
        subject=f"insurance/{line}/gap-{first.isoformat()}",
        topic=topic(line),
        pointer=pointer,
        required=f"cover on every day of the last {months} months",
        held=f"no cover {span}",
        message=f"{line_name(line)}: certificates on file show no cover {span}; "
        f"the clause looks back {months} months"
        + (", and the statement that no loss occurred has no day of signature" if stated else ""),
        fix="Ask for a certificate for these days, or a signed statement that no loss occurred.",
        last_day=add_days(first, -1),
    )


def _too_old(case: Case, until: date, months: int) -> bool:
    return until != _FAR and case.today.reached(add_months(until, months))


def _since(case: Case) -> date | None:
    starts = [
        one.term.start
        for one in case.supplier.contracts
        if one.term.start is not None
        and not one.dead
        and not ended(one, case.today, case.catalog.reference)
    ]
    return min(starts, default=None)
