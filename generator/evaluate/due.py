"""By when somebody has to act on a finding."""

from dataclasses import replace
from datetime import date

from generator.model.assessment import Finding, Outcome
from generator.model.dates import add_days
from generator.model.policy import Requirement


def with_due_day(finding: Finding, requirement: Requirement, as_of: date) -> Finding:
    """The finding with its act-by day.

    A check that knows the day has set it (notice: decide by, send by). Evidence that still
    holds is chased before the next reminder of the requirement, at the latest on its last day.
    A waived finding comes back after the waiver's last day. Anything else is due today.
    """
    runs_out = bool(requirement.warn_days) and finding.act_by == finding.last_day
    if finding.act_by is not None and not runs_out:
        return finding
    if finding.outcome is Outcome.WAIVED and finding.waived_until is not None:
        return replace(finding, act_by=finding.waived_until)
    last = finding.last_day
    if last is None or last < as_of:
        return replace(finding, act_by=as_of)
    left = (last - as_of).days
    ahead = max((days for days in requirement.warn_days if days < left), default=0)
    return replace(finding, act_by=add_days(last, -ahead))
