"""A waiver is what was approved.

Why: a waiver with a later end, a wider scope or a control less is another waiver, and nobody
approved that one.
Instead: file a new waiver with extension_of, and have it approved. A waiver may be revoked, closed,
ended earlier and narrowed, and its controls may be added to.
"""

from collections.abc import Iterator

from generator.governance.model import Change, Refusal
from generator.model.places import covers
from generator.model.policy import Waiver
from generator.model.words import listing

CODE = "GOV-03"
NAME = "waiver-widened"

_DECIDED = ("requested_by", "approved_by", "approved_on", "extension_of")


def run(change: Change) -> Iterator[Refusal]:
    """One for each waiver that lifts more, for longer, or on another decision than before."""
    for before, after in change.waivers():
        if before is None or after is None:
            continue
        found = list(_wider(before, after, change))
        if found:
            yield Refusal(
                message=f"waiver {after.id}: {listing(found)}",
                fix="Set it back, and file a new waiver with extension_of, approved as such.",
                path=after.path,
                supplier=after.supplier,
            )


def _wider(before: Waiver, after: Waiver, change: Change) -> Iterator[str]:
    if after.requirement != before.requirement:
        yield "it lifts another requirement"
    if after.supplier != before.supplier:
        yield "it is for another supplier"
    if after.expires_on > before.expires_on:
        yield "it ends later"
    if after.starts_on < before.starts_on:
        yield "it starts earlier"
    if before.subject and after.subject != before.subject:
        yield "it is for another subject"
    reference = change.base.catalog.reference
    if before.category and not (
        after.category and reference.is_kind_of(after.category, before.category)
    ):
        yield "it covers more categories"
    if before.jurisdiction and not (
        after.jurisdiction and covers(before.jurisdiction, after.jurisdiction)
    ):
        yield "it covers more places"
    if after.approved_by and not before.approved_by:
        yield "it was revoked and is in force again"
    yield from _decision(before, after)


def _decision(before: Waiver, after: Waiver) -> Iterator[str]:
    changed = [one for one in _DECIDED if before.data.get(one) != after.data.get(one)]
    if changed:
        yield f"{listing([one.replace('_', ' ') for one in changed])} changed"
    if after.data.get("extension_count", 0) < before.data.get("extension_count", 0):
        yield "it counts fewer extensions"
    kept = [one["text"] for one in after.data.get("compensating_controls") or ()]
    if any(one["text"] not in kept for one in before.data.get("compensating_controls") or ()):
        yield "a control is gone or says something else"
    if after.data.get("residual_risk", 0) < before.data.get("residual_risk", 0):
        yield "its risk is rated lower"
