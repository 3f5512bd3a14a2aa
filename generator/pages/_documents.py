"""What the catalog says as JSON: the files that hold all suppliers, all checks and so on.

Suppliers come through the projection for the audience. What was found about them, in words or
amounts, is for staff only. Files are the same byte for byte for the same records and day.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.assessment import Segment, SupplierAssessment
from generator.pages import _docstring as docstring
from generator.pages._memo import kept
from generator.pages._rules import readable, readable_policies
from generator.pages._shown import shown
from generator.pages._values import finding_data, policy_json, requirement_data
from generator.pages.base import File, Site, category_path, check_path, supplier_path
from generator.pages.texts import message as _

MEMO = "api"
SCHEMA_VERSION = "1"
ROOT = "api/v1"
_CATEGORY_FIELDS = ("id", "name", "description", "parent", "words", "codes")


def json_file(site: Site, name: str, data: Mapping[str, Any], source: str = "") -> File:
    """A file of the API: the data with the version, the day and the commit it is of."""
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "as_of": site.as_of.isoformat(),
        "commit": site.commit,
    }
    return File(path=f"{ROOT}/{name}.json", data=dump({**envelope, **data}), source=source)


def dump(data: Any) -> bytes:
    """ASCII, keys sorted, no NaN, one line: the same bytes wherever it is read or written."""
    text = json.dumps(
        data, ensure_ascii=True, sort_keys=True, allow_nan=False, separators=(",", ":")
    )
    return text.encode("ascii") + b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that holds all of a kind; ``first`` is the first of them, None where there is none."""

    name: str
    what: str
    entries: int
    file: File
    first: Mapping[str, Any] | None


def documents(site: Site) -> list[Document]:
    """The files that hold all of a kind."""
    return kept(
        site,
        MEMO,
        lambda: [
            Document(
                name=name,
                what=what,
                entries=len(entries),
                file=json_file(site, name, {name: entries}),
                first=entries[0] if entries else None,
            )
            for name, what, entries in _documents(site)
        ],
    )


def _documents(site: Site) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    suppliers = [supplier_line(site, one) for one in site.assessment.suppliers]
    yield "suppliers", _("all suppliers, with verdicts by offer"), suppliers
    yield "categories", _("categories, and who offers them where"), _categories(site)
    policies = [policy_json(site, one) for one in readable_policies(site)]
    yield "policies", _("the handbook: policies and their clauses"), policies
    requirements = [
        requirement_data(site, one)
        for one in site.catalog.requirements.values()
        if readable(site, one.policy)
    ]
    yield "requirements", _("the rules that are checked"), requirements
    yield "checks", _("the kinds of check, as their pages tell them"), _checks(site)
    if site.internal:
        findings = [finding_data(one) for one in site.assessment.findings]
        yield "findings", _("what is not simply met today"), findings


def supplier_line(site: Site, supplier: SupplierAssessment) -> dict[str, Any]:
    """One supplier as the list of all of them shows it."""
    seen = shown(site, supplier.id, "trading_names", "lifecycle_status", "registered_country")
    later = supplier.timeline[1] if len(supplier.timeline) > 1 else None
    return {
        **seen,
        "id": supplier.id,
        "legal_name": supplier.legal_name,
        "verdict": supplier.verdict,
        "verdict_label": supplier.verdict.label,
        "next_change": None if later is None else segment_data(later, told=False),
        "offers": [
            {
                "category": one.scope.category,
                "jurisdiction": one.scope.jurisdiction,
                "verdict": one.verdict,
            }
            for one in supplier.offers
        ],
        "href": f"suppliers/{supplier.id}.json",
        "page": supplier_path(supplier.id),
    }


def segment_data(segment: Segment, *, told: bool) -> dict[str, Any]:
    """From when which verdict holds; ``told`` says why as well."""
    data: dict[str, Any] = {"from": segment.start.isoformat(), "verdict": segment.verdict}
    return {**data, "because": segment.because} if told else data


def _categories(site: Site) -> list[dict[str, Any]]:
    return [
        {
            **{key: one.data[key] for key in _CATEGORY_FIELDS if key in one.data},
            "page": category_path(one.id),
            "offered_by": [
                {"supplier": supplier, "jurisdiction": scope.jurisdiction, "verdict": verdict}
                for supplier, scope, verdict in site.offered.get(one.id, ())
                if scope.category == one.id
            ],
        }
        for one in site.catalog.reference.categories.values()
    ]


def _checks(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "name": one.name,
            "title": one.title,
            "family": docstring.family(one.code),
            "subject": one.subject,
            "told": {key.lower(): text for key, text in docstring.sections(one.doc).items() if key},
            "uses_warn_days": one.uses_warn_days,
            "params": [
                {
                    "name": param.name,
                    "kind": param.kind,
                    "required": param.required,
                    "threshold": param.threshold,
                    "allowed": sorted(param.allowed),
                }
                for param in one.params
            ],
            "page": check_path(one.code),
        }
        for one in site.checks.values()
    ]
