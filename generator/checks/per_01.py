"""The performance review is due.

Why: Without results, the only thing known at renewal is the price.
Method: The newest performance review on file counts for the clause's months, or to the day that the
review itself names as the next, if that is earlier. With none on file, the first is due the
clause's months after the oldest contract in force began. Before the day, one finding in the
smallest of the days of warning.
Boundary: On the due day it is in time.
Example: Reviewed 14 Jul, every 3 months: the next by 14 Oct.
Excludes: Suppliers without a contract in force and without a review: staff feedback is enough.
Mend: Score the supplier with the measures of the scorecard, and record the review.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._contracts import running
from generator.checks._due import due
from generator.checks._reviews import done, undated
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.records import Pointer
from generator.model.words import day

_KIND = ("performance",)
_SUBJECT = "reviews/performance"


@check(
    "PER-01",
    "review-due",
    Param(name="months", kind="integer", stricter="lower"),
    warn_days=True,
)
def run(case: Case) -> Iterator[Result]:
    """One result, unless there is nothing to review."""
    months = case.integer("months")
    required = f"a performance review every {months} months"
    found, unclear = done(case, _KIND), undated(case, _KIND)
    if found:
        newest = found[-1]
        performed = newest.date("performed_on")
        assert performed is not None
        named = newest.date("next_due_on")
        last = min(one for one in (add_months(performed, months), named) if one is not None)
        yield _result(case, f"review {newest.id} of {day(performed)}", newest.pointer, last)
    elif unclear:
        held = f"review {unclear[0].id} without its day"
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=_SUBJECT,
            topic=_SUBJECT,
            pointer=unclear[0].pointer,
            required=required,
            held=held,
            message=f"Performance is reviewed every {months} months; on file: {held}",
            fix="Record performed_on.",
        )
    else:
        starts = [
            one.term.start
            for one in case.supplier.contracts
            if running(one, case.today, case.catalog.reference) and one.term.start is not None
        ]
        if starts:
            last = add_months(min(starts), months)
            yield _result(case, "no review", ("reviews",), last)


def _result(case: Case, held: str, pointer: Pointer, last: date) -> Result:
    months = case.integer("months")
    required = f"a performance review every {months} months"
    state = due(case, last)
    held = f"{held}; the next is due by {day(last)}"
    if state.far:
        return passed(_SUBJECT, required=required, held=held, topic=_SUBJECT)
    return Result(
        outcome=Outcome.FAIL,
        subject=_SUBJECT,
        topic=_SUBJECT,
        severity=state.severity,
        pointer=pointer,
        required=required,
        held=held,
        message=f"Performance is reviewed every {months} months; on file: {held}{state.words}",
        fix="Score the supplier with the contract owner, talk about it, and record the review.",
        last_day=last,
        act_by=last,
    )
