"""The contracts of a supplier, as people ask about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.assessment import SupplierAssessment
from generator.model.money import parse_money
from generator.model.records import Contract, Supplier
from generator.model.words import duration, listing, plain, sentence
from generator.pages._evidence import by_id, named, some
from generator.pages._terms import Standing, fixed, standing
from generator.pages.base import Site

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractView:
    """A contract as people ask about it."""

    id: str
    title: str
    kind: str
    state: str
    standing: Standing
    owner: str
    value: tuple[str, ...]
    terms: tuple[str, ...]


def contracts(
    site: Site, supplier: Supplier, assessed: SupplierAssessment, shown: Data
) -> tuple[ContractView, ...]:
    """The contracts of one supplier, in the order of the record."""
    states = {one.id: one.state for one in assessed.contracts}
    known = by_id(shown.get("contracts"))
    return tuple(
        _contract(site, one, known[one.id], states.get(one.id, ""))
        for one in supplier.contracts
        if one.id in known
    )


def _contract(site: Site, contract: Contract, shown: Data, state: str) -> ContractView:
    endless = "Runs until someone ends it" if contract.open_ended else "No end date on file"
    value = shown.get("value") or {}
    return ContractView(
        id=contract.id,
        title=shown.get("title", contract.id),
        kind=plain(shown.get("type", "")),
        state=sentence(plain(state)),
        standing=fixed("Never in force")
        if contract.dead
        else standing(contract.term, site.as_of, endless=endless),
        owner=shown.get("owner", ""),
        value=some(
            named("Up to", _money(value.get("not_to_exceed"))),
            named("At the start", _money(value.get("initial"))),
            named("Committed", _money(value.get("committed_to_date"))),
            named("Minimum", _money(shown.get("minimum_commitment"))),
        ),
        terms=some(*_renewal(shown), _payment(shown), *_service_levels(shown)),
    )


def _money(data: Any) -> str:
    found = parse_money(data)
    return str(found) if found is not None else ""


def _renewal(shown: Data) -> list[str]:
    renewal = shown.get("renewal") or {}
    kind = renewal.get("type", "")
    words = {
        "auto": "Renews itself",
        "option": "May be renewed",
        "none": "Ends without renewal",
        "evergreen": "Runs on until ended",
    }.get(kind, "")
    if words and renewal.get("term"):
        words += f" for {duration(renewal['term'])}"
    notice = renewal.get("notice") or {}
    found = [words]
    if notice.get("value") is not None:
        unit = plain(notice.get("unit", "days"))
        methods = listing([plain(one) for one in notice.get("method") or ()], last="or")
        by = f" by {methods}" if methods else ""
        found.append(f"Notice: {notice['value']} {unit}{by}")
    decision = (renewal.get("decision") or {}).get("decision")
    if decision:
        found.append(f"Decided: {plain(decision)}")
    return found


def _payment(shown: Data) -> str:
    terms = duration(shown.get("payment_terms") or "")
    return f"Payment in {terms}" if terms else ""


def _service_levels(shown: Data) -> list[str]:
    return [f"{one.get('metric', '')}: {one.get('target', '')}" for one in shown.get("slas") or ()]
