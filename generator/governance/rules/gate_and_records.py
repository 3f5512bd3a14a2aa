"""The gate and what passes through it are not changed together.

Why: a change of the workflow, the engine or its pinned versions decides what the check of the same
change finds.
Instead: two changes. The owners of the gate review the one, the owners of the records the other.
"""

from collections.abc import Iterator

from generator.governance.gate_files import is_gate
from generator.governance.model import Change, Refusal
from generator.model.words import listing

CODE = "GOV-08"
NAME = "gate-and-records"

# It is made from the records, so it changes with them; another rule compares it.
CODEOWNERS = ".github/CODEOWNERS"


def run(change: Change) -> Iterator[Refusal]:
    """One, if the change touches records and any file of the gate."""
    if not any(one.kind in ("supplier", "policy", "waiver") for one in change.pairs):
        return
    found = sorted(one for one in change.paths if one != CODEOWNERS and is_gate(one, change.prefix))
    if found:
        named = [ascii(one)[1:-1] for one in found[:3]]
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        yield Refusal(
            message=f"records change together with the gate: {listing(named)}{more}",
            fix="Make two changes of it.",
            path=named[0],
        )
