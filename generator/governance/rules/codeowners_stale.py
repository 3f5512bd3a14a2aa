"""Whoever owns a record is asked.

Why: the host asks for the approval of the owners that CODEOWNERS names. A file that is behind asks
the wrong people, or nobody.
Instead: run `catalog codeowners`, and take the file into the change.
"""

from collections.abc import Iterator

from generator.governance.codeowners import MARK, codeowners, keeper_of
from generator.governance.model import Change, Refusal

CODE = "GOV-10"
NAME = "codeowners-stale"


def run(change: Change) -> Iterator[Refusal]:
    """One, if the file was made from the records and, by this change, is not any more."""
    before, after = change.base.codeowners, change.head.codeowners
    if before is None or MARK not in before:
        return
    keeper = keeper_of(before)
    if after == codeowners(change.head.catalog, change.prefix, keeper):
        return
    if after == before and before != codeowners(change.base.catalog, change.prefix, keeper):
        return  # it was behind before
    what = "is removed" if after is None else "does not name the owners that the records name"
    yield Refusal(
        message=f".github/CODEOWNERS {what}",
        fix="Run 'catalog codeowners', and add the file to the change.",
        path=".github/CODEOWNERS",
    )
