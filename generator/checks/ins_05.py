"""Short work is covered from set-up to clean-up.

Why: At an event the ladder falls while the stand goes up, or the day after while it comes down. A
policy that covers only the day itself, or ends in between, pays nothing.
Method: A contract of at most the clause's days, or an activity of at most so many days under a
longer one, counts as short work. From the days of set-up before its first day to the days of
clean-up after its last, each day must be covered by the policies of the line on file, taken
together. It is asked from the day the contract is on record, before the work begins, until the
clean-up is over. What happens after a policy ends counts now: a renewal that is not on file is
none.
Boundary: Covered on the first day of set-up and on the last of clean-up, it passes; one day short
at either end, it fails. A contract of one day more than the clause says is left to INS-06. Without
a first or last day on record, or with a policy whose term is not complete: unknown.
Example: A fair on 3 and 4 Dec, one day before and one after: cover is needed from 2 to 5 Dec. A
policy printed to 5 Dec, exclusive, is a day short.
Excludes: Contracts without an end, and those called off or over.
Mend: Ask the broker for a certificate that covers the whole stretch before the work starts.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.checks._cover import dated, line_name, policies, topic
from generator.checks._engagements import Engagement, bears_on, concerned, engagement, short_work
from generator.checks._held import undated
from generator.checks.base import LINES_PARAM, Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days, gaps
from generator.model.records import Contract
from generator.model.words import count, day

PARAMS = (
    replace(LINES_PARAM, stricter="more"),
    Param(name="short_days", kind="integer", stricter="higher"),
    Param(name="setup_days", kind="integer", required=False, stricter="higher"),
    Param(name="teardown_days", kind="integer", required=False, stricter="higher"),
)


@check("INS-05", "covers-engagement", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each piece of short work and line; unknown for a contract without dates."""
    for contract in concerned(case):
        work = short_work(contract, case.integer("short_days"))
        over = case.today.ended(contract.term) or contract.open_ended
        if not work and not over and engagement(contract) is None:
            yield _no_dates(case, contract)
        for one in work:
            if not case.today.after(add_days(one.last, case.integer("teardown_days", 0))):
                for line in case.texts("lines"):
                    yield _covered(case, one, line)


def _covered(case: Case, work: Engagement, line: str) -> Result:
    setup, teardown = case.integer("setup_days", 0), case.integer("teardown_days", 0)
    first, last = add_days(work.first, -setup), add_days(work.last, teardown)
    found = policies(case.supplier, (line,))
    open_gaps = gaps((one.term for one in found if dated(one)), first, add_days(last, 1))
    required = f"{line_name(line)} on file from {day(first)} to {day(last)}"
    subject = f"{work.subject}/insurance/{line}"
    if not open_gaps:
        return passed(subject, required=required, held="cover on each day", topic=topic(line))
    start, until = open_gaps[0]
    span = _span(start, add_days(until, -1))
    unclear = undated(found)
    because = f"; policy {unclear[0].number} on file has no complete term" if unclear else ""
    return Result(
        outcome=Outcome.UNKNOWN if unclear else Outcome.FAIL,
        subject=subject,
        topic=topic(line),
        pointer=work.pointer,
        required=required,
        held=f"no cover {span}",
        message=f"{line_name(line)}: {work.words} is short work of at most "
        f"{count(case.integer('short_days'), 'day')} and runs from {day(work.first)} to "
        f"{day(work.last)}, with {count(setup, 'day')} of set-up and {count(teardown, 'day')} of "
        f"clean-up; certificates on file show no cover {span}{because}",
        fix=f"Ask the broker for a certificate that covers {day(first)} to {day(last)}.",
        last_day=add_days(start, -1),
        act_by=None if case.today.reached(first) else first,
        scopes=bears_on(case, work.contract),
    )


def _span(first: date, last: date) -> str:
    return f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"


def _no_dates(case: Case, contract: Contract) -> Result:
    return Result(
        outcome=Outcome.UNKNOWN,
        subject=f"contracts/{contract.id}/insurance",
        topic=f"contracts/{contract.id}",
        pointer=contract.pointer,
        required="the first and last day of the work",
        held="not recorded",
        message=f"Contract {contract.id}: its first or last day is not recorded, so it cannot be "
        f"told whether it is short work of at most {count(case.integer('short_days'), 'day')}",
        fix="Record starts_on and ends_on of the contract.",
        scopes=bears_on(case, contract),
    )
