"""What the contract needs was on file on the day it was signed.

Why: After the signature a missing licence is our problem as well as the supplier's.
Method: For each contract signed since the clause's day (or since the requirement is in effect) that
has not ended, the requirements on insurance, licences and permits that stop a supplier are asked
again as of the day of the signature, by the record as it is now. Those that bear on the contract's
categories and places have to be met; what was waived on that day is met.
Boundary: Evidence that begins on the day of the signature is in time, a day later it is late. A
contract signed on the clause's day is asked about, one signed the day before is not.
Example: Signed 12 Jan, workers' compensation in force from 20 Jan: fails.
Excludes: Contracts not yet signed: "Before you sign" and ``catalog gate`` show what they lack.
Mend: Get what was missing, and record why it was signed without. The record may lack the papers of
that time only: file those.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.checks._awards import since
from generator.checks._contracts import ended
from generator.checks._faults import Thing, judge
from generator.checks._stood import bears_on, faults_of, scopes_of
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.words import day

FAMILIES = ("INS-", "LIC-", "PMT-")
SIGNED_FROM = Param(name="signed_from", kind="date", required=False, stricter="lower")


@check("CON-03", "prerequisites-before-sign", SIGNED_FROM, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract signed since the first day asked about."""
    first = since(case, SIGNED_FROM.name)
    for contract in case.contracts:
        signed = contract.signed_on
        if contract.dead or signed is None or signed < first or not case.today.reached(signed):
            continue
        if ended(contract, case.today, case.catalog.reference):
            continue
        found = [one for one in case.then(signed, FAMILIES) if bears_on(case, one, contract)]
        thing = Thing(
            subject=f"contracts/{contract.id}/prerequisites",
            topic=f"contracts/{contract.id}/prerequisites",
            words=f"Contract {contract.id} was signed on {day(signed)}",
            required="insurance, licences and permits on file on that day"
            + (f" (signed from {day(first)} on)" if first > date.min else ""),
            fix="Get what was missing and file it; if it was in force then, file the papers of "
            "that time.",
            pointer=(*contract.pointer, "signed_on"),
        )
        result = judge(thing, faults_of(found), "all on file on that day")
        yield replace(result, scopes=scopes_of(found))
