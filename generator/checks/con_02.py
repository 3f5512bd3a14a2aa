"""The contract was signed before it started.

Why: Work without a signed contract is work without agreed terms.
Method: For each contract that has started, the day the last party signed must not be after its
start. No day of signature: unknown.
Boundary: Signed on the first day is in time.
Example: Starts 1 Feb, signed 12 Feb: fails, and stays in the record as what it was.
Mend: A late signature cannot be undone: record why in a waiver. Next time, sign before work starts.
"""

from collections.abc import Iterator

from generator.checks._contracts import ended
from generator.checks.base import Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.words import day


@check("CON-02", "signed-before-start", subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has started and not ended."""
    for contract in case.contracts:
        start, signed = contract.date("starts_on"), contract.signed_on
        if start is None or contract.dead or not case.today.reached(start):
            continue
        if ended(contract, case.today, case.catalog.reference):
            continue
        subject = f"contracts/{contract.id}"
        held = f"signed on {day(signed)}" if signed else "no day of signature is recorded"
        if signed is not None and signed <= start:
            yield passed(subject, topic=subject, required=f"signed by {day(start)}", held=held)
            continue
        yield Result(
            outcome=Outcome.FAIL if signed else Outcome.UNKNOWN,
            subject=subject,
            topic=subject,
            pointer=(*contract.pointer, "signed_on") if signed else contract.pointer,
            required=f"signed by {day(start)}",
            held=held,
            message=f"Contract {contract.id} started on {day(start)}; {held}",
            fix="Record signed_on from the signed copy; if it was late, ask for a waiver that "
            "says why.",
        )
