"""What the contract checks share: what runs on a day, and when notice has to be given."""

from dataclasses import dataclass
from datetime import date

from generator.model.asof import AsOf
from generator.model.dates import add_days, business_days_before, count_back, parse_date, roll_back
from generator.model.records import Contract
from generator.model.reference import Reference
from generator.model.words import day

DELIVERY_BUSINESS_DAYS = {"email": 1, "courier": 2, "post": 5, "registered_post": 5}


def running(contract: Contract, today: AsOf) -> bool:
    """Whether it is in force: started, not ended, not cancelled or suspended."""
    if contract.dead or contract.term.start is None or not today.within(contract.term):
        return False
    if contract.term.end_excl is None and not contract.open_ended:
        return False
    return not suspended(contract, today)


def suspended(contract: Contract, today: AsOf) -> bool:
    """Whether it is suspended on the day."""
    start, end = contract.date("suspended_from"), contract.date("suspended_to")
    if start is None or not today.reached(start):
        return False
    return end is None or not today.after(end)


def decision(contract: Contract, today: AsOf | None = None) -> str:
    """The renewal decision on record (renew, exit …), or ''; one of a day to come is none yet."""
    found = contract.renewal.get("decision") or {}
    when = parse_date(found.get("decided_on"))
    if when is not None and today is not None and not today.reached(when):
        return ""
    return str(found.get("decision") or "")


def noticed(contract: Contract, today: AsOf | None = None, by: date | None = None) -> bool:
    """Whether notice has been given, and no later than ``by``."""
    served = contract.date("notice_served_on")
    if served is None or (by is not None and served > by):
        return False
    return today is None or today.reached(served)


def decided(contract: Contract, today: AsOf | None = None) -> bool:
    """Whether people have decided what comes after its end; by ``today``, where it is given."""
    return bool(
        contract.data.get("renewed_by")
        or contract.data.get("terminated_on")
        or decision(contract, today)
        or noticed(contract, today)
    )


def notice_owed(contract: Contract, today: AsOf, by: date) -> bool:
    """Whether it still goes on by itself: no decision to let it, and no notice in time."""
    if contract.data.get("renewed_by") or contract.data.get("terminated_on"):
        return False
    return decision(contract, today) not in _GOES_ON and not noticed(contract, today, by)


# Deciding to leave stops nothing: only notice does.
_GOES_ON = ("renew", "renegotiate")


def renews_itself(contract: Contract) -> bool:
    """Whether it goes on for a further term unless notice is given, and has a term left."""
    terms = contract.renewal
    most = terms.get("max_renewals")
    exhausted = most is not None and terms.get("renewals_exercised", 0) >= most
    return terms.get("type") == "auto" and not exhausted


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """When notice has to arrive, be sent, and be decided on. None: cannot be computed."""

    receipt_by: date | None
    send_by: date | None
    decide_by: date | None
    reason: str = ""


def notice(contract: Contract, reference: Reference, decide_days: int) -> Notice | None:
    """The notice deadlines of a contract that renews itself; None without an end or a period."""
    terms = contract.renewal.get("notice") or {}
    last = contract.term.last_day
    if last is None or "value" not in terms or "unit" not in terms:
        return None
    calendar = reference.holidays
    counted = count_back(
        last,
        value=terms["value"],
        unit=terms["unit"],
        basis=terms.get("basis", "before_term_end"),
        counting=terms.get("counting", "plain"),
        is_business_day=calendar.is_business_day,
    )
    receipt = None if counted is None else roll_back(counted, calendar.is_business_day)
    send = receipt
    if receipt is not None and terms.get("effective_on", "receipt") == "receipt":
        lead = _delivery_days(terms.get("method") or (), reference)
        send = business_days_before(receipt, lead, calendar.is_business_day)
    if send is None:
        return Notice(
            receipt_by=receipt,
            send_by=None,
            decide_by=None,
            reason=f"the calendar '{calendar.id}' does not hold all years before {day(last)}",
        )
    return Notice(receipt_by=receipt, send_by=send, decide_by=add_days(send, -decide_days))


def _delivery_days(methods: object, reference: Reference) -> int:
    configured = reference.organisation.get("notice_lead") or {}
    days = [
        int(configured.get(one, DELIVERY_BUSINESS_DAYS.get(one, 5)))
        for one in (methods if isinstance(methods, list | tuple) else ())
    ]
    # Where the contract allows several ways, the quickest one; where it names none, the slowest.
    return min(days, default=5)


def state(contract: Contract, today: AsOf) -> str:
    """The contract's state on the day, derived from its dates and the decisions recorded."""
    if contract.dead:
        return "cancelled"
    if today.ended(contract.term):
        if contract.data.get("renewed_by"):
            return "renewed"
        return "terminated" if contract.data.get("terminated_on") else "expired"
    if contract.term.start is None or (contract.term.end_excl is None and not contract.open_ended):
        return "unknown"
    if not today.reached(contract.term.start):
        return "signed" if contract.signed_on and today.reached(contract.signed_on) else "draft"
    if suspended(contract, today):
        return "suspended"
    served = contract.date("notice_served_on")
    return "notice_given" if served is not None and today.reached(served) else "active"
