"""Cover per occurrence is high enough.

Why: One accident is paid up to the limit of one occurrence. What is above it falls on us.
Method: The highest limit of one policy in force is compared with the clause's figure, in the
clause's currency at a dated rate. Where the clause allows it, an umbrella in force that lists the
line and is stated to follow form is added.
Boundary: Held equal to required passes. No rate, or one older than the clause allows: unknown; so
is cover in another currency where the clause allows no rate. Where the clause names a haircut, a
converted limit counts for that much less. Two policies of the same line are not added up. Where
nothing is in force, an exemption in date for every place of the work stands in.
Example: Required USD 2,000,000. General liability USD 1,000,000 and umbrella USD 5,000,000 over it:
held is USD 6,000,000, passes.
Excludes: Aggregates (INS-08), and towers of several umbrellas (INS-10).
Mend: Ask the broker to raise the limit or to add umbrella cover over this line.
"""

from collections.abc import Iterator

from generator.checks._limits import PARAMS, compare
from generator.checks.base import Case, Param, Result, check


@check(
    "INS-07",
    "occurrence-limit",
    *PARAMS,
    Param(name="error_from_pct", kind="integer", required=False, stricter="higher"),
)
def run(case: Case) -> Iterator[Result]:
    """One result for the line."""
    return compare(case, "each_occurrence")
