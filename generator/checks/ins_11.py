"""The umbrella stands above what it should.

Why: An umbrella pays above the policies on its schedule and above no others. Whoever forgets
general liability on the list has bought an umbrella over the lorries.
Method: For each line that the clause names, an umbrella or excess policy in force must list it in
its schedule of underlying policies, and a policy of that line must be in force on the same day. For
workers' compensation the employers' liability part counts.
Boundary: Umbrella and primary policy must both be in force on the day; the day after either ends,
it fails. A schedule that is not recorded, or a policy without a complete term: unknown.
Example: Schedule: automobile and employers' liability. General liability is required: fails.
Excludes: How high the umbrella is (INS-07, INS-08, INS-10).
Mend: Ask the broker to add the line to the schedule, and for a certificate that shows it.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.checks._cover import in_force, line_name, policies
from generator.checks._held import UMBRELLAS, lists, umbrellas, undated
from generator.checks.base import LINES_PARAM, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy

_TOPIC = "insurance/umbrella"


@check("INS-11", "umbrella-underlying", replace(LINES_PARAM, stricter="more"))
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    for line in case.texts("lines"):
        outcome, held, policy = _listed(case, line)
        required = f"an umbrella that lists {line_name(line).lower()}, both in force"
        subject = f"insurance/umbrella/underlying/{line}"
        if outcome is Outcome.PASS:
            yield passed(subject, required=required, held=held, topic=_TOPIC)
            continue
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=_TOPIC,
            pointer=policy.pointer if policy else ("insurance",),
            required=required,
            held=held,
            message=f"{line_name('umbrella')}, above {line_name(line).lower()}: {held}",
            fix=f"Ask the broker for an umbrella whose schedule lists {line_name(line).lower()}.",
            last_day=policy.term.last_day if policy else None,
        )


def _listed(case: Case, line: str) -> tuple[Outcome, str, InsurancePolicy | None]:
    above = umbrellas(case)
    if not above:
        return _missing(case, UMBRELLAS, "no umbrella in force")
    listing = [one for one in above if lists(one, line)]
    if not listing:
        for one in above:
            if "schedule_of_underlying" not in one.data:
                return Outcome.UNKNOWN, f"umbrella {one.number} shows no schedule", one
        return Outcome.FAIL, f"umbrella {above[0].number} does not list this line", above[0]
    if not in_force(policies(case.supplier, (line,)), case.today):
        nothing = f"umbrella {listing[0].number} lists it, but no policy of it is in force"
        return _missing(case, (line,), nothing)
    return Outcome.PASS, f"umbrella {listing[0].number} lists it", listing[0]


def _missing(
    case: Case, lines: tuple[str, ...], nothing: str
) -> tuple[Outcome, str, InsurancePolicy | None]:
    unclear = undated(policies(case.supplier, lines))
    if unclear:
        return Outcome.UNKNOWN, f"policy {unclear[0].number} has no complete term", unclear[0]
    return Outcome.FAIL, nothing, None
