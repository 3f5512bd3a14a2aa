"""A change of bank details waits, and is agreed to by enough others.

Why: Money sent to an account that a thief put in our records does not come back. A wait, a second
approval and a word to the old contact stop nearly all of these.
Method: For each change of bank details of the last months that the clause names: as many roles as
it asks for, none of them the one that passed the change on, approved it; it was verified; the
contact known before was told; and no money moves before the clause's business days are over.
Boundary: Five business days after Thu 19 Nov 2026, with 26 Nov off, is Fri 27 Nov: in effect from
that day is in time. Years that the calendar does not hold, and days not recorded: unknown.
Example: One approval where two are asked for: fails.
Excludes: The first bank details (PAY-01), and the pattern of a new contact before it (PAY-03).
Mend: Stop payments to the new account, get the second approval, and tell the old contact.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._bank import LOOKBACK, recent_bank_changes
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import business_days_after
from generator.model.records import Item
from generator.model.words import day

PARAMS = (
    Param(name="approvals", kind="integer", stricter="higher"),
    Param(name="hold_days", kind="integer", stricter="higher"),
    LOOKBACK,
)


@check("PAY-02", "bank-change-cooldown", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each recent change of bank details."""
    approvals, hold = case.integer("approvals"), case.integer("hold_days")
    for change in recent_bank_changes(case):
        thing = Thing(
            subject=f"changes/{change.id}/bank",
            words=f"Change of bank details {change.id}",
            required=f"{approvals} approvals by others, a check, a word to the old contact and "
            f"{hold} business days before money moves (changes of the last "
            f"{case.integer('lookback_months')} months)",
            fix="Stop payments to the new account until each of these is done and recorded.",
            pointer=change.pointer,
            topic=f"changes/{change.id}",
        )
        faults = Faults()
        _agreed(change, approvals, faults)
        faults.dated("it was verified", change.date("verified_on"), case.today)
        _waited(case, change, hold, faults)
        yield judge(thing, faults, "approved, verified, told and held")


def _agreed(change: Item, approvals: int, faults: Faults) -> None:
    asked = change.text("requested_by")
    others = set(change.texts("approved_by")) - {asked}
    if not asked:
        faults.missing("who passed it on")
    if len(others) < approvals:
        faults.wrong.append(f"approved by {len(others)}, {approvals} are needed")


def _waited(case: Case, change: Item, hold: int, faults: Faults) -> None:
    changed, used = change.date("changed_on"), change.date("in_effect_from")
    told = change.date("old_contact_told_on")
    if told is None or not case.today.reached(told):
        faults.wrong.append("the old contact was not told")
    elif used is not None and told > used:
        faults.wrong.append("the old contact was told after money could move")
    if changed is None or used is None:
        faults.missing("its day" if changed is None else "from when it is used")
        return
    first = _first_day(case, changed, hold)
    if first is None:
        faults.unknown.append(f"the calendar does not hold all days after {day(changed)}")
    elif used < first:
        faults.wrong.append(f"used from {day(used)}, {day(first)} is the first day allowed")


def _first_day(case: Case, changed: date, hold: int) -> date | None:
    return business_days_after(changed, hold, case.catalog.reference.holidays.is_business_day)
