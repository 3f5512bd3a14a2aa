"""A waiver that goes on from another says so.

Why: extensions are counted. Two waivers that follow one another, and do not name one another, are
an exception without an end.
Instead: name the earlier one with extension_of, and count it in extension_count.
"""

from collections.abc import Iterator

from generator.governance.model import Change, Refusal
from generator.model.dates import add_days
from generator.model.places import covers
from generator.model.policy import Waiver
from generator.model.reference import Reference

CODE = "GOV-04"
NAME = "waiver-chained"

# An earlier waiver that ended less than this long before is gone on from.
APART_DAYS = 30


def run(change: Change) -> Iterator[Refusal]:
    """One for each new waiver that goes on from an earlier one in silence."""
    waivers = change.head.catalog.waivers
    reference = change.head.catalog.reference
    for before, after in change.waivers():
        if before is not None or after is None:
            continue
        earlier = [one for one in waivers if one is not after and _goes_on(one, after, reference)]
        named = {str(after.data.get("extension_of", ""))}
        if earlier and not named & {one.id for one in earlier}:
            yield Refusal(
                message=f"waiver {after.id} goes on from {earlier[-1].id} and does not say so",
                fix=f"Write 'extension_of: {earlier[-1].id}', and count the extension.",
                path=after.path,
                supplier=after.supplier,
            )
        elif earlier and not _counted(after, earlier):
            yield Refusal(
                message=f"waiver {after.id} does not count itself as an extension",
                fix="Set extension_count to one more than that of the waiver it extends.",
                path=after.path,
                pointer=("extension_count",),
                supplier=after.supplier,
            )


def _goes_on(one: Waiver, after: Waiver, reference: Reference) -> bool:
    if (one.requirement, one.supplier) != (after.requirement, after.supplier):
        return False
    # Of two that come in one change, the one that starts later goes on from the other.
    if (one.starts_on, one.id) > (after.starts_on, after.id):
        return False
    if add_days(one.expires_on, APART_DAYS) < after.starts_on:
        return False
    return _meets(one, after, reference)


def _meets(one: Waiver, other: Waiver, reference: Reference) -> bool:
    """Whether there is anything that both are for."""
    if one.subject and other.subject and one.subject != other.subject:
        return False
    if one.category and other.category:
        kinds = (one.category, other.category)
        if not (reference.is_kind_of(*kinds) or reference.is_kind_of(*reversed(kinds))):
            return False
    places = (one.jurisdiction, other.jurisdiction)
    return not all(places) or covers(*places) or covers(*reversed(places))


def _counted(after: Waiver, earlier: list[Waiver]) -> bool:
    named = next(one for one in earlier if one.id == after.data.get("extension_of"))
    return bool(after.data.get("extension_count", 0) > named.data.get("extension_count", 0))
