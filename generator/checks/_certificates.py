"""What the checks of certificates share: the paper behind each policy in force."""

from collections.abc import Iterator

from generator.checks._cover import in_force, lines_on_file, policies
from generator.checks.base import Case, Result
from generator.model.assessment import Outcome
from generator.model.records import Certificate, InsurancePolicy


def running(case: Case) -> list[InsurancePolicy]:
    """The policies in force of the requirement's ``lines``, or of every line on file."""
    return [
        one
        for line in lines_on_file(case.supplier, case.texts("lines"))
        for one in in_force(policies(case.supplier, (line,)), case.today)
    ]


def behind(case: Case) -> Iterator[tuple[InsurancePolicy, Certificate | None]]:
    """Each certificate behind a policy in force, once; and each such policy without one."""
    seen = set()
    for policy in running(case):
        certificate = newest(case, policy)
        if certificate is None:
            yield policy, None
        elif certificate.id not in seen:
            seen.add(certificate.id)
            yield policy, certificate


def newest(case: Case, policy: InsurancePolicy) -> Certificate | None:
    """The last certificate that shows the policy: one that was put right replaces the first."""
    listing = [
        one
        for one in case.supplier.certificates
        if one.id == policy.text("certificate") or policy.id in one.texts("policies")
    ]
    dated = [
        (day, one.id, one)
        for one in listing
        if (day := one.date("date")) is not None and case.today.reached(day)
    ]
    if dated:
        return max(dated, key=lambda entry: entry[:2])[2]
    return policy.certificate


def without(policy: InsurancePolicy, required: str, topic: str) -> Result:
    """The finding about a policy in force that names no certificate."""
    return Result(
        outcome=Outcome.UNKNOWN,
        subject=f"insurance/policies/{policy.id}",
        topic=topic,
        pointer=policy.pointer,
        required=required,
        held="no certificate on record",
        message=f"Policy {policy.number} names no certificate on file; required is {required}",
        fix="Record the certificate, and name it in the policy.",
    )
