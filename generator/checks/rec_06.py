"""No supplier is there twice.

Why: Two records for one firm halve its spend, its findings and its warnings.
Method: Two suppliers that are not inactive must not share an identifier (same scheme and number),
nor the same normalised legal name in the same country.
Boundary: Case, punctuation and the spelling of the legal form do not tell firms apart; the legal
form itself does.
Example: "Colda Pty Ltd" and "COLDA PTY. LIMITED", both AU: the same.
Excludes: Likely but not certain pairs; those are listed on import for a person to decide.
Mend: Keep one record, move the other's contracts and evidence to it, and make the other inactive
with a replacement.
"""

from collections.abc import Iterator

from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome


@check("REC-06", "duplicate-supplier")
def run(case: Case) -> Iterator[Result]:
    """One result for each other supplier that looks the same, or one pass."""
    twins = case.catalog.twins(case.supplier.record)
    for twin, reason in twins:
        yield Result(
            outcome=Outcome.FAIL,
            subject=f"twin/{twin}",
            topic="record/duplicate",
            pointer=("legal_name",),
            required="one record for one firm",
            held=f"{twin} has the same {reason}",
            message=f"'{case.supplier.id}' and '{twin}' have the same {reason}",
            fix=f"Keep one record, move what the other holds to it, and make the other inactive "
            f"with 'replacement: {case.supplier.id}' or the like.",
        )
    if not twins:
        yield passed("record/duplicate", required="one record for the firm", held="no other")
