"""A contract that renews itself says how it is stopped, and who agreed to that.

Why: Nobody can keep a notice date that is not written down.
Method: A contract with automatic renewal, or without an end, must record the notice period (value,
unit, basis, method) and who approved the renewal clause; one with automatic renewal also for how
long it renews itself.
Boundary: Every one of these fields must be there.
Example: type: auto, notice without a method: fails, and names the method.
Mend: Record the missing fields from the contract; ask for the approval if there is none.
"""

from collections.abc import Iterator

from generator.checks._contracts import ended, present
from generator.checks.base import Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.words import listing

_NOTICE = ("value", "unit", "basis", "method")


@check("CON-09", "auto-renew-flag", subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that goes on by itself and has not ended."""
    for contract in case.contracts:
        now = present(contract, case.today, case.catalog.reference)
        if contract.dead or not (now.renews or contract.open_ended):
            continue
        if ended(contract, case.today, case.catalog.reference):
            continue
        terms = contract.renewal.get("notice") or {}
        missing = [f"renewal.notice.{key}" for key in _NOTICE if terms.get(key) in (None, [])]
        if now.renews and contract.renewal_term is None:
            missing.insert(0, "renewal.term")
        if not contract.renewal.get("approved_by"):
            missing.append("renewal.approved_by")
        subject = f"contracts/{contract.id}/auto-renew"
        if not missing:
            yield passed(
                subject,
                topic=f"contracts/{contract.id}",
                required="notice terms and an approver",
                held="both on file",
            )
            continue
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=f"contracts/{contract.id}",
            pointer=(*contract.pointer, "renewal"),
            required="notice terms and an approver",
            held=f"missing: {', '.join(missing)}",
            message=f"Contract {contract.id} goes on by itself, and {listing(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not recorded",
            fix="Record the missing fields from the contract; get the approval if there is none.",
        )
