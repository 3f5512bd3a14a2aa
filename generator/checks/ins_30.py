"""No insurance was cancelled.

Why: An insurer may end a policy in its term. The certificate still looks good.
Method: A policy whose cancellation date is reached fails, unless another policy of the line is in
force, or an exemption in date frees the firm from the line.
Boundary: Cancelled on 1 Jun: the policy is without effect from 1 Jun.
Example: General liability to 31 Dec, cancelled on 1 Jun for non-payment: fails from 1 Jun until a
replacement is on file.
Mend: Stop new orders and ask the broker for the replacement policy.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, line_name, lines_on_file, policies, shown, topic
from generator.checks._exempt import exempt
from generator.checks.base import LINES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import day

REQUIRED = "a policy that was not cancelled"


@check("INS-30", "cancelled", LINES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each line on file."""
    for line in lines_on_file(case.supplier, case.texts("lines")):
        found = policies(case.supplier, (line,))
        if not found:
            continue
        cancelled = [one for one in found if not one.superseded and _cancelled(case, one)]
        running = in_force(found, case.today)
        freed = exempt(case, line) if cancelled and not running else None
        if not cancelled or running or (freed and freed.holds):
            yield passed(
                f"insurance/{line}",
                required=REQUIRED,
                held=shown(running) or (freed.words if freed else "no cancellation on file"),
                topic=topic(line),
            )
            continue
        for one in cancelled:
            when = f"on {day(one.cancelled_on)}" if one.cancelled_on else "on a day not recorded"
            yield Result(
                outcome=Outcome.FAIL,
                subject=f"insurance/policies/{one.id}",
                topic=topic(line),
                pointer=(*one.pointer, "cancelled_on" if one.cancelled_on else "status"),
                required=REQUIRED,
                held=f"cancelled {when}",
                message=f"{line_name(line)}: policy {one.number} was cancelled {when}",
                fix="Stop new orders and ask the broker for the replacement policy.",
                last_day=one.term.last_day,
                act_by=one.cancelled_on,
            )


def _cancelled(case: Case, policy: InsurancePolicy) -> bool:
    if policy.cancelled_on is None:
        return policy.data.get("status") == "cancelled"
    return case.today.reached(policy.cancelled_on)
