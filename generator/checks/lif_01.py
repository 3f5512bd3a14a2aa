"""Onboarding is complete.

Why: Whatever is left open on the day of approval stays open.
Method: Each step that the clause names is done in the supplier's onboarding checklist. Not
applicable counts only for a step that the list needs under a condition (``required_if``), and never
where the clause is strict. A step that was left out needs a waiver of this rule for its subject.
Done without its day: unknown.
Boundary: A step is done on its day, not before.
Example: Bank call-back still to do on the day of approval: fails.
Excludes: Whether what was done is right: insurance, licences and the rest have checks of their own.
Mend: Do the step and record ``done_on``, or ask for a waiver of this step.
"""

from collections.abc import Iterator

from generator.checks._checklists import checklists, step, steps
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Item, Pointer
from generator.model.words import day

_TEMPLATE = "onboarding"
_TOPIC = "checklists/onboarding"


@check(
    "LIF-01",
    "onboarding-complete",
    Param(name="items", kind="texts", stricter="more"),
    Param(name="strict", kind="flag", required=False, stricter="true"),
)
def run(case: Case) -> Iterator[Result]:
    """One result for each step that the clause names, or one where there is no checklist."""
    lists = checklists(case, _TEMPLATE)
    if not lists:
        yield _not("onboarding/checklist", "The onboarding checklist", "none on file", ())
        return
    found = {one.id: one for one in steps(case, _TEMPLATE, case.texts("items"))}
    for name in dict.fromkeys(case.texts("items")):
        subject, what = f"onboarding/{name}", f"Step {name} of the onboarding"
        item = found.get(name)
        if item is None:
            yield _not(subject, what, "not on the list", lists[-1].pointer)
            continue
        outcome, held = _answer(case, item)
        if outcome is Outcome.PASS:
            yield passed(subject, required="the step done", held=held, topic=_TOPIC)
        else:
            yield _not(subject, what, held, item.pointer, outcome)


def _answer(case: Case, item: Item) -> tuple[Outcome, str]:
    state = step(case, item)
    when = item.date("done_on")
    if state == "done":
        return Outcome.PASS, f"done on {day(when)}" if when else "done"
    if state == "undated":
        return Outcome.UNKNOWN, "done on a day that is not recorded"
    if state == "unknown":
        return Outcome.UNKNOWN, "its status is not recorded"
    if state == "na":
        if case.flag("strict"):
            return Outcome.FAIL, "marked as not applicable, which the clause does not allow"
        if item.text("required_if"):
            return Outcome.PASS, f"not applicable; needed if {item.text('required_if')}"
        return Outcome.FAIL, "marked as not applicable, and always needed"
    if state == "waived":
        return Outcome.FAIL, "left out, which takes a waiver of this rule"
    return Outcome.FAIL, "still to do"


def _not(
    subject: str, what: str, held: str, pointer: Pointer, outcome: Outcome = Outcome.FAIL
) -> Result:
    return Result(
        outcome=outcome,
        subject=subject,
        topic=_TOPIC,
        pointer=pointer,
        required="the step done" if subject != "onboarding/checklist" else "a checklist",
        held=held,
        message=f"{what}: {held}",
        fix="Do the step and record done_on, or ask for a waiver of this step.",
    )
