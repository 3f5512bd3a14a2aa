"""Naive evaluation of the checks of security and privacy, on the raw record."""

import re
from datetime import date

from tests.naive.basics import Data, day, inside, items, plus_days, plus_months
from tests.naive.first_contracts import endless, now, over, runs
from tests.naive.service_common import (
    LATE,
    STOPPED,
    Found,
    come,
    due,
    final,
    last_day,
    reviews,
    steps,
    stopped_on,
    undated,
)


def SEC_01(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Assessed before each access."""
    seen, unclear = reviews(record, today, "security"), undated(record, "security")
    decided = [one for one in seen if "outcome" in one]

    def answer(by: str) -> str:
        in_time = [one for one in decided if one["performed_on"] <= by]
        if decided and decided[-1]["outcome"] == "rejected":
            return "fail"
        doubt = any(one.get("outcome") == "rejected" for one in unclear)
        if in_time and in_time[-1]["outcome"] != "rejected" and not doubt:
            return "pass"
        if unclear or any("outcome" not in one and one["performed_on"] <= by for one in seen):
            return "unknown"
        return "fail" if decided or not seen else "unknown"

    found, opened = [], set()
    for grant in items(record, "access_grants"):
        if grant["kind"] not in params["access"]:
            continue
        opened.add(grant["kind"])
        if not come(grant.get("removed_on"), today):
            start = grant.get("starts_on")
            found.append((f"access_grants/{grant['id']}", answer(start) if start else "unknown"))
    for kind in record.get("access", []):
        if kind in params["access"] and kind not in opened:
            found.append((f"access/{kind}", answer(today.isoformat())))
    return found


def SEC_02(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Assessed again in time, and after each incident."""
    seen = reviews(record, today, "security")
    if seen:
        last = plus_months(date.fromisoformat(seen[-1]["performed_on"]), params["months"])
        last = min(last, day(seen[-1].get("next_due_on")) or last)
        found = [("reviews/security", due(last, today, params))]
    else:
        found = [("reviews/security", "unknown" if undated(record, "security") else "fail")]
    for one in items(record, "incidents"):
        told = one.get("reported_on") or one.get("occurred_on")
        if one["kind"] != "security" or (told and told > today.isoformat()):
            continue
        answered = any(review["performed_on"] >= (told or LATE) for review in seen)
        word = "unknown" if not told else "pass" if answered else "fail"
        found.append((f"incidents/{one['id']}", word))
    return found


def personal(record: Data, today: date, reference: Data) -> list[Data]:
    """Contracts about personal data that are not over."""
    return [
        one
        for one in items(record, "contracts")
        if "cancelled_on" not in one
        and not over(one, today, reference)
        and one.get("data", {}).get("processes_personal_data")
    ]


def SEC_03(record: Data, params: Data, today: date, reference: Data) -> Found:
    """A signed agreement in force."""
    papers = {one["id"]: one for one in items(record, "contracts")}
    found = []
    for contract in personal(record, today, reference):
        paper = papers.get(contract["data"].get("dpa", ""))
        if paper is None or paper.get("type", "DPA") != "DPA":
            word = "fail"
        elif "type" not in paper or "signed_on" not in paper:
            word = "unknown"
        elif paper["signed_on"] > today.isoformat():
            word = "fail"
        elif runs(paper, today, reference):
            word = "pass"
        else:
            term = now(paper, today, reference)
            no_end = term.last is None and not endless(paper) and "cancelled_on" not in paper
            word = "unknown" if term.doubt or no_end else "fail"
        found.append((f"contracts/{contract['id']}/dpa", word))
    if not found and "personal_data" in record.get("access", []):
        found.append(("contracts/personal-data", "unknown"))
    return found


def SEC_04(record: Data, params: Data, today: date, reference: Data) -> Found:
    """A ground for data abroad."""
    found = []
    for contract in personal(record, today, reference):
        places = contract["data"].get("locations") or []
        home = [any(inside(place, one) for one in params["places"]) for place in places]
        fine = all(home) or "transfer_mechanism" in contract["data"]
        word = "unknown" if not places else "pass" if fine else "fail"
        found.append((f"contracts/{contract['id']}/transfer", word))
    return found


def span(text: str | None) -> tuple[int, int] | None:
    """Months and days of a duration."""
    if not text:
        return None
    parts = {unit: int(count) for count, unit in re.findall(r"(\d+)([YMWD])", text)}
    months = parts.get("Y", 0) * 12 + parts.get("M", 0)
    return months, parts.get("W", 0) * 7 + parts.get("D", 0)


def SEC_05(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Enough notice agreed, and each notice answered in time."""
    found = []
    for contract in personal(record, today, reference):
        name, agreed = (
            f"contracts/{contract['id']}",
            span(contract["data"].get("subprocessor_notice")),
        )
        word = "unknown"
        if agreed:
            starts = [date(2026, month, 1) for month in range(1, 13)]
            days = [(plus_months(one, agreed[0]) - one).days + agreed[1] for one in starts]
            word = "pass" if min(days) >= params["notice_days"] else "fail"
        found.append((f"{name}/subprocessor-notice", word))
        for one in contract["data"].get("subprocessor_notices", []):
            received, last = day(one.get("received_on")), day(one.get("object_by"))
            if received and received > today:
                continue
            if not last and received and agreed:
                last = plus_days(plus_months(received, agreed[0]), agreed[1])
            decided = day(one.get("decided_on"))
            if not last or ("decision" in one and not decided):
                word = "unknown"
            elif "decision" in one and decided and decided <= today:
                word = "pass" if decided <= last else "fail"
            else:
                word = due(last, today, params)
            found.append((f"{name}/subprocessors/{one['id']}", word))
    return found


def action(one: Data, today: date, params: Data) -> str:
    """Closed, or open and in time."""
    if come(one.get("closed_on"), today):
        return "pass"
    last = day(one.get("due_on"))
    return due(last, today, params) if last else "unknown"


def SEC_06(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Grave findings closed in time."""
    found = []
    for review in reviews(record, today, *params["kinds"]):
        for one in review.get("corrective_actions", []):
            if one.get("severity") in params["severities"]:
                word = action(one, today, params)
            elif "severity" in one:
                continue
            else:
                word = "pass" if come(one.get("closed_on"), today) else "unknown"
            found.append((f"reviews/{review['id']}/{one['id']}", word))
    return found


def SEC_07(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Access closed by the last day of work."""
    leaving = record["lifecycle_status"] in ("offboarding", *STOPPED)

    def answer(closed: str | None, last: date | None) -> str:
        shut = day(closed) if come(closed, today) else None
        if last is None:
            return "pass" if shut or not leaving else "unknown"
        if shut:
            return "pass" if shut <= last else "fail"
        return due(last, today, params)

    found = [
        (
            f"access_grants/{one['id']}",
            answer(
                one.get("removed_on"), last_day(record, today, reference, one.get("contract", ""))
            ),
        )
        for one in items(record, "access_grants")
    ]
    if not leaving:
        return found
    known = steps(record, "offboarding")
    for name in params.get("items", []):
        if name in known:
            one = known[name]
            closed = one.get("done_on") if one.get("status") == "done" else None
            found.append(
                (f"offboarding/{name}", answer(closed, last_day(record, today, reference)))
            )
    if not found:
        none = "access" in record and set(record["access"]) <= {"none"}
        found.append(("access_grants", "pass" if none else "unknown"))
    return found


def SEC_08(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Data deleted after the end."""
    found = []
    for contract in items(record, "contracts"):
        about = contract.get("data", {}).get("processes_personal_data")
        if "cancelled_on" in contract or contract.get("type") in ("DPA", "NDA") or about is False:
            continue
        end = final(record, contract)
        stopped = stopped_on(record) if record["lifecycle_status"] == "inactive" else None
        last = now(end, today, reference).last if over(end, today, reference) else None
        if stopped and (last or stopped < today):
            last = min(last or stopped, stopped)
        if last is None:
            continue
        name = f"contracts/{contract['id']}/deletion"
        deletion = contract.get("data", {}).get("deletion")
        certified = (deletion or {}).get("certified_on")
        if about is None:
            if {"personal_data", "confidential_data"} & set(record.get("access", [])):
                found.append((name, "unknown"))
        elif come(certified, today):
            in_time = date.fromisoformat(certified) <= plus_days(last, params["days"])
            found.append((name, "pass" if in_time else "fail"))
        else:
            found.append((name, "unknown" if deletion and not certified else "fail"))
    return found


def SEC_09(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Tested in the last months."""
    found = []
    for kind in params["tests"]:
        tests = [one for one in reviews(record, today, kind) if one.get("outcome") != "rejected"]
        if tests:
            performed = date.fromisoformat(tests[-1]["performed_on"])
            word = due(plus_months(performed, params["months"]), today, params)
        else:
            word = "unknown" if undated(record, kind) else "fail"
        found.append((f"reviews/{kind}", word))
    return found


NAIVE = {
    "SEC-01": SEC_01,
    "SEC-02": SEC_02,
    "SEC-03": SEC_03,
    "SEC-04": SEC_04,
    "SEC-05": SEC_05,
    "SEC-06": SEC_06,
    "SEC-07": SEC_07,
    "SEC-08": SEC_08,
    "SEC-09": SEC_09,
}
