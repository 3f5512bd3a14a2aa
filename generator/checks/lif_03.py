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

from generator.checks.base import Case, Result, Subject, check, passed
from generator.model.assessment import Outcome, Verdict
from generator.model.words import plain

_REQUIRED = "a status that fits: suspended, or nothing that stops the supplier"
_SUBJECT = "lifecycle_status"


@check("LIF-03", "status-vs-findings", subject=Subject.VERDICT)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    assert case.verdict is not None
    if case.verdict is not Verdict.DO_NOT_USE:
        yield passed(_SUBJECT, required=_REQUIRED, held=case.verdict.label)
        return
    status = plain(case.supplier.status)
    why = case.because[0] if case.because else "no reason given"
    yield Result(
        outcome=Outcome.FAIL,
        subject=_SUBJECT,
        pointer=("lifecycle_status",),
        required=_REQUIRED,
        held=f"{status}, and {case.verdict.label.lower()}",
        message=f"{case.supplier.legal_name} is '{status}' and not to be used: {why}",
        fix="Clear what stops it, or set lifecycle_status: suspended and say why under "
        "status_reason.",
    )
