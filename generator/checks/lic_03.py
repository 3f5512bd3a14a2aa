"""The licence has not run out, and its renewal is seen to in time.

Why: A licence that ran out yesterday is no licence, even if the renewal has been filed.
Method: Each current licence must not have ended, unless the authority says that it continues while
the renewal is pending (``continuation.applies`` with evidence). Before the end, one finding in the
smallest of the clause's days of warning.
Boundary: Valid through the end of the printed date; fails from the next day.
Example: Expires 1 Oct 2026: valid on 1 Oct, run out on 2 Oct.
Mend: Ask the supplier for the renewed licence, and look it up at the authority.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, continues, covering, licences
from generator.checks.base import LICENCE_TYPES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Licence
from generator.model.words import day

_REQUIRED = "a licence in date, renewed in time"


@check("LIC-03", "not-expired", LICENCE_TYPES_OPTIONAL, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each current licence with an end."""
    found = licences(case, case.texts("licence_types"))
    for licence in found:
        ends = licence.term.last_day
        if ends is None or _succeeded(licence, found):
            continue
        if case.today.ended(licence.term):
            if continues(licence):
                yield _passed(licence, f"ended on {day(ends)}, continues while renewed")
            else:
                yield _finding(licence, f"ended on {day(ends)}", None)
            continue
        bucket = case.bucket(ends) if case.requirement.warn_days else None
        if bucket is None:
            yield _passed(licence, f"ends on {day(ends)}")
            continue
        # Still valid: a warning at most, whatever the severity of having run out.
        severity = bucket[1] if bucket[1] in ("info", "warning") else "warning"
        yield _finding(licence, f"ends on {day(ends)}, within {bucket[0]} days", severity)


def _passed(licence: Licence, held: str) -> Result:
    topic = f"{TOPIC}/{licence.text('jurisdiction')}"
    return passed(f"licences/{licence.id}", required=_REQUIRED, held=held, topic=topic)


def _finding(licence: Licence, state: str, severity: str | None) -> Result:
    return Result(
        outcome=Outcome.FAIL,
        subject=f"licences/{licence.id}",
        topic=f"{TOPIC}/{licence.text('jurisdiction')}",
        severity=severity,
        pointer=(*licence.pointer, "expires_on"),
        required=_REQUIRED,
        held=state,
        message=f"Licence {licence.text('number') or licence.id} "
        f"({licence.text('issuing_authority') or licence.text('jurisdiction')}) {state}",
        fix="Ask the supplier for the renewed licence and look it up at the issuing authority.",
        last_day=licence.term.last_day,
        act_by=licence.term.last_day,
    )


def _succeeded(licence: Licence, others: list[Licence]) -> bool:
    day_after, place = licence.term.end_excl, licence.text("jurisdiction")
    if day_after is None or not place:
        # Where neither says where it holds, nobody can tell that one goes on where the other ended.
        return False
    return any(
        one is not licence
        and one.text("licence_type") == licence.text("licence_type")
        and one.term.start is not None
        and one.term.holds(day_after)
        for one in covering(others, place)
    )
