"""The JSON API: what the pages say, as data, under ``api/v1/``."""

from collections.abc import Iterator
from typing import Any

from generator.exports.openapi import PROMISE, description
from generator.model.assessment import SupplierAssessment
from generator.pages._documents import (
    MEMO,
    ROOT,
    documents,
    dump,
    json_file,
    segment_data,
    supplier_line,
)
from generator.pages._memo import forget
from generator.pages._values import finding_data
from generator.pages.base import File, Site

LINKS = {
    "openapi": "openapi.json",
    "page": "../../data/index.html",
    "tables": "../../data/suppliers.csv",
    "workbook": "../../data/catalog.xlsx",
    "news": "../../feeds/all.json",
}


def files(site: Site) -> Iterator[File]:
    """Every file of the API, the index last."""
    made = documents(site)
    endpoints = [{"path": f"{one.name}.json", "description": one.what} for one in made]
    examples: dict[str, dict[str, Any]] = {
        one.name: {one.name: [one.first] if one.entries else []} for one in made
    }
    yield from (one.file for one in made)
    forget(site, MEMO)
    for supplier in site.assessment.suppliers:
        record, data = site.catalog.suppliers[supplier.id], _supplier(site, supplier)
        examples.setdefault("suppliers/{id}", data)
        yield json_file(site, f"suppliers/{supplier.id}", data, record.path)
    endpoints.append({"path": "suppliers/{id}.json", "description": "one supplier in full"})
    endpoints.append({"path": "openapi.json", "description": "this API, described for programs"})
    about = {"audience": site.audience, "name": site.name, "promise": PROMISE, "links": LINKS}
    examples["index"] = {**about, "endpoints": endpoints}
    described = dump(description(site, made, examples))
    yield File(path=f"{ROOT}/openapi.json", data=described)
    yield json_file(site, "index", examples["index"])


def _supplier(site: Site, supplier: SupplierAssessment) -> dict[str, Any]:
    told = site.internal
    data = {
        **supplier_line(site, supplier),
        "record": site.record(supplier.id),
        "timeline": [segment_data(one, told=told) for one in supplier.timeline],
        "offers": [
            {
                "category": one.scope.category,
                "jurisdiction": one.scope.jurisdiction,
                "verdict": one.verdict,
                **({"because": one.because} if told else {}),
            }
            for one in supplier.offers
        ],
    }
    if told:
        data["because"] = supplier.because
        data["findings"] = [finding_data(one) for one in supplier.findings]
        data["contract_states"] = {one.id: one.state for one in supplier.contracts}
    return data
