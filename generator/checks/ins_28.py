"""The certificate is signed.

Why: An unsigned certificate is a form that anybody can fill in.
Method: Each certificate behind a policy in force must bear the signature of an authorised
representative.
Boundary: Not recorded whether it is signed: unknown, even if a name is.
Example: "signed: false" fails; a name alone is unknown.
Mend: Ask the broker for the signed certificate.
"""

from collections.abc import Iterator

from generator.checks._certificates import behind, without
from generator.checks.base import LINES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome

_TOPIC = "insurance/certificate-signature"
_REQUIRED = "signed by an authorised representative"


@check("INS-28", "signed", LINES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each certificate behind a policy in force, and each policy without one."""
    for policy, certificate in behind(case):
        if certificate is None:
            yield without(policy, _REQUIRED, _TOPIC)
            continue
        subject = f"insurance/certificates/{certificate.id}"
        signed = certificate.group("authorized_representative").get("signed")
        if signed:
            yield passed(subject, required=_REQUIRED, held="signed", topic=_TOPIC)
            continue
        held = "not signed" if signed is False else "not recorded whether it is signed"
        yield Result(
            outcome=Outcome.FAIL if signed is False else Outcome.UNKNOWN,
            subject=subject,
            topic=_TOPIC,
            pointer=certificate.pointer,
            required=_REQUIRED,
            held=held,
            message=f"Certificate {certificate.id}: {held}; required is that it is {_REQUIRED}",
            fix="Ask the broker for the signed certificate.",
        )
