"""The winner was fit to be used on the day of the award.

Why: An award binds us. What the winner lacks is cheaper to get before than after.
Method: For each award since the clause's day, the requirements that stop a supplier (insurance,
licences, permits, certificates, screening, identity, security) are asked again as of that day, by
the record as it is now. What was waived on that day is met.
Boundary: Evidence that begins on the day of the award is in time. An award on the clause's day is
asked about, one of the day before is not.
Example: Awarded 10 Dec, licence from 2 Jan: fails.
Excludes: Payment details and the state of other contracts: they come after an award.
Mend: Get what was missing, and note why it was awarded without. The record may lack the papers of
that time only: file those.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.checks._awards import AWARDED_FROM, awards, since
from generator.checks._faults import Thing, judge
from generator.checks._stood import bears_on, faults_of, scopes_of
from generator.checks.base import Case, Result, Subject, check
from generator.model.words import day

FAMILIES = ("INS-", "LIC-", "PMT-", "CRT-", "SCR-", "IDN-", "SEC-")


@check("SRC-07", "supplier-ok-before-award", AWARDED_FROM, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each award since the first day asked about."""
    first = since(case, AWARDED_FROM.name)
    for award in awards(case, calls=True):
        standing = case.then(award.on, FAMILIES)
        found = [one for one in standing if bears_on(case, one, award.contract)]
        thing = Thing(
            subject=f"{award.name}/award/supplier",
            topic=f"{award.name}/award",
            words=f"Contract {award.contract.id} was awarded on {day(award.on)}",
            required="a supplier that nothing stops on that day"
            + (f" (awards from {day(first)} on)" if first > date.min else ""),
            fix="Get what was missing and file it; if it was in force then, file the papers of "
            "that time.",
            pointer=award.pointer,
        )
        result = judge(thing, faults_of(found), "nothing stopped it on that day")
        yield replace(result, scopes=scopes_of(found))
