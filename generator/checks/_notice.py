"""When notice has to be given to stop a contract that renews itself."""

from dataclasses import dataclass
from datetime import date

from generator.model.dates import add_days, business_days_before, count_back, roll_back
from generator.model.records import Contract
from generator.model.reference import Reference
from generator.model.words import day

DELIVERY_BUSINESS_DAYS = {"email": 1, "courier": 2, "post": 5, "registered_post": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """When notice has to arrive, be sent, and be decided on. None: cannot be computed."""

    receipt_by: date | None
    send_by: date | None
    decide_by: date | None
    reason: str = ""


def agreed(contract: Contract) -> bool:
    """Whether the period of notice is on record."""
    terms = contract.renewal.get("notice") or {}
    return "value" in terms and "unit" in terms


def receipt_by(contract: Contract, last: date, reference: Reference) -> date | None:
    """The last day on which notice may arrive to end the contract on ``last``.

    None where no period is recorded, or the calendar of business days does not reach that far.
    """
    if not agreed(contract):
        return None
    terms, calendar = contract.renewal["notice"], reference.holidays
    counted = count_back(
        last,
        value=terms["value"],
        unit=terms["unit"],
        basis=terms.get("basis", "before_term_end"),
        counting=terms.get("counting", "plain"),
        is_business_day=calendar.is_business_day,
    )
    return None if counted is None else roll_back(counted, calendar.is_business_day)


def deadlines(
    contract: Contract, last: date | None, reference: Reference, decide_days: int
) -> Notice | None:
    """The deadlines for a term that ends on ``last``; None without an end or a period."""
    if last is None or not agreed(contract):
        return None
    terms, calendar = contract.renewal["notice"], reference.holidays
    receipt = receipt_by(contract, last, reference)
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
