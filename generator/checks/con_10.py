"""No more renewals than were agreed.

Why: What goes on beyond the renewals that were competed was never competed.
Method: For each contract with automatic renewals or options that has not ended, the renewals that
happened must not be more than it allows, and a decision to renew needs one that is left. Renewals
that came by themselves after the end on record are counted.
Boundary: As many as it allows is enough. No number allowed, or none recorded as happened: unknown.
Example: Two options, both taken up, decision to renew once more: fails.
Excludes: Contracts that do not renew; a renewal recorded as a contract of its own.
Mend: Ask the market again, or record the further renewals that were agreed and who agreed to them.
"""

from collections.abc import Iterator

from generator.checks._contracts import Present, decision, ended, present
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Result, Subject, check
from generator.model.records import Contract

_RENEWABLE = ("auto", "option")


@check("CON-10", "renewals-cap", subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that can be renewed."""
    for contract in case.contracts:
        if contract.dead or contract.renewal.get("type") not in _RENEWABLE:
            continue
        if contract.open_ended or ended(contract, case.today, case.catalog.reference):
            continue
        now = present(contract, case.today, case.catalog.reference)
        faults = Faults()
        held = _count(case, contract, now, faults)
        most = contract.renewal.get("max_renewals")
        thing = Thing(
            subject=f"contracts/{contract.id}/renewals",
            topic=f"contracts/{contract.id}",
            words=f"Renewals of contract {contract.id}",
            required=f"{most} at most" if most is not None else "no more than were agreed",
            fix="Ask the market again, or record the renewals that were agreed.",
            pointer=(*contract.pointer, "renewal"),
        )
        yield judge(thing, faults, held)


def _count(case: Case, contract: Contract, now: Present, faults: Faults) -> str:
    most = contract.renewal.get("max_renewals")
    so_far = contract.renewal.get("renewals_exercised")
    if most is None:
        faults.missing("how many it allows (renewal.max_renewals)")
    if so_far is None and most != 0:
        faults.missing("how many have happened (renewal.renewals_exercised)")
    if most is None or so_far is None:
        return ""
    happened = int(so_far) + now.renewed
    another = decision(contract, case.today, now) == "renew" and not contract.text("renewed_by")
    if happened > int(most):
        faults.wrong.append(f"{happened} have happened, {most} are allowed")
    elif another and happened >= int(most):
        faults.wrong.append(f"one more is decided on, and all {most} have happened")
    return f"{happened} so far" + (", and one decided on" if another else "")
