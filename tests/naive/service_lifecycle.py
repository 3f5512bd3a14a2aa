"""Naive evaluation of the checks of statuses, checklists and offers, on the raw record."""

from datetime import date

from tests.naive.basics import Data, day, items, plus_days, plus_months
from tests.naive.service_common import (
    STOPPED,
    Found,
    come,
    due,
    has_list,
    last_day,
    steps,
    stopped_on,
)

MAY = {
    "prospect": "onboarding inactive",
    "onboarding": "approved conditional prospect inactive",
    "approved": "conditional suspended offboarding",
    "conditional": "approved suspended offboarding",
    "suspended": "approved conditional onboarding offboarding",
    "offboarding": "approved conditional inactive",
    "inactive": "prospect onboarding",
    "blocked": "onboarding suspended offboarding inactive",
}


def LIF_01(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Steps of the onboarding that are done."""
    if not has_list(record, "onboarding"):
        return [("onboarding/checklist", "fail")]
    known = steps(record, "onboarding")
    found = []
    for name in params["items"]:
        one = known.get(name)
        word = "fail"
        if one is not None:
            status, excused = one.get("status"), "required_if" in one and not params.get("strict")
            done = "unknown" if "done_on" not in one else "fail"
            done = "pass" if come(one.get("done_on"), today) else done
            word = {"done": done, "na": "pass" if excused else "fail", None: "unknown"}.get(
                status, "fail"
            )
        found.append((f"onboarding/{name}", word))
    return found


def LIF_02(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Steps of the offboarding done in time."""
    last = stopped_on(record) or last_day(record, today, reference)
    undone = "fail" if last else "unknown"
    if not has_list(record, "offboarding"):
        return [("offboarding/checklist", undone)]
    known = steps(record, "offboarding")
    found = []
    for name, one in known.items():
        status, done = one.get("status"), day(one.get("done_on"))
        if status == "na":
            word = "pass"
        elif status is None or (status == "done" and not done):
            word = "unknown"
        elif status == "done" and done and done <= today:
            late = last and done > plus_days(last, params["days"])
            word = "fail" if late else "pass"
        else:
            word = undone
        found.append((f"offboarding/{name}", word))
    missing = [one for one in params.get("items", []) if one not in known]
    return found + [(f"offboarding/{one}", undone) for one in missing]


def LIF_04(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Statuses in their order."""
    history = items(record, "status_history")
    found = []
    for place in range(1, len(history)):
        one, other = history[place - 1], history[place]
        same = other["status"] in (one["status"], "blocked")
        fine = same or other["status"] in MAY[one["status"]].split()
        fine = fine and one["since"] <= other["since"]
        found.append((f"status_history/{place}", "pass" if fine else "fail"))
    if history:
        last = history[-1]
        fine = last["status"] == record["lifecycle_status"] and come(last["since"], today)
        fine = fine and record.get("status_since", last["since"]) == last["since"]
        found.append(("status_history/last", "pass" if fine else "fail"))
    return found


def CAT_01(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Offers that say how to order them."""
    contacts = [one for one in items(record, "contacts") if "mailbox" in one or "phone" in one]
    roles = {one["role"] for one in contacts}
    supplier = "owner" in record and set(params["contacts"]) <= roles
    return [
        (
            f"offers/{one['id']}",
            "pass"
            if supplier and (one.get("how_to_order", "").strip() or "order_url" in one)
            else "fail",
        )
        for one in items(record, "offers")
        if one.get("orderable_indicator", True)
    ]


def CAT_03(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Prices that were confirmed in time."""
    found = []
    for one in items(record, "offers"):
        when = day(one.get("price_verified_on"))
        word = "unknown"
        if when and when <= today:
            word = due(plus_months(when, params["months"]), today, params)
        if one.get("orderable_indicator", True):
            found.append((f"offers/{one['id']}/price", word))
    return found


def CAT_04(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Who comes after a retired supplier. ``statuses`` are those of all suppliers."""
    retired = ("offboarding", *STOPPED)
    if record["lifecycle_status"] not in retired:
        return []
    name = record.get("replacement")
    if name == "none":
        said = record.get("no_replacement_reason", "").strip()
        return [("record/replacement", "pass" if said else "unknown")]
    status = reference["statuses"].get(name)
    good = status is not None and status not in retired and name != record["id"]
    return [("record/replacement", "pass" if good else "fail")]


NAIVE = {
    "LIF-01": LIF_01,
    "LIF-02": LIF_02,
    "LIF-04": LIF_04,
    "CAT-01": CAT_01,
    "CAT-03": CAT_03,
    "CAT-04": CAT_04,
}
