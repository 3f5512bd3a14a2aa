"""What the naive evaluation of services shares: reviews, days of work, steps, risks."""

from datetime import date
from typing import Any

from tests.naive.basics import Data, day, items
from tests.naive.first_contracts import now

Found = list[tuple[str, str]]
STOPPED = ("suspended", "inactive", "blocked")
LATE = "9999-12-31"


def reviews(record: Data, today: date, *kinds: str) -> list[Data]:
    """Those of these kinds, of any when none is named, done by today, the oldest first."""
    found = [one for one in items(record, "reviews") if not kinds or one["kind"] in kinds]
    by_now = [one for one in found if one.get("performed_on", LATE) <= today.isoformat()]
    return sorted(by_now, key=lambda one: (one["performed_on"], one["id"]))


def undated(record: Data, *kinds: str) -> list[Data]:
    """Those of these kinds without a day."""
    return [
        one
        for one in items(record, "reviews")
        if one["kind"] in kinds and "performed_on" not in one
    ]


def due(last: date, today: date, params: Data) -> str:
    """Past its last day, or within the days of warning, it fails."""
    left = (last - today).days
    return "fail" if left <= max(params.get("warn_days") or [-1]) else "pass"


def come(text: Any, today: date) -> bool:
    """Whether a day is on record and has come."""
    return isinstance(text, str) and text <= today.isoformat()


def final(record: Data, contract: Data) -> Data:
    """The contract at the end of the line of renewals."""
    known = {one["id"]: one for one in items(record, "contracts")}
    seen = [contract["id"]]
    while contract.get("renewed_by") in known and contract["renewed_by"] not in seen:
        following = known[contract["renewed_by"]]
        if "cancelled_on" in following:
            break
        seen.append(following["id"])
        contract = following
    return contract


def stopped_on(record: Data) -> date | None:
    """The day on which the supplier was stopped."""
    return day(record.get("status_since")) if record["lifecycle_status"] in STOPPED else None


def last_day(record: Data, today: date, reference: Data, named: str = "") -> date | None:
    """The last day of work."""
    contracts = [one for one in items(record, "contracts") if "cancelled_on" not in one]
    mine = [one for one in contracts if one["id"] == named] or contracts
    terms = [now(final(record, one), today, reference) for one in mine]
    ends = [None if one.doubt else one.last for one in terms]
    known = [one for one in ends if one]
    days = [max(known)] if known and len(known) == len(ends) else []
    stopped = stopped_on(record)
    return min([*days, stopped] if stopped else days, default=None)


def steps(record: Data, template: str) -> dict[str, Data]:
    """The steps of the lists of a template by id; of two, that of the last list."""
    lists = [one for one in items(record, "checklists") if one["template"] == template]
    return {
        step["id"]: step
        for one in sorted(lists, key=lambda one: str(one["id"]))
        for step in one.get("items", [])
    }


def has_list(record: Data, template: str) -> bool:
    """Whether there is a list of that template."""
    return any(one["template"] == template for one in items(record, "checklists"))
