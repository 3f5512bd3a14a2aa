"""An offer says how to order it.

Why: Staff who cannot see how to order from the catalog order somewhere else.
Method: Each offer that can be ordered says how (in words or by a link), and its supplier has an
owner and a contact for each of the clause's roles with a mailbox or a telephone number.
Boundary: One way of ordering is enough; a contact with neither mailbox nor number does not count.
Example: Price and unit are there, but no word on how to order: fails.
Excludes: Offers that cannot be ordered. That they name a category, the schema sees to.
Mend: Write how to order it, or set ``orderable_indicator: false``.
"""

from collections.abc import Iterator

from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Offer
from generator.model.words import listing, plain

_ROLES = frozenset(
    (
        *("orders", "support_24x7", "compliance"),
        *("insurance_broker", "escalation", "account_manager"),
    )
)
_CONTACTS = Param(name="contacts", kind="texts", allowed=_ROLES, stricter="more")


@check("CAT-01", "offer-complete", _CONTACTS, subject=Subject.OFFER)
def run(case: Case) -> Iterator[Result]:
    """One result for each offer that can be ordered."""
    about_supplier = _missing_of_supplier(case)
    needed = ("how to order", "an owner", *_wanted(case).values())
    required = listing(list(needed))
    for offer in case.offers:
        if not offer.orderable:
            continue
        missing = [*_missing(offer), *about_supplier]
        subject = f"offers/{offer.id}"
        if not missing:
            yield passed(subject, required=required, held="all on record", topic=subject)
            continue
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic="offers/complete",
            pointer=offer.pointer,
            required=required,
            held=f"missing: {listing(missing)}",
            message=f"Offer {offer.id} can be ordered; not on record: {listing(missing)}",
            fix="Record what is missing, or set orderable_indicator: false.",
        )


def _wanted(case: Case) -> dict[str, str]:
    return {role: f"a contact for {plain(role)}" for role in case.texts("contacts")}


def _missing(offer: Offer) -> list[str]:
    said = offer.text("how_to_order").strip() or offer.text("order_url")
    return [] if said else ["how to order"]


def _missing_of_supplier(case: Case) -> list[str]:
    reachable = {
        one.text("role")
        for one in case.supplier.listed("contacts")
        if one.text("mailbox") or one.text("phone")
    }
    missing = [] if case.supplier.data.get("owner") else ["an owner"]
    return missing + [words for role, words in _wanted(case).items() if role not in reachable]
