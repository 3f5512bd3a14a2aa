"""A contract does not outlive the one it hangs under.

Why: An order without its framework has no terms.
Method: For each contract under another that has not ended: its last day must not be after the last
day of the other, or the other holds the clause's clause that lets orders outlive it. Of a contract
that renews itself the present term counts.
Boundary: The same last day is in order. The other without an end on record, or not in the record:
unknown.
Example: Framework to 31 Dec, order to 31 Jan: fails.
Excludes: Contracts that hang under none.
Mend: Extend the framework, shorten the order, or agree that the terms go on for it.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._contracts import ended, present
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.records import Contract
from generator.model.words import day, plain

SURVIVAL = Param(name="survival_clause", kind="text", required=False)


@check("CON-17", "parent-outlives-child", SURVIVAL, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract under another that has not ended."""
    contracts = {one.id: one for one in case.supplier.contracts}
    for contract in case.contracts:
        name = contract.text("parent_contract")
        if not name or contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        yield _result(case, contract, name, contracts.get(name))


def _result(case: Case, contract: Contract, name: str, parent: Contract | None) -> Result:
    faults = Faults()
    held = ""
    own, own_ends = _last(case, contract)
    if parent is None:
        faults.unknown.append(f"contract {name} is not in the record")
    elif parent.dead:
        faults.wrong.append(f"contract {name} was called off")
    else:
        last, ends = _last(case, parent)
        survives = case.requirement.params.get("survival_clause")
        held = f"{name} ends on {day(last)}" if last else f"{name} has no end"
        if survives in parent.texts("clauses"):
            held = f"{name} holds {plain(str(survives))}"
        elif ends and (last is None or (own_ends and own is None)):
            faults.missing(f"the last day of {name if last is None else contract.id}")
        elif last is not None and not own_ends:
            faults.wrong.append(f"it has no end, {name} ends on {day(last)}")
        elif last is not None and own is not None and own > last:
            faults.wrong.append(f"it ends on {day(own)}, {name} on {day(last)}")
    thing = Thing(
        subject=f"contracts/{contract.id}/parent",
        topic=f"contracts/{contract.id}",
        words=f"Contract {contract.id} under {name}",
        required=f"an end no later than that of {name}",
        fix="Extend the contract above it, shorten this one, or agree that the terms go on.",
        pointer=(*contract.pointer, "parent_contract"),
    )
    return judge(thing, faults, held)


def _last(case: Case, contract: Contract) -> tuple[date | None, bool]:
    """The last day of its present term, and whether it is to have an end at all."""
    now = present(contract, case.today, case.catalog.reference)
    return now.last_day, now.last_day is not None or not contract.open_ended
