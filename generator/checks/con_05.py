"""A contract that has ended is no longer ordered on.

Why: Orders after the end are on no agreed terms.
Method: A contract that has ended, has no successor in force, and on which an offer can still be
ordered (the offer names it, or names none and its category is one of the contract's) is a holdover:
an error for the clause's days of grace, and then of the requirement's severity. Of several that
have ended, the last one counts.
Boundary: The day after the last day is day 1. With 30 days of grace, the 31st day after the end is
graver.
Example: Ended 31 Oct, offer still orderable: error to 30 Nov, then block.
Excludes: Contracts that renewed themselves: they have not ended.
Mend: Record the renewal as a new contract, or make the offers not orderable.
"""

from collections.abc import Iterator

from generator.checks._contracts import ended, present, running
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome, Scope
from generator.model.dates import add_days
from generator.model.records import Contract, Offer
from generator.model.words import day

GRACE = Param(name="grace_days", kind="integer", stricter="lower")


@check("CON-05", "expired-in-use", GRACE, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has ended and was not renewed."""
    for contract in case.contracts:
        reference = case.catalog.reference
        last = present(contract, case.today, reference).last_day
        if last is None or contract.dead or not ended(contract, case.today, reference):
            continue
        subject = f"contracts/{contract.id}"
        used = _in_use(case, contract)
        renewed = _renewed(case, contract)
        if renewed or not used:
            yield passed(
                subject,
                topic=subject,
                required="no orders after the end, or a successor in force",
                held=f"ended on {day(last)}, "
                + ("with a successor in force" if renewed else "nothing can be ordered on it"),
            )
            continue
        grace = case.integer("grace_days")
        grave = case.today.after(add_days(last, grace))
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=subject,
            severity=None if grave else "error",
            pointer=(*contract.pointer, "ends_on"),
            required=f"no orders after the end; {grace} days to put it right",
            held=f"ended on {day(last)}, still orderable: {used[0].id}",
            message=f"Contract {contract.id} ended on {day(last)}, and '{used[0].id}' can still "
            f"be ordered; {grace} days are allowed to put it right",
            fix="Record the renewal as a new contract, or set orderable_indicator: false.",
            last_day=last,
            act_by=add_days(last, grace),
            scopes=tuple(
                dict.fromkeys(
                    Scope(offer.category, place)
                    for offer in used
                    for place in offer.jurisdictions or (None,)
                )
            ),
        )


def _renewed(case: Case, contract: Contract) -> bool:
    """Whether a successor, or a successor's successor, is in force."""
    contracts = {one.id: one for one in case.supplier.contracts}
    seen = {contract.id}
    name = contract.text("renewed_by")
    while name in contracts and name not in seen:
        seen.add(name)
        if running(contracts[name], case.today, case.catalog.reference):
            return True
        name = contracts[name].text("renewed_by")
    return False


def _in_use(case: Case, contract: Contract) -> list[Offer]:
    return [
        offer
        for offer in sorted(case.supplier.offers, key=lambda one: one.id)
        if offer.orderable
        and _ordered_on(case, offer, contract)
        and not any(
            _takes_over(case, other, contract) and _ordered_on(case, offer, other)
            for other in case.supplier.contracts
        )
    ]


def _takes_over(case: Case, other: Contract, contract: Contract) -> bool:
    """Whether orders are on the other: it has begun, and ends later."""
    start, reference = other.term.start, case.catalog.reference
    if other is contract or other.dead or start is None or not case.today.reached(start):
        return False
    end = present(other, case.today, reference).term.end_excl
    own = present(contract, case.today, reference).term.end_excl
    return running(other, case.today, reference) or (
        end is not None and own is not None and (end, other.id) > (own, contract.id)
    )


def _ordered_on(case: Case, offer: Offer, contract: Contract) -> bool:
    if offer.text("contract"):
        return offer.text("contract") == contract.id
    lineage = case.catalog.reference.lineage(offer.category)
    return any(one in lineage for one in contract.texts("categories"))
