"""The security assessment is repeated in time.

Why: A supplier's defences change, and so does what it holds for us. An incident shows that the last
look was not enough.
Method: The newest security review on file counts for the clause's months, or to the day that the
review itself names as the next, if that is earlier. After a security incident that we were told of,
a new review is due within the clause's days.
Boundary: Done 20 May 2025 and 12 months: in time through 20 May 2026. The incident's days count
from the day we were told (or, without it, from the day it happened).
Example: Incident reported 1 Jun, 30 days: a review is due by 1 Jul.
Excludes: Whether access was opened before the first review (SEC-01).
Mend: Ask Information security to assess the supplier again, and record the review.
"""

from collections.abc import Iterator

from generator.checks._due import due
from generator.checks._reviews import done, undated
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days, add_months
from generator.model.records import Item
from generator.model.words import day

_SECURITY = ("security",)
_TOPIC = "security/reassessment"


@check(
    "SEC-02",
    "reassessment-due",
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="incident_days", kind="integer", stricter="lower"),
    warn_days=True,
)
def run(case: Case) -> Iterator[Result]:
    """One result for the newest review, and one for each security incident."""
    yield _review(case)
    for incident in case.supplier.listed("incidents"):
        if incident.text("kind") == "security":
            yield from _incident(case, incident)


def _review(case: Case) -> Result:
    months, subject = case.integer("months"), "reviews/security"
    required = f"a security review every {months} months"
    found = done(case, _SECURITY)
    if not found:
        unclear = undated(case, _SECURITY)
        held = f"review {unclear[0].id} without a day" if unclear else "none on file"
        return Result(
            outcome=Outcome.UNKNOWN if unclear else Outcome.FAIL,
            subject=subject,
            topic=_TOPIC,
            pointer=unclear[0].pointer if unclear else ("reviews",),
            required=required,
            held=held,
            message=f"Security review, every {months} months: {held}",
            fix="Ask Information security for an assessment, and record it with its day.",
        )
    newest = found[-1]
    performed = newest.date("performed_on")
    assert performed is not None
    named = newest.date("next_due_on")
    last = min(one for one in (add_months(performed, months), named) if one is not None)
    state = due(case, last)
    held = f"review {newest.id} of {day(performed)}, next due by {day(last)}"
    if state.far:
        return passed(subject, required=required, held=held, topic=_TOPIC)
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=_TOPIC,
        severity=state.severity,
        pointer=newest.pointer,
        required=required,
        held=held,
        message=f"Security review {newest.id} of {day(performed)} "
        f"{'counted' if state.past else 'counts'} to {day(last)}{state.words}; it is repeated "
        f"every {months} months",
        fix="Ask Information security to assess the supplier again.",
        last_day=last,
        act_by=last,
    )


def _incident(case: Case, incident: Item) -> Iterator[Result]:
    days, subject = case.integer("incident_days"), f"incidents/{incident.id}"
    required = f"a security review within {days} days of the incident"
    told = incident.date("reported_on") or incident.date("occurred_on")
    if told is None:
        yield _after(incident, Outcome.UNKNOWN, required, "its day is not recorded")
        return
    if not case.today.reached(told):
        return
    last = add_days(told, days)
    since = [one for one in done(case, _SECURITY) if (one.date("performed_on") or last) >= told]
    if since:
        held = f"review {since[-1].id} since then"
        yield passed(subject, required=required, held=held, topic=_TOPIC)
        return
    late = case.today.after(last)
    held = f"none since {day(told)}, due by {day(last)}"
    yield _after(incident, Outcome.FAIL, required, held, None if late else "warning", last)


def _after(
    incident: Item,
    outcome: Outcome,
    required: str,
    held: str,
    severity: str | None = None,
    last: object = None,
) -> Result:
    return Result(
        outcome=outcome,
        subject=f"incidents/{incident.id}",
        topic=_TOPIC,
        severity=severity,
        pointer=incident.pointer,
        required=required,
        held=held,
        message=f"Incident {incident.id} calls for {required}: {held}",
        fix="Ask Information security to assess the supplier again, and record the review."
        if outcome is Outcome.FAIL
        else "Record the day on which we were told.",
        last_day=last,
        act_by=last,
    )
