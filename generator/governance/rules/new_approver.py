"""Who approves was there before.

Why: a change that makes an approver and uses it at once has approved itself.
Instead: add the role, or give it its new mailbox, in a change of its own; then let it decide.
"""

from collections.abc import Iterator

from generator.governance.approvals import decisions
from generator.governance.model import Change, Refusal

CODE = "GOV-06"
NAME = "new-approver"


def run(change: Change) -> Iterator[Refusal]:
    """One for each decision by a role that this change adds, or hands to somebody else."""
    before = change.base.catalog.reference.roles
    after = change.head.catalog.reference.roles
    if not before:
        return  # the first roles come with the first records
    for one in decisions(change):
        if one.by not in before:
            what = "which this change adds"
        elif before[one.by].get("mailbox") != after.get(one.by, {}).get("mailbox"):
            what = "whose mailbox this change replaces"
        else:
            continue
        yield Refusal(
            message=f"{one.where}: approved by {one.by}, {what}",
            fix="Bring in the role first, in a change of its own.",
            path=one.path,
            pointer=one.pointer,
            supplier=one.supplier,
        )
