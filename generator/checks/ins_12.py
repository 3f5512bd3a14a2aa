"""Automobile cover reaches every vehicle that is used.

Why: A van hired for the day, or an employee's own car, is not on a policy that covers owned
vehicles only.
Method: A policy in force must have the box for any auto ticked, or those for owned or scheduled
vehicles, for hired and for non-owned ones together. Where the clause names a figure, its combined
single limit is held against it as INS-07 holds limits.
Boundary: Owned and hired without non-owned fails. No box recorded: unknown. Split limits (for each
person, each accident, property) are no combined single limit, however high: unknown.
Example: Scheduled, hired and non-owned vehicles, USD 1,000,000 combined: passes.
Excludes: Whether vehicles are used at all; that is for the clause to say.
Mend: Ask the broker for a certificate with the boxes ticked, and for a combined single limit.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, line_name, policies, topic
from generator.checks._held import undated
from generator.checks._limits import COUNTING, hold
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import listing, plain

LINE = "automobile_liability"
PARAMS = (Param(name="min", kind="money", required=False, stricter="higher"), *COUNTING)
REQUIRED = "any auto, or owned or scheduled with hired and non-owned vehicles"


@check("INS-12", "auto-scope", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the vehicles; one for the combined single limit where a figure is named."""
    subject, name = f"insurance/{LINE}/scope", line_name(LINE)
    outcome, held, policy = _scope(case)
    if outcome is Outcome.PASS:
        yield passed(subject, required=REQUIRED, held=held, topic=topic(LINE))
    else:
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic(LINE),
            pointer=policy.pointer if policy else ("insurance",),
            required=REQUIRED,
            held=held,
            message=f"{name}: certificate on file shows {held}, required is {REQUIRED}"
            if outcome is Outcome.FAIL
            else f"{name}: required is {REQUIRED}; what is held cannot be told: {held}",
            fix="Ask the broker for a certificate that shows which vehicles are covered.",
            last_day=policy.term.last_day if policy else None,
        )
    if "min" in case.requirement.params:
        yield from hold(case, LINE, "combined_single_limit", "each_occurrence", case.money("min"))


def _scope(case: Case) -> tuple[Outcome, str, InsurancePolicy | None]:
    found = policies(case.supplier, (LINE,))
    running = in_force(found, case.today)
    if not running:
        unclear = undated(found)
        if unclear:
            held = f"policy {unclear[0].number} has no complete term"
            return Outcome.UNKNOWN, held, unclear[0]
        return Outcome.FAIL, "nothing in force", None
    for one in running:
        if _reaches(one.texts("auto_scope")):
            return Outcome.PASS, f"policy {one.number}: {_words(one)}", one
    for one in running:
        if not one.texts("auto_scope"):
            return Outcome.UNKNOWN, f"policy {one.number} does not say which vehicles", one
    return Outcome.FAIL, _words(running[0]), running[0]


def _reaches(boxes: tuple[str, ...]) -> bool:
    ticked = set(boxes)
    return "any_auto" in ticked or (
        bool(ticked & {"owned", "scheduled"}) and {"hired", "non_owned"} <= ticked
    )


def _words(policy: InsurancePolicy) -> str:
    boxes = policy.texts("auto_scope")
    return (
        plain("any_auto")
        if "any_auto" in boxes
        else listing(sorted(map(plain, boxes))) + (" vehicles")
    )
