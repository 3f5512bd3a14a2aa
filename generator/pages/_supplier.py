"""The first screen of a supplier's page, apart from its reasons and how to order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.evaluate.verdict import finding_verdict
from generator.model.assessment import Outcome, Scope, SupplierAssessment, Verdict
from generator.model.fields import project
from generator.pages._answers import (
    USABLE,
    Answer,
    changes,
    short_place,
    until_words,
    verdicts_over_time,
)
from generator.pages._because import Reasons
from generator.pages._index import Index
from generator.pages.base import Site
from generator.pages.texts import plain, text

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """One category in one place, with its own verdict."""

    category: str
    place: str
    code: str
    verdict: Verdict
    because: str
    until: str
    changes: str


def offer_rows(assessed: SupplierAssessment, reasons: Reasons) -> tuple[OfferRow, ...]:
    """Each category in each place, in the order of the assessment."""
    rows = []
    for offer in assessed.offers:
        over_time = verdicts_over_time(assessed, offer.scope)
        why = reasons(offer.because[:1])
        rows.append(
            OfferRow(
                category=offer.scope.category,
                place=short_place(offer.scope.jurisdiction),
                code=offer.scope.jurisdiction or "",
                verdict=offer.verdict,
                because=why[0].text if why else "",
                until=until_words(over_time),
                changes=changes(over_time),
            )
        )
    return tuple(rows)


def conditions(site: Site, assessed: SupplierAssessment) -> tuple[str, ...]:
    """What staff have to keep to while a waiver is in force."""
    if not site.internal:
        return ()
    named = {
        one.waiver
        for one in assessed.findings
        if one.outcome is Outcome.WAIVED and finding_verdict(one) is Verdict.CONDITIONAL
    }
    found: dict[str, None] = {}
    for waiver in site.catalog.waivers:
        if waiver.id in named:
            shown = project(waiver.data, site.fields["waiver"], site.audience) or {}
            for control in shown.get("compensating_controls") or ():
                if control.get("text"):
                    found[" ".join(control["text"].split())] = None
    return tuple(found)


def who_mends(assessed: SupplierAssessment) -> str:
    """The role that has to act on the first finding behind the verdict; '' when none is."""
    weighty = [
        one
        for one in assessed.findings
        if one.responsible and finding_verdict(one) in (Verdict.ASK, Verdict.DO_NOT_USE)
    ]
    return weighty[0].responsible if weighty else ""


def instead(index: Index, assessed: SupplierAssessment, record: Data) -> tuple[Answer, ...]:
    """Who else may be used today for the same; the replacement that procurement named first."""
    scopes: tuple[Scope, ...] = tuple(one.scope for one in assessed.offers)
    bad = tuple(one.scope for one in assessed.offers if one.verdict not in USABLE)
    found = index.instead(assessed.id, bad or scopes)
    named = record.get("replacement", "")
    other = index.site.suppliers.get(named)
    if other is not None and other.offers:
        answer = index.answer(named, [one.scope for one in other.offers])
        found = [answer, *(one for one in found if one.supplier != named)][:3]
    return tuple(found)


def names(record: Data) -> dict[str, str]:
    """What topics of findings are called: contracts and the like by their own names."""
    found = {}
    for one in record.get("contracts") or ():
        if "id" in one:
            found[f"contracts/{one['id']}"] = text(
                "Contract: %(name)s", name=one.get("title", one["id"])
            )
    for one in record.get("certifications") or ():
        if "id" in one:
            found[f"certifications/{one['id']}"] = text(
                "Certification: %(name)s", name=one.get("scheme", one["id"])
            )
    for one in record.get("licences") or ():
        if "id" in one:
            kind = plain(one.get("licence_type", one["id"]))
            found[f"licences/{one['id']}"] = text("Licence: %(name)s", name=kind)
    for one in record.get("permits") or ():
        if "id" in one:
            kind = plain(one.get("activity", one["id"]))
            found[f"permits/{one['id']}"] = text("Permit: %(name)s", name=kind)
    return found
