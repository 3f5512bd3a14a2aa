"""A firm that grants may not go to was looked for before the award.

Why: Money of a grant that reaches an excluded firm has to be paid back.
Method: For each contract that has not ended (of those a grant pays for, where the clause says so,
by ``grant``), a debarment screening under the supplier's legal name must lie within the clause's
days before the award (or the signature, where no day of award is recorded), and again before a
decision to renew. While the award is still to come it is held against today, as a warning.
Boundary: On the day of the award and exactly the clause's days before it is in time; a day earlier
or later is not. A contract that has begun with neither day recorded: unknown.
Example: Awarded 15 Jun 2026, screened 10 May 2026, 30 days: fails.
Excludes: What the search found (SCR-02). Contracts without a grant on record, where the clause is
about grants.
Mend: Look the firm up in the list of excluded firms and record it; a search after the award does
not mend the award, so ask Legal what to tell the giver of the grant.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._faults import Faults, Thing, judge
from generator.checks._screenings import newest, screenings
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_days, parse_date
from generator.model.records import Contract
from generator.model.words import day

PARAMS = (
    Param(name="days", kind="integer", stricter="lower"),
    Param(name="grants_only", kind="flag", required=False, stricter="false"),
)


@check("SCR-03", "debarment", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for the award of each contract, and one for its decision to renew."""
    for contract in case.contracts:
        if contract.dead or case.today.ended(contract.term):
            continue
        if case.flag("grants_only") and not contract.data.get("grant"):
            continue
        awarded = parse_date(contract.group("award").get("awarded_on")) or contract.signed_on
        yield _one(case, contract, "award", awarded)
        decision = contract.renewal.get("decision") or {}
        renewed = parse_date(decision.get("decided_on"))
        if decision.get("decision") in ("renew", "renegotiate") and renewed is not None:
            yield _one(case, contract, "renewal", renewed)


def _one(case: Case, contract: Contract, event: str, when: date | None) -> Result:
    days = case.integer("days")
    thing = Thing(
        subject=f"contracts/{contract.id}/debarment-{event}",
        words=f"Contract {contract.id}, {event}",
        required=f"a search of the list of excluded firms at most {days} days before",
        fix="Look the firm up in the list of excluded firms, and record the search.",
        pointer=contract.pointer,
        topic=f"contracts/{contract.id}/debarment",
    )
    faults = Faults()
    if when is None or not case.today.reached(when):
        return _ahead(case, contract, thing, faults)
    first = add_days(when, -days)
    found = [
        one
        for one in screenings(case, "debarment")
        if (on := one.date("performed_on")) is None or first <= on <= when
    ]
    on, why = newest(case, found, [case.supplier.legal_name])
    if on is None:
        (faults.unknown if why else faults.wrong).append(
            why or f"none from {day(first)} to {day(when)}"
        )
    return judge(thing, faults, f"made on {day(on)}" if on else "")


def _ahead(case: Case, contract: Contract, thing: Thing, faults: Faults) -> Result:
    """No award yet: is there a search on which it could rest today?"""
    start = contract.term.start
    if start is not None and case.today.reached(start):
        faults.missing("the day of the award")
        return judge(thing, faults, "")
    days = case.integer("days")
    on, why = newest(case, screenings(case, "debarment"), [case.supplier.legal_name])
    if on is None:
        (faults.unknown if why else faults.wrong).append(why or "none on file")
    else:
        faults.dated("it was made", on, case.today, add_days(on, days))
    return judge(thing, faults, f"made on {day(on)}" if on else "", severity="warning")
