"""A waiver is approved by somebody who may.

Why: The graver the rule, the more it takes to set it aside.
Method: The role that approved must be among those that the clause names for the severity of the
requirement: block, error, or warning and less.
Boundary: One of the roles named is enough, and only those: a director counts for a warning if the
clause names directors there.
Example: A block requirement, approved by the category manager, directors named: fails.
Excludes: Waivers that are closed or revoked. Whether the role also asked for it (WVR-08).
Mend: Ask one of the roles named to decide, and record the approval anew.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, judge
from generator.checks._waivers import about, over
from generator.checks.base import Param, Result, Subject, WaiverCase, check
from generator.model.words import listing

PARAMS = tuple(
    Param(name=f"approvers_{severity}", kind="texts") for severity in ("block", "error", "warning")
)


@check("WVR-03", "authority", *PARAMS, subject=Subject.WAIVER)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver that nobody has ended."""
    if over(case.waiver):
        return
    severity = case.waived.severity if case.waived.severity in ("block", "error") else "warning"
    roles = case.texts(f"approvers_{severity}")
    name = case.catalog.reference.role_name
    by = str(case.waiver.data["approved_by"])
    who = listing([name(one) for one in roles], "or")
    thing = about(case, f"approved by {who}", f"Ask {who} to decide, and record it.", "approved_by")
    faults = Faults()
    if by not in roles:
        faults.wrong.append(f"approved by {name(by)}")
    yield judge(thing, faults, f"approved by {name(by)}")
