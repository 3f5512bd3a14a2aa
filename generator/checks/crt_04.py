"""The certificate is of an edition that still counts.

Why: When a standard is revised, certificates of the old edition end on one day, whatever is printed
on them.
Method: A certificate in date of the named scheme must not be of an edition that the clause says is
withdrawn. Before the day, one finding in the smallest of the clause's days of warning.
Boundary: On the clause's last day the edition counts; from the next day it does not. "27001:2013"
and "2013" are one edition. Edition not recorded: unknown.
Example: ISO 27001 of 2013, last day 31 Oct 2025: fails from 1 Nov 2025, even if 2026 is printed.
Mend: Ask the supplier for the certificate of the current edition.
"""

from collections.abc import Iterator

from generator.checks._reports import standing, title
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Certification
from generator.model.words import day, listing

PARAMS = (
    Param(name="scheme", kind="text"),
    Param(name="editions", kind="texts", stricter="more"),
    Param(name="last_day", kind="date", stricter="lower"),
)


@check("CRT-04", "edition-current", *PARAMS, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each certificate in date."""
    last, editions = case.day("last_day"), case.texts("editions")
    required = f"an edition other than {listing(editions, 'or')} after {day(last)}"
    withdrawn = {_year(one) for one in editions}
    for one in standing(case, (case.text("scheme"),)):
        edition = one.text("edition")
        held = f"edition {edition}" if edition else "edition not recorded"
        subject, topic = f"certifications/{one.id}", f"certifications/{one.id}/edition"
        old = _year(edition) in withdrawn
        ended = case.today.after(last)
        bucket = case.bucket(last) if old and not ended and case.requirement.warn_days else None
        if edition and (not old or (not ended and bucket is None)):
            yield passed(subject, required=required, held=held, topic=topic)
            continue
        near = bucket[1] if bucket and bucket[1] in ("info", "warning") else "warning"
        yield Result(
            outcome=Outcome.FAIL if edition else Outcome.UNKNOWN,
            subject=subject,
            topic=topic,
            severity=near if bucket else None,
            pointer=(*one.pointer, "edition") if edition else one.pointer,
            required=required,
            held=held,
            message=_message(one, held, required, bucket),
            fix="Ask the supplier for the certificate of the current edition.",
            last_day=last if edition else None,
            act_by=last if edition else None,
        )


def _message(one: Certification, held: str, required: str, bucket: tuple[int, str] | None) -> str:
    soon = f", within {bucket[0]} days" if bucket else ""
    return f"{title(one)}: {held}; required is {required}{soon}"


def _year(edition: str) -> str:
    return edition.rpartition(":")[2].strip().casefold()
