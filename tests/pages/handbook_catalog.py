"""A small organisation for the tests of the handbook, compliance, work, calendar and data pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from generator.load.schema import PACKAGED, Schemas
from generator.model.catalog import Catalog
from generator.model.fields import Field
from generator.pages.base import File, Page, Site
from tests.evaluate.build import answer, catalog

AS_OF = date(2026, 11, 22)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> & {{ 7 * 7 }}"
SECRET = "Restricted-Sentinel"
STAFF_ONLY = "Staff-Sentinel"
ROLES = {
    "@facilities-cm": {
        "id": "@facilities-cm",
        "name": "Category manager, facilities",
        "mailbox": "facilities@example.com",
    },
    "@risk": {"id": "@risk", "name": "Risk team", "mailbox": "risk@example.com"},
    "@legal": {"id": "@legal", "name": "Legal"},
}
CALENDAR = {
    "id": "office",
    "name": "Office days",
    "years": [{"year": year, "days": []} for year in (2025, 2026, 2027, 2028)],
}
USD_1M = {"amount": "1000000.00", "currency": "USD"}
USD_2M = {"amount": "2000000.00", "currency": "USD"}

INSURANCE: Mapping[str, Any] = {
    "id": "insurance",
    "title": "Insurance of suppliers",
    "version": "3.1",
    "effective_from": "2026-01-01",
    "review_by": "2026-12-15",
    "owner": "@risk",
    "approved_by": "@legal",
    "approved_on": "2025-12-10",
    "summary": "See the certificate before work starts.",
    "purpose": "Insurers pay for losses, not we.",
    "scope": "Work on our sites.",
    "applies_to": "Everyone who lets a supplier in.",
    "roles": [{"role": "@risk", "responsible_for": "Reads certificates."}],
    "exceptions": "By waiver.",
    "evidence": "The certificate.",
    "changes": [{"version": "3.1", "date": "2025-12-10", "summary": "Higher limits."}],
    "clauses": [
        {
            "id": "INS-1.1",
            "title": "Liability cover",
            "text": "Anyone on our sites must hold {lines} of at least {floor} for each accident.",
            "modality": "must",
            "verification": "machine",
            "rationale": "One accident can cost us a building.",
            "parameters": {"lines": ["commercial_general_liability"], "floor": USD_2M},
            "see": ["INS-1.2", "CON-1.1"],
            "references": ["ISO 20400, 7.2"],
            "requirements": [
                {
                    "id": "ins-present",
                    "check": "INS-01",
                    "applies_when": {"access": ["onsite"], "jurisdiction": ["US"]},
                    "params": {"lines": "{lines}"},
                    "severity": "block",
                    "responsible": "@risk",
                    "waivable": False,
                },
                {
                    "id": "ins-limit",
                    "check": "INS-07",
                    "applies_when": {
                        "category": ["electrical"],
                        "access": ["onsite"],
                        "jurisdiction": ["US"],
                    },
                    "params": {
                        "line": "commercial_general_liability",
                        "limit": "each_occurrence",
                        "min": "{floor}",
                    },
                    "severity": "error",
                    "responsible": "@risk",
                    "how_to_fix": "Ask the broker for more.",
                },
            ],
        },
        {
            "id": "INS-1.2",
            "title": "Renewals are asked for early",
            "text": "Ask {first} and {last} days before the end.",
            "modality": "should",
            "verification": "machine",
            "parameters": {"first": 90, "last": 30},
            "requirements": [
                {
                    "id": "ins-reminder",
                    "check": "INS-03",
                    "warn_days": ["{first}", "{last}"],
                    "severity": "warning",
                    "responsible": "@risk",
                }
            ],
        },
        {
            "id": "INS-1.3",
            "title": "Good sense",
            "text": "Think before you sign.",
            "modality": "should",
            "verification": "human",
        },
        {
            "id": "INS-1.4",
            "title": "Endorsements",
            "text": "Endorsements are on file.",
            "modality": "must",
            "verification": "partial",
        },
    ],
}
CONTRACTS: Mapping[str, Any] = {
    "id": "contracts",
    "title": "Contracts",
    "version": "1.0",
    "owner": "@legal",
    "clauses": [
        {
            "id": "CON-1.1",
            "title": "Signed first",
            "text": "Both sides sign before the start.",
            "modality": "must",
            "verification": "machine",
            "requirements": [{"id": "con-signed", "check": "CON-02", "severity": "warning"}],
        }
    ],
}
DRAFT: Mapping[str, Any] = {
    "id": "sketch",
    "title": "A sketch",
    "version": "0.1",
    "status": "draft",
    "clauses": [
        {
            "id": "SKE-1.1",
            "title": "To come",
            "text": "Later.",
            "modality": "must",
            "verification": "machine",
            "requirements": [{"id": "ske-owner", "check": "REC-04", "severity": "error"}],
        }
    ],
}


def liability(name: str, start: str, end: str, amount: Mapping[str, str]) -> dict[str, Any]:
    """A general liability policy that ends as US policies do: exclusive of its printed day."""
    return {
        "id": name,
        "line": "commercial_general_liability",
        "policy_number": f"GL {name}",
        "policy_eff": start,
        "policy_exp": end,
        "expiry_convention": "exclusive",
        "limits": {"each_occurrence": dict(amount)},
        "status": "active",
    }


ELECTRICIAN: Mapping[str, Any] = {
    "id": "acme",
    "legal_name": "Acme Electric LLC",
    "access": ["onsite"],
    "criticality": "high",
    "owner": "@facilities-cm",
    "status_reason": STAFF_ONLY,
    "review_due_on": "2027-02-28",
    "notes": SECRET,
    "contacts": [{"role": "orders", "name": SECRET, "mailbox": "orders@acme.example.com"}],
    "offers": [{"id": "work", "category": "electrical", "jurisdictions": ["US-OR", "US-WA"]}],
    "insurance": {"policies": [liability("gl-1", "2026-01-01", "2027-01-01", USD_1M)]},
    "licences": [
        {
            "id": "lic-1",
            "licence_type": "electrical_contractor",
            "expires_on": "2027-03-31",
            "jurisdiction": "US-OR",
        }
    ],
    "contracts": [
        {
            "id": "msa",
            "title": "Electrical works",
            "type": "MSA",
            "signed_on": "2025-05-02",
            "starts_on": "2025-04-01",
            "ends_on": "2027-03-31",
            "categories": ["electrical"],
            "value": {"initial": {"amount": "250000.00", "currency": "USD"}},
            "renewal": {
                "type": "auto",
                "term": "P1Y",
                "notice": {"value": 60, "unit": "calendar_days", "method": ["email"]},
            },
        }
    ],
    "reviews": [
        {"id": "r1", "kind": "performance", "performed_on": "2025-01-10",
         "next_due_on": "2026-12-01"},
        {"id": "r2", "kind": "performance", "performed_on": "2026-01-10",
         "next_due_on": "2027-01-15"},
    ],
}  # fmt: skip
CLEANER: Mapping[str, Any] = {
    "id": "brush",
    "legal_name": "Brush & Mop Ltd",
    "access": ["onsite"],
    "owner": "@facilities-cm",
    "offers": [{"id": "cleaning", "category": "cleaning", "jurisdictions": ["US-OR"]}],
}
COVERED: Mapping[str, Any] = {
    "id": "calm",
    "legal_name": "Calm Wiring Inc",
    "access": ["onsite"],
    "owner": "@facilities-cm",
    "offers": [{"id": "work", "category": "electrical", "jurisdictions": ["US-OR"]}],
    "insurance": {
        "policies": [
            liability("gl-1", "2026-01-01", "2027-01-01", USD_2M),
            liability("gl-2", "2027-01-01", "2028-01-01", USD_2M),
        ]
    },
}
WAIVED: Mapping[str, Any] = {
    **ELECTRICIAN,
    "id": "delta",
    "legal_name": "Delta Power Co",
    "owner": None,
    "contracts": None,
    "reviews": None,
}
RETIRED: Mapping[str, Any] = {**ELECTRICIAN, "id": "gone", "lifecycle_status": "inactive"}
WAIVERS = (
    {
        "id": "wv-1",
        "supplier": "delta",
        "requirement": "ins-limit",
        "starts_on": "2026-11-01",
        "expires_on": "2026-12-20",
    },
    {
        "id": "wv-2",
        "supplier": "acme",
        "requirement": "ins-limit",
        "starts_on": "2026-08-01",
        "expires_on": "2026-10-31",
    },
    {
        "id": "wv-3",
        "supplier": "brush",
        "requirement": "ins-present",
        "starts_on": "2026-11-01",
        "expires_on": "2026-12-20",
    },
)


@cache
def fields() -> dict[str, Field]:
    """The fields that sites are built with."""
    schemas = Schemas(PACKAGED)
    return {kind: schemas.fields(kind) for kind in ("supplier", "policy", "waiver")}


def small(
    suppliers: Iterable[Mapping[str, Any]] = (ELECTRICIAN, CLEANER, COVERED, WAIVED, RETIRED),
    policies: Iterable[Mapping[str, Any]] = (INSURANCE, CONTRACTS, DRAFT),
    waivers: Iterable[Mapping[str, Any]] = WAIVERS,
) -> Catalog:
    """The organisation's catalog, with roles."""
    found = catalog(
        suppliers=suppliers,
        policies=policies,
        waivers=waivers,
        reference={"calendars": [CALENDAR], "organisation": {"name": "Small & Co"}},
    )
    return replace(found, reference=replace(found.reference, roles=ROLES))


def site(found: Catalog | None = None, audience: str = "internal") -> Site:
    """The organisation's site on 22 November 2026."""
    shown = found if found is not None else small()
    return Site(
        catalog=shown,
        assessment=answer(shown, AS_OF),
        fields=fields(),
        audience=audience,
        commit="0123456789abcdef",
        edit_url="https://example.com/edit",
    )


def bodies(module: ModuleType, shown: Site) -> dict[str, str]:
    """The pages of one kind: path → body."""
    outputs: Iterator[Page | File] = module.pages(shown)
    return {one.path: one.body for one in outputs if isinstance(one, Page)}


def tree(body: str) -> Element:
    """The body as a browser reads it; markup that is not sound fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: Element = parser.parse(f"<!DOCTYPE html><title>.</title>{body}")
    return document


_INLINE = frozenset(("a", "span", "strong", "code", "time", "b", "em", "wbr"))


def text(body: str | Element) -> str:
    """The words of a body, with single spaces; what stands in blocks of its own is set apart."""
    root = tree(body) if isinstance(body, str) else body
    return " ".join("".join(_words(root)).split())


def _words(one: Element) -> Iterator[str]:
    yield one.text or ""
    for child in one:
        yield from _words(child)
        yield "" if child.tag in _INLINE else " "
        yield child.tail or ""


def by_id(root: Element, name: str) -> Element:
    """The element with that id."""
    found = [one for one in root.iter() if one.get("id") == name]
    assert len(found) == 1, f"{len(found)} elements have the id {name}"
    return found[0]


def links(root: Element) -> list[str]:
    """Every address that the body links to."""
    return [one.get("href", "") for one in root.iter("a")]
