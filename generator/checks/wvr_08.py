"""A waiver is as narrow as it can be, and complete.

Why: A waiver that says neither what may happen nor what is done instead is a blank cheque.
Method: Where its requirement bears on several offers, contracts or lines of cover of the supplier,
a waiver must name a subject or a scope. It tells the risk, and has at least one control that is
complete: an owner and how one can test it. Whoever asked did not approve, and it was approved on or
before its first day.
Boundary: One offer needs no scope, two do. Approved on the first day is in time, a day later is
not: a waiver never starts before it was approved.
Example: Cover waived for a supplier that cleans and repairs, no scope: fails.
Excludes: Waivers that are closed or revoked; whether the controls work, which their owners test.
Mend: Narrow the scope, write down risk and controls, and have it approved before it starts.
"""

from collections.abc import Iterator

from generator.checks import registry
from generator.checks._faults import Faults, judge
from generator.checks._waivers import about, over
from generator.checks.base import Result, Subject, WaiverCase, check
from generator.model.places import covers
from generator.model.records import Supplier
from generator.model.words import day


@check("WVR-08", "narrow-and-complete", subject=Subject.WAIVER)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver that nobody has ended."""
    waiver = case.waiver
    if over(waiver):
        return
    thing = about(
        case,
        "the narrowest scope, the risk, a control with owner and test, and an approval by another "
        "role before its first day",
        "Narrow the scope, write down risk and controls, and have it approved before it starts.",
    )
    faults = Faults()
    wide = _too_wide(case)
    if wide:
        faults.wrong.append(f"it bears on {wide} and names neither subject nor scope")
    if not waiver.data.get("risk_description"):
        faults.wrong.append("the risk is not told")
    controls = waiver.data.get("compensating_controls") or ()
    if not any(one.get("owner") and one.get("testable_by") for one in controls):
        faults.wrong.append(
            "no control has both an owner and a test" if controls else "it has no control"
        )
    if waiver.data["approved_by"] == waiver.requested_by:
        faults.wrong.append("the role that asked approved it")
    if waiver.approved_on > waiver.starts_on:
        faults.wrong.append(
            f"approved on {day(waiver.approved_on)}, after its first day {day(waiver.starts_on)}"
        )
    yield judge(thing, faults, "narrow, complete, and approved in time")


def _too_wide(case: WaiverCase) -> str:
    """What several things of the supplier a waiver without subject and scope would bear on."""
    waiver, waived = case.waiver, case.waived
    record = case.catalog.suppliers.get(waiver.supplier)
    if record is None or waiver.subject or waiver.category or waiver.jurisdiction:
        return ""
    supplier = Supplier(record)
    if registry()[waived.check].subject is Subject.CONTRACT:
        contracts = sum(not one.dead for one in supplier.contracts)
        if contracts > 1:
            return f"{contracts} contracts"
    lines = waived.params.get("lines")
    if isinstance(lines, tuple) and len(lines) > 1:
        return f"{len(lines)} lines of cover"
    offers = len(_offered(case, supplier))
    return f"{offers} offers" if offers > 1 else ""


def _offered(case: WaiverCase, supplier: Supplier) -> set[tuple[str, str]]:
    """The categories and places of the supplier that the waived requirement bears on."""
    when, reference = case.waived.applies_when, case.catalog.reference
    return {
        (offer.category, place)
        for offer in supplier.offers
        for place in offer.jurisdictions or ("",)
        if not when.get("category")
        or any(reference.is_kind_of(offer.category, one) for one in when["category"])
        # Where it works is not recorded for some: they may be meant, so they are.
        if not when.get("jurisdiction")
        or not place
        or any(covers(one, place) or covers(place, one) for one in when["jurisdiction"])
    }
