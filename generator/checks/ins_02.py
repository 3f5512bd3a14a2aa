"""Insurance on file has not run out.

Why: A policy on file that has ended and has no successor is cover that people still believe in.
Method: For each line on file (or named), take the policy that ends last. It must not have ended. A
cancelled policy is left to INS-30. An exemption in date frees the firm from the line.
Boundary: On its last day a policy has not run out; the day after it has.
Example: Printed 31 Mar 2026, inclusive: good on 31 Mar, run out on 1 Apr. Exclusive: run out on 31
Mar already.
Excludes: Lines that were never on file (INS-01).
Mend: Ask for the renewal certificate and record it beside the old policy; never edit the old one.
"""

from collections.abc import Iterator

from generator.checks._cover import latest, line_name, lines_on_file, policies, topic
from generator.checks._exempt import exempt
from generator.checks.base import LINES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import day


@check("INS-02", "not-expired", LINES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each line that has a policy on file."""
    for line in lines_on_file(case.supplier, case.texts("lines")):
        found = policies(case.supplier, (line,))
        last = latest(found)
        subject = f"insurance/{line}"
        if last is None:
            undated = [one for one in found if not one.superseded]
            if undated:
                yield _no_expiry(line, undated[0])
            continue
        # Cut short by a cancellation is for INS-30; cancelled after its end, it has run out.
        cut_short = last.cancelled_on is not None and last.cancelled_on == last.term.end_excl
        ended = last.term.last_day
        assert ended is not None
        required = "a policy that has not run out"
        if not case.today.ended(last.term) or cut_short:
            held = f"policy {last.number} to {day(ended)}"
            yield passed(subject, required=required, held=held, topic=topic(line))
            continue
        freed = exempt(case, line)
        if freed.holds:
            yield passed(subject, required=required, held=freed.words, topic=topic(line))
            continue
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=topic(line),
            pointer=(*last.pointer, "policy_exp"),
            required=required,
            held=f"{last.number} ended on {day(ended)}",
            message=f"{line_name(line)}: policy {last.number} ended on {day(ended)}, "
            "and no renewal is on file",
            fix=f"Ask the broker for the renewal of {last.number} and record it.",
            last_day=ended,
            act_by=ended,
        )


def _no_expiry(line: str, policy: InsurancePolicy) -> Result:
    return Result(
        outcome=Outcome.UNKNOWN,
        subject=f"insurance/{line}",
        topic=topic(line),
        pointer=policy.pointer,
        required="an expiry date on file",
        held="none",
        message=f"{line_name(line)}: policy {policy.number} has no expiry date",
        fix="Record policy_exp as printed on the certificate.",
    )
