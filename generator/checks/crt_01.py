"""A required certification is held and in date.

Why: A certification is another firm's audit that we need not repeat, as long as it is current.
Method: At least one certification of the named schemes must be on file and in date. A report
without an expiry date (SOC 2) counts for the clause's months after its audited period, a bridge
letter included.
Boundary: In date through the printed day. Self-declared certifications never count. No date at all:
unknown.
Example: ISO 27001 to 30 Apr 2027: passes through 30 Apr 2027.
Excludes: Whether its scope covers what we buy (CRT-02).
Mend: Ask the supplier for the current certificate or report.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._reports import of_schemes, self_declared, usable_term
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Pointer
from generator.model.words import day

REPORT_MONTHS = 12
"""How long a report counts where the clause does not say."""
PARAMS = (
    Param(name="schemes", kind="texts"),
    Param(
        name="report_months",
        kind="integer",
        required=False,
        stricter="lower",
        absent=REPORT_MONTHS,
    ),
    Param(
        name="bridge_months",
        kind="integer",
        required=False,
        stricter="lower",
        absent_is_strictest=True,
    ),
)


@check("CRT-01", "required-cert", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the schemes together."""
    schemes = case.texts("schemes")
    subject = "certifications/required"
    months, bridge = case.integer("report_months", REPORT_MONTHS), case.integer("bridge_months", 0)
    names = " or ".join(schemes)
    stated = "report_months" in case.requirement.params
    limits = f" (a report counts for {months} months)" if stated else ""
    required = f"{names} in date{limits}"
    held = "none on file"
    pointer: Pointer = ()
    outcome: Outcome = Outcome.FAIL
    last_day: date | None = None
    best = 0  # What is shown: self-declared, then what ran out last, then what is not known.
    for one in of_schemes(case, schemes):
        scheme = one.text("scheme")
        term = usable_term(one, months, bridge)
        if self_declared(one):
            if best == 0:
                best, pointer, held = 1, one.pointer, f"{scheme} is self-declared"
        elif term is None:
            best, pointer, held = 3, one.pointer, f"{scheme} has no date on record"
            outcome, last_day = Outcome.UNKNOWN, None
        elif case.today.within(term):
            until = f"{scheme} counts to {day(term.last_day)}" if term.last_day else scheme
            yield passed(subject, required=required, held=until, topic=subject)
            return
        elif best < 3 and term.last_day is not None and (last_day or date.min) <= term.last_day:
            best, pointer, last_day = 2, one.pointer, term.last_day
            held = f"{scheme} counts to {day(last_day)}"
    yield Result(
        outcome=outcome,
        subject=subject,
        topic=subject,
        pointer=pointer,
        required=required,
        held=held,
        message=f"{names} in date is required{limits}; on file: {held}",
        fix=f"Ask the supplier for its current {names} certificate or report.",
        last_day=last_day,
    )
