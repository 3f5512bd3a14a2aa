"""What was awarded is within the budget of the need.

Why: Money above the budget is money that somebody else was counting on.
Method: For each award since the clause's day, what was awarded is held against the budget of the
need, converted at the rate of the day of the award. Awarded is the value of the contract at award;
where that is not recorded, the price that the winner quoted; where neither is, the most that may be
spent, unless a modification has changed it since. An estimate is no offer and is not looked at.
Boundary: Exactly the budget is within it. No budget, nothing to hold against it, or no fresh rate
of that day: unknown. So are several quotes of the winner of which only some are within it.
Example: Budget USD 20,000; awarded at EUR 18,000 on a day with EUR at 1.16, USD 20,880: fails.
Excludes: What was added later (CON-13) and what was ordered (CON-12). Findings do not repeat what
was quoted: it is restricted.
Mend: Have the higher amount approved by those who own the budget and record it, or award less.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks._awards import AWARDED_FROM, RATE_AGE, Award, awards, converted, exceeds
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Result, Subject, check
from generator.model.money import Money, parse_money
from generator.model.names import same
from generator.model.records import Pointer
from generator.model.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class _Awarded:
    """One amount, or the several quotes that may be it; ``words`` is '' where it is not told."""

    amounts: tuple[Money, ...] = ()
    words: str = ""


@check("BUD-01", "within-budget", AWARDED_FROM, RATE_AGE, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each award since the clause's day, orders under a contract among them."""
    for award in awards(case, calls=True):
        yield _result(case, award)


def _result(case: Case, award: Award) -> Result:
    budget = parse_money(award.need.get("budget"))
    awarded = _awarded(case, award)
    faults = Faults()
    held = ""
    if budget is None:
        faults.missing("the budget of the need")
    elif not awarded.amounts:
        faults.missing("what was awarded")
    else:
        held = _compare(case, award, awarded, budget, faults)
    thing = Thing(
        subject=f"{award.name}/award/budget",
        words=f"Award of contract {award.contract.id} on {day(award.on)}",
        required=f"at most {budget}, the budget of the need" if budget else "a budget to keep to",
        fix="Record award.need.budget and value.initial; where more was awarded, have that "
        "approved by those who own the budget, and record the budget they gave.",
        pointer=_pointer(award),
    )
    return judge(thing, faults, held)


def _awarded(case: Case, award: Award) -> _Awarded:
    value = award.contract.group("value")
    initial = parse_money(value.get("initial"))
    if initial is not None:
        return _Awarded(amounts=(initial,), words=f"awarded at {initial}")
    quotes = [
        parse_money(one.get("amount"))
        for one in award.data.get("quotes") or ()
        if one.get("compliant") is not False and same(one["from"], case.supplier.names)
    ]
    told = tuple(one for one in quotes if one is not None)
    if told:
        return _Awarded(amounts=told)
    most = parse_money(value.get("not_to_exceed"))
    if most is None or award.contract.data.get("modifications"):
        return _Awarded()
    return _Awarded(amounts=(most,), words=f"up to {most} may be spent")


def _compare(case: Case, award: Award, awarded: _Awarded, budget: Money, faults: Faults) -> str:
    """What is held, in words; what is wrong with it goes to ``faults``."""
    answers = [exceeds(case, one, budget, award.on) for one in awarded.amounts]
    above = {over for over, _ in answers}
    held = awarded.words + _in_its_currency(case, award, awarded, budget)
    if None in above:
        faults.unknown.append(next(why for over, why in answers if over is None))
    elif above == {True, False}:
        faults.missing("which of the winner's quotes was taken")
    elif True in above:
        faults.wrong.append(held or "the winner's quote is above it")
    return held or "the winner's quote is within it"


def _in_its_currency(case: Case, award: Award, awarded: _Awarded, budget: Money) -> str:
    first = awarded.amounts[0]
    held = converted(case, first, budget.currency, award.on)
    if held is None or not awarded.words or first.currency == budget.currency:
        return ""
    return f" ({held} at the rate of {day(award.on)})"


def _pointer(award: Award) -> Pointer:
    """The budget; where there is none, the nearest thing that it belongs into."""
    if "budget" in award.need:
        return (*award.pointer, "need", "budget")
    return (*award.pointer, "need") if award.need else award.pointer
