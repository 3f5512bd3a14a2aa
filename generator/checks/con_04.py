"""The contract's end is coming, and nobody has decided what then.

Why: A renewal decided in the last week is a renewal at the supplier's price.
Method: For each contract in force with an end and no recorded decision (renewal decision, notice,
successor), one finding in the smallest of the clause's days of warning. The narrowest has the
requirement's severity, the widest is for information.
Boundary: With N days of warning the finding appears when N days are left, and stays through the
last day.
Example: Ends 31 Dec, warnings 180, 90, 30: information from 4 Jul, warning from 2 Oct, and the
requirement's own severity from 1 Dec.
Excludes: Contracts that renew themselves (CON-06), unless this is the last of their terms.
Mend: Decide, and record renewal.decision with who, when and on what assessment.
"""

from collections.abc import Iterator

from generator.checks._contracts import decided, present, running
from generator.checks.base import Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.words import day


@check("CON-04", "expiring", subject=Subject.CONTRACT, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract in force that has an end."""
    for contract in case.contracts:
        now = present(contract, case.today, case.catalog.reference)
        ends = now.last_day
        if ends is None or now.renews or not running(contract, case.today, case.catalog.reference):
            continue
        subject = f"contracts/{contract.id}"
        settled = decided(contract, case.today, now)
        bucket = None if settled else case.bucket(ends)
        if bucket is None:
            yield passed(
                subject,
                topic=subject,
                required="a decision before the end",
                held=f"ends on {day(ends)}, " + ("decided" if settled else "with time to decide"),
            )
            continue
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=subject,
            severity=bucket[1],
            pointer=(*contract.pointer, "ends_on"),
            required=f"a decision {bucket[0]} days before the end",
            held=f"ends on {day(ends)}, no decision recorded",
            message=f"Contract {contract.id} ends on {day(ends)}, within {bucket[0]} days, and no "
            "decision is recorded",
            fix="Decide to renew, renegotiate, rebid or exit, and record it under "
            "renewal.decision.",
            last_day=ends,
            act_by=ends,
        )
