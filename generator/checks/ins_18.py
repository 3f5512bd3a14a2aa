"""The insurer gives up its claims against us.

Why: Without a waiver of subrogation the insurer that pays an injured worker may turn round and sue
us for the money.
Method: For each named line, a policy in force must show the waiver with at least the clause's level
of proof. Where the record says whom it names, that must be us; where it is a blanket one, a
contract must be signed and not have ended.
Boundary: The level required is enough: an endorsement's number where that is asked for. Waiver or
proof not recorded: unknown. No policy of the line in force: fails.
Example: Workers' compensation shows WC 00 03 13 by number, the clause asks for the number: passes.
Mend: Ask the broker for the endorsement that waives subrogation.
"""

from collections.abc import Iterator

from generator.checks._provisions import ENTITY, PROOF, asked, each_line, provision
from generator.checks.base import LINES_PARAM, Case, Result, check


@check("INS-18", "waiver-of-subrogation", LINES_PARAM, PROOF, ENTITY)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    return each_line(
        case,
        lambda policy: provision(case, policy, "subr_wvd"),
        required=asked(case, ""),
        about="waiver of subrogation",
        key="subrogation",
        fix="Ask the broker for the endorsement that waives subrogation against us.",
    )
