"""Aggregate cover is high enough.

Why: The aggregate is all that the insurer pays in one term. Others may have used it up before us.
Method: As INS-07, with the aggregate named by the clause; an umbrella adds its own aggregate.
Boundary: Held equal to required passes. A limit that is not on the certificate: unknown.
Example: Required USD 4,000,000 general aggregate, certificate shows USD 2,000,000, no umbrella:
fails.
Mend: Ask the broker to raise the aggregate or to add umbrella cover over this line.
"""

from collections.abc import Iterator

from generator.checks._limits import PARAMS, compare
from generator.checks.base import Case, Result, check


@check("INS-08", "aggregate-limit", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the line."""
    return compare(case, "aggregate")
