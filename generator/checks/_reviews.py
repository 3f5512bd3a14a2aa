"""What the checks of reviews share: which were done by the day, their scores, their actions."""

from collections.abc import Iterable
from decimal import Decimal

from generator.checks._figures import number
from generator.checks.base import Case, Param
from generator.model.records import Item, Supplier

KINDS = frozenset(
    (
        *("performance", "due_diligence", "site_audit", "security", "financial"),
        *("sustainability", "penetration_test", "continuity_test", "risk"),
    )
)
KINDS_PARAM = Param(name="kinds", kind="texts", required=False, allowed=KINDS, stricter="more")


def reviews(supplier: Supplier, kinds: Iterable[str] = ()) -> list[Item]:
    """Those of these kinds, of any when none is named, by id."""
    wanted = set(kinds)
    found = [one for one in supplier.listed("reviews") if not wanted or one.text("kind") in wanted]
    return sorted(found, key=lambda one: one.id)


def done(case: Case, kinds: Iterable[str] = ()) -> list[Item]:
    """Those that were done by today, the earliest first. One of a day to come is none yet."""
    dated = [
        (when, one.id, one)
        for one in reviews(case.supplier, kinds)
        if (when := one.date("performed_on")) is not None and case.today.reached(when)
    ]
    return [one for _, _, one in sorted(dated, key=lambda entry: entry[:2])]


def undated(case: Case, kinds: Iterable[str] = ()) -> list[Item]:
    """Those without the day on which they were done."""
    return [one for one in reviews(case.supplier, kinds) if one.date("performed_on") is None]


def score(review: Item) -> Decimal | None:
    """The score; None where there is none."""
    return number(review.data.get("score"))


def actions(review: Item) -> list[Item]:
    """The corrective actions that were agreed."""
    return [
        Item(id=str(one["id"]), pointer=(*review.pointer, "corrective_actions", place), data=one)
        for place, one in enumerate(review.data.get("corrective_actions") or ())
    ]


def closed(case: Case, action: Item) -> bool:
    """Whether it was done by today."""
    when = action.date("closed_on")
    return when is not None and case.today.reached(when)
