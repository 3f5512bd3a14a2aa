"""The contract holds the clauses that ours have to hold.

Why: A right that is not in the contract is a favour.
Method: Each contract that has not ended is held against the clause's list; ``clauses`` of the
record says which of them it holds.
Boundary: Every one of the list has to be there. No list of what it holds: unknown.
Example: Asked for audit_right and anti_bribery, held anti_bribery: fails, and names audit_right.
Excludes: What the clauses say.
Mend: Agree on an addendum, or record the clauses that are in the paper.
"""

from collections.abc import Iterator

from generator.checks._contracts import ended
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.words import listing, plain

CLAUSES = Param(name="clauses", kind="texts", stricter="more")


@check("CON-15", "required-clauses", CLAUSES, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has not ended."""
    wanted = case.texts("clauses")
    for contract in case.contracts:
        if contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        found = contract.texts("clauses")
        missing = [plain(one) for one in wanted if one not in found]
        faults = Faults()
        if "clauses" not in contract.data:
            faults.missing("which clauses it holds")
        elif missing:
            faults.wrong.append(f"without {listing(missing)}")
        thing = Thing(
            subject=f"contracts/{contract.id}/clauses",
            topic=f"contracts/{contract.id}/clauses",
            words=f"Clauses of contract {contract.id}",
            required=listing([plain(one) for one in wanted]),
            fix="Agree on an addendum with Legal, or record the clauses that are in the paper.",
            pointer=(*contract.pointer, "clauses") if found else contract.pointer,
        )
        yield judge(thing, faults, "all of them")
