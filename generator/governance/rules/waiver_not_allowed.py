"""What may not be waived is not waived.

Why: sanctions screening, cover that the law prescribes and the ban on approving one's own request
lose their meaning with the first exception.
Instead: mend what the requirement finds, or suspend the supplier until it is mended.
"""

from collections.abc import Iterator

from generator.governance.model import Change, Refusal
from generator.model.policy import Requirement

CODE = "WVR-06"
NAME = "waiver-not-allowed"

_NEVER = ("WVR-", "POL-", "REC-01", "REC-02", "REC-03", "REC-09", "REC-11", "REC-12", "REC-13")


def run(change: Change) -> Iterator[Refusal]:
    """One for each waiver that is new, or lifts more than before, of what forbids it."""
    for before, after in change.waivers():
        if after is None or not after.approved_by:
            continue
        if before is not None and before.requirement == after.requirement and before.approved_by:
            continue
        for side in (change.base, change.head):
            found = side.catalog.requirements.get(after.requirement)
            if found is not None and not _may_be(found):
                yield Refusal(
                    message=f"waiver {after.id}: {found.id} ({found.check}) may not be waived",
                    fix="Mend what the requirement finds, or suspend the supplier until then.",
                    path=after.path,
                    pointer=("requirement",),
                    supplier=after.supplier,
                )
                break


def _may_be(requirement: Requirement) -> bool:
    return requirement.waivable and not requirement.check.startswith(_NEVER)
