"""A framework is competed again before it is too old.

Why: A good choice made long ago is not a good choice today.
Method: Each contract in force that the requirement chooses is held against the clause's longest
time from its start. One that is to run on beyond that day, renewals and options that are left
included, is for information; within the clause's days of warning it is a reminder, and after that
day it has the requirement's severity.
Boundary: With 4 years from 1 Mar 2023, 28 Feb 2027 is the last day. To run to exactly that day is
in order. No start or no end on record: unknown.
Example: Framework from 1 Mar 2023 to 29 Feb 2028, 4 years: information, from 1 Mar 2027 graver.
Mend: Plan the next competition so that it is awarded before that day.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._contracts import ended, present
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import Duration, add_days, parse_duration
from generator.model.records import Contract
from generator.model.words import day, duration

LONGEST = Param(name="longest", kind="text")


@check("SRC-09", "framework-recompete", LONGEST, subject=Subject.CONTRACT, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has not ended."""
    for contract in case.contracts:
        start = contract.term.start
        if contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        if start is None or case.today.reached(start):
            yield _result(case, contract, start)


def _result(case: Case, contract: Contract, start: date | None) -> Result:
    longest = case.text("longest")
    length = parse_duration(longest)
    last = add_days(length.after(start), -1) if start and length else None
    runs_to, endless = _runs_to(case, contract)
    faults, severity = Faults(), None
    held = f"to run to {day(runs_to)}" if runs_to else "without an end"
    if start is None:
        faults.missing("its start")
    elif runs_to is None and not endless:
        faults.missing("its end")
    elif last is None:
        faults.unknown.append(f"'{longest}' is no length of time")
    elif endless or (runs_to is not None and runs_to > last):
        faults.wrong.append(f"in force since {day(start)}, {held}")
        severity = _severity(case, last)
    thing = Thing(
        subject=f"contracts/{contract.id}/recompete",
        topic=f"contracts/{contract.id}/recompete",
        words=f"Contract {contract.id}",
        required=f"competed again after at most {duration(longest) or longest}"
        + (f", by {day(last)}" if last else ""),
        fix="Plan the next competition so that it is awarded before that day.",
        pointer=(*contract.pointer, "ends_on") if "ends_on" in contract.data else contract.pointer,
    )
    return judge(thing, faults, held, severity=severity, last_day=last)


def _severity(case: Case, last: date) -> str | None:
    if case.today.after(last):
        return None
    bucket = case.bucket(last) if case.requirement.warn_days else None
    return bucket[1] if bucket else "info"


def _runs_to(case: Case, contract: Contract) -> tuple[date | None, bool]:
    """The last day with every renewal and option left, and whether it has no end at all."""
    now = present(contract, case.today, case.catalog.reference)
    end, left, length = now.term.end_excl, contract.renewals_left, contract.renewal_term
    if end is None or contract.renewal.get("type") not in ("auto", "option"):
        return now.last_day, end is None and contract.open_ended
    if contract.data.get("renewed_by") or contract.data.get("terminated_on"):
        return now.last_day, False
    if left is None or length is None:
        # Nothing bounds what renews itself; an option is a choice that may never be made.
        return now.last_day, contract.renews_itself
    more = max(left - now.renewed, 0)
    further = Duration(months=length.months * more, days=length.days * more)
    return add_days(further.after(end), -1), False
