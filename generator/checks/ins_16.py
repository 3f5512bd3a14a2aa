"""We are an additional insured.

Why: When somebody is hurt at our site, we are sued along with the supplier. As an additional
insured we are defended by the supplier's insurer, not by our own.
Method: For each named line, a policy in force must show additional insured status with at least
the clause's level of proof (a ticked box is less than an endorsement's number, and that is less
than the endorsement on file), and for us: our legal name stands in it, or it is a blanket
endorsement and a contract is signed and has not ended.
Boundary: The level required is enough. A contract counts from the day it is signed through its last
day; a privacy or secrecy agreement is no contract in this sense. A name that shares a word with
ours: unknown. Status, proof or basis not recorded: unknown.
Example: The clause asks for the endorsement on file, the box is ticked: fails. Blanket endorsement
on file, contract signed on 1 Feb: passes from 1 Feb.
Excludes: Completed work (INS-17).
Mend: Ask the broker for the endorsement itself, and record its forms, basis and proof.
"""

from collections.abc import Iterator

from generator.checks._provisions import ENTITY, PROOF, asked, each_line, provision
from generator.checks.base import LINES_PARAM, Case, Result, check


@check("INS-16", "additional-insured", LINES_PARAM, PROOF, ENTITY)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    return each_line(
        case,
        lambda policy: provision(case, policy, "addl_insd", basis=True),
        required=asked(case, " by name or by a signed contract"),
        about="additional insured",
        key="additional-insured",
        fix="Ask the broker for the endorsement that makes us an additional insured.",
    )
