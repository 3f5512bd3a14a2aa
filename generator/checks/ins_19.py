"""The supplier's insurance pays first.

Why: Where two policies cover one loss, the insurers share it. A primary and non-contributory
endorsement leaves ours out of it.
Method: For each named line, a policy in force must show the endorsement with at least the clause's
level of proof. An umbrella is asked only where the clause names it.
Boundary: The level required is enough. Not recorded: unknown. No policy of the line in force:
fails.
Example: General liability shows CG 20 01 on file, the umbrella only a ticked box; the clause names
both and asks for the endorsement: fails for the umbrella.
Mend: Ask the broker for the primary and non-contributory endorsement.
"""

from collections.abc import Iterator

from generator.checks._provisions import ENTITY, PROOF, asked, each_line, provision
from generator.checks.base import LINES_PARAM, Case, Result, check


@check("INS-19", "primary-noncontributory", LINES_PARAM, PROOF, ENTITY)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    return each_line(
        case,
        lambda policy: provision(case, policy, "primary_noncontributory"),
        required=asked(case, ""),
        about="primary and non-contributory",
        key="primary",
        fix="Ask the broker for the primary and non-contributory endorsement.",
    )
