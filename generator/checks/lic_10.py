"""A licence without an end is declared to have none.

Why: An empty expiry date is more often forgotten than true.
Method: A licence without ``expires_on`` must say ``perpetual: true`` and name its source.
Boundary: ``perpetual: true`` without ``source_url`` is not enough.
Example: No expiry and nothing else: unknown, until someone looks it up.
Mend: Look the licence up, and record the expiry date, or ``perpetual: true`` with ``source_url``.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, licences, perpetual
from generator.checks.base import Case, Result, check, passed
from generator.model.assessment import Outcome


@check("LIC-10", "perpetual-declared")
def run(case: Case) -> Iterator[Result]:
    """One result for each current licence without an expiry date."""
    for licence in licences(case, ()):
        if licence.term.end_excl is not None:
            continue
        subject = f"licences/{licence.id}"
        required = "an expiry date, or 'perpetual: true' with a source"
        topic = f"{TOPIC}/{licence.text('jurisdiction')}"
        if perpetual(licence) and licence.text("source_url"):
            yield passed(subject, required=required, held="perpetual, with a source", topic=topic)
            continue
        held = "perpetual, without a source" if perpetual(licence) else "no expiry date"
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic=topic,
            pointer=licence.pointer,
            required=required,
            held=held,
            message=f"Licence {licence.text('number') or licence.id} has {held} on record",
            fix="Look it up at the authority; record expires_on, or perpetual: true with "
            "source_url.",
        )
