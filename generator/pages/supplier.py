"""A supplier's page. Its first screen answers staff; the rest is the whole record, in order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.evaluate.gate import Gate, Gatekeeper, Line, Proposal
from generator.model.assessment import SupplierAssessment
from generator.pages import (
    _because,
    _feeds,
    _json_ld,
    _ordering,
    _prices,
    _required,
    _risks,
    _spending,
    _supplier,
)
from generator.pages._answers import USABLE
from generator.pages._everything import Linker, Printer
from generator.pages._evidence import evidence
from generator.pages._findings import by_check, by_topic
from generator.pages._held import contracts
from generator.pages._html import Html
from generator.pages._index import Index
from generator.pages._own_waivers import waivers
from generator.pages._past import past
from generator.pages._terms_line import drawing
from generator.pages.base import (
    File,
    Page,
    Site,
    relative,
    supplier_path,
)
from generator.pages.texts import label, text

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
        self._versus = _required.Versus(site, self._ui)

    def page(self, assessed: SupplierAssessment) -> Page:
        """The page of one supplier."""
        site = self._index.site
        path = supplier_path(assessed.id)
        record = site.record(assessed.id)
        gate = self._gate(assessed) if site.internal else None
        body = site.render(
            "supplier.html",
            path,
            ui=self._ui,
            versus=self._versus,
            everything=self._printer.everything(record),
            **_first_screen(self._index, assessed, record),
            **_buying(site, self._ui, assessed, record),
            **_sections(site, assessed, record, gate),
            linked=_json_ld.of_supplier(site, assessed.id),
        )
        return Page(
            path=path,
            section="suppliers",
            title=assessed.legal_name,
            body=body,
            description=_description(assessed, record),
            edit=assessed.path,
            feed=_feeds.supplier_scope(assessed).stem if _feeds.has_news(assessed) else "",
        )

    def _gate(self, assessed: SupplierAssessment) -> Gate:
        """Whether a new contract for what it offers may be signed today."""
        return self._gatekeeper.ask(assessed.id, self._index.site.as_of, Proposal())


def _description(assessed: SupplierAssessment, record: Data) -> str:
    summary = record.get("summary", "")
    return " ".join(f"{assessed.legal_name}: {label(assessed.verdict)}. {summary}".split())[:200]


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
        "contacts": _ordering.contacts(record),
        "instead": _supplier.instead(index, assessed, record),
        "preferred": [
            one.get("category", "")
            for one in record.get("preference") or ()
            if one.get("level") == "preferred"
        ],
        "organisation": site.catalog.reference.organisation if site.internal else {},
        "feed": _feeds.supplier_scope(assessed).stem,
        "has_news": _feeds.has_news(assessed),
        "timeline": _because.timeline_json(assessed, rows),
    }


def _buying(site: Site, ui: Html, assessed: SupplierAssessment, record: Data) -> dict[str, Any]:
    """How to order, at what price, and up to what amount."""
    ordering = _ordering.ordering(record)
    views = _prices.offers(site, record, ordering)
    limits = _spending.limits(site, [one.scope.category for one in assessed.offers])
    return {
        "ordering": ordering,
        "views": views,
        "free": _spending.free(limits),
        "spending": _spending.listed(ui, limits),
        "prices": _prices.calculator_json(site, views, limits),
        "per_unit": _ordering.per_unit,
        "unit_words": _ordering.unit_words,
        "ask_words": text("Ask procurement about this supplier"),
        "ask_subject": text("Question about %(name)s", name=assessed.legal_name),
    }


def _sections(
    site: Site, assessed: SupplierAssessment, record: Data, gate: Gate | None
) -> dict[str, Any]:
    reading = site.reading(assessed.id)
    papers = evidence(site, reading, record)
    held = contracts(site, reading, assessed, record)
    waived = waivers(site, assessed.id)
    names = _supplier.names(record)
    findings = by_topic(assessed.findings, names) if site.internal else by_check(assessed.findings)
    required = _required.by_area(gate)
    areas = [
        ("insurance", text("Insurance"), len(papers.insurance)),
        ("licences", text("Licences and permits"), len(papers.licences) + len(papers.permits)),
        ("certifications", text("Certifications"), len(papers.certifications)),
        ("screening", text("Screening and declarations"), 0),
    ]
    parts = [
        ("fix", text("What to fix"), sum(len(one.findings) for one in findings)),
        ("offers", text("Offers and prices"), len(record.get("offers") or ())),
        *((id_, title, number or len(required.get(id_, ()))) for id_, title, number in areas),
        ("waivers", text("Waivers"), len(waived)),
        ("contracts", text("Contracts"), len(held)),
        ("reviews", text("Reviews"), len(record.get("reviews") or ())),
        ("risks", text("Risks"), len(record.get("risks") or ())),
        ("checklists", text("Checklists"), len(record.get("checklists") or ())),
    ]
    return {
        "gate": gate,
        "required_lines": required,
        "met_words": _met_words,
        "areas": [one[:2] for one in areas],
        "names": names,
        "findings": findings,
        "papers": papers,
        "contracts": held,
        "anchors": {one.id: one.anchor for one in held},
        "drawing": drawing,
        "waivers": waived,
        "reviews": _risks.reviews(record),
        "risks": _risks.risks(record),
        "past": past(site, assessed.path),
        "parts": [one for one in parts if one[2]],
    }


def _met_words(lines: Iterable[Line]) -> str:
    found = list(lines)
    return text("%(met)s of %(all)s met", met=_required.met(found), all=len(found))
