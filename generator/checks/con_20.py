"""An outsourced function can be taken back: the exit plan exists and was tested.

Why: A plan to leave that nobody tried is a wish.
Method: Each contract in force that hands over a function of ours has an exit plan on file, tested
within the clause's months. Where the contract has a block on outsourcing, or the supplier an
outsourced service, and it is not recorded whether it is one, it is unknown.
Boundary: Tested 15 Mar 2025 counts for 24 months through 15 Mar 2027. With days of warning, a
reminder comes before that.
Example: A plan without a test: fails.
Excludes: Contracts recorded as no outsourcing.
Mend: Write the plan with the supplier, test it, and record the day.
"""

from collections.abc import Iterator

from generator.checks._contracts import running
from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_months, parse_date
from generator.model.records import Contract
from generator.model.words import day

MONTHS = Param(name="test_months", kind="integer", stricter="lower")


@check("CON-20", "exit-plan", MONTHS, subject=Subject.CONTRACT, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract in force that is outsourcing, or may be."""
    for contract in case.contracts:
        if not running(contract, case.today, case.catalog.reference):
            continue
        answer = contract.group("outsourcing").get("is_outsourcing")
        service = case.supplier.data.get("sourcing_model") == "outsourced_service"
        if answer is True:
            yield _plan(case, contract)
        elif answer is None and ("outsourcing" in contract.data or service):
            faults = Faults()
            faults.missing("whether it is outsourcing")
            yield judge(_thing(case, contract), faults, "")


def _plan(case: Case, contract: Contract) -> Result:
    plan = contract.group("outsourcing").get("exit_plan") or {}
    tested = parse_date(plan.get("tested_on"))
    thing, faults = _thing(case, contract), Faults()
    last = add_months(tested, case.integer("test_months")) if tested else None
    if not plan.get("doc"):
        faults.wrong.append("no plan on file")
    if tested is None or not case.today.reached(tested):
        faults.wrong.append("no test on file")
    else:
        faults.dated("tested", tested, case.today, last)
    held = f"tested on {day(tested)}" if tested else ""
    due = f"{held}, due again by {day(last)}" if last else held
    soon = ends_soon(case, thing, last, due) if last and not faults.wrong else None
    return soon or judge(thing, faults, held, last_day=last)


def _thing(case: Case, contract: Contract) -> Thing:
    return Thing(
        subject=f"contracts/{contract.id}/exit-plan",
        topic=f"contracts/{contract.id}/exit-plan",
        words=f"Exit plan for contract {contract.id}",
        required=f"a plan tested within {case.integer('test_months')} months",
        fix="Write the plan with the supplier, test it, and record it under outsourcing.exit_plan.",
        pointer=(*contract.pointer, "outsourcing")
        if "outsourcing" in contract.data
        else contract.pointer,
    )
