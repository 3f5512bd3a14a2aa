"""It is clear who holds the permit, and who of us looks after ours.

Why: Where everybody thinks the other has the permit, nobody meets its conditions.
Method: Each permit that has not run out must say who holds it. One that we hold must name a role of
ours.
Boundary: Supplier or landlord: saying so is enough. Not said: unknown. Ours, without a role: fails.
Example: Held by us, internal_owner "@plant-lead": passes.
Mend: Record permit_holder, and internal_owner where it is us.
"""

from collections.abc import Iterator

from generator.checks._permits import of_kinds, standing, title
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome

ACTIVITIES = Param(name="activities", kind="texts", required=False)
_REQUIRED = "a holder on record, and a role of ours where it is us"


@check("PMT-05", "holder-responsible", ACTIVITIES)
def run(case: Case) -> Iterator[Result]:
    """One result for each permit that has not run out."""
    for permit in of_kinds(case, standing(case)):
        if case.today.ended(permit.term):
            continue
        subject, topic = f"permits/{permit.id}", f"permits/{permit.id}/holder"
        holder, owner = permit.text("permit_holder"), permit.text("internal_owner")
        if holder and (holder != "us" or owner):
            held = f"us, {owner}" if holder == "us" else f"the {holder}"
            yield passed(subject, required=_REQUIRED, held=held, topic=topic)
            continue
        held = "held by us, no role of ours named" if holder else "no holder recorded"
        yield Result(
            outcome=Outcome.FAIL if holder else Outcome.UNKNOWN,
            subject=subject,
            topic=topic,
            pointer=(*permit.pointer, "permit_holder") if holder else permit.pointer,
            required=_REQUIRED,
            held=held,
            message=f"{title(permit)}: {held}; required is {_REQUIRED}",
            fix="Record who holds the permit, and which role of ours looks after it.",
        )
