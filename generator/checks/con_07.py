"""Notice was missed: the contract goes on for a further term.

Why: The money of the next term is committed, decision or not. It should be seen.
Method: A contract that renews itself, whose last day for notice is past, and for which neither
notice in time nor a decision to go on is recorded. A decision to leave does not stop it.
Boundary: From the day after notice had to arrive, to the end of the term. In the term that follows,
its own notice date counts.
Example: Ends 31 Dec, notice had to arrive by 30 Oct: fails from 31 Oct to 31 Dec.
Mend: Record the decision to go on, or negotiate an exit; plan the next notice date.
"""

from collections.abc import Iterator

from generator.checks._contracts import Present, decision, notice, notice_owed, present, running
from generator.checks.base import Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Contract
from generator.model.words import day, duration


@check("CON-07", "notice-missed", subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract in force that renews itself."""
    for contract in case.contracts:
        reference = case.catalog.reference
        now = present(contract, case.today, reference)
        if not now.renews or not running(contract, case.today, reference):
            continue
        dates = notice(contract, now, reference, 0)
        if dates is None or dates.receipt_by is None:
            continue
        subject = f"contracts/{contract.id}/notice-missed"
        required = f"notice or a decision by {day(dates.receipt_by)}"
        owed = notice_owed(contract, case.today, now, dates.receipt_by)
        if not owed or not case.today.after(dates.receipt_by):
            yield passed(
                subject,
                topic=f"contracts/{contract.id}",
                required=required,
                held="there is time" if owed else "on file",
            )
            continue
        held = _held(case, contract, now)
        term = duration(str(contract.renewal.get("term", ""))) or "a further term"
        worth = f", worth {contract.value}" if contract.value else ""
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=f"contracts/{contract.id}",
            pointer=(*contract.pointer, "renewal"),
            required=required,
            held=held,
            message=f"Contract {contract.id} renews itself for {term}{worth}: notice had to arrive "
            f"by {day(dates.receipt_by)} and {held}",
            fix="Record the decision to go on under renewal.decision, or negotiate an exit.",
            last_day=dates.receipt_by,
            act_by=dates.receipt_by,
        )


def _held(case: Case, contract: Contract, now: Present) -> str:
    served, leaving = contract.date("notice_served_on"), decision(contract, case.today, now)
    if served is not None and case.today.reached(served):
        return f"it was served on {day(served)} only"
    if leaving:
        return f"none is recorded, although the decision was to {leaving}"
    return "none is recorded"
