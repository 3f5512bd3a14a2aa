"""What the checks of changed bank details share."""

from collections.abc import Iterator
from datetime import date

from generator.checks.base import Case, Param
from generator.model.dates import add_months
from generator.model.records import Item

LOOKBACK = Param(name="lookback_months", kind="integer", stricter="higher")


def changes(case: Case, kind: str) -> list[Item]:
    """The changes of a kind, without those whose day is still to come."""
    return [
        one
        for one in case.supplier.listed("changes")
        if one.text("kind") == kind and _begun(case, one.date("changed_on"))
    ]


def recent_bank_changes(case: Case) -> Iterator[Item]:
    """Bank changes within the clause's months; one without a day may be recent, so it is."""
    months = case.integer("lookback_months")
    for one in changes(case, "bank"):
        when = one.date("changed_on")
        if when is None or not case.today.after(add_months(when, months)):
            yield one


def _begun(case: Case, when: date | None) -> bool:
    return when is None or case.today.reached(when)
