"""Notice is decided on before it is too late to give.

Why: A contract that renews itself costs a whole further term if notice arrives a day late.
Method: From the last day of the term it is in, the notice period is counted back as the contract
says, and rolled back to a business day: notice must arrive by then. Time for delivery is taken off
(send by), then the clause's days for deciding (decide by). A warning from the clause's days before
decide-by, an error from decide-by until notice must be in.
Boundary: On receipt-by itself there is still time; the day after, CON-07 speaks. A calendar that
does not hold the year: unknown.
Example: Ends 31 Dec 2026, 60 days, registered post: arrive by Fri 30 Oct (1 Nov is a Sunday), send
by 23 Oct, decide by 23 Sep.
Where the decision is to leave, it asks for the notice itself until that is recorded: a warning, and
from send-by an error.
Excludes: Contracts that do not renew themselves (CON-04), have used all their renewals, or are to
go on by decision.
Mend: Decide, record renewal.decision, and send notice if the answer is no.
"""

from collections.abc import Iterator

from generator.checks._contracts import (
    Present,
    decided,
    decision,
    notice,
    notice_owed,
    present,
    running,
)
from generator.checks._notice import Notice
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days
from generator.model.records import Contract
from generator.model.words import day

PARAMS = (
    Param(name="decide_days", kind="integer", stricter="higher"),
    Param(name="heads_up_days", kind="integer", stricter="higher"),
)


@check("CON-06", "notice-deadline", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract in force that renews itself and may still be stopped."""
    for contract in case.contracts:
        reference = case.catalog.reference
        now = present(contract, case.today, reference)
        if not now.renews or not running(contract, case.today, reference):
            continue
        dates = notice(contract, now, reference, case.integer("decide_days"))
        if dates is None:
            continue  # CON-09 asks for the missing terms.
        if dates.send_by is None and decided(contract, case.today, now):
            continue
        yield from _finding(case, contract, now, dates)


def _finding(case: Case, contract: Contract, now: Present, dates: Notice) -> Iterator[Result]:
    subject = f"contracts/{contract.id}/notice"
    pointer = (*contract.pointer, "renewal", "notice")
    topic = f"contracts/{contract.id}"
    if dates.receipt_by is None or dates.send_by is None or dates.decide_by is None:
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic=topic,
            pointer=pointer,
            required="a notice date",
            held=f"cannot be computed: {dates.reason}",
            message=f"Contract {contract.id}: the notice date cannot be computed, because "
            f"{dates.reason}",
            fix="Add the year to reference/holidays.yml.",
        )
        return
    heads_up = case.integer("heads_up_days")
    if case.today.after(dates.receipt_by) or not notice_owed(
        contract, case.today, now, dates.receipt_by
    ):
        return  # CON-07, or nothing left to do
    if not case.today.reached(add_days(dates.decide_by, -heads_up)):
        yield passed(
            subject,
            topic=topic,
            required=f"a decision by {day(dates.decide_by)}",
            held="there is time",
        )
        return
    leaving = decision(contract, case.today, now)
    late = case.today.reached(dates.send_by if leaving else dates.decide_by)
    if leaving:
        yield _unsent(contract, dates, leaving, late)
        return
    yield Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=topic,
        severity=None if late else "warning",
        pointer=pointer,
        required=f"a decision by {day(dates.decide_by)} "
        f"({case.integer('decide_days')} days before notice is sent)",
        held="no decision recorded",
        message=f"Contract {contract.id} renews itself: decide by {day(dates.decide_by)} "
        f"({case.integer('decide_days')} days before sending, announced {heads_up} days "
        f"ahead), send notice by {day(dates.send_by)}, it must arrive by {day(dates.receipt_by)}",
        fix="Decide now and record renewal.decision; if it is not to go on, send notice.",
        last_day=dates.receipt_by,
        act_by=dates.send_by if late else dates.decide_by,
    )


def _unsent(contract: Contract, dates: Notice, leaving: str, late: bool) -> Result:
    assert dates.send_by is not None and dates.receipt_by is not None
    return Result(
        outcome=Outcome.FAIL,
        subject=f"contracts/{contract.id}/notice",
        topic=f"contracts/{contract.id}",
        severity=None if late else "warning",
        pointer=(*contract.pointer, "renewal", "notice"),
        required=f"notice sent by {day(dates.send_by)}",
        held=f"decision to {leaving}, no notice recorded",
        message=f"Contract {contract.id} renews itself although the decision is to {leaving}: send "
        f"notice by {day(dates.send_by)}, it must arrive by {day(dates.receipt_by)}",
        fix="Send notice, and record notice_served_on.",
        last_day=dates.receipt_by,
        act_by=dates.send_by,
    )
