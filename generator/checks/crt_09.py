"""A supplier's own word is not taken for a certificate.

Why: A claim that only the supplier makes has been checked by nobody.
Method: Each certification of the named schemes (of any, where the clause names none), and each that
the record counts towards diversity, must have been verified otherwise than by the supplier's own
declaration.
Boundary: A self-declared one beside a certified one of the same scheme, in date, does no harm. How
it was verified not recorded: unknown. One that has run out is not looked at.
Example: "Women-owned business", method self_declared: fails.
Excludes: Whether a certificate is required (CRT-01).
Mend: Ask for the certificate of the certifier, or take the entry out of the record.
"""

from collections.abc import Iterator

from generator.checks._reports import of_schemes, self_declared, standing, title
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Certification
from generator.model.words import plain

SCHEMES = Param(name="schemes", kind="texts", required=False)
_REQUIRED = "verified by somebody other than the supplier"


@check("CRT-09", "self-declared-not-certified", SCHEMES)
def run(case: Case) -> Iterator[Result]:
    """One result for each certification that has not run out."""
    wanted = {one.id for one in of_schemes(case, case.texts("schemes"))}
    wanted |= set(case.supplier.texts("diversity"))
    for one in of_schemes(case, ()):
        if one.id not in wanted or case.today.ended(one.term):
            continue
        subject, topic = f"certifications/{one.id}", f"certifications/{one.id}/method"
        outcome, held = _answer(case, one)
        if outcome is Outcome.PASS:
            yield passed(subject, required=_REQUIRED, held=held, topic=topic)
            continue
        recorded = "method" in one.data
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic,
            pointer=(*one.pointer, "method") if recorded else one.pointer,
            required=_REQUIRED,
            held=held,
            message=f"{title(one)}: required is that it was {_REQUIRED}; on file: {held}",
            fix="Ask for the certificate of the certifier, or take the entry out of the record.",
        )


def _answer(case: Case, one: Certification) -> tuple[Outcome, str]:
    if self_declared(one):
        others = standing(case, (one.text("scheme"),))
        if any(_method(other) for other in others):
            return Outcome.PASS, "self declared, beside a certificate"
        return Outcome.FAIL, "self declared"
    method = _method(one)
    return (Outcome.PASS, plain(method)) if method else (Outcome.UNKNOWN, "how not recorded")


def _method(one: Certification) -> str:
    return one.text("method") or str(one.group("evidence").get("method") or "")
