"""A new contact and then a new account are looked at twice.

Why: A new contact, then a new account, is how payments are stolen.
Method: Where bank details changed within the clause's days after a contact did, the deeper check
for fraud must be recorded on the change of bank details.
Boundary: On the same day, and exactly the clause's days later, is within; one day more is not. A
change without its day, or nothing recorded of the deeper check: unknown.
Example: Contact changed 1 Oct, bank details 20 Oct, 30 days, no deeper check: fails.
Excludes: Approvals and the wait (PAY-02).
Mend: Call both the old and the new contact, hold payments, and record what came of it.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._bank import LOOKBACK, changes, recent_bank_changes
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.records import Item

PARAMS = (Param(name="days", kind="integer", stricter="higher"), LOOKBACK)


@check("PAY-03", "contact-then-bank", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each recent change of bank details."""
    days = case.integer("days")
    for change in recent_bank_changes(case):
        thing = Thing(
            subject=f"changes/{change.id}/contact",
            words=f"Change of bank details {change.id}",
            required=f"the deeper check where a contact changed within {days} days before "
            f"(changes of the last {case.integer('lookback_months')} months)",
            fix="Call both the old and the new contact, hold payments, and record it.",
            pointer=change.pointer,
            topic=f"changes/{change.id}",
        )
        near = [_after(change, one, days) for one in changes(case, "contact")]
        deeper = change.data.get("enhanced_check")
        faults = Faults()
        if deeper is not True and True in near:
            if deeper is None:
                faults.missing("whether the deeper check was made after the contact changed")
            else:
                faults.wrong.append("a contact changed shortly before, and no deeper check made")
        elif deeper is not True and None in near:
            faults.missing("the day of a change of contact or bank details")
        yield judge(thing, faults, "checked" if deeper else "no new contact before it")


def _after(bank: Item, contact: Item, days: int) -> bool | None:
    """Whether the bank details changed soon after the contact; None when a day is missing."""
    changed, before = bank.date("changed_on"), contact.date("changed_on")
    return None if changed is None or before is None else _within(changed, before, days)


def _within(changed: date, before: date, days: int) -> bool:
    return 0 <= (changed - before).days <= days
