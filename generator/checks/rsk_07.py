"""Measures against risks are done in time.

Why: A measure that is not done reduces nothing.
Method: Each measure against a risk that is neither done nor dropped has a due day that is not past.
None recorded: unknown. Before the day, one finding in the smallest of the days of warning.
Boundary: Open on the due day is in time, open the day after is late.
Example: Due 31 Mar, open on 1 Apr: fails.
Excludes: Whether the measure is enough (RSK-02).
Mend: Do it, or agree a new day with the risk's owner, and say why.
"""

from collections.abc import Iterator

from generator.checks._due import due
from generator.checks._risks import mitigations, risks
from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.words import day

_REQUIRED = "measures done by their day"


@check("RSK-07", "mitigation-overdue", warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each measure that is open."""
    for risk in risks(case.supplier):
        for pointer, place, one, last in mitigations(risk):
            if one.get("status", "open") != "open":
                continue
            subject, topic = f"risks/{risk.id}/measures/{place}", f"risks/{risk.id}"
            name = f"Risk {risk.id}, measure {place + 1}"
            state = None if last is None else due(case, last)
            held = "no due day recorded" if last is None else f"open, due by {day(last)}"
            held += state.words if state else ""
            if state and state.far:
                yield passed(subject, required=_REQUIRED, held=held, topic=topic)
                continue
            yield Result(
                outcome=Outcome.FAIL if state else Outcome.UNKNOWN,
                subject=subject,
                topic=topic,
                severity=state.severity if state else None,
                pointer=pointer,
                required=_REQUIRED,
                held=held,
                message=f"{name}: {held}",
                fix="Do it and record status done, or agree a new day with the risk's owner.",
                last_day=last,
                act_by=last,
            )
