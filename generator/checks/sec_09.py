"""Tests of security and continuity are recent.

Why: A plan that was never tried fails on the day it is needed.
Method: For each named kind of test, the newest one on file that was not rejected counts for the
clause's months. Before the last day, one finding in the smallest of the days of warning. None on
file fails; one without its day: unknown.
Boundary: Done 31 Aug 2025 and 12 months: in time through 31 Aug 2026.
Example: Penetration test of March, no continuity test: the second fails.
Excludes: What the test found (SEC-06).
Mend: Ask the supplier for the report of its last test, and record it as a review of that kind.
"""

from collections.abc import Iterator

from generator.checks._due import due
from generator.checks._reviews import done, undated
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.words import day, plain, sentence

_TESTS = frozenset(("penetration_test", "continuity_test"))


@check(
    "SEC-09",
    "test-recent",
    Param(name="tests", kind="texts", allowed=_TESTS, stricter="more"),
    Param(name="months", kind="integer", stricter="lower"),
    warn_days=True,
)
def run(case: Case) -> Iterator[Result]:
    """One result for each kind of test."""
    for kind in case.texts("tests"):
        yield _test(case, kind)


def _test(case: Case, kind: str) -> Result:
    months, subject, name = case.integer("months"), f"reviews/{kind}", plain(kind)
    required = f"a {name} every {months} months"
    found = [one for one in done(case, (kind,)) if one.text("outcome") != "rejected"]
    performed = found[-1].date("performed_on") if found else None
    if performed is None:
        unclear = undated(case, (kind,))
        held = f"{unclear[0].id}, without its day" if unclear else "none that counts on file"
        return Result(
            outcome=Outcome.UNKNOWN if unclear else Outcome.FAIL,
            subject=subject,
            topic=subject,
            pointer=unclear[0].pointer if unclear else ("reviews",),
            required=required,
            held=held,
            message=f"{sentence(name)}, every {months} months: {held}",
            fix=f"Ask the supplier for the report of its last {name}, and record it.",
        )
    last = add_months(performed, months)
    state = due(case, last)
    held = f"{found[-1].id} of {day(performed)}, counts to {day(last)}{state.words}"
    if state.far:
        return passed(subject, required=required, held=held, topic=subject)
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=subject,
        severity=state.severity,
        pointer=found[-1].pointer,
        required=required,
        held=held,
        message=f"{sentence(name)} of {day(performed)} {'counted' if state.past else 'counts'} to "
        f"{day(last)}{state.words}; one is due every {months} months",
        fix=f"Ask the supplier for its next {name}.",
        last_day=last,
        act_by=last,
    )
