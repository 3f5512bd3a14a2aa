"""A contract does not grow without being approved again.

Why: A contract can double in small steps that nobody would have approved at once.
Method: What modifications added since the value was last approved is held against the clause's
share of that value: the value at award, and from a modification that was approved again the value
with it.
Boundary: Exactly the share is allowed. A modification without an amount, or no value at award:
unknown; amounts in another currency count at today's dated rate.
Example: Awarded USD 100,000, 10 %: USD 6,000 and USD 5,000 added: fails, unless the second was
approved again.
Excludes: Contracts without modifications.
Mend: Have the higher value approved by those who approved the first, and record who did.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._awards import RATE_AGE
from generator.checks._contracts import ended
from generator.checks._faults import Faults, Thing, judge
from generator.checks._figures import rounded, share_of
from generator.checks._worth import added, modifications
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.money import Money, parse_money
from generator.model.records import Contract

PARAMS = (Param(name="growth_pct", kind="integer", stricter="lower"), RATE_AGE)


@check("CON-13", "modification-growth", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that was modified and has not ended."""
    for contract in case.contracts:
        if contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        if modifications(case, contract):
            yield _result(case, contract)


def _result(case: Case, contract: Contract) -> Result:
    most = case.integer("growth_pct")
    faults = Faults()
    held = ""
    base = _awarded(contract)
    more = added(case, contract, base.currency) if base else None
    if base is None:
        faults.missing("the value at award")
    elif more is None:
        faults.unknown.append("by how much it grew cannot be told")
    else:
        approved, grown = _since_approved(case, contract, base, more)
        share = share_of(grown.amount, approved.amount) if approved.amount else Decimal(1000)
        held = f"{grown} added to {approved} approved, {rounded(share)} %"
        if grown.amount * 100 > approved.amount * most:
            faults.wrong.append(held)
    thing = Thing(
        subject=f"contracts/{contract.id}/modifications",
        topic=f"contracts/{contract.id}/value",
        words=f"Modifications of contract {contract.id}",
        required=f"at most {most} % without being approved again",
        fix="Have the higher value approved by those who approved the first, and record "
        "reapproved_by.",
        pointer=(*contract.pointer, "modifications"),
    )
    return judge(thing, faults, held)


def _awarded(contract: Contract) -> Money | None:
    value, award = contract.group("value"), contract.group("award")
    return parse_money(value.get("initial")) or parse_money(award.get("estimated_value"))


def _since_approved(
    case: Case, contract: Contract, base: Money, more: list[Money]
) -> tuple[Money, Money]:
    """The value that was last approved, and what came on top of it since."""
    approved, grown = base, Money(Decimal(0), base.currency)
    for change, amount in zip(modifications(case, contract), more, strict=True):
        grown = grown + amount
        if change.approved:
            approved, grown = approved + grown, Money(Decimal(0), base.currency)
    return approved, grown
