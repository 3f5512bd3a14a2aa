"""A rule is not dated back, and no policy is out of force for a while.

Why: a rule with an earlier first day finds fault with what nobody could have known; a policy whose
first day lies ahead holds for nobody until then, the old version no more than the new.
Instead: let approved_on be the day of the approval and effective_from not before it. To bring in
something stricter later, give the requirement its own effective_from or transition_until.
"""

from collections.abc import Iterator
from datetime import date

from generator.governance.model import Change, Pair, Refusal
from generator.governance.norms import normative
from generator.model.dates import add_days, parse_date
from generator.model.records import Data
from generator.model.words import day

CODE = "POL-03"
NAME = "policy-dates"

# From an approval to the change that records it; longer than that is no delay of the post.
BACK_DAYS = 60


def run(change: Change) -> Iterator[Refusal]:
    """One for each date that goes back, and for each policy that would stop to hold."""
    for pair in change.of("policy"):
        if pair.head is None:
            continue
        if pair.base is not None and not normative(pair.base.data, pair.head.data):
            continue
        for name, message in _wrong(pair, pair.head.data, change.as_of):
            yield Refusal(
                message=f"policy {pair.id}: {message}",
                fix="Date the rule from its approval, or give the changed requirement its own "
                "effective_from or transition_until.",
                path=pair.path,
                pointer=(name,),
            )


def _wrong(pair: Pair, head: Data, today: date) -> Iterator[tuple[str, str]]:
    if head["status"] == "draft":
        if pair.base is not None and pair.base.data["status"] == "in_force":
            yield "status", "it is in force, and would be a draft again: retire it instead"
        return
    if head["status"] != "in_force":
        return
    approved, start = parse_date(head.get("approved_on")), parse_date(head.get("effective_from"))
    base = pair.base.data if pair.base is not None else {}
    if approved is not None and approved > today:
        yield "approved_on", f"approved on {day(approved)}, a day that has not come"
    was = parse_date(base.get("approved_on"))
    if pair.base is not None and approved is not None and was is not None and approved <= was:
        yield "approved_on", f"the new version is approved on {day(approved)}, as or before the old"
    elif approved is not None and pair.base is not None and approved < add_days(today, -BACK_DAYS):
        yield "approved_on", f"approved on {day(approved)}, more than {BACK_DAYS} days ago"
    if start is None:
        return
    if pair.base is not None and approved is not None and start < approved:
        yield "effective_from", f"it would hold from {day(start)}, before its approval"
    if base.get("status") == "in_force" and start > today:
        yield "effective_from", f"until {day(start)} neither the old version nor the new would hold"
