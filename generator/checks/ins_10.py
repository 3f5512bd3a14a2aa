"""The umbrella is high enough beside what the primary policies need of it.

Why: An umbrella that makes up for a low primary limit is not there a second time. Counted twice,
two requirements look met by the same money.
Method: The umbrella in force, with the excess layers whose schedules stand above it, is one tower.
From its limit for each occurrence the largest shortfall is taken that requirements on primary
limits let an umbrella make up (INS-07, INS-12, INS-15); from its aggregate the sum of the
shortfalls in aggregates (INS-08, INS-15). What is left is held against the clause's figures. Only
lines on the umbrella's schedule use it, where it is stated to follow form. Of several towers the
best one counts.
Boundary: Left equal to required passes. One limit asked for by several requirements is one
shortfall, the largest. A line with nothing in force uses nothing: an umbrella cannot stand in for
it. A limit or rate that is not known makes it unknown, unless the answer is the same either way.
Example: Required USD 5,000,000. Umbrella of USD 5,000,000, general liability USD 1,000,000 below
its own requirement: USD 4,000,000 is left, fails.
Excludes: Whether the schedule lists what it should (INS-11).
Mend: Ask the broker to raise the umbrella, or the primary limit that uses it up.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._cover import line_name, policies
from generator.checks._held import HAIRCUT, RATE_AGE, UMBRELLAS, undated
from generator.checks._tower import (
    AGGREGATE,
    OCCURRENCE,
    Demand,
    Range,
    demands,
    height,
    towers,
    used,
)
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.money import Money
from generator.model.records import InsurancePolicy
from generator.model.words import listing, plain

PARAMS = (
    Param(name="occurrence", kind="money", stricter="higher"),
    Param(name="aggregate", kind="money", required=False, stricter="higher"),
    RATE_AGE,
    HAIRCUT,
)
_TOPIC = "insurance/umbrella"
_ORDER = (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL)


@check("INS-10", "umbrella-tower", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each occurrence, and one for the aggregate where the clause asks for it."""
    yield _left(case, OCCURRENCE, case.money("occurrence"))
    if "aggregate" in case.requirement.params:
        yield _left(case, AGGREGATE, case.money("aggregate"))


def _left(case: Case, limit: str, minimum: Money) -> Result:
    wanted = demands(case, limit)
    found = [_weighed(case, tower, wanted, limit, minimum) for tower in towers(case)]
    outcome, held, policy = min(found, key=lambda one: _ORDER.index(one[0]), default=_nothing(case))
    required = f"{minimum} left for itself"
    subject, name = f"insurance/umbrella/tower/{limit}", f"{line_name('umbrella')}, {plain(limit)}"
    if outcome is Outcome.PASS:
        return passed(subject, required=f"{name}: {required}", held=held, topic=_TOPIC)
    return Result(
        outcome=outcome,
        subject=subject,
        topic=_TOPIC,
        pointer=(*policy.pointer, "limits") if policy else ("insurance",),
        required=required,
        held=held,
        message=f"{name}: required is {required}; "
        + ("policies on file show " if outcome is Outcome.FAIL else "it cannot be told: ")
        + held,
        fix=f"Ask the broker to raise the umbrella until {minimum} is left, or to raise the "
        "primary limits that use it.",
        last_day=policy.term.last_day if policy else None,
    )


def _weighed(
    case: Case, tower: list[InsurancePolicy], wanted: list[Demand], limit: str, minimum: Money
) -> tuple[Outcome, str, InsurancePolicy | None]:
    base, currency = tower[0], minimum.currency
    high = height(case, tower, limit, currency)
    need = used(case, tower, wanted, limit, currency)
    held = _words(tower, high, need, currency)
    if need.most is not None and high.least - need.most >= minimum.amount:
        return Outcome.PASS, held, base
    if high.most is not None and high.most - need.least < minimum.amount:
        return Outcome.FAIL, held, base
    return Outcome.UNKNOWN, high.reason or need.reason, base


def _words(tower: list[InsurancePolicy], high: Range, need: Range, currency: str) -> str:
    names = listing([one.number for one in tower])
    total = f"{Money(high.least, currency)} ({names})"
    taken = need.least if need.most is None else need.most
    if not taken:
        return total
    left = Money(max(high.least - taken, Decimal(0)), currency)
    return f"{total}, of which primary policies need {Money(taken, currency)}: {left} is left"


def _nothing(case: Case) -> tuple[Outcome, str, InsurancePolicy | None]:
    unclear = undated(policies(case.supplier, UMBRELLAS))
    if unclear:
        return Outcome.UNKNOWN, f"policy {unclear[0].number} has no complete term", unclear[0]
    return Outcome.FAIL, "nothing in force", None
