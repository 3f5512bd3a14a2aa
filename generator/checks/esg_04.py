"""A label on an offer has proof behind it.

Why: A label that anybody may write is worth nothing to those who earned it.
Method: Each tag of each offer, or each of those that the clause names, has an entry of proof: a
certification on the record that is in date, or a document with its reference. Either was looked at
within the clause's months.
Boundary: Looked at 22 Nov 2024, 24 months: counts through 22 Nov 2026. No entry fails; an entry
without a document or without the day it was looked at is unknown.
Example: Tag fair-trade, certification to 30 Sep 2026: fails from 1 Oct 2026.
Excludes: Whether the proof covers the very goods, which only a person can read.
Mend: Ask for the proof, look at it and record it, or take the tag off the offer.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks._reports import self_declared
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.assessment import Outcome
from generator.model.dates import add_months, parse_date
from generator.model.records import Certification, Data, Offer
from generator.model.words import day

PARAMS = (
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="tags", kind="texts", required=False, stricter="more"),
)


@check("ESG-04", "circular-tag-evidence", *PARAMS, subject=Subject.OFFER)
def run(case: Case) -> Iterator[Result]:
    """One result for each tag of each offer."""
    tags = case.texts("tags")
    months = case.integer("months")
    for offer in case.offers:
        for tag in offer.texts("sustainability_tags"):
            if tags and tag not in tags:
                continue
            thing = Thing(
                subject=f"offers/{offer.id}/{tag}",
                words=f"Label {tag} of offer {offer.id}",
                required=f"proof that was looked at within {months} months",
                fix="Ask for the proof, look at it and record it, or take the tag off the offer.",
                pointer=(*offer.pointer, "sustainability_tags"),
                topic=f"offers/{offer.id}/tags",
            )
            yield judge(thing, _best(case, offer, tag, months), "proof on file")


def _best(case: Case, offer: Offer, tag: str, months: int) -> Faults:
    """The faults of the best proof of the tag."""
    proofs = [one for one in offer.data.get("sustainability_evidence") or () if one["tag"] == tag]
    none = Faults()
    none.wrong.append("none on file")
    order = (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL)
    judged = [_proof(case, one, months) for one in proofs]
    return min(judged, key=lambda one: order.index(one.outcome), default=none)


def _proof(case: Case, proof: Data, months: int) -> Faults:
    faults = Faults()
    evidence = proof.get("evidence") or {}
    if proof.get("certification"):
        held = case.supplier.certifications
        named = next((one for one in held if one.id == proof["certification"]), None)
        if named is None:
            faults.wrong.append(f"{proof['certification']} is not on file")
            return faults
        _certification(case, named, faults)
        looked = named.date("verified_on") or parse_date(named.group("evidence").get("verified_on"))
    else:
        looked = parse_date(evidence.get("verified_on"))
        if not evidence.get("document_ref"):
            faults.missing("the document's reference")
        if evidence.get("method") == "self_declared":
            faults.wrong.append("only the supplier's own word")
    last = add_months(looked, months) if looked else None
    faults.dated("it was looked at", looked, case.today, last)
    return faults


def _certification(case: Case, named: Certification, faults: Faults) -> None:
    end = named.term.last_day
    if self_declared(named):
        faults.wrong.append("only the supplier's own word")
    elif not case.today.within(named.term):
        ended = end is not None and case.today.after(end)
        faults.wrong.append(
            f"{named.id} ran to {day(end)}" if ended and end else f"{named.id} has not begun"
        )
