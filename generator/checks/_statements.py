"""What the checks of published statements share."""

from generator.checks.base import Case
from generator.model.records import Item


def published(case: Case, kind: str) -> tuple[list[Item], bool]:
    """Statements of a kind that are out by today, and whether some have no day on record."""
    found = [one for one in case.supplier.listed("statements") if one.text("kind") == kind]
    out = [one for one in found if (on := one.date("published_on")) and case.today.reached(on)]
    return out, any(one.date("published_on") is None for one in found)
