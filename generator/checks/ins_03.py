"""Insurance is about to run out.

Why: A renewal that is asked for in time costs an e-mail; one asked for late costs a stop of work.
Method: The day on which the cover of each line ends is held against the clause's days of warning. A
successor on file that starts in time, on equal or better terms, carries it on; one that leaves a
gap or shows less does not. Of several policies in force, the one that is first not carried on
counts. One finding in the smallest bucket that fits.
Boundary: With N days of warning the finding appears when N days are left, and stays through the
last day (0 left). From the day after, INS-02 speaks.
Example: Ends 31 Mar: with 30 days of warning it appears on 1 Mar. A renewal from 1 Apr with half
the limit does not silence it.
Excludes: Whether the limits suffice (INS-07, INS-08), and how well an endorsement is proved.
Mend: Ask the supplier's compliance contact and broker for the renewal certificate.
"""

from collections.abc import Iterator

from generator.checks._cover import (
    following,
    line_name,
    lines_on_file,
    policies,
    runs_out,
    topic,
)
from generator.checks._renewed import lost
from generator.checks.base import LINES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import day


@check("INS-03", "expiring", LINES_OPTIONAL, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each line that has a policy with an end on file."""
    for line in lines_on_file(case.supplier, case.texts("lines")):
        found = policies(case.supplier, (line,))
        last = runs_out(found, case.today)
        if last is None or last.term.last_day is None:
            continue
        ends = last.term.last_day
        bucket = case.bucket(ends)
        subject = f"insurance/{line}"
        if bucket is None:
            most = max(case.requirement.warn_days, default=0)
            yield passed(
                subject,
                required=f"a renewal on file {most} days before the end",
                held=f"{last.number} ends on {day(ends)}",
                topic=topic(line),
            )
            continue
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=topic(line),
            severity=bucket[1],
            pointer=(*last.pointer, "policy_exp"),
            required=f"a renewal on file {bucket[0]} days before the end",
            held=f"{last.number} ends on {day(ends)}",
            message=f"{line_name(line)}: policy {last.number} ends on {day(ends)}, "
            f"within {bucket[0]} days, and {_renewal(last, found)}",
            fix=f"Ask the broker for the renewal of {last.number} before {day(ends)}.",
            last_day=ends,
            act_by=ends,
        )


def _renewal(last: InsurancePolicy, found: list[InsurancePolicy]) -> str:
    less = [lost(last, one) for one in following(last, found)]
    if less:
        return f"the next one on file shows less: {', '.join(min(less, key=len)[:3])}"
    starts = [one.term.start for one in found if one.term.start is not None]
    late = [one for one in starts if last.term.end_excl is not None and one > last.term.end_excl]
    return f"the next one starts on {day(min(late))} only" if late else "no renewal is on file"
