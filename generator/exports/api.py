"""The JSON API: what the pages say, as data, under ``api/v1/``."""

from collections.abc import Iterator
from typing import Any

from generator.model.assessment import SupplierAssessment
from generator.pages._documents import MEMO, documents, json_file, segment_data, supplier_line
from generator.pages._memo import forget
from generator.pages._values import finding_data
from generator.pages.base import File, Site

PROMISE = (
    "Within v1 no key is renamed, removed or given another meaning; new keys may be added. "
    "A change that breaks this comes as v2, and v1 stays beside it for a year."
)


def files(site: Site) -> Iterator[File]:
    """Every file of the API, the index last."""
    endpoints: list[dict[str, str]] = []
    for one in documents(site):
        endpoints.append({"path": f"{one.name}.json", "description": one.what})
        yield one.file
    forget(site, MEMO)
    for supplier in site.assessment.suppliers:
        record = site.catalog.suppliers[supplier.id]
        yield json_file(site, f"suppliers/{supplier.id}", _supplier(site, supplier), record.path)
    endpoints.append({"path": "suppliers/{id}.json", "description": "one supplier in full"})
    about = {"audience": site.audience, "name": site.name, "promise": PROMISE}
    yield json_file(site, "index", {**about, "endpoints": endpoints})


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
