"""Ownership, evidence, identity, tax and bank details, evaluated again in plain words.

Each function takes a record, the parameters, the day and the reference data, as plain data, and
gives (subject, outcome) for each thing it looks at.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tests.naive.basics import Data, day, items, plus_days, plus_months

Outcomes = list[tuple[str, str]]
Check = Callable[[Data, Data, date, Data], Outcomes]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def verdict(failed: bool, unknown: bool) -> str:
    """A failure before what is not known, that before a pass."""
    return "fail" if failed else "unknown" if unknown else "pass"


def soon(last: date, today: date, params: Data) -> bool:
    """Whether a reminder is due: ``last`` within the widest of the days of warning."""
    return any(0 <= (last - today).days <= days for days in params.get("warn_days", ()))


def happened(when: date | None, today: date) -> bool:
    """Whether a day is there by today."""
    return when is not None and when <= today


def rec_07(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Owner and deputy."""
    roles = {one["id"]: one for one in reference.get("roles", ())}
    found = []
    for field in ("owner", "deputy"):
        role = record.get(field)
        bad = role is None or (field == "deputy" and role == record.get("owner"))
        if role is not None and roles:
            vacant = day(roles[role].get("vacant_since")) if role in roles else date.min
            bad = bad or happened(vacant, today)
        found.append((f"record/{field}", verdict(bad, role is not None and not roles)))
    return found


def rec_08(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """The day of the next review."""
    due = day(record.get("review_due_on"))
    if due is None:
        return [("record/review_due_on", "unknown")]
    months = params.get("at_most_months")
    far = months is not None and plus_months(due, -months) > today
    bad = due < today or far or soon(due, today, params)
    return [("record/review_due_on", verdict(bad, False))]


PARTS = {"licences": ("licences",), "insurance_certificates": ("insurance", "certificates")}


def rec_10(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """References and fingerprints."""
    held = [
        ("/".join(PARTS[part]), one)
        for part in params["parts"]
        for one in items(record, *PARTS[part])
        if "superseded_by" not in one and one.get("status") != "superseded"
    ]
    pairs = {
        (one["evidence"]["document_ref"], one["evidence"]["sha256"])
        for _, one in held
        if {"document_ref", "sha256"} <= set(one.get("evidence", {}))
    }
    found = []
    for where, one in held:
        papers = one.get("evidence") or {}
        reference_, hashed = papers.get("document_ref"), papers.get("sha256")
        bad = not papers or hashed == EMPTY
        bad = bad or sum(1 for other, _ in pairs if other == reference_) > 1
        unsaid = not reference_ or (params.get("fingerprint", False) and not hashed)
        found.append((f"{where}/{one['id']}/evidence", verdict(bad, bool(unsaid))))
    return found


def rec_12(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Who asked against who agreed."""
    payment = record.get("payment") or {}
    pairs = [("payment/bank", payment.get("requested_by"), [payment.get("bank_verified_by")])]
    for one in items(record, "changes"):
        agreed = [*one.get("approved_by", ()), one.get("verified_by")]
        pairs.append((f"changes/{one['id']}", one.get("requested_by"), agreed))
    for one in items(record, "contracts"):
        if "cancelled_on" in one:
            continue
        name, asked, award = f"contracts/{one['id']}", one.get("requested_by"), one.get("award", {})
        yes = [a["by"] for a in one.get("approvals", ()) if a.get("decision") != "rejected"]
        pairs.append((f"{name}/approvals", asked, yes))
        exempt = award.get("exemption", {}).get("approved_by")
        pairs.append((f"{name}/award", award.get("requested_by", asked), [exempt]))
        for change in one.get("modifications", ()):
            where = f"{name}/modifications/{change['id']}"
            pairs.append((where, asked, [change.get("reapproved_by")]))
    return [
        (name, verdict(asked is not None and asked in agreed, asked is None))
        for name, asked, agreed in pairs
        if any(agreed)
    ]


def idn_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Identifiers of registers."""
    counted = set()
    for one in items(record, "identifiers"):
        scheme = one["scheme"]
        register = scheme[:2].isalpha() and scheme[:2].isupper() and scheme[2:3] == "-"
        if (register and len(scheme) > 3) or scheme in params.get("schemes", ()):
            counted.add((scheme, "".join(c for c in one["id"].lower() if c.isalnum())))
    return [("identifiers/register", verdict(len(counted) < params["min_identifiers"], False))]


def idn_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Renewal of LEIs."""
    found = []
    for one in items(record, "identifiers"):
        if one["scheme"] == "LEI":
            due = day(one.get("next_renewal_on"))
            bad = due is not None and (due < today or soon(due, today, params))
            found.append((f"identifiers/{one['id']}", verdict(bad, due is None)))
    return found


def idn_04(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Standing in the register."""
    held = record.get("registry_standing")
    if not held:
        return [("registry_standing", "fail")]
    when, months = day(held.get("verified_on")), params.get("months")
    old = bool(when and months and plus_months(when, months) < today)
    bad = held.get("standing") in ("not_good", "dissolved") or old or bool(when and when > today)
    unsaid = when is None or held.get("standing") in (None, "unknown")
    return [("registry_standing", verdict(bad, unsaid))]


def tax_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """The right form."""
    tax, country = record.get("tax"), record.get("registered_country")
    if not tax:
        return [("tax/form", "fail")]
    wanted = params["domestic"] if country == params["home"] else params["foreign"]
    signed = day(tax.get("signed_on"))
    bad = bool(country and "form" in tax and tax["form"] not in wanted)
    bad = bad or bool(signed and signed > today)
    unsaid = country is None or "form" not in tax or signed is None
    return [("tax/form", verdict(bad, unsaid))]


def tax_02(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """How long a W-8 counts."""
    tax = record.get("tax") or {}
    if tax.get("form", "")[:3] != "W-8":
        return []
    signed = day(tax.get("signed_on"))
    if tax.get("indefinite"):
        return [("tax/w-8", "pass")]
    if signed is None:
        return [("tax/w-8", "unknown")]
    last = date(signed.year + params["years"], 12, 31)
    bad = signed > today or today > last or soon(last, today, params)
    return [("tax/w-8", verdict(bad, False))]


def tax_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Forms and changes."""
    tax = record.get("tax")
    if not tax:
        return []
    signed, found = day(tax.get("signed_on")), []
    for one in items(record, "changes"):
        when = day(one.get("changed_on"))
        if one["kind"] in ("name", "address", "legal_form") and not (when and when > today):
            bad = bool(when and signed and signed < when)
            found.append((f"changes/{one['id']}/tax-form", verdict(bad, not when or not signed)))
    good = ("approved", "conditional")
    steps = [s["since"] for s in items(record, "status_history") if s["status"] in good]
    if record["lifecycle_status"] in good and "status_since" in record:
        steps.append(record["status_since"])
    approved = day(min(steps)) if steps else None
    months = params["new_within_months"]
    old = bool(signed and approved and signed < plus_months(approved, -months))
    return [*found, ("tax/age", verdict(old, signed is None))]


def pay_01(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """How bank details were verified."""
    pay = record.get("payment") or {}
    verified = day(pay.get("bank_verified_on"))
    if verified is None or verified > today:
        return [("payment/bank", "fail")]
    how, source = pay.get("method"), pay.get("number_source")
    asked, by = pay.get("requested_by"), pay.get("bank_verified_by")
    called = how == "call_back" and how in params["methods"]
    bad = how is not None and how not in params["methods"]
    bad = bad or bool(called and source and source not in params["sources"])
    bad = bad or bool(asked and asked == by)
    unsaid = how is None or (called and source is None) or asked is None or by is None
    return [("payment/bank", verdict(bad, unsaid))]


def recent(record: Data, params: Data, today: date) -> list[Data]:
    """The changes of bank details of the last months."""
    found = []
    for one in items(record, "changes"):
        when = day(one.get("changed_on"))
        if one["kind"] == "bank" and (
            when is None or when <= today <= plus_months(when, params["lookback_months"])
        ):
            found.append(one)
    return found


def work_days_later(start: date, count: int, reference: Data) -> date | None:
    """``count`` working days later; None where the calendar does not reach."""
    years = {y["year"]: y["days"] for c in reference.get("calendars", ()) for y in c["years"]}
    here = start
    while count:
        here += timedelta(days=1)
        if here.weekday() < 5:
            if here.year not in years:
                return None
            count -= here.isoformat() not in years[here.year]
    return here


def pay_02(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """Approvals, check, the old contact and the wait."""
    found = []
    for one in recent(record, params, today):
        asked = one.get("requested_by")
        keys = ("changed_on", "in_effect_from", "verified_on", "old_contact_told_on")
        changed, used, checked, told = (day(one.get(key)) for key in keys)
        bad = len(set(one.get("approved_by", ())) - {asked}) < params["approvals"]
        bad = bad or bool(checked and checked > today) or not happened(told, today)
        bad = bad or bool(told and used and told > used)
        first = work_days_later(changed, params["hold_days"], reference) if changed else None
        bad = bad or bool(first and used and used < first)
        unsaid = asked is None or checked is None or first is None or used is None
        found.append((f"changes/{one['id']}/bank", verdict(bad, unsaid)))
    return found


def pay_03(record: Data, params: Data, today: date, reference: Data) -> Outcomes:
    """A new contact before the new account."""
    found = []
    for one in recent(record, params, today):
        changed, near, unsaid = day(one.get("changed_on")), False, False
        for contact in items(record, "changes"):
            before = day(contact.get("changed_on"))
            if contact["kind"] != "contact" or (before and before > today):
                continue
            if changed is None or before is None:
                unsaid = True
            elif before <= changed <= plus_days(before, params["days"]):
                near = True
        deeper = one.get("enhanced_check")
        bad = near and deeper is False
        unsaid = (near and deeper is None) or (unsaid and not near and deeper is not True)
        found.append((f"changes/{one['id']}/contact", verdict(bad, unsaid)))
    return found


NAIVE: Mapping[str, Check] = {
    "REC-07": rec_07,
    "REC-08": rec_08,
    "REC-10": rec_10,
    "REC-12": rec_12,
    "IDN-01": idn_01,
    "IDN-03": idn_03,
    "IDN-04": idn_04,
    "TAX-01": tax_01,
    "TAX-02": tax_02,
    "TAX-03": tax_03,
    "PAY-01": pay_01,
    "PAY-02": pay_02,
    "PAY-03": pay_03,
}
