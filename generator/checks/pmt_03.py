"""The conditions of the permit are met.

Why: A permit with a condition that nobody met can be withdrawn, and work done under it torn out.
Method: Every condition of a permit must be done by its last day, and every inspection passed by
its own. An inspection that failed counts at once.
Boundary: On the last day itself what is still open is a warning; from the next day it has the
requirement's severity. Done late is done. Open without a day, or passed only in part: unknown.
Example: "Cover inspection" due 6 Nov, not done: a warning on 6 Nov, fails from 7 Nov.
Excludes: Permits that a later one replaces.
Mend: Meet the condition and record done_on, or have the inspection repeated and record its result.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.checks._permits import of_kinds, standing, title
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import parse_date
from generator.model.records import Data, Permit, Pointer
from generator.model.words import day

ACTIVITIES = Param(name="activities", kind="texts", required=False)
# What weighs most comes first: a warning must not hide what cannot be told.
_LATE, _UNCLEAR, _TODAY, _MET = range(4)
_OUTCOMES = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.FAIL, Outcome.PASS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Duty:
    """A condition or an inspection: how it stands, in words, and by when."""

    state: int
    words: str
    due: date | None
    pointer: Pointer


@check("PMT-03", "conditions-met", ACTIVITIES)
def run(case: Case) -> Iterator[Result]:
    """One result for the conditions, and one for the inspections, of each permit that has any."""
    for permit in of_kinds(case, standing(case)):
        for key in ("conditions", "inspections"):
            duties = [
                _duty(case, one, (*permit.pointer, key, index))
                for index, one in enumerate(permit.data.get(key) or ())
            ]
            if duties:
                yield _answer(permit, key, duties)


def _answer(permit: Permit, key: str, duties: list[_Duty]) -> Result:
    worst = min(one.state for one in duties)
    open_ones = [one for one in duties if one.state == worst]
    subject, topic = f"permits/{permit.id}/{key}", f"permits/{permit.id}"
    required = "each done by its last day" if key == "conditions" else "each passed by its day"
    if worst == _MET:
        held = f"nothing of {len(duties)} is late"
        return passed(subject, required=required, held=held, topic=topic)
    held = "; ".join(one.words for one in open_ones)
    return Result(
        outcome=_OUTCOMES[worst],
        subject=subject,
        topic=topic,
        severity="warning" if worst == _TODAY else None,
        pointer=open_ones[0].pointer,
        required=required,
        held=held,
        message=f"{title(permit)}, {key}: {held}; required is {required}",
        fix="Meet what is open, and record the day or the result; hold the work until then.",
        act_by=min((one.due for one in open_ones if one.due is not None), default=None),
    )


def _duty(case: Case, data: Data, pointer: Pointer) -> _Duty:
    due, done = parse_date(data.get("due_on")), parse_date(data.get("done_on"))
    what, result = f"'{data.get('text') or data.get('type')}'", data.get("result")
    if result == "failed":
        state, words = _LATE, f"{what} failed"
    elif result == "passed" or (done is not None and case.today.reached(done)):
        state, words = _MET, f"{what} done"
    elif result == "partial":
        state, words = _UNCLEAR, f"{what} passed in part"
    elif due is None:
        state, words = _UNCLEAR, f"{what} open, no day recorded"
    else:
        words = f"{what} open, due on {day(due)}"
        state = _LATE if case.today.after(due) else _TODAY if case.today.reached(due) else _MET
    return _Duty(state=state, words=words, due=due, pointer=pointer)
