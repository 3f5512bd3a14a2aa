"""Offboarding is complete in time.

Why: What is not closed when a supplier leaves is found years later, by somebody else.
Method: A supplier that is leaving has an offboarding checklist, with the steps that the clause
names. All of its steps are done, or do not apply, within the clause's days of the last day of work:
of an inactive supplier that is the day it became so, of another the last day of its contracts.
Until then an open step is a warning, and one that was done late stays a warning. A step that was
left out needs a waiver of this rule for its subject. Without a last day: unknown.
Boundary: With 30 days, the 30th day after the last day of work is in time.
Example: Inactive since 1 Oct, one step open on 1 Nov: fails.
Excludes: Access (SEC-07) and data (SEC-08) have shorter times of their own.
Mend: Do the open steps, and record ``done_on``.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._checklists import all_steps, checklists, step
from generator.checks._exits import last_day_of_work, stopped_on
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days
from generator.model.records import Item, Pointer
from generator.model.words import day

_TEMPLATE = "offboarding"
_TOPIC = "checklists/offboarding"


@check(
    "LIF-02",
    "offboarding-complete",
    Param(name="days", kind="integer", stricter="lower"),
    Param(name="items", kind="texts", required=False, stricter="more"),
)
def run(case: Case) -> Iterator[Result]:
    """One result for each step, and for each that is not on the list."""
    last = stopped_on(case) or last_day_of_work(case)
    lists = checklists(case, _TEMPLATE)
    if not lists:
        yield _open(case, "checklist", "The offboarding checklist", "none on file", last, ())
        return
    found = {one.id: one for one in all_steps(case, _TEMPLATE)}
    for name, item in found.items():
        yield _step(case, name, item, last)
    for name in dict.fromkeys(case.texts("items")):
        if name not in found:
            what = f"Step {name} of the offboarding"
            yield _open(case, name, what, "not on the list", last, lists[-1].pointer)


def _step(case: Case, name: str, item: Item, last: date | None) -> Result:
    state, when = step(case, item), item.date("done_on")
    what = f"Step {name} of the offboarding"
    if state == "done" and when is not None:
        deadline = None if last is None else add_days(last, case.integer("days"))
        held = f"done on {day(when)}"
        if deadline is None or when <= deadline:
            return passed(f"offboarding/{name}", required=_rule(case), held=held, topic=_TOPIC)
        held += f", which is late; it was due by {day(deadline)}"
        return _not(case, name, what, held, item.pointer, Outcome.FAIL, "warning", deadline)
    if state == "na":
        held = "not applicable"
        return passed(f"offboarding/{name}", required=_rule(case), held=held, topic=_TOPIC)
    if state in ("undated", "unknown"):
        held = "done on a day that is not recorded" if state == "undated" else "no status recorded"
        return _not(case, name, what, held, item.pointer, Outcome.UNKNOWN, None, None)
    held = "left out, which takes a waiver of this rule" if state == "waived" else "still to do"
    return _open(case, name, what, held, last, item.pointer)


def _open(
    case: Case, name: str, what: str, held: str, last: date | None, pointer: Pointer
) -> Result:
    if last is None:
        held += "; the last day of work is not recorded"
        return _not(case, name, what, held, pointer, Outcome.UNKNOWN, None, None)
    deadline = add_days(last, case.integer("days"))
    late = case.today.after(deadline)
    held += f"; {'was' if late else 'is'} due by {day(deadline)}"
    weight = None if late else "warning"
    return _not(case, name, what, held, pointer, Outcome.FAIL, weight, deadline)


def _rule(case: Case) -> str:
    return f"all steps done within {case.integer('days')} days of the last day of work"


def _not(
    case: Case,
    name: str,
    what: str,
    held: str,
    pointer: Pointer,
    outcome: Outcome,
    severity: str | None,
    deadline: date | None,
) -> Result:
    return Result(
        outcome=outcome,
        subject=f"offboarding/{name}",
        topic=_TOPIC,
        severity=severity,
        pointer=pointer,
        required=_rule(case),
        held=held,
        message=f"{what}: {held}; required are {_rule(case)}",
        fix="Do the open steps, and record done_on.",
        last_day=deadline,
        act_by=deadline,
    )
