"""The certifier is accredited.

Why: Anybody can print a certificate. Accreditation says that somebody watches who does.
Method: The accreditation body of each certificate in date of the named schemes must be one of the
clause's list.
Boundary: Names are compared as names of firms are: case and punctuation do not matter. A body that
shares a word with a listed one, or none on record: unknown. Any other fails.
Example: UKAS and ANAB are listed. "UKAS" passes, "World Quality Board" fails.
Excludes: Self-declared certificates (CRT-09), and reports that no body accredits.
Mend: Look the certificate up with the accreditation body, and record accreditation_body; if there
is none, ask for a certificate of an accredited body.
"""

from collections.abc import Iterator

from generator.checks._reports import standing, title
from generator.checks._shown import named
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.words import listing

PARAMS = (Param(name="schemes", kind="texts"), Param(name="bodies", kind="texts"))


@check("CRT-03", "accredited", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each certificate in date."""
    bodies = case.texts("bodies")
    required = f"accredited by {listing(bodies, 'or')}"
    for one in standing(case, case.texts("schemes")):
        body = one.text("accreditation_body")
        outcome = named(body, bodies) if body else Outcome.UNKNOWN
        subject, topic = f"certifications/{one.id}", "certifications/accreditation"
        if outcome is Outcome.PASS:
            yield passed(subject, required=required, held=f"accredited by {body}", topic=topic)
            continue
        held = f"accredited by '{body}'" if body else "accreditation not recorded"
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic,
            pointer=(*one.pointer, "accreditation_body") if body else one.pointer,
            required=required,
            held=held,
            message=f"{title(one)}: required is that it is {required}; on file: {held}",
            fix="Look the certificate up with the accreditation body, or ask for one of an "
            "accredited body.",
        )
