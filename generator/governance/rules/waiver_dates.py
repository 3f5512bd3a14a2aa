"""A waiver starts after its approval, and ends within a year.

Why: a waiver that reaches back excuses what was wrong when it happened, and one without an end in
sight is a change of the rule.
Instead: let it start on the day of its approval or later, and end as soon as the cure allows. How
long is too long for which rule, the policy says.
"""

from collections.abc import Iterator

from generator.governance.model import Change, Refusal
from generator.model.dates import parse_date
from generator.model.policy import Waiver
from generator.model.words import day

CODE = "GOV-05"
NAME = "waiver-dates"

LONGEST_DAYS = 366


def run(change: Change) -> Iterator[Refusal]:
    """One for each date of a new waiver that cannot be right."""
    for before, after in change.waivers():
        if before is not None or after is None:
            continue
        for name, message in _wrong(after, change):
            yield Refusal(
                message=f"waiver {after.id}: {message}",
                fix="Give it the dates of its approval and of its cure.",
                path=after.path,
                pointer=(name,),
                supplier=after.supplier,
            )


def _wrong(waiver: Waiver, change: Change) -> Iterator[tuple[str, str]]:
    approved = parse_date(waiver.data["approved_on"])
    assert approved is not None
    if approved > change.as_of:
        yield "approved_on", f"approved on {day(approved)}, a day that has not come"
    if waiver.starts_on < approved:
        yield "starts_on", f"it starts on {day(waiver.starts_on)}, before its approval"
    if waiver.expires_on < waiver.starts_on:
        yield "expires_on", "it ends before it starts"
    if (waiver.expires_on - waiver.starts_on).days + 1 > LONGEST_DAYS:
        yield "expires_on", f"it ends on {day(waiver.expires_on)}, after more than a year"
