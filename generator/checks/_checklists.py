"""What the checks of checklists share: the steps of a list, and whether each is done."""

from collections.abc import Iterable

from generator.checks.base import Case
from generator.model.records import Item


def checklists(case: Case, template: str) -> list[Item]:
    """The lists made from this template, by id."""
    found = case.supplier.listed("checklists")
    mine = [one for one in found if one.text("template") == template]
    return sorted(mine, key=lambda one: one.id)


def all_steps(case: Case, template: str) -> list[Item]:
    """Every step of them."""
    return [
        Item(id=str(one["id"]), pointer=(*listed.pointer, "items", place), data=one)
        for listed in checklists(case, template)
        for place, one in enumerate(listed.data.get("items") or ())
    ]


def steps(case: Case, template: str, wanted: Iterable[str]) -> list[Item]:
    """The steps of these ids; where several lists hold one, that of the last list counts."""
    found = {one.id: one for one in all_steps(case, template)}
    return [found[name] for name in dict.fromkeys(wanted) if name in found]


def step(case: Case, item: Item) -> str:
    """``done``, ``na``, ``waived``, ``todo``; done on a day to come is still to do.

    ``undated`` is done on a day that is not recorded, ``unknown`` has no status.
    """
    status = item.text("status")
    if status != "done":
        return status or "unknown"
    when = item.date("done_on")
    if when is None:
        return "undated"
    return "done" if case.today.reached(when) else "todo"
