"""A supplier's page. Its first screen answers staff; the rest is the whole record, in order."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.evaluate.gate import Gate, Gatekeeper, Proposal
from generator.model.assessment import SupplierAssessment
from generator.pages import _because, _json_ld, _ordering, _supplier
from generator.pages._answers import USABLE
from generator.pages._everything import Linker, Printer
from generator.pages._evidence import evidence
from generator.pages._findings import by_check, by_topic
from generator.pages._held import contracts
from generator.pages._html import Html
from generator.pages._index import Index
from generator.pages.base import (
    File,
    Page,
    Site,
    relative,
    supplier_path,
)

Data = Mapping[str, Any]


def pages(site: Site) -> Iterator[Page | File]:
    """One page for each supplier."""
    maker = Maker(site)
    for assessed in site.assessment.suppliers:
        yield maker.page(assessed)


class Maker:
    """Makes suppliers' pages; what they share is made once."""

    def __init__(self, site: Site) -> None:
        root = relative(supplier_path("any"), "")
        self._index = Index(site)
        self._printer = Printer(site.fields["supplier"], Linker(site, root))
        self._ui = Html(site, root)
        self._gatekeeper = Gatekeeper(site.catalog)

    def page(self, assessed: SupplierAssessment) -> Page:
        """The page of one supplier."""
        site = self._index.site
        path = supplier_path(assessed.id)
        record = site.record(assessed.id)
        body = site.render(
            "supplier.html",
            path,
            ui=self._ui,
            everything=self._printer.everything(record),
            **_first_screen(self._index, assessed, record),
            **_sections(site, assessed, record),
            gate=self._gate(assessed) if site.internal else None,
            linked=_json_ld.of_supplier(site, assessed.id),
        )
        return Page(
            path=path,
            section="suppliers",
            title=assessed.legal_name,
            body=body,
            description=_description(assessed, record),
            edit=assessed.path,
        )

    def _gate(self, assessed: SupplierAssessment) -> Gate:
        """Whether a new contract for what it offers may be signed today."""
        return self._gatekeeper.ask(assessed.id, self._index.site.as_of, Proposal())


def _description(assessed: SupplierAssessment, record: Data) -> str:
    summary = record.get("summary", "")
    return " ".join(f"{assessed.legal_name}: {assessed.verdict.label}. {summary}".split())[:200]


def _first_screen(index: Index, assessed: SupplierAssessment, record: Data) -> dict[str, Any]:
    site = index.site
    reasons = _because.Reasons(site, assessed.findings)
    rows = _because.coming(assessed, reasons)
    usable = assessed.verdict in USABLE
    because = reasons(assessed.because)
    offers = _supplier.offer_rows(assessed, reasons)
    return {
        "supplier": assessed,
        "record": record,
        "name": assessed.legal_name,
        "aka": [*record.get("trading_names", ()), *record.get("former_names", ())],
        "usable": usable,
        "because": because[: _because.REASONS_SHOWN],
        "more_reasons": max(0, len(because) - _because.REASONS_SHOWN),
        "conditions": _supplier.conditions(site, assessed),
        "coming": rows,
        "change": _because.next_change(rows) if rows else None,
        "offers": offers,
        "mixed": any(one.verdict is not assessed.verdict for one in offers),
        "mends": _supplier.who_mends(assessed) if site.internal else "",
        "ordering": _ordering.ordering(record),
        "contacts": _ordering.contacts(record),
        "instead": _supplier.instead(index, assessed, record),
        "preferred": [
            one.get("category", "")
            for one in record.get("preference") or ()
            if one.get("level") == "preferred"
        ],
        "organisation": site.catalog.reference.organisation if site.internal else {},
        "timeline": _because.timeline_json(assessed, rows),
    }


def _sections(site: Site, assessed: SupplierAssessment, record: Data) -> dict[str, Any]:
    reading = site.reading(assessed.id)
    papers = evidence(site, reading, record)
    held = contracts(site, reading, assessed, record)
    findings = (
        by_topic(assessed.findings, _supplier.names(record))
        if site.internal
        else by_check(assessed.findings)
    )
    parts = [
        ("fix", "What to fix", sum(len(one.findings) for one in findings)),
        ("offers", "Offers and prices", len(record.get("offers") or ())),
        ("insurance", "Insurance", len(papers.insurance)),
        ("licences", "Licences and permits", len(papers.licences) + len(papers.permits)),
        ("certifications", "Certifications", len(papers.certifications)),
        ("contracts", "Contracts", len(held)),
        ("reviews", "Reviews", len(record.get("reviews") or ())),
        ("risks", "Risks", len(record.get("risks") or ())),
        ("checklists", "Checklists", len(record.get("checklists") or ())),
    ]
    return {
        "findings": findings,
        "papers": papers,
        "contracts": held,
        "parts": [one for one in parts if one[2]],
        "per_unit": _ordering.per_unit,
    }
