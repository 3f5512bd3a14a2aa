"""Not many records at once.

Why: half a checkout, a wrong folder or a bad merge looks like a change that removes most of the
catalog.
Instead: see what is gone. If it is meant, say so with --allow-removals.
"""

from collections import Counter
from collections.abc import Iterator

from generator.governance.model import Change, Refusal

CODE = "GOV-07"
NAME = "mass-removal"

SHARE = 10
"""One in how many records."""


def run(change: Change) -> Iterator[Refusal]:
    """One for each kind of which more than a tenth is gone, and more than one."""
    if change.demanded:
        return
    gone = Counter(one.kind for one in change.pairs if one.head is None)
    for kind, count in sorted(gone.items()):
        total = change.count.get(kind, 0)
        if count > 1 and count * SHARE > total:
            yield Refusal(
                message=f"{count} of {total} {_many(kind)} are removed",
                fix="Look whether the branch is whole. If it is meant, say --allow-removals.",
            )


def _many(kind: str) -> str:
    return {"policy": "policies"}.get(kind, f"{kind}s")
