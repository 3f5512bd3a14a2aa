"""Each service level that was promised is measured.

Why: A promise that nobody measures is kept or broken without anybody knowing.
Method: For each contract in force with service levels: the latest review of performance of the
contract holds a metric of the same name for each of them. A review that names no contract counts
where the supplier has only one in force. A metric without a value measures nothing.
Boundary: A contract in force for the clause's months needs its first review; the day before that it
does not. A review without its day: unknown.
Example: Promised is response time, the review has on time in full only: fails, and names it.
Excludes: Whether the target was met (PER-04).
Mend: Ask the contract owner to measure what was promised, under the name in the contract.
"""

from collections.abc import Iterator

from generator.checks._contracts import running
from generator.checks._faults import Faults, Thing, judge
from generator.checks._figures import number
from generator.checks._reviews import done, undated
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_months
from generator.model.records import Contract, Item
from generator.model.words import day, listing

FIRST = Param(name="first_after_months", kind="integer", stricter="lower")
_KIND = ("performance",)


@check("CON-16", "sla-measured", FIRST, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract in force with service levels."""
    for contract in case.contracts:
        if contract.data.get("slas") and _runs(case, contract):
            yield _result(case, contract)


def _runs(case: Case, contract: Contract) -> bool:
    return running(contract, case.today, case.catalog.reference)


def _result(case: Case, contract: Contract) -> Result:
    promised = [one["metric"] for one in contract.data["slas"]]
    months = case.integer("first_after_months")
    mine = [one for one in done(case, _KIND) if _about(case, one, contract)]
    faults = Faults()
    held = ""
    start = contract.term.start
    if mine:
        # Of several done on one day all count, in whatever order they stand.
        latest = [one for one in mine if one.date("performed_on") == mine[-1].date("performed_on")]
        measured = {_plain(str(one["name"])) for review in latest for one in _measured(review)}
        missing = [one for one in promised if _plain(one) not in measured]
        held = f"review {listing(sorted(one.id for one in latest))}"
        if missing:
            faults.wrong.append(f"{held} does not measure {listing(missing)}")
    elif any(_about(case, one, contract) for one in undated(case, _KIND)):
        faults.missing("when the review was done")
    elif start is not None and case.today.reached(add_months(start, months)):
        faults.wrong.append("no review of performance on file")
    else:
        held = f"in force since {day(start)}" if start else ""
    thing = Thing(
        subject=f"contracts/{contract.id}/slas",
        topic=f"contracts/{contract.id}/slas",
        words=f"Service levels of contract {contract.id}",
        required=f"{listing(promised)} in the latest review, the first after {months} months",
        fix="Measure what was promised, and record it under the name in the contract.",
        pointer=(*contract.pointer, "slas"),
    )
    return judge(thing, faults, held)


def _measured(review: Item) -> Iterator[dict[str, object]]:
    for one in review.data.get("metrics") or ():
        if number(one.get("value")) is not None:
            yield one


def _about(case: Case, review: Item, contract: Contract) -> bool:
    if review.text("contract"):
        return review.text("contract") == contract.id
    return [one.id for one in case.supplier.contracts if _runs(case, one)] == [contract.id]


def _plain(name: str) -> str:
    """Without case and with single spaces."""
    return " ".join(name.casefold().split())
