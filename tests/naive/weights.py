"""Which findings of the families weigh less than their requirement, worked out naively.

Each function takes the record, the parameters, the day, the reference data, the subject and the
outcome, and gives a severity, or None for the requirement's own.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.naive import contracts, insurance_a, papers_insurance, records_conduct, service_common
from tests.naive.basics import Data, day, items, plus_days, plus_months
from tests.naive.contracts_common import later
from tests.naive.first_common import bucket
from tests.naive.first_contracts import begins, now


def of_id(record: Data, subject: str, *path: str) -> Data:
    """The thing that the subject names."""
    return next(one for one in items(record, *path) if one["id"] == subject.split("/")[1])


def con_12(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """By the share of the ceiling that is committed."""
    if outcome == "unknown":
        return "error"

    def reached(share: Any) -> bool:
        found = contracts.CON_12(record, {**params, "warn_pct": share}, on, reference)
        return (subject, "fail") in found

    if reached(Decimal("100.00000001")):
        return None
    return "error" if reached(params["error_pct"]) else "warning"


def con_14(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """A review that is due is a reminder; a rise above the cap is not."""
    return "warning" if subject.endswith("/price-review") else None


def con_19(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Only not written down."""
    return "warning" if outcome == "unknown" else None


def esg_01(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Published late, but for the last year."""
    told = [one for one in items(record, "statements") if one["kind"] == "modern_slavery"]
    years = [
        one["financial_year_end"]
        for one in told
        if "financial_year_end" in one and one.get("published_on", "9") <= on.isoformat()
    ]
    if not years or outcome != "fail":
        return None
    last = plus_months(date.fromisoformat(max(years)), 12 + params["publish_months"])
    return "info" if on <= last else None


def ins_06(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """A renewal will be needed, in the ordinary course of things."""
    if outcome != "fail":
        return None
    contract = of_id(record, subject, "contracts")
    line = subject.split("/")[-1]
    whole = [p for p in insurance_a.on_file(record, line) if p["first"] and p["last"]]
    left = [p for p in whole if p["last"] >= on]
    if not left:
        return None
    ends = insurance_a.contract_days(contract)[1]
    last = _carrying(left, on)
    early = last["first"] and ends and ends < plus_months(last["first"], params["policy_months"])
    return None if early else "info"


def _carrying(left: list[Any], on: date) -> Any:
    """The policy with which cover as it stands ends, on any terms."""
    here = [p for p in left if p["first"] <= on]
    ids = [p["id"] for p in here]
    here = [p for p in here if p.get("superseded_by") not in ids or p["superseded_by"] == p["id"]]
    here = here or [max(left, key=lambda p: (p["last"], p["id"]))]
    ends = []
    for one in here:
        while True:
            after = plus_days(one["last"], 1)
            more = [p for p in left if p is not one and p["first"] <= after <= p["last"]]
            if not more:
                break
            one = max(more, key=lambda p: (p["last"], p["id"]))
        ends.append(one)
    return max(ends, key=lambda p: (p["last"], p["id"]))


def ins_23(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Only looked up too long ago, by no more than that again."""
    if outcome != "fail":
        return None
    later = {**params, "months": 2 * params["months"]}
    found = papers_insurance.INS_23(record, later, on, reference)
    return "warning" if (subject, "pass") in found else None


def lic_08(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Looked up at the source, but late; twice as late is graver."""
    licence = of_id(record, subject, "licences")
    source = licence.get("verification_method") in ("primary_source_lookup", "issuer_confirmation")
    looked = day(licence.get("last_verified_on"))
    if outcome != "fail" or not source or looked is None:
        return None
    return None if (on - looked).days > 2 * params["days"] else "warning"


def lif_02(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Done late, or not yet late."""
    if outcome != "fail":
        return None
    known = service_common.steps(record, "offboarding")
    step = known.get(subject.split("/")[1], {})
    if step.get("status") == "done" and step.get("done_on", "9") <= on.isoformat():
        return "warning"
    stopped = service_common.stopped_on(record)
    last = stopped or service_common.last_day(record, on, reference)
    assert last is not None
    return None if on > plus_days(last, params["days"]) else "warning"


def per_03(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Below the upper figure only."""
    if outcome != "fail" or not subject.endswith("/score"):
        return None
    seen = service_common.reviews(record, on, "performance")
    score = Decimal([one for one in seen if "score" in one][-1]["score"])
    return None if score < params["floor"] else "warning"


def pmt_03(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Due today, and nothing is worse."""
    if outcome != "fail":
        return None
    permit, key = of_id(record, subject, "permits"), subject.split("/")[2]
    late = any(
        one.get("result") == "failed"
        or (
            one.get("due_on", "9") < on.isoformat()
            and one.get("done_on", "9") > on.isoformat()
            and one.get("result") not in ("passed", "partial")
        )
        for one in permit[key]
    )
    return None if late else "warning"


def rec_08(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Put off too far."""
    due = day(record.get("review_due_on"))
    return "warning" if due is not None and due >= on else None


def scr_01(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Screened once against each list, if long ago."""
    found = records_conduct.scr_01(
        {**record, "changes": []}, {**params, "days": 0, "warn_days": []}, on, reference
    )
    return "error" if found[0][1] == "pass" else None


def scr_03(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """An award to come."""
    contract = of_id(record, subject, "contracts")
    if subject.endswith("-renewal"):
        when = day(contract["renewal"]["decision"]["decided_on"])
    else:
        award = contract.get("award") or {}
        when = day(award.get("awarded_on")) or day(contract.get("signed_on"))
    begun = begins(contract)
    coming = when is None or when > on
    return "warning" if coming and not (begun and begun <= on) else None


def sec_01(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """An access to come, or approved after it was opened."""
    if subject.startswith("access_grants/"):
        start = of_id(record, subject, "access_grants").get("starts_on")
        if start and start > on.isoformat():
            return "warning"
    seen = service_common.reviews(record, on, "security")
    decided = [one for one in seen if "outcome" in one]
    late = outcome == "fail" and decided and decided[-1]["outcome"] != "rejected"
    return "warning" if late else None


def sec_02(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """An incident that there is still time to answer."""
    if not subject.startswith("incidents/") or outcome != "fail":
        return None
    one = of_id(record, subject, "incidents")
    told = date.fromisoformat(one.get("reported_on") or one["occurred_on"])
    return None if on > plus_days(told, params["incident_days"]) else "warning"


def sec_03(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Before the contract starts."""
    if subject == "contracts/personal-data":
        return None
    start = begins(of_id(record, subject, "contracts"))
    return "warning" if start is not None and start > on else None


def sec_05(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Accepted, if late."""
    parts = subject.split("/")
    if outcome != "fail" or parts[2] != "subprocessors":
        return None
    told = of_id(record, subject, "contracts")["data"]["subprocessor_notices"]
    one = next(one for one in told if one["id"] == parts[3])
    accepted = one.get("decision") == "accepted" and one.get("decided_on", "9") <= on.isoformat()
    return "info" if accepted else None


def sec_07(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Closed, if late."""
    if outcome != "fail":
        return None
    if subject.startswith("access_grants/"):
        closed = of_id(record, subject, "access_grants").get("removed_on")
    else:
        step = service_common.steps(record, "offboarding")[subject.split("/")[1]]
        closed = step.get("done_on") if step.get("status") == "done" else None
    return "warning" if service_common.come(closed, on) else None


def sec_08(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Certified late, or still in time."""
    if outcome != "fail":
        return None
    contract = of_id(record, subject, "contracts")
    certified = ((contract.get("data") or {}).get("deletion") or {}).get("certified_on")
    if service_common.come(certified, on):
        return "warning"
    end = now(service_common.final(record, contract), on, reference).last
    stopped = service_common.stopped_on(record)
    stopped = stopped if record["lifecycle_status"] == "inactive" else None
    over = [one for one in (end if end and end < on else None, stopped) if one]
    return None if on > plus_days(min(over), params["days"]) else "warning"


def src_09(
    record: Data, params: Data, on: date, reference: Data, subject: str, outcome: str
) -> str | None:
    """Still within the longest time: a reminder, or for information."""
    start = begins(of_id(record, subject, "contracts"))
    if outcome != "fail" or start is None:
        return None
    last = plus_days(later(start, params["longest"]), -1)
    return None if on > last else bucket(params, last, on, reference) or "info"


WEIGHTS: dict[str, Any] = {
    name.upper().replace("_", "-"): one
    for name, one in globals().items()
    if name[:3] in ("con", "esg", "ins", "lic", "lif", "per", "pmt", "rec", "scr", "sec", "src")
    and name[4:6].isdigit()
}
