"""The way suppliers were asked fits the value.

Why: A large purchase without competition pays whatever was asked.
Method: For each award since the clause's day (or since the requirement is in effect), the
whole-life value (as estimated, or else that of the contract) is held against the clause's amount at
the rate of that day. Above it, the method must be one of the clause's, or there is an exemption.
That a purchase is below a threshold is no ground for one that is above.
Boundary: Exactly the amount is not above it. No value, no method, or no rate of that day: unknown.
Example: Above USD 100,000 a tender is asked for; worth USD 120,000, three quotes: fails.
Excludes: Orders under another contract; whether an exemption is complete (SRC-03).
Mend: Record how suppliers were asked. If they were not, ask for an exemption with its reason.
"""

from collections.abc import Iterator

from generator.checks._awards import ABOVE, AWARDED_FROM, METHODS, RATE_AGE, Award, awards, exceeds
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.words import day, listing, plain

METHODS_PARAM = Param(name="methods", kind="texts", allowed=METHODS)


@check(
    "SRC-01",
    "method-for-value",
    ABOVE,
    METHODS_PARAM,
    AWARDED_FROM,
    RATE_AGE,
    subject=Subject.CONTRACT,
)
def run(case: Case) -> Iterator[Result]:
    """One result for each award since the clause's day."""
    for award in awards(case):
        yield _result(case, award)


def _result(case: Case, award: Award) -> Result:
    above, methods = case.money("above"), case.texts("methods")
    over, why = exceeds(case, award.value, above, award.on)
    method = str(award.data.get("method") or "")
    faults = Faults()
    held = f"worth {award.value}"
    if award.exempt:
        held = f"exemption: {plain(award.exempt)}"
    elif over is None:
        faults.unknown.append(why)
    elif over and not method:
        faults.missing("how suppliers were asked")
    elif over and method not in methods:
        faults.wrong.append(f"{held}, method: {plain(method)}")
    elif over:
        held = f"{held}, method: {plain(method)}"
    asked = listing([plain(one) for one in methods], "or")
    thing = Thing(
        subject=f"{award.name}/award/method",
        topic=f"{award.name}/award",
        words=f"Award of contract {award.contract.id} on {day(award.on)}",
        required=f"above {above}: {asked}",
        fix="Record award.method and the value; where nobody else was asked, ask for an exemption.",
        pointer=award.pointer,
    )
    return judge(thing, faults, held)
