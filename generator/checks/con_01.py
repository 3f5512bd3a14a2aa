"""What can be ordered has a contract in force.

Why: Without a contract, nobody has agreed on price, liability or data.
Method: Each orderable offer needs a contract in force: the one it names, or one whose categories
contain the offer's. Where the clause names types of contract, only those count.
Boundary: In force from its start through its last day; suspended contracts are not in force. One
that renews itself is in force after its recorded end as well, for as many terms as it has left,
until notice comes in time. A contract without a start, or without an end and not evergreen:
unknown; so is one that went on for a time that is not recorded.
Example: Offer for cleaning, contract for facilities to 31 Dec: in force through 31 Dec.
Excludes: Offers that are not orderable.
Mend: Have the contract owner sign or renew a contract, or make the offer not orderable.
"""

from collections.abc import Iterator

from generator.checks._contracts import present, running, state
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome, Scope
from generator.model.records import Contract, Offer
from generator.model.words import day, listing, plain

TYPES = Param(name="types", kind="texts", required=False)


@check("CON-01", "in-force", TYPES, subject=Subject.OFFER)
def run(case: Case) -> Iterator[Result]:
    """One result for each orderable offer."""
    reference = case.catalog.reference
    for offer in case.offers:
        if not offer.orderable:
            continue
        subject = f"offers/{offer.id}"
        found = [one for one in case.supplier.contracts if _serves(case, one, offer)]
        types = case.texts("types")
        what = f"a contract ({listing([plain(t) for t in types], 'or')})" if types else "a contract"
        good = sorted(one.id for one in found if running(one, case.today, reference))
        if good:
            yield passed(
                subject,
                topic=subject,
                required=f"{what} in force",
                held=f"{good[0]} is in force",
            )
            continue
        unknown = [one for one in found if state(one, case.today, reference) == "unknown"]
        held = _held(case, unknown or found)
        yield Result(
            outcome=Outcome.UNKNOWN if unknown else Outcome.FAIL,
            subject=subject,
            topic=subject,
            pointer=offer.pointer,
            required=f"{what} in force",
            held=held,
            message=f"{case.catalog.reference.category_name(offer.category)} can be ordered, but "
            f"{what} in force is not on file; {held}",
            fix="Have the contract owner sign or renew a contract for it, or set "
            "orderable_indicator: false.",
            scopes=tuple(Scope(offer.category, place) for place in offer.jurisdictions or (None,)),
        )


def _serves(case: Case, contract: Contract, offer: Offer) -> bool:
    types = case.texts("types")
    if types and contract.text("type") not in types:
        return False
    if offer.text("contract"):
        return offer.text("contract") == contract.id
    lineage = case.catalog.reference.lineage(offer.category)
    return any(one in lineage for one in contract.texts("categories"))


def _held(case: Case, found: list[Contract]) -> str:
    if not found:
        return "none is recorded"
    reference = case.catalog.reference
    terms = {one.id: present(one, case.today, reference) for one in found}
    last = max(found, key=lambda one: (str(terms[one.id].last_day), one.id))
    now, doubt = state(last, case.today, reference), terms[last.id].doubt
    start, end = last.term.start, terms[last.id].last_day
    if now in ("draft", "signed") and start is not None:
        return f"{last.id} starts on {day(start)}"
    if now in ("expired", "terminated", "renewed") and end is not None:
        return f"{last.id} ran to {day(end)}"
    if doubt and end is not None:
        return f"the term of {last.id} ended on {day(end)}, and {doubt}"
    if now == "unknown":
        return f"{last.id} has no start or no end on record"
    return f"{last.id} is {now}"
