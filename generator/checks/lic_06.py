"""The licence is the supplier's.

Why: A licence lent by another firm, or by somebody who has left, allows this firm nothing.
Method: The holder of each current licence must be the supplier by one of its names, or the
qualified person that the licence names, whose relation to the supplier is on record.
Boundary: Names are equal after case, punctuation and the spelling of the legal form, or they are
not. A holder who shares a word with a name of the supplier: unknown, with both shown. Nothing in
common: fails. No holder, or a qualified person without a relation: unknown.
Example: Held by "D. Merriwether", named as qualifier and designated supervising person: passes.
Excludes: A licence that has run out (LIC-03).
Mend: Look the holder up with the authority; record the qualifier with the relation, or ask for a
licence in the supplier's own name.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, current, number
from generator.checks._shown import named
from generator.checks.base import LICENCE_TYPES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.names import same
from generator.model.records import Licence


@check("LIC-06", "holder-match", LICENCE_TYPES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each current licence."""
    required = f"{case.supplier.legal_name}, or a qualified person of it"
    for licence in current(case, case.texts("licence_types")):
        outcome, held = _answer(case, licence)
        subject, topic = f"licences/{licence.id}", f"{TOPIC}/holder"
        if outcome is Outcome.PASS:
            yield passed(subject, required=required, held=held, topic=topic)
            continue
        holder = "holder_name" in licence.data
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic,
            pointer=(*licence.pointer, "holder_name") if holder else licence.pointer,
            required=required,
            held=held,
            message=f"Licence {number(licence)}: the holder is {held}; required is {required}",
            fix="Look the holder up with the authority, and record how it belongs to the supplier.",
        )


def _answer(case: Case, licence: Licence) -> tuple[Outcome, str]:
    holder, person = licence.text("holder_name"), licence.group("qualifier")
    if not holder:
        return Outcome.UNKNOWN, "not recorded"
    outcome = named(holder, case.supplier.names)
    if outcome is Outcome.PASS:
        return outcome, f"'{holder}'"
    if person.get("name") and same(holder, (person["name"],)):
        relation = person.get("relation")
        if relation:
            return Outcome.PASS, f"'{holder}' ({relation})"
        return Outcome.UNKNOWN, f"'{holder}', whose relation to the supplier is not recorded"
    return outcome, f"'{holder}'"
