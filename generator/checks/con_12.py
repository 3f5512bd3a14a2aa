"""What was ordered stays below the contract's ceiling.

Why: What is ordered above the ceiling nobody approved.
Method: What is committed so far is held against the most that may be spent: ``not_to_exceed``,
which a modification raises on record; where only the value at award is recorded, that and the
modifications signed since. From the first of the clause's shares on it is a warning, from the
second on an error, above the whole it has the requirement's severity.
Boundary: Exactly a share has reached it; exactly the whole is not above it. No ceiling, no amount
committed after the first day, or another currency without a fresh rate: unknown, an error at most.
Example: USD 240,000 may be spent, USD 192,000 is committed, shares 80 and 95: a warning.
Excludes: Contracts that have ended. Orders not yet counted in committed_to_date.
Mend: Stop ordering, or have the ceiling raised by those who approved it.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.checks._awards import RATE_AGE, RATE_DAYS
from generator.checks._contracts import ended
from generator.checks._faults import Faults, Thing, judge
from generator.checks._figures import rounded, share_of
from generator.checks._worth import added
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.money import Money, parse_money
from generator.model.records import Contract

PARAMS = (
    Param(name="warn_pct", kind="integer", stricter="lower"),
    Param(name="error_pct", kind="integer", stricter="lower"),
    RATE_AGE,
)


@check("CON-12", "value-ceiling", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has not ended."""
    for contract in case.contracts:
        if contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        yield _result(case, contract)


def _result(case: Case, contract: Contract) -> Result:
    warn, error = case.integer("warn_pct"), case.integer("error_pct")
    faults = Faults()
    ceiling = _ceiling(case, contract, faults)
    committed = _committed(case, contract, ceiling, faults)
    thing = Thing(
        subject=f"contracts/{contract.id}/value",
        topic=f"contracts/{contract.id}/value",
        words=f"Orders under contract {contract.id}",
        required=f"at most {ceiling or 'its ceiling'}; the owner hears of it from {warn} %, "
        f"orders are asked about from {error} %",
        fix="Stop ordering, or have the ceiling raised by those who approved it; keep "
        "value.committed_to_date up to date.",
        pointer=(*contract.pointer, "value") if "value" in contract.data else contract.pointer,
    )
    if ceiling is None or committed is None:
        return replace(judge(thing, faults, ""), severity="error")
    share = share_of(committed.amount, ceiling.amount) if ceiling.amount else _of_nothing(committed)
    held = f"{committed} of {ceiling} committed, {rounded(share)} %"
    if share < warn:
        return judge(thing, faults, held)
    faults.wrong.append(held)
    near = "error" if share >= error else "warning"
    return judge(thing, faults, held, severity=None if share > 100 else near)


def _of_nothing(committed: Money) -> Decimal:
    return Decimal(1000) if committed.amount else Decimal(0)


def _ceiling(case: Case, contract: Contract, faults: Faults) -> Money | None:
    """The most that may be spent."""
    value = contract.group("value")
    most = parse_money(value.get("not_to_exceed"))
    if most is not None:
        return most
    initial = parse_money(value.get("initial"))
    if initial is None:
        faults.missing("the most that may be spent")
        return None
    more = added(case, contract, initial.currency)
    if more is None:
        faults.unknown.append("by how much modifications raised it cannot be told")
        return None
    return Money(initial.amount + sum(one.amount for one in more), initial.currency)


def _committed(
    case: Case, contract: Contract, ceiling: Money | None, faults: Faults
) -> Money | None:
    found = parse_money(contract.group("value").get("committed_to_date"))
    start = contract.term.start
    if found is None and ceiling and start is not None and not case.today.after(start):
        # Before its first day is over nothing is committed, so that it may be signed.
        found = Money(Decimal(0), ceiling.currency)
    if found is None:
        faults.missing("what is committed so far")
    if found is None or ceiling is None:
        return None
    age = case.integer("rate_max_age_days", RATE_DAYS)
    rates = case.catalog.reference.rates
    held = rates.convert(found, ceiling.currency, case.today, age)
    if held is None:
        faults.unknown.append(f"there is no fresh rate of {found.currency}")
    return held
