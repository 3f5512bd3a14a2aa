"""The licence is valid where the work is.

Why: A licence of one state says nothing about the next.
Method: Each jurisdiction offered must be contained in the jurisdiction of a licence of the named
type, in date or not. Containment ends at a segment: ``US`` contains ``US-OR``, ``US-O`` does not.
A place also counts where reference/reciprocity.yml says that it accepts the licence.
Boundary: Every place must be served; one that is not fails for itself alone.
Example: Offered in US-OR and US-WA, licence US-OR: fails for US-WA.
Excludes: A supplier without any licence of the type (LIC-01).
Mend: Ask for the licence of the other jurisdiction, or take the place out of the offer.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, licences, serving
from generator.checks.base import LICENCE_TYPES, Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.words import listing, plain


@check("LIC-04", "jurisdiction-match", LICENCE_TYPES, subject=Subject.OFFER)
def run(case: Case) -> Iterator[Result]:
    """One result for each place offered, if there is any licence of the type."""
    found = licences(case, case.texts("licence_types"))
    held = ", ".join(sorted({one.text("jurisdiction") or "no jurisdiction" for one in found}))
    kinds = listing(sorted({plain(one.text("licence_type")) for one in found}))
    for scope in case.scopes:
        place = scope.jurisdiction
        if not found or place is None:
            continue
        subject = f"{scope.category}/{place}"
        good = serving(case, found, place)
        required = f"a licence that covers {place}"
        if good:
            places = ", ".join(sorted({one.text("jurisdiction") for one in good}))
            topic = f"{TOPIC}/{place}"
            yield passed(subject, required=required, held=places, topic=topic)
            continue
        name = case.catalog.reference.category_name(scope.category)
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=f"{TOPIC}/{place}",
            pointer=(*found[0].pointer, "jurisdiction"),
            required=required,
            held=held,
            message=f"{name} is offered in {place}; the licence on file ({kinds}) is for {held}",
            fix=f"Ask for the licence for {place}, or take {place} out of the offer.",
            scopes=(scope,),
        )
