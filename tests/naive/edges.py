"""Edges that chance alone seldom hits: renewals to the day, notice on its last day, gaps filled."""

from datetime import date, timedelta
from typing import Any

from tests.naive.basics import day, items, plus_months
from tests.naive.first_contracts import agreed, length, receipt_by, send_by

Data = dict[str, Any]
NOTICE = ("CON-01", "CON-04", "CON-06", "CON-07", "CON-08")
PERIOD = {"value": 30, "unit": "calendar_days", "method": ["email", "registered_post"]}


def sharpen(make: Any, record: Data, reference: Data) -> None:
    """Move some of a record's days to where they matter, and renew some of its papers."""
    cover = record.get("insurance") or {}
    if make.maybe(0.5):
        renew_policies(make, cover.get("policies") or [])
    if make.maybe(0.4):
        fill_gaps(make, cover)
    if make.maybe(0.4):
        renew_licences(make, record.get("licences") or [])
    for contract in record.get("contracts") or ():
        if make.maybe(0.5):
            near_notice(make, contract, reference)
    if make.maybe(0.5):
        fit_permits(make, record)


def moved(text: str, days: int) -> str:
    """So many days on."""
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()


def renew_policies(make: Any, policies: list[Data]) -> None:
    """Each policy after the first becomes a renewal of the one before, with a few changes."""
    for number in range(1, len(policies)):
        old, new = policies[number - 1], policies[number]
        if "policy_exp" not in old or not make.maybe(0.7):
            continue
        kept = {"id": new["id"], "superseded_by": new.get("superseded_by")}
        changed = {key: new[key] for key in new if key not in kept and make.maybe(0.07)}
        made = {**old, **changed, "line": old["line"]}
        made["policy_eff"] = moved(old["policy_exp"], make.of((-1, 0, 0, 1, 1, 2)))
        years = make.of((3, 12, 12, 24))
        made["policy_exp"] = plus_months(date.fromisoformat(old["policy_exp"]), years).isoformat()
        for key in ("superseded_by", "status", "cancelled_on"):
            made.pop(key, None)
        policies[number] = {**made, **{k: v for k, v in kept.items() if v is not None}}


def fill_gaps(make: Any, cover: Data) -> None:
    """Statements for the days between two policies, signed on the last day or after."""
    for one in cover.get("gap_attestations") or ():
        mine = [p for p in cover.get("policies") or () if p["line"] == one["line"]]
        ends = sorted(p["policy_exp"] for p in mine if "policy_exp" in p)
        starts = sorted(p["policy_eff"] for p in mine if "policy_eff" in p)
        after = [start for start in starts if ends and start > ends[0]]
        if after:
            one["starts_on"] = moved(ends[0], make.of((0, 0, 1)))
            one["ends_on"] = moved(after[0], make.of((-2, -1, -1)))
            if "signed_on" in one:
                one["signed_on"] = moved(one["ends_on"], make.of((0, 1, 30)))


def renew_licences(make: Any, licences: list[Data]) -> None:
    """A later licence of the same kind and place, from about the day after."""
    for number in range(1, len(licences)):
        old, new = licences[number - 1], licences[number]
        if "expires_on" in old:
            same = {key: old[key] for key in ("licence_type", "jurisdiction") if key in old}
            new |= {**same, "issued_on": moved(old["expires_on"], make.of((-1, 0, 1, 1, 2)))}
            new["expires_on"] = moved(old["expires_on"], make.of((1, 30, 365)))
            if make.maybe(0.4):
                old["superseded_by"] = new["id"]


def near_notice(make: Any, contract: Data, reference: Data) -> None:
    """Let a day of the notice, in this term or the next ones, fall on today or beside it."""
    renewal = contract.get("renewal") or {}
    if renewal and make.asks(NOTICE) and make.maybe(0.7):
        renewal["type"] = "auto"
        renewal["notice"] = {**PERIOD, **(renewal.get("notice") or {})}
        renewal["max_renewals"] = renewal.get("renewals_exercised", 0) + make.of((0, 1, 2))
        for key in ("evergreen", "cancelled_on", "terminated_on"):
            contract.pop(key, None)
    if renewal.get("type") != "auto" or not agreed(contract):
        return
    known = {"base": "USD", **reference}
    last = make.day + timedelta(days=60)
    by = receipt_by(contract, last, known)
    sent = send_by(contract, by, known)
    if by is not None and sent is not None:
        # Days of the notice itself, and days to decide and to be told before.
        target = make.of((by, by, sent, sent)) - timedelta(days=make.of((0, 0, 0, 1, 30, 60)))
        last += make.day - target + timedelta(days=make.of((-1, 0, 0, 1)))
    if make.maybe(0.5):
        renewal.pop("decision", None)
        contract.pop("notice_served_on", None)
    by = receipt_by(contract, last, known)
    if by is not None and make.maybe(0.3):
        contract["notice_served_on"] = (by + timedelta(days=make.of((-1, 0, 0, 1)))).isoformat()
    span, times = length(contract), make.of((0, 0, 0, 1, 2))
    if span and times:
        last = plus_months(last, -span[0] * times) - timedelta(days=span[1] * times)
    contract["ends_on"] = last.isoformat()
    start = day(contract.get("starts_on"))
    if start is not None and start > min(last, make.day):
        contract["starts_on"] = moved(min(last, make.day).isoformat(), -30)


def fit_permits(make: Any, record: Data) -> None:
    """Permits for the work that is planned, from about its first to about its last day."""
    planned = [one for each in items(record, "contracts") for one in each.get("activities") or ()]
    for permit in record.get("permits") or ():
        if planned:
            one = make.of(planned)
            permit["activity"] = one["activity"]
            if "starts_on" in one and "valid_from" in permit:
                permit["valid_from"] = moved(one["starts_on"], make.of((-1, 0, 0, 1)))
            if "ends_on" in one and "valid_to" in permit:
                permit["valid_to"] = moved(one["ends_on"], make.of((-1, 0, 0, 1)))
