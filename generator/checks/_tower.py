"""What stands above the primary policies, and what of it the primary policies use up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.checks._held import (
    UMBRELLA,
    converted,
    follows_form,
    limit_of,
    lists,
    most,
    primaries,
    umbrellas,
)
from generator.checks.base import Case
from generator.model.money import Money
from generator.model.policy import Requirement
from generator.model.records import InsurancePolicy

OCCURRENCE, AGGREGATE = "each_occurrence", "aggregate"
# The limits of employers' liability, and which limit of an umbrella adds to each.
EL_LIMITS = {
    "each_accident": ("el_each_accident", OCCURRENCE),
    "disease_each_employee": ("el_disease_each_employee", OCCURRENCE),
    "disease_policy_limit": ("el_disease_policy_limit", AGGREGATE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A primary limit that another requirement asks for, and lets an umbrella make up."""

    case: Case
    line: str
    limit: str
    umbrella_limit: str
    minimum: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """An amount that lies between two; ``most`` None when nobody can say how much it is at most."""

    least: Decimal
    most: Decimal | None
    reason: str = ""


def demands(case: Case, umbrella_limit: str) -> list[Demand]:
    """What other requirements that apply ask of primary policies, and an umbrella may satisfy."""
    found: list[Demand] = []
    for code in ("INS-07", "INS-08", "INS-12", "INS-15"):
        for other in case.applying(code):
            if other.params.get(UMBRELLA.name) is True:
                found += _asked(replace(case, requirement=other), code, other)
    return [one for one in found if one.umbrella_limit == umbrella_limit]


def _asked(case: Case, code: str, other: Requirement) -> Iterator[Demand]:
    if code == "INS-15":
        for name, (limit, above) in EL_LIMITS.items():
            line = "workers_compensation_employers_liability"
            yield Demand(
                case=case, line=line, limit=limit, umbrella_limit=above, minimum=case.money(name)
            )
    elif code == "INS-12":
        if "min" in other.params:
            yield Demand(
                case=case,
                line="automobile_liability",
                limit="combined_single_limit",
                umbrella_limit=OCCURRENCE,
                minimum=case.money("min"),
            )
    else:
        yield Demand(
            case=case,
            line=case.text("line"),
            limit=case.text("limit"),
            umbrella_limit=AGGREGATE if code == "INS-08" else OCCURRENCE,
            minimum=case.money("min"),
        )


def towers(case: Case) -> list[list[InsurancePolicy]]:
    """For each umbrella in force, it and the layers above it; each layer counted once.

    A layer stands above when its schedule lists the kind of one beneath it, and it follows form.
    """
    running = umbrellas(case)
    lowest = [one for one in running if not any(_above(one, other) for other in running)]
    return [_stacked(base, running) for base in lowest or running]


def _above(one: InsurancePolicy, other: InsurancePolicy) -> bool:
    return one is not other and other.line in one.texts("schedule_of_underlying")


def _stacked(base: InsurancePolicy, running: Iterable[InsurancePolicy]) -> list[InsurancePolicy]:
    tower = [base]
    waiting = [one for one in running if one is not base and follows_form(one)]
    while True:
        above = [one for one in waiting if any(_above(one, layer) for layer in tower)]
        if not above:
            return tower
        tower.append(above[0])
        waiting.remove(above[0])


def height(case: Case, tower: Iterable[InsurancePolicy], limit: str, currency: str) -> Range:
    """The limit of all layers together."""
    known, reason = Decimal(0), ""
    for layer in tower:
        held = limit_of(case, layer, limit, currency)
        if held.amount is None:
            reason = reason or held.reason
        else:
            known += held.amount.amount
    return Range(least=known, most=None if reason else known, reason=reason)


def used(
    case: Case,
    tower: Iterable[InsurancePolicy],
    wanted: Iterable[Demand],
    limit: str,
    currency: str,
) -> Range:
    """What of the tower the primary policies need: one accident at a time, all of an aggregate.

    The same limit asked for by two requirements is one shortfall, the larger of them.
    """
    shortfalls: dict[tuple[str, str], Range] = {}
    for one in wanted:
        if any(lists(layer, one.line) and follows_form(layer) for layer in tower):
            found = _shortfall(case, one, currency)
            known = shortfalls.get((one.line, one.limit))
            shortfalls[one.line, one.limit] = _larger(known, found) if known else found
    total = Range(least=Decimal(0), most=Decimal(0))
    for found in shortfalls.values():
        total = _larger(total, found) if limit == OCCURRENCE else _sum(total, found)
    return total


def _shortfall(case: Case, wanted: Demand, currency: str) -> Range:
    """What the line lacks. Where nothing is in force, an umbrella cannot stand in: nothing."""
    held = primaries(wanted.case, wanted.line, wanted.limit, wanted.minimum.currency)
    if not held:
        return Range(least=Decimal(0), most=Decimal(0))
    best = most(held)
    lacking = wanted.minimum.amount - (best.amount.amount if best.amount else 0)
    upper, reason = converted(
        case, Money(max(lacking, Decimal(0)), wanted.minimum.currency), currency, in_full=True
    )
    unknown = next((one.reason for one in held if one.amount is None), "")
    if upper is None:
        return Range(least=Decimal(0), most=None, reason=reason)
    if unknown and upper.amount:
        return Range(least=Decimal(0), most=upper.amount, reason=unknown)
    return Range(least=upper.amount, most=upper.amount)


def _larger(one: Range, other: Range) -> Range:
    return Range(
        least=max(one.least, other.least),
        most=None if one.most is None or other.most is None else max(one.most, other.most),
        reason=one.reason or other.reason,
    )


def _sum(one: Range, other: Range) -> Range:
    return Range(
        least=one.least + other.least,
        most=None if one.most is None or other.most is None else one.most + other.most,
        reason=one.reason or other.reason,
    )
