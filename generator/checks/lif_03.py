"""The status fits the findings.

Why: A supplier that is approved on paper and must not be used confuses everybody who reads only the
status, and every system that copies it.
Method: A supplier of one of the statuses of the clause (approved and conditional, where it names
none) whose verdict is 'Do not use' for all that it offers is proposed for suspension.
Boundary: One offer that may still be used, in one place, is enough to leave the status alone.
Example: Approved, insurance cancelled: status change proposed.
Excludes: Suppliers that a status keeps from being used already.
Mend: Clear what stops the supplier, or suspend it and say why under ``status_reason``.
"""

from collections.abc import Iterator

from generator.checks.base import CatalogCase, Result, Subject, check, passed
from generator.model.assessment import Outcome, Verdict
from generator.model.policy import DEFAULT_STATUSES
from generator.model.words import plain

_REQUIRED = "a status that fits: suspended, or nothing that stops the supplier"


@check("LIF-03", "status-vs-findings", subject=Subject.CATEGORY)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each supplier of those statuses."""
    statuses = case.requirement.applies_when.get("status") or DEFAULT_STATUSES
    for name, found in case.suppliers.items():
        if found.status not in statuses:
            continue
        subject = f"suppliers/{name}"
        if found.verdict is not Verdict.DO_NOT_USE:
            yield passed(subject, required=_REQUIRED, held=found.verdict.label, topic=subject)
            continue
        status = plain(found.status)
        why = found.because[0] if found.because else "no reason given"
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=subject,
            path=found.path,
            pointer=("lifecycle_status",),
            required=_REQUIRED,
            held=f"{status}, and {found.verdict.label.lower()}",
            message=f"{found.legal_name} is '{status}' and not to be used: {why}",
            fix="Clear what stops it, or set lifecycle_status: suspended and say why under "
            "status_reason.",
        )
