"""The certificate is made out to us.

Why: The insurer's notices go to the certificate holder. A certificate that was made out to another
firm, or to our last address, tells us nothing.
Method: The holder on each certificate behind a policy in force is compared with our legal entities:
the name and the address, in one text as printed. Case, punctuation and accents do not matter.
Boundary: The country at the end of our address may be left out. The right name with another address
fails. A holder that only shares a word with our name: unknown; nothing in common: fails. No holder,
or no address of ours on record: unknown.
Example: "Larkfield Instruments, Inc., 1200 NW Example Quay, Portland, OR 97299" is our entry
without "United States": passes.
Excludes: Whom the certificate insures (INS-21).
Mend: Give the broker our legal name and address, and ask for the certificate again.
"""

from collections.abc import Iterator, Sequence

from generator.checks._certificates import behind, without
from generator.checks._shown import named
from generator.checks.base import LINES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.names import normalise
from generator.model.records import Certificate, Data

_TOPIC = "insurance/certificate-holder"
_REQUIRED = "our legal name and address"


@check("INS-22", "certificate-holder", LINES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each certificate behind a policy in force, and each policy without one."""
    ours = case.catalog.reference.organisation.get("legal_entities") or ()
    for policy, certificate in behind(case):
        if certificate is None:
            yield without(policy, _REQUIRED, _TOPIC)
            continue
        yield _compared(certificate, ours)


def _compared(certificate: Certificate, ours: Sequence[Data]) -> Result:
    holder = certificate.text("certificate_holder")
    outcome, why = _answer(holder, ours) if holder else (Outcome.UNKNOWN, "no holder is recorded")
    subject = f"insurance/certificates/{certificate.id}"
    if outcome is Outcome.PASS:
        return passed(subject, required=_REQUIRED, held=holder, topic=_TOPIC)
    shown = f"is made out to '{holder}'" if holder else "has no holder on record"
    return Result(
        outcome=outcome,
        subject=subject,
        topic=_TOPIC,
        pointer=(*certificate.pointer, "certificate_holder") if holder else certificate.pointer,
        required=_REQUIRED,
        held=holder or "not recorded",
        message=f"Certificate {certificate.id} {shown}; required is {_REQUIRED}: {why}",
        fix="Give the broker our legal name and address, and ask for the certificate again.",
    )


def _answer(holder: str, ours: Sequence[Data]) -> tuple[Outcome, str]:
    if not ours:
        return Outcome.UNKNOWN, "our legal entities are not recorded"
    printed = normalise(holder)
    for one in ours:
        name = normalise(one["name"])
        if printed != name and not printed.startswith(name + " "):
            continue
        if not one.get("address"):
            return Outcome.UNKNOWN, f"the address of {one['name']} is not recorded"
        rest = printed.removeprefix(name).strip()
        if rest in _addresses(one["address"]):
            return Outcome.PASS, ""
        return Outcome.FAIL, f"the address of {one['name']} is another one"
    # Only the words of the names count here: an address has words in common with many.
    near = named(holder.split(",")[0], [one["name"] for one in ours]) is not Outcome.FAIL
    return (
        (Outcome.UNKNOWN, "the name is close to ours, and not ours")
        if near
        else (Outcome.FAIL, "that is not us")
    )


def _addresses(address: str) -> set[str]:
    """How the address may be printed: with its country, or without."""
    street, _, last = address.rpartition(",")
    foreign = street and not any(char.isdigit() for char in last)
    return {normalise(address), normalise(street)} if foreign else {normalise(address)}
