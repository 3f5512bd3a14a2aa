"""What is on file for a supplier: insurance, licences, permits, certifications.

Dates and states come from the typed reading of the whole record; every text that is shown
comes from ``shown``, which holds only what the audience may see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.money import parse_money
from generator.model.records import InsurancePolicy, Item, Licence, Supplier
from generator.pages._answers import short_place
from generator.pages._terms import Standing, fixed, standing
from generator.pages.base import Site
from generator.pages.texts import day, listing, money, plain, sentence, text

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One row of evidence: what it is, where it stands, and what else is to be said of it."""

    id: str
    title: str
    number: str
    standing: Standing
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    link: str = ""
    current: bool = True

    @property
    def order(self) -> tuple[bool, str]:
        """Sort key: what counts first."""
        return (not self.current, self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All papers of a supplier by kind."""

    insurance: tuple[Paper, ...]
    licences: tuple[Paper, ...]
    permits: tuple[Paper, ...]
    certifications: tuple[Paper, ...]


def evidence(site: Site, supplier: Supplier, shown: Data) -> Evidence:
    """The papers of one supplier, those that count first."""
    policies = by_id((shown.get("insurance") or {}).get("policies"))
    licences, permits = by_id(shown.get("licences")), by_id(shown.get("permits"))
    certifications = by_id(shown.get("certifications"))
    return Evidence(
        insurance=_sorted(
            _policy(site, one, policies[one.id])
            for one in supplier.insurance_policies
            if one.id in policies
        ),
        licences=_sorted(
            _licence(site, one, licences[one.id]) for one in supplier.licences if one.id in licences
        ),
        permits=_sorted(
            _permit(site, one, permits[one.id]) for one in supplier.permits if one.id in permits
        ),
        certifications=_sorted(
            _certification(site, one, certifications[one.id])
            for one in supplier.certifications
            if one.id in certifications
        ),
    )


def by_id(items: Iterable[Data] | None) -> dict[str, Data]:
    """Parts of a record by their ids; one whose id may not be shown is left out."""
    return {one["id"]: one for one in items or () if "id" in one}


def _sorted(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return tuple(sorted(papers, key=lambda one: one.order))


def _policy(site: Site, policy: InsurancePolicy, shown: Data) -> Paper:
    where = _replaced(policy, shown)
    if where is None and policy.cancelled_on is not None and site.as_of >= policy.cancelled_on:
        where = fixed(text("Cancelled from %(day)s", day=day(policy.cancelled_on)))
    if where is None and shown.get("status") == "draft":
        where = fixed(text("A draft: it does not count"))
    if where is None:
        where = standing(policy.term, site.as_of)
    certificate = policy.certificate
    notes = [*_provisions(shown), *_retention(shown)]
    dated = certificate.date("date") if certificate is not None else None
    if certificate is not None and dated is not None:
        of_day = text("Certificate %(id)s of %(day)s", id=certificate.id, day=day(dated))
        notes.insert(0, of_day)
    return Paper(
        id=policy.id,
        title=sentence(plain(policy.line)),
        number=shown.get("policy_number", ""),
        standing=where,
        facts=tuple(
            f"{sentence(plain(name))}: {_money(amount)}"
            for name, amount in (shown.get("limits") or {}).items()
        ),
        notes=tuple(notes),
        current=where.holds or (where.live and not where.over),
    )


def _provisions(shown: Data) -> list[str]:
    provisions = (
        ("addl_insd", text("Additional insured")),
        ("subr_wvd", text("Waiver of subrogation")),
        ("primary_noncontributory", text("Primary and non-contributory")),
    )
    proofs = {
        "box_ticked": text("box ticked only"),
        "endorsement_number": text("endorsement named"),
        "endorsement_on_file": text("endorsement on file"),
    }
    found = []
    for key, title in provisions:
        one = shown.get(key) or {}
        if one.get("ticked"):
            proof = proofs.get(one.get("proof", ""), text("no proof recorded"))
            forms = f" ({listing(one['forms'])})" if one.get("forms") else ""
            found.append(f"{title}: {proof}{forms}")
    return found


def _money(data: Any) -> str:
    """An amount in words; what is none stays as it is."""
    found = parse_money(data)
    return money(found) if found is not None else str(found)


def _retention(shown: Data) -> list[str]:
    found = []
    for key, title in (("deductible", text("Deductible")), ("retention_sir", text("Retention"))):
        if key in shown:
            found.append(f"{title}: {_money(shown[key])}")
    if shown.get("exclusions_noted"):
        found.append(named(text("Exclusions noted"), listing(shown["exclusions_noted"])))
    return found


def _licence(site: Site, licence: Licence, shown: Data) -> Paper:
    status = shown.get("status", "unknown")
    where = _replaced(licence, shown)
    if where is None and status != "active":
        words = _said_status().get(status) or sentence(plain(status))
        where = fixed(words)
    if where is None:
        endless = text("Does not expire") if shown.get("perpetual") else text("No end date on file")
        where = standing(licence.term, site.as_of, endless=endless)
    notes = []
    if shown.get("holder_name"):
        notes.append(text("Held by %(name)s", name=shown["holder_name"]))
    if shown.get("last_verified_on"):
        verified = licence.date("last_verified_on")
        method = plain(shown.get("verification_method", ""))
        if verified and method:
            how = text("Last verified on %(day)s by %(method)s", day=day(verified), method=method)
            notes.append(how)
        elif verified:
            notes.append(text("Last verified on %(day)s", day=day(verified)))
    if shown.get("authority_status_text"):
        notes.append(named(text("The authority says"), shown["authority_status_text"]))
    return Paper(
        id=licence.id,
        title=sentence(plain(shown.get("licence_type", licence.id))),
        number=shown.get("number", ""),
        standing=where,
        facts=some(
            named(text("Issued by"), shown.get("issuing_authority")),
            named(
                text("Where"), short_place(shown["jurisdiction"]) if "jurisdiction" in shown else ""
            ),
            named(text("Classes"), listing(shown.get("classifications") or ())),
        ),
        notes=tuple(one for one in notes if one),
        link=shown.get("source_url", ""),
        current=where.holds or not where.over,
    )


def _said_status() -> dict[str, str]:
    return {
        "active_restricted": text("Active with restrictions"),
        "unknown": text("Status not known"),
    }


def _permit(site: Site, permit: Any, shown: Data) -> Paper:
    where = _replaced(permit, shown) or standing(permit.term, site.as_of)
    found = site.catalog.reference.sites.get(shown.get("site", ""), {})
    open_conditions = [
        one.get("text", "") for one in shown.get("conditions") or () if not one.get("done_on")
    ]
    return Paper(
        id=permit.id,
        title=sentence(plain(shown.get("activity", permit.id))),
        number=shown.get("number", ""),
        standing=where,
        facts=some(
            named(text("Site"), found.get("name") or shown.get("site")),
            named(text("Issued by"), shown.get("issuing_authority")),
            named(text("Holder"), plain(shown.get("permit_holder", ""))),
        ),
        notes=tuple(named(text("To be met"), one) for one in open_conditions if one),
        current=not where.over,
    )


def _certification(site: Site, one: Any, shown: Data) -> Paper:
    where = _replaced(one, shown) or standing(one.term, site.as_of)
    report = shown.get("report_type")
    notes = [shown.get("scope_statement", "")]
    if shown.get("period_start") and shown.get("period_end"):
        start, end = one.date("period_start"), one.date("period_end")
        if start and end:
            notes.append(
                text("Report period %(first)s to %(last)s", first=day(start), last=day(end))
            )
    return Paper(
        id=one.id,
        title=shown.get("scheme", one.id) + (f" type {report}" if report else ""),
        number=shown.get("certificate_number", ""),
        standing=where,
        facts=some(
            named(text("Edition"), shown.get("edition")),
            named(text("Issued by"), shown.get("issuer")),
            named(text("Accredited by"), shown.get("accreditation_body")),
            named(text("Score"), shown.get("score")),
        ),
        notes=tuple(note for note in notes if note),
        current=not where.over,
    )


def _replaced(item: Item, shown: Data) -> Standing | None:
    if not item.superseded:
        return None
    later = shown.get("superseded_by")
    words = text("Replaced by %(id)s", id=later) if later else text("Replaced by a later one")
    return fixed(words, over=True)


def named(name: str, text: Any) -> str:
    """``Name: text``, or nothing without a text."""
    return f"{name}: {text}" if text else ""


def some(*texts: str) -> tuple[str, ...]:
    """Those that are not empty."""
    return tuple(one for one in texts if one)
