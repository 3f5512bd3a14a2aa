"""The licence was looked up with the authority, and not long ago.

Why: A licence that is in date can be suspended tomorrow. A copy in the file does not know.
Method: Each current licence must have been looked up at the source, or confirmed by the authority,
within the clause's days. Until twice those days have gone it is a warning. For each contract that
runs, the look-up must not lie further before its signature than the clause's days for an award; a
look-up since then heals that.
Boundary: Exactly that many days old still counts; the next day it does not. Another method (reading
a copy, the supplier's word) fails. Day or method not recorded: unknown.
Example: Looked up on 1 Mar, 180 days: counts through 28 Aug, a warning from 29 Aug, the
requirement's own severity from 25 Feb.
Excludes: A licence that has run out (LIC-03).
Mend: Look the licence up with the authority, and record last_verified_on.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._licences import TOPIC, concerns, current, number
from generator.checks.base import LICENCE_TYPES_OPTIONAL, Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days
from generator.model.records import Contract, Licence
from generator.model.words import day, plain

PARAMS = (
    Param(name="days", kind="integer", stricter="lower"),
    Param(name="award_days", kind="integer", stricter="lower"),
    LICENCE_TYPES_OPTIONAL,
)
_AT_THE_SOURCE = ("primary_source_lookup", "issuer_confirmation")


@check("LIC-08", "verified-fresh", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each current licence."""
    days, award = case.integer("days"), case.integer("award_days")
    required = f"looked up every {days} days, and at most {award} days before an award"
    for licence in current(case, case.texts("licence_types")):
        subject, topic = f"licences/{licence.id}", f"{TOPIC}/looked-up"
        outcome, held, severity = _answer(case, licence, days, award)
        if outcome is Outcome.PASS:
            yield passed(subject, required=required, held=held, topic=topic)
            continue
        looked = licence.date("last_verified_on")
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic,
            severity=severity,
            pointer=(*licence.pointer, "last_verified_on") if looked else licence.pointer,
            required=required,
            held=held,
            message=f"Licence {number(licence)}: {held}; it is to be {required}",
            fix="Look the licence up with the authority, and record the day and the result.",
            act_by=add_days(looked, days) if looked else None,
        )


def _answer(case: Case, licence: Licence, days: int, award: int) -> tuple[Outcome, str, str | None]:
    looked, method = licence.date("last_verified_on"), licence.text("verification_method")
    if looked is None:
        return Outcome.UNKNOWN, "no look-up on record", None
    held = f"looked up on {day(looked)}"
    if not case.today.reached(looked):
        return Outcome.UNKNOWN, f"{held}, which is still to come", None
    if not method:
        return Outcome.UNKNOWN, f"{held}, how is not recorded", None
    if method not in _AT_THE_SOURCE:
        return Outcome.FAIL, f"{plain(method)} on {day(looked)}, not with the authority", None
    if case.today.after(add_days(looked, days)):
        # Overdue is not yet lost: it weighs in full once it is as late as it was allowed to be old.
        grave = case.today.after(add_days(looked, 2 * days))
        return Outcome.FAIL, held, None if grave else "warning"
    late = _awarded(case, looked, award)
    if late is not None:
        assert late.signed_on is not None
        held += f", before contract {late.id} of {day(late.signed_on)}"
        return Outcome.FAIL, held, "warning"
    return Outcome.PASS, held, None


def _awarded(case: Case, looked: date, award: int) -> Contract | None:
    """A contract signed too long after the look-up, and still running."""
    for one in case.contracts:
        if one.signed_on is None or case.today.ended(one.term) or not concerns(case, one):
            continue
        if case.today.reached(one.signed_on) and add_days(looked, award) < one.signed_on:
            return one
    return None
