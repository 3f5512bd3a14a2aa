"""What the checks of an exit share: the last day of work, for a supplier and for a contract."""

from datetime import date

from generator.checks._contracts import present
from generator.checks.base import Case
from generator.model.dates import parse_date
from generator.model.records import Contract

STOPPED = ("suspended", "inactive", "blocked")
LEAVING = ("offboarding", *STOPPED)


def stopped_on(case: Case) -> date | None:
    """The day on which the supplier was stopped; None while it works, or where it is not known."""
    if case.supplier.status not in STOPPED:
        return None
    return parse_date(case.supplier.data.get("status_since"))


def last_of_line(case: Case, contract: Contract) -> Contract:
    """The contract that its renewals lead to; the contract itself where there is none."""
    contracts = {one.id: one for one in case.supplier.contracts}
    seen = {contract.id}
    following = contracts.get(contract.text("renewed_by"))
    while following is not None and following.id not in seen and not following.dead:
        seen.add(following.id)
        contract = following
        following = contracts.get(contract.text("renewed_by"))
    return contract


def _end(case: Case, contract: Contract) -> date | None:
    now = present(contract, case.today, case.catalog.reference)
    return None if now.doubt else now.last_day


def last_day_of_work(case: Case, contract_id: str = "") -> date | None:
    """The last day of work under the contract named, or under any; None where it has no end.

    A supplier that was stopped works no longer than to that day.
    """
    contracts = [one for one in case.supplier.contracts if not one.dead]
    named = [one for one in contracts if one.id == contract_id]
    ends = [_end(case, last_of_line(case, one)) for one in named or contracts]
    known = [one for one in ends if one is not None]
    days = [max(known)] if known and len(known) == len(ends) else []
    stopped = stopped_on(case)
    return min([*days, stopped] if stopped is not None else days, default=None)
