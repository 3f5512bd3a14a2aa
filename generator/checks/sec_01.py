"""Access comes after the assessment.

Why: A supplier that can already read our data cannot be assessed first any more.
Method: For each access of the named kinds that was opened and is not closed, a security review of
the day it was opened, or before, must be on file, approved (with conditions, too). If the newest
review rejected the supplier, or none is on file, it fails; an access still to be opened is warned
of. Where a review came only after the access, that stays a warning. For a named kind of access of
the record that no entry under ``access_grants`` opens, the newest review counts.
Boundary: Assessed on the day of opening is in time, the day after is late.
Example: Network access opened 1 Mar, review approved 3 Mar: late. No review: do not use.
Excludes: How old the review is (SEC-02), and closing accesses (SEC-07).
Mend: Close the access, ask Information security for an assessment, and record its outcome.
"""

from collections.abc import Iterator

from generator.checks._reviews import done, undated
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Item, Pointer
from generator.model.words import day, listing, plain

ACCESS = Param(
    name="access",
    kind="texts",
    allowed=frozenset(
        (
            *("onsite", "personal_data", "confidential_data", "network", "keys_or_badges"),
            *("funds", "vehicles", "hazardous", "minors"),
        )
    ),
    stricter="more",
)
_APPROVED = ("approved", "approved_with_conditions")
_SECURITY = ("security",)


@check("SEC-01", "assessment-before-access", ACCESS)
def run(case: Case) -> Iterator[Result]:
    """One result for each open access, and for each kind that none is recorded for."""
    wanted = case.texts("access")
    grants = [one for one in case.supplier.listed("access_grants") if one.text("kind") in wanted]
    for grant in grants:
        removed = grant.date("removed_on")
        if removed is None or not case.today.reached(removed):
            yield from _grant(case, grant)
    opened = {one.text("kind") for one in grants}
    for kind in case.supplier.texts("access"):
        if kind in wanted and kind not in opened:
            yield _kind(case, kind)


def _grant(case: Case, grant: Item) -> Iterator[Result]:
    subject, start = f"access_grants/{grant.id}", grant.date("starts_on")
    name = f"access {grant.id} ({plain(grant.text('kind'))})"
    if start is None:
        held = "the day it was opened is not recorded"
        yield _not(subject, name, Outcome.UNKNOWN, held, grant.pointer)
        return
    before = [one for one in done(case, _SECURITY) if (one.date("performed_on") or start) <= start]
    outcome, held, weight = _answer(case, before)
    required = f"an approved security review by {day(start)}"
    if outcome is Outcome.PASS:
        yield passed(subject, required=required, held=held, topic="security/review")
        return
    begun = case.today.reached(start)
    said = f"{name} {'was opened' if begun else 'is to be opened'} on {day(start)}"
    yield _not(subject, said, outcome, held, grant.pointer, weight if begun else "warning")


def _kind(case: Case, kind: str) -> Result:
    subject, found = f"access/{kind}", done(case, _SECURITY)
    outcome, held, weight = _answer(case, found)
    if outcome is Outcome.PASS:
        required = "an approved security review"
        return passed(subject, required=required, held=held, topic="security/review")
    pointer = found[-1].pointer if found else ("access",)
    return _not(subject, f"access to {plain(kind)}", outcome, held, pointer, weight)


def _answer(case: Case, before: list[Item]) -> tuple[Outcome, str, str | None]:
    """What came of it, what is held, and the weight; ``before`` are the reviews in time."""
    found, unclear = done(case, _SECURITY), undated(case, _SECURITY)
    decided, in_time = _decided(found), _decided(before)
    if decided and not _approves(decided[-1]):
        return Outcome.FAIL, _words(decided[-1]), None
    doubt = [one for one in unclear if one.text("outcome") == "rejected"]
    if in_time and _approves(in_time[-1]) and not doubt:
        return Outcome.PASS, _words(in_time[-1]), None
    open_ones = [*unclear, *(one for one in before if not one.text("outcome"))]
    if not decided:
        open_ones = open_ones or found
    if open_ones:
        ids = sorted({one.id for one in open_ones})
        return Outcome.UNKNOWN, f"review {listing(ids)} without a day or an outcome", None
    if decided:
        return Outcome.FAIL, f"{_words(decided[-1])}, which is late", "warning"
    return Outcome.FAIL, "none", None


def _not(
    subject: str,
    name: str,
    outcome: Outcome,
    held: str,
    pointer: Pointer,
    severity: str | None = None,
) -> Result:
    return Result(
        outcome=outcome,
        subject=subject,
        topic="security/review",
        severity=severity,
        pointer=pointer,
        required="an approved security review before access",
        held=held,
        message=f"{name[:1].upper()}{name[1:]} needs an approved security review first; "
        f"on file: {held}",
        fix="Ask Information security for an assessment, and keep the access closed until its "
        "outcome is recorded.",
    )


def _decided(found: list[Item]) -> list[Item]:
    return [one for one in found if one.text("outcome")]


def _approves(review: Item) -> bool:
    return review.text("outcome") in _APPROVED


def _words(review: Item) -> str:
    when = review.date("performed_on")
    assert when is not None
    return f"review {review.id} of {day(when)}, {plain(review.text('outcome'))}"
