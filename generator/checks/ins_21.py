"""The insured on the certificate is the supplier.

Why: A certificate of a sister company or of a firm with a similar name covers somebody else.
Method: The insured's name is compared with the legal name, the trading and former names and
declared affiliates with evidence. Case, punctuation, accents and the spelling of the legal form do
not matter; nothing else is forgiven.
Boundary: "ACME Services, Incorporated" equals "Acme Services Inc."; "Smith Electric Co." does not
equal "Smith Electrical Services LLC": unknown, with both names shown, for a person to decide.
A policy in force without a certificate: unknown.
Example: The certificate names a parent that is not declared as an affiliate: unknown.
Mend: Ask for a certificate in the supplier's exact legal name, or record the trading name with
evidence.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, lines_on_file, policies
from generator.checks.base import LINES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.names import same


@check("INS-21", "named-insured", LINES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each certificate behind a policy in force, and each policy without one."""
    lines = lines_on_file(case.supplier, case.texts("lines"))
    running = in_force(policies(case.supplier, lines), case.today) if lines else []
    seen = set()
    for policy in running:
        certificate = policy.certificate
        if certificate is None:
            yield Result(
                outcome=Outcome.UNKNOWN,
                subject=f"insurance/policies/{policy.id}",
                topic="insurance/named-insured",
                pointer=policy.pointer,
                required=case.supplier.legal_name,
                held="no certificate on record",
                message=f"Policy {policy.number} names no certificate on file, so nothing shows "
                "whom it insures",
                fix="Record the certificate, and name it in the policy.",
            )
            continue
        if certificate.id in seen:
            continue
        seen.add(certificate.id)
        subject = f"insurance/certificates/{certificate.id}"
        name = certificate.insured_name
        if name and same(name, case.supplier.names):
            yield passed(
                subject,
                required=case.supplier.legal_name,
                held=name,
                topic="insurance/named-insured",
            )
            continue
        shown = f"'{name}'" if name else "no name"
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic="insurance/named-insured",
            pointer=certificate.pointer,
            required=case.supplier.legal_name,
            held=name or "not recorded",
            message=f"Certificate {certificate.id} is made out to {shown}; "
            f"the supplier is '{case.supplier.legal_name}'",
            fix="Ask for a certificate in the exact legal name, or record the trading name "
            "with its evidence.",
        )
