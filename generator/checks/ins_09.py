"""The aggregate is counted for our project or place alone.

Why: An aggregate for the whole policy may be used up by accidents on other people's sites before
the first one on ours.
Method: For each named line, a policy in force must record that its aggregate is counted in one of
the ways that the clause names.
Boundary: Counted in another way, or with nothing in force, it fails. What it is counted for is not
recorded, or the policy has no complete term: unknown, unless another policy of the line suffices.
Example: Per project is required, the box on the certificate says policy: fails.
Excludes: How high the aggregate is (INS-08).
Mend: Ask the broker for the endorsement that counts the aggregate for each project or location.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.checks._cover import in_force, line_name, policies, topic
from generator.checks._held import undated
from generator.checks.base import LINES_PARAM, Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import listing, plain

BASES = frozenset(("policy", "project", "location"))
PARAMS = (replace(LINES_PARAM, stricter="more"), Param(name="per", kind="texts", allowed=BASES))


@check("INS-09", "aggregate-basis", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    required = f"aggregate per {listing(case.texts('per'), 'or')}"
    for line in case.texts("lines"):
        found = policies(case.supplier, (line,))
        outcome, held, policy = _counted(case, found)
        subject = f"insurance/{line}/aggregate-basis"
        if outcome is Outcome.PASS:
            yield passed(subject, required=required, held=held, topic=topic(line))
            continue
        name = f"{line_name(line)}: required is {required}"
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic(line),
            pointer=policy.pointer if policy else ("insurance",),
            required=required,
            held=held,
            message=f"{name}; certificate on file shows {held}"
            if outcome is Outcome.FAIL
            else f"{name}; what is held cannot be told: {held}",
            fix=f"Ask the broker for an endorsement that shows the {required}.",
            last_day=policy.term.last_day if policy else None,
        )


def _counted(
    case: Case, found: list[InsurancePolicy]
) -> tuple[Outcome, str, InsurancePolicy | None]:
    running = in_force(found, case.today)
    if not running:
        unclear = undated(found)
        if unclear:
            held = f"policy {unclear[0].number} has no complete term"
            return Outcome.UNKNOWN, held, unclear[0]
        return Outcome.FAIL, "nothing in force", None
    basis = {one.id: one.text("aggregate_applies_per") for one in running}
    for one in running:
        if basis[one.id] in case.texts("per"):
            return Outcome.PASS, f"policy {one.number}: per {plain(basis[one.id])}", one
    for one in running:
        if not basis[one.id]:
            return Outcome.UNKNOWN, f"policy {one.number} does not say per what", one
    one = running[0]
    return Outcome.FAIL, f"aggregate per {plain(basis[one.id])}", one
