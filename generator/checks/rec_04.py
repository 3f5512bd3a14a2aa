"""Dates stand in the right order.

Why: A certificate that was verified before it was received was not verified.
Method: In each part of the record: start before end; and in evidence issued, then received, then
verified.
Boundary: The same day is in order.
Example: policy_eff 2026-07-01, policy_exp 2026-06-30: fails.
Mend: Compare with the document, and correct the date that was mistyped.
"""

from collections.abc import Iterator

from generator.checks._walk import objects
from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import parse_date
from generator.model.words import day

_PAIRS = (
    ("policy_eff", "policy_exp"),
    ("issued_on", "expires_on"),
    ("valid_from", "valid_to"),
    ("starts_on", "ends_on"),
    ("period_start", "period_end"),
    ("issued_on", "received_on"),
    ("received_on", "verified_on"),
    ("issued_on", "verified_on"),
    ("suspended_from", "suspended_to"),
    ("opens_on", "closes_on"),
    ("published_on", "closes_on"),
    ("closes_on", "awarded_on"),
    ("occurred_on", "reported_on"),
    ("starts_on", "removed_on"),
)
_NAMES = frozenset(name for pair in _PAIRS for name in pair)


@check("REC-04", "date-order")
def run(case: Case) -> Iterator[Result]:
    """One result for each pair out of order, or one pass."""
    clean = True
    for pointer, name, data in objects(case.supplier.data):
        if len(_NAMES & data.keys()) < 2:
            continue
        for first, second in _PAIRS:
            one, other = parse_date(data.get(first)), parse_date(data.get(second))
            if one is None or other is None or one <= other:
                continue
            clean = False
            yield Result(
                outcome=Outcome.FAIL,
                subject=f"{name}/{first}-{second}",
                topic="record/dates",
                pointer=(*pointer, second),
                required=f"{first} on or before {second}",
                held=f"{day(one)} and {day(other)}",
                message=f"{name}: {first} is {day(one)}, after {second}, which is {day(other)}",
                fix="Compare with the document and correct the date that was mistyped.",
            )
    if clean:
        yield passed("record/dates", required="each start before its end", held="in order")
