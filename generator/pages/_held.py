"""The contracts of a supplier, as people ask about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.assessment import SupplierAssessment
from generator.model.money import parse_money
from generator.model.policy import parameter_value
from generator.model.records import Contract, Supplier
from generator.pages._evidence import by_id, named, some
from generator.pages._rules import readable
from generator.pages._terms import Standing, fixed, standing
from generator.pages._terms_line import TermsLine, terms_line
from generator.pages._wording import requirement_path
from generator.pages.base import Site
from generator.pages.texts import duration, iso_day, listing, money, plain, sentence, text
from generator.pages.texts import value as value_words

Data = Mapping[str, Any]
OVER = ("cancelled", "expired", "renewed", "terminated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Where a contract asks for more than the policy does. ``path`` is the requirement's page."""

    requirement: str
    path: str
    parameter: str
    value: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractView:
    """A contract as people ask about it. ``related`` are other contracts, as (what, id)."""

    id: str
    anchor: str
    title: str
    kind: str
    state: str
    over: bool
    standing: Standing
    owner: str
    value: tuple[str, ...]
    terms: tuple[str, ...]
    line: TermsLine | None
    related: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...]
    overrides: tuple[Override, ...]


def contracts(
    site: Site, supplier: Supplier, assessed: SupplierAssessment, shown: Data
) -> tuple[ContractView, ...]:
    """The contracts of one supplier in the order of the record, those that are over last."""
    states = {one.id: one.state for one in assessed.contracts}
    known = by_id(shown.get("contracts"))
    found = [
        _contract(site, one, known[one.id], states.get(one.id, ""), number)
        for number, one in enumerate(supplier.contracts, start=1)
        if one.id in known
    ]
    return tuple(sorted(found, key=lambda one: one.over))


def _contract(site: Site, contract: Contract, shown: Data, state: str, number: int) -> ContractView:
    endless = (
        text("Runs until someone ends it") if contract.open_ended else text("No end date on file")
    )
    return ContractView(
        id=contract.id,
        anchor=f"contract-{number}",
        title=shown.get("title", contract.id),
        kind=plain(shown.get("type", "")),
        state=sentence(plain(state)),
        over=state in OVER,
        standing=fixed(text("Never in force"))
        if contract.dead
        else standing(contract.term, site.as_of, endless=endless),
        owner=shown.get("owner", ""),
        value=_value(shown),
        terms=some(*_renewal(shown), _payment(shown), *_service_levels(shown)),
        line=terms_line(site, contract) if "starts_on" in shown else None,
        related=_related(shown),
        papers=_papers(shown),
        overrides=_overrides(site, shown),
    )


def _value(shown: Data) -> tuple[str, ...]:
    value = shown.get("value") or {}
    return some(
        named(text("Up to"), _money(value.get("not_to_exceed"))),
        named(text("At the start"), _money(value.get("initial"))),
        named(text("Committed"), _money(value.get("committed_to_date"))),
        named(text("Minimum"), _money(shown.get("minimum_commitment"))),
    )


def _money(data: Any) -> str:
    found = parse_money(data)
    return money(found) if found is not None else ""


def _renewal(shown: Data) -> list[str]:
    renewal = shown.get("renewal") or {}
    kind = renewal.get("type", "")
    words = {
        "auto": text("Renews itself"),
        "option": text("May be renewed"),
        "none": text("Ends without renewal"),
        "evergreen": text("Runs on until ended"),
    }.get(kind, "")
    if words and renewal.get("term"):
        words = text("%(what)s for %(length)s", what=words, length=duration(renewal["term"]))
    notice = renewal.get("notice") or {}
    found = [words]
    if notice.get("value") is not None:
        unit = plain(notice.get("unit", "days"))
        methods = listing([plain(one) for one in notice.get("method") or ()], last="or")
        by = f" by {methods}" if methods else ""
        found.append(named(text("Notice"), f"{notice['value']} {unit}{by}"))
    decision = (renewal.get("decision") or {}).get("decision")
    if decision:
        found.append(named(text("Decided"), plain(decision)))
    return found


def _payment(shown: Data) -> str:
    terms = duration(shown.get("payment_terms") or "")
    return text("Payment in %(time)s", time=terms) if terms else ""


def _service_levels(shown: Data) -> list[str]:
    return [f"{one.get('metric', '')}: {one.get('target', '')}" for one in shown.get("slas") or ()]


def _related(shown: Data) -> tuple[tuple[str, str], ...]:
    pairs = (
        (text("Hangs under"), shown.get("parent_contract", "")),
        (text("Followed by"), shown.get("renewed_by", "")),
    )
    return tuple((what, other) for what, other in pairs if other)


def _papers(shown: Data) -> tuple[tuple[str, str], ...]:
    """Papers that the record names, as (words, address or '')."""
    found = []
    source, proof = shown.get("source") or {}, shown.get("notice_evidence") or {}
    if source.get("reference") or source.get("url"):
        name = source.get("reference") or text("Where the record was taken from")
        found.append((name, _https(source.get("url", ""))))
    if proof.get("document_ref") or proof.get("source_url"):
        name = named(text("Notice given"), proof.get("document_ref")) or text("Notice given")
        found.append((name, _https(proof.get("source_url", ""))))
    for one in shown.get("approvals") or ():
        if one.get("reference"):
            on = iso_day(one.get("decided_on", ""))
            name = named(sentence(plain(one.get("decision", "approval"))), one["reference"])
            found.append((f"{name}, {on}" if on else name, ""))
    return tuple(found)


def _https(address: str) -> str:
    return address if address.startswith("https://") else ""


def _overrides(site: Site, shown: Data) -> tuple[Override, ...]:
    found = []
    for one in shown.get("overrides") or ():
        if "requirement" in one and "value" in one:
            rule = site.catalog.requirements.get(one["requirement"])
            known = rule is not None and readable(site, rule.policy)
            found.append(
                Override(
                    requirement=one["requirement"],
                    path=requirement_path(one["requirement"]) if known else "",
                    parameter=plain(one.get("parameter", "")),
                    value=value_words(parameter_value(one["value"])),
                    clause=one.get("clause", ""),
                )
            )
    return tuple(found)
