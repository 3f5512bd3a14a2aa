"""The licence is active.

Why: A licence may be suspended in its term. The printed date does not show it.
Method: The normalised status of each current licence must be ``active``. Restricted, pending or not
recorded: unknown, for a person to decide. Inactive, expired, suspended, revoked: fails.
Boundary: A licence that has run out is left to LIC-03; one that continues while its renewal is
pending must not be suspended or revoked.
Example: In date until 2028, suspended last week: fails.
Mend: Stop the work the licence is for, and look the licence up at the authority again.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, continues, licences
from generator.checks.base import LICENCE_TYPES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.words import plain

_BAD = ("inactive", "expired", "suspended", "revoked")


@check("LIC-02", "status-active", LICENCE_TYPES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each current licence."""
    for licence in licences(case, case.texts("licence_types")):
        status = licence.text("status") or "unknown"
        stopped = continues(licence) and status in ("suspended", "revoked")
        if case.today.ended(licence.term) and not stopped:
            continue
        subject = f"licences/{licence.id}"
        if status == "active":
            topic = f"{TOPIC}/{licence.text('jurisdiction')}"
            yield passed(subject, required="active", held="active", topic=topic)
            continue
        yield Result(
            outcome=Outcome.FAIL if status in _BAD else Outcome.UNKNOWN,
            subject=subject,
            topic=f"{TOPIC}/{licence.text('jurisdiction')}",
            pointer=(*licence.pointer, "status") if "status" in licence.data else licence.pointer,
            required="active",
            held=plain(status),
            message=f"Licence {licence.text('number') or licence.id} "
            f"({licence.text('issuing_authority') or licence.text('jurisdiction')}) "
            f"has the status '{plain(status)}', required is 'active'",
            fix="Look the licence up at the issuing authority, record the status and the day, "
            "and stop work that needs it until it is active.",
        )
