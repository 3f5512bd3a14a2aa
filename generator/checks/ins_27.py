"""The certificate is fresh.

Why: A certificate tells how things stood on the day it was written. An old one tells of a policy
that may have been cancelled since.
Method: Each certificate behind a policy in force must not be older than the clause's months, not
dated after the day it came in, and, while the supplier is a prospect or being onboarded, not older
than the clause's days.
Boundary: Exactly that many months or days old still counts; the next day it does not. No date:
unknown.
Example: Dated 25 Sep 2025, 12 months: counts through 25 Sep 2026.
Mend: Ask the broker for a new certificate of the same policies, and record it beside the old one.
"""

from collections.abc import Iterator

from generator.checks._certificates import behind, without
from generator.checks.base import LINES_OPTIONAL, Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days, add_months, parse_date
from generator.model.records import Certificate
from generator.model.words import day

PARAMS = (
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="onboarding_days", kind="integer", stricter="lower"),
    LINES_OPTIONAL,
)
_TOPIC = "insurance/certificate-date"
_NEW = ("prospect", "onboarding")


@check("INS-27", "certificate-fresh", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each certificate behind a policy in force, and each policy without one."""
    months, days = case.integer("months"), case.integer("onboarding_days")
    required = f"at most {months} months old ({days} days at onboarding)"
    for policy, certificate in behind(case):
        if certificate is None:
            yield without(policy, required, _TOPIC)
            continue
        yield _answer(case, certificate, required)


def _answer(case: Case, certificate: Certificate, required: str) -> Result:
    subject = f"insurance/certificates/{certificate.id}"
    dated = certificate.date("date")
    if dated is None:
        outcome, held = Outcome.UNKNOWN, "no date recorded"
    else:
        held = f"dated {day(dated)}"
        came = parse_date(certificate.group("evidence").get("received_on"))
        last = add_months(dated, case.integer("months"))
        if case.supplier.status in _NEW:
            last = min(last, add_days(dated, case.integer("onboarding_days")))
        if came is not None and dated > came:
            outcome, held = Outcome.FAIL, f"{held}, received on {day(came)} already"
        elif not case.today.reached(dated):
            outcome = Outcome.UNKNOWN
        elif not case.today.after(last):
            return passed(subject, required=required, held=held, topic=_TOPIC)
        else:
            outcome = Outcome.FAIL
    return Result(
        outcome=outcome,
        subject=subject,
        topic=_TOPIC,
        pointer=(*certificate.pointer, "date") if dated else certificate.pointer,
        required=required,
        held=held,
        message=f"Certificate {certificate.id} is to be {required}; on file: {held}",
        fix="Ask the broker for a new certificate of the policies in force.",
    )
