"""The contract is not larger than the licence allows.

Why: Some licences allow work up to an amount. Above it the firm works without a licence.
Method: For each contract and each place where its work is done, the largest limit of a licence in
force there is compared with the contract's value, in the contract's currency at a dated rate.
Boundary: Equal passes. A licence without monetary_limit is taken to have none. A contract without a
value under a limited licence, or no rate of the clause's days: unknown.
Example: Licence up to USD 250,000, contract of USD 240,000: passes; of USD 310,000: fails.
Excludes: A place without a licence (LIC-01, LIC-04). Contracts that have ended.
Mend: Ask for a licence with a higher limit, or make the contract smaller.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, concerns, in_force, licences, number, serving
from generator.checks._shown import Shown, best, result
from generator.checks.base import LICENCE_TYPES, Case, Param, Result, Subject, check
from generator.model.assessment import Outcome
from generator.model.records import Contract, Licence

RATE = Param(name="rate_max_age_days", kind="integer", stricter="lower", qualifier=True)


@check("LIC-07", "monetary-limit", LICENCE_TYPES, RATE, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract and place of its work that a licence serves."""
    found = licences(case, case.texts("licence_types"))
    for contract in case.contracts:
        if case.today.ended(contract.term) or not concerns(case, contract):
            continue
        everywhere = case.supplier.texts("service_jurisdictions")
        for place in dict.fromkeys(contract.texts("jurisdictions_of_work") or everywhere):
            here = serving(case, found, place)
            here = [one for one in here if in_force(one, case.today) is not False]
            if here:
                yield _compared(case, contract, place, here)


def _compared(case: Case, contract: Contract, place: str, here: list[Licence]) -> Result:
    shown = best(_shown(case, contract, one) for one in here)
    required = f"a licence for {contract.value or 'the value of the contract'}"
    age = case.integer("rate_max_age_days")
    return result(
        shown,
        f"contracts/{contract.id}/{place}",
        topic=f"{TOPIC}/limit",
        required=required,
        message=f"Contract {contract.id} in {place}: required is {required}; on file: {shown.held}"
        f" (rates of the last {age} days count)",
        fix="Look the limit up with the authority; ask for a higher one, or make the contract "
        "smaller.",
    )


def _shown(case: Case, contract: Contract, licence: Licence) -> Shown:
    limit = licence.money("monetary_limit")
    if limit is None:
        return Shown(outcome=Outcome.PASS, held=f"licence {number(licence)}, no limit on record")
    held = f"licence {number(licence)}, up to {limit}"
    pointer = (*licence.pointer, "monetary_limit")
    if contract.value is None:
        held = f"{held}; the value of the contract is not recorded"
        return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=contract.pointer)
    rates, age = case.catalog.reference.rates, case.integer("rate_max_age_days")
    allowed = rates.convert(limit, contract.value.currency, case.today, age)
    if allowed is None:
        held = f"{held}, and no rate to {contract.value.currency}"
        return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=pointer)
    enough = allowed.amount >= contract.value.amount
    return Shown(outcome=Outcome.PASS if enough else Outcome.FAIL, held=held, pointer=pointer)
