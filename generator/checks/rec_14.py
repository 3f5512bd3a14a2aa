"""What decides which rules apply is on record.

Why: A rule for suppliers with access to personal data says nothing about a supplier whose access
nobody wrote down. Not knowing is not the same as not applying.
Method: The fields that requirements choose by (offers, access, criticality …) must be recorded
where a requirement cannot be decided without them. One finding for each missing field; the
requirements that wait for it count as unknown.
Boundary: ``access: [none]`` is an answer, a missing ``access`` is not.
Example: No access recorded: 9 requirements cannot be decided.
Mend: Record the field. If the answer is none, say so.
"""

from collections.abc import Iterator

from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome


@check("REC-14", "profile-recorded")
def run(case: Case) -> Iterator[Result]:
    """One result for each missing field, or one pass."""
    for field, waiting in sorted(case.undetermined.items()):
        count = len(waiting)
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=f"record/{field}",
            topic="record/profile",
            required=f"{field} on record",
            held="not recorded",
            message=f"'{field}' is not recorded, so {count} "
            f"requirement{'' if count == 1 else 's'} cannot be decided",
            fix=f"Record {field}; if the answer is none, say so.",
        )
    if not case.undetermined:
        yield passed(
            "record/profile",
            required="every field that decides which rules apply",
            held="all of them",
        )
