"""A retired supplier names who comes after it.

Why: Staff who find only a dead end buy from whoever answers first.
Method: A supplier that is leaving, blocked or inactive names its replacement: another supplier of
the catalog that is itself not retired, or ``none`` with the reason.
Boundary: A supplier in onboarding can be the replacement, one that is suspended cannot.
Example: Inactive, replacement itself inactive since last year: fails.
Excludes: Whether the replacement may be used today; its own page says so.
Mend: Record ``replacement``, or ``replacement: none`` and why under ``no_replacement_reason``.
"""

from collections.abc import Iterator

from generator.checks._exits import LEAVING
from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.words import plain

_REQUIRED = "a replacement that is not retired, or none and the reason"
_SUBJECT = "record/replacement"


@check("CAT-04", "replacement")
def run(case: Case) -> Iterator[Result]:
    """One result for a supplier that is retired."""
    if case.supplier.status not in LEAVING:
        return
    outcome, held = _answer(case)
    if outcome is Outcome.PASS:
        yield passed(_SUBJECT, required=_REQUIRED, held=held, topic=_SUBJECT)
        return
    yield Result(
        outcome=outcome,
        subject=_SUBJECT,
        topic=_SUBJECT,
        pointer=("replacement",) if "replacement" in case.supplier.data else (),
        required=_REQUIRED,
        held=held,
        message=f"The supplier is '{plain(case.supplier.status)}'; replacement: {held}",
        fix="Record who serves the category instead, or none and why.",
    )


def _answer(case: Case) -> tuple[Outcome, str]:
    name = str(case.supplier.data.get("replacement") or "")
    if not name:
        return Outcome.FAIL, "none named"
    if name == "none":
        if str(case.supplier.data.get("no_replacement_reason") or "").strip():
            return Outcome.PASS, "none, with the reason"
        return Outcome.UNKNOWN, "none, and why is not recorded"
    other = case.catalog.suppliers.get(name)
    if other is None or name == case.supplier.id:
        return Outcome.FAIL, f"{name}, which is no other supplier of the catalog"
    status = str(other.data["lifecycle_status"])
    if status in LEAVING:
        return Outcome.FAIL, f"{name}, which is itself '{plain(status)}'"
    return Outcome.PASS, name
