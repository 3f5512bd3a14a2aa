"""What the rules about waivers share."""

from collections.abc import Iterator

from generator.checks._faults import Thing
from generator.checks.base import WaiverCase
from generator.model.dates import add_days
from generator.model.policy import Waiver
from generator.model.records import Pointer

OVER = ("revoked", "closed")


def over(waiver: Waiver) -> bool:
    """Whether people have ended it; then there is nothing left to ask of it."""
    return waiver.data.get("status") in OVER


def extended(case: WaiverCase) -> bool:
    """Whether another waiver goes on where it ends."""
    return any(
        one.data.get("extension_of") == case.waiver.id and not over(one)
        for one in case.catalog.waivers
    )


def about(case: WaiverCase, required: str, fix: str, *pointer: str) -> Thing:
    """The waiver as the thing that a rule is about."""
    where: Pointer = pointer
    return Thing(
        subject=f"waivers/{case.waiver.id}",
        words=f"Waiver {case.waiver.id} of '{case.waived.id}' for {case.waiver.supplier}",
        required=required,
        fix=fix,
        pointer=where,
    )


def days_long(waiver: Waiver) -> int:
    """Its days, the first and the last included."""
    return (waiver.expires_on - waiver.starts_on).days + 1


def earlier(case: WaiverCase) -> Iterator[Waiver]:
    """The waivers that this one goes on from, named or not, the latest first."""
    known = {one.id: one for one in case.catalog.waivers}
    seen = {case.waiver.id}
    current = case.waiver
    while True:
        named = known.get(current.data.get("extension_of", ""))
        before = named if named is not None else _adjoining(case, current, seen)
        if before is None or before.id in seen or not _same_matter(before, case.waiver):
            return
        seen.add(before.id)
        yield before
        current = before


def _adjoining(case: WaiverCase, waiver: Waiver, seen: set[str]) -> Waiver | None:
    """A waiver of the very same thing that ends where this one begins, or later."""
    found = [
        one
        for one in case.catalog.waivers
        if one.id not in seen
        and one.data.get("status") != "revoked"
        and _same_matter(one, waiver)
        and (one.subject, one.category, one.jurisdiction)
        == (waiver.subject, waiver.category, waiver.jurisdiction)
        and one.starts_on < waiver.starts_on <= add_days(one.expires_on, 1)
    ]
    return max(found, key=lambda one: (one.starts_on, one.id), default=None)


def _same_matter(one: Waiver, other: Waiver) -> bool:
    return (one.requirement, one.supplier) == (other.requirement, other.supplier)
