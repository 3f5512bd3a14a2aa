"""Enough independent quotes came in.

Why: One quote is a price, three are a market. Related firms quote in concert.
Method: For each award since the clause's day worth more than the clause's amount, the quotes that
answered what was asked, in time, are counted; of firms that belong together one counts.
Boundary: Exactly the number asked for is enough; exactly the amount is not above it. A quote that
came in on the closing day is in time. Quotes of which it is not recorded whether they answered
count as unknown where they would make the number.
Example: Three quotes, two of them of one group: two count, three are asked for, fails.
Excludes: Awards with an exemption (SRC-03), and orders under another contract.
Mend: Ask further suppliers, or record whom you asked and ask for an exemption.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._awards import ABOVE, AWARDED_FROM, RATE_AGE, Award, awards, exceeds
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import parse_date
from generator.model.names import normalise
from generator.model.records import Data
from generator.model.words import day

COUNT = Param(name="count", kind="integer", stricter="higher")


@check("SRC-02", "quotes-count", ABOVE, COUNT, AWARDED_FROM, RATE_AGE, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each award since the clause's day."""
    for award in awards(case):
        if not award.exempt:
            yield _result(case, award)


def _result(case: Case, award: Award) -> Result:
    above, wanted = case.money("above"), case.integer("count")
    over, why = exceeds(case, award.value, above, award.on)
    sure, perhaps = _independent(award)
    faults = Faults()
    held = f"{sure} independent {'quote' if sure == 1 else 'quotes'} that answered"
    if over is None:
        faults.unknown.append(why)
    elif over and sure < wanted:
        if perhaps >= wanted:
            faults.missing("of some quotes whether they answered what was asked")
        else:
            faults.wrong.append(held)
    elif not over:
        held = f"worth {award.value}"
    thing = Thing(
        subject=f"{award.name}/award/quotes",
        topic=f"{award.name}/award",
        words=f"Award of contract {award.contract.id} on {day(award.on)}",
        required=f"above {above}: at least {wanted} independent quotes",
        fix="Ask further suppliers, or record whom you asked and ask for an exemption.",
        pointer=award.pointer,
    )
    return judge(thing, faults, held)


def _independent(award: Award) -> tuple[int, int]:
    """How many groups of firms sent a quote that answered, and how many may have."""
    quotes = [one for one in award.data.get("quotes") or () if _in_time(award, one)]
    group = _groups(quotes)
    sure = {group[normalise(one["from"])] for one in quotes if one.get("compliant") is True}
    perhaps = {group[normalise(one["from"])] for one in quotes if one.get("compliant") is not False}
    return len(sure), len(perhaps)


def _in_time(award: Award, quote: Data) -> bool:
    closes = parse_date(award.data.get("closes_on")) or date.max
    return (parse_date(quote.get("received_on")) or date.min) <= closes


def _groups(quotes: list[Data]) -> dict[str, str]:
    """Firm → one name for all the firms that belong together."""
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for one in quotes:
        own = lead(normalise(one["from"]))
        if one.get("related_to"):
            leader[own] = lead(normalise(one["related_to"]))
    return {name: lead(name) for name in leader}
