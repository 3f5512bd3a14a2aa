"""A supplier does not move into a category that comes with it.

Why: rules are for categories. A new category that no rule names is one without rules, and a
supplier that moves into it leaves its rules behind.
Instead: add the category first, and let the owners of the policies see it. A new category beneath
the old one keeps its rules, and needs no second change.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.governance.model import Change, Refusal

CODE = "GOV-09"
NAME = "own-category"


def run(change: Change) -> Iterator[Refusal]:
    """One for each offer or contract that left a category for one that this change adds."""
    before = change.base.catalog.reference
    after = change.head.catalog.reference
    added = set(after.categories) - set(before.categories)
    if not added:
        return
    for pair in change.of("supplier"):
        if pair.base is None or pair.head is None:
            continue
        for where, was, now in _moves(pair.base.data, pair.head.data):
            if now in added and not any(after.is_kind_of(now, one) for one in was):
                yield Refusal(
                    message=f"{where} moves to the category '{now}', which this change adds",
                    fix="Add the category in a change of its own, or beneath the one it leaves.",
                    path=pair.path,
                    supplier=pair.id,
                )


def _moves(base: Mapping[str, Any], head: Mapping[str, Any]) -> Iterator[tuple[str, set[str], str]]:
    """What is in a category now, the categories it, or all of the record, was in, and the new."""
    every = {one["category"] for one in base.get("offers") or ()}
    offers = {one["id"]: one["category"] for one in base.get("offers") or ()}
    for one in head.get("offers") or ():
        was = {offers[one["id"]]} if one["id"] in offers else every
        if one["category"] not in was and was:
            yield f"offer {one['id']}", was, one["category"]
    contracts = {one["id"]: set(one.get("categories") or ()) for one in base.get("contracts") or ()}
    for one in head.get("contracts") or ():
        was = contracts.get(one["id"], set())
        for category in one.get("categories") or ():
            if was and category not in was:
                yield f"contract {one['id']}", was, category
