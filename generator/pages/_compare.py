"""What the comparison says of each supplier: the lines of its table, and their values.

Values are lists of texts. One that a date may change is ``[text, start, last]`` instead, with
ISO days or '', and the browser says whether it is in force on the reader's day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.assessment import SupplierAssessment
from generator.model.money import parse_money
from generator.model.records import Supplier
from generator.model.words import LINES
from generator.pages._estimate import FIELD as SPEND
from generator.pages._evidence import Evidence, Paper, evidence
from generator.pages._facets import facets, values_at
from generator.pages._held import contracts
from generator.pages._ordering import Ordering, contacts, ordering, per_unit
from generator.pages._terms import Standing
from generator.pages.base import Site
from generator.pages.texts import listing, place, plain, sentence, text
from generator.pages.texts import money as texts_money

Data = Mapping[str, Any]
Item = str | list[str]
FIELDS = (
    *("preference", "criticality", "inherent_risk_tier", "sourcing_model", "diversity", "offers"),
    *("certifications", "insurance", "licences", "permits", "contracts", "risks", "owner"),
    *("contacts", "registered_country", SPEND),
)
"""The fields of a record that the lines are made of."""
SHORT = 80
_FACETS = ("preference", "criticality", "tier", "model", "diversity", "tag", "hours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table. In one of a ``set`` it is said what only one of them has."""

    key: str
    title: str
    set: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def groups() -> tuple[Group, ...]:
    """All lines, in their order on the page. Verdicts and offers are drawn by themselves."""
    return (
        Group(
            title=text("May I buy?"),
            lines=(
                Line(key="verdict", title=text("Verdict")),
                Line(key="why", title=text("Why")),
                Line(key="offers", title=text("What for, and where")),
            ),
        ),
        Group(
            title=text("Ordering and prices"),
            lines=(
                Line(key="preference", title=text("Preference")),
                Line(key="band", title=text("Price band")),
                Line(key="prices", title=text("Prices")),
                Line(key="terms", title=text("Order terms")),
                Line(key="how", title=text("How to order")),
                Line(key="hours", title=text("Service hours")),
            ),
        ),
        Group(
            title=text("Insurance limits on file"),
            lines=tuple(
                Line(key=f"insurance-{code}", title=sentence(plain(code))) for code in LINES
            ),
        ),
        Group(
            title=text("Other papers on file"),
            lines=(
                Line(key="licences", title=text("Licences")),
                Line(key="certifications", title=text("Certifications"), set=True),
                Line(key="diversity", title=text("Diversity"), set=True),
                Line(key="tag", title=text("Sustainability"), set=True),
            ),
        ),
        Group(
            title=text("Contracts and risk"),
            lines=(
                Line(key="contracts", title=text("Contracts")),
                Line(key="spend", title=text("Annual spend, estimated")),
                Line(key="criticality", title=text("Criticality")),
                Line(key="tier", title=text("Risk tier")),
                Line(key="risks", title=text("Risks on record"), set=True),
                Line(key="model", title=text("Kind of supply")),
            ),
        ),
        Group(
            title=text("Who"),
            lines=(
                Line(key="owner", title=text("Owner")),
                Line(key="contacts", title=text("Contacts")),
                Line(key="country", title=text("Registered in")),
            ),
        ),
    )


class Lines:
    """Makes the values of suppliers' lines; what all of them share is made once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._facets = {one.key: one for one in facets() if one.key in _FACETS}

    def of(self, supplier: SupplierAssessment, record: Data) -> dict[str, list[Item]]:
        """Each line that has something to say, by key."""
        site = self._site
        reading = site.reading(supplier.id)
        papers = evidence(site, reading, record)
        orders = ordering(record)
        found: dict[str, list[Item]] = {
            **{key: [*self._facet(key, record)] for key in _FACETS},
            "band": [*self._bands(record)],
            "prices": [*_prices(record)],
            "terms": _each(orders, _terms),
            "how": _each(orders, lambda one: one.how),
            **_insurance(reading, papers),
            **_papers(papers),
            "contracts": [
                _dated(
                    f"{one.title}: {'; '.join(one.terms)}" if one.terms else one.title, one.standing
                )
                for one in contracts(site, reading, supplier, record)
                if one.standing.words != "Never in force"
            ],
            "spend": [*_money(record.get(SPEND))],
            "risks": [sentence(plain(str(one))) for one in values_at(record, "risks.*.type")],
            "owner": [site.catalog.reference.role_name(one) for one in values_at(record, "owner")],
            "contacts": [f"{what}: {mailbox}" for what, mailbox in contacts(record)],
            "country": [place(one) for one in values_at(record, "registered_country")],
        }
        return {key: values for key, values in found.items() if values}

    def _facet(self, key: str, record: Data) -> Iterable[str]:
        facet = self._facets[key]
        for value in facet.values(record):
            yield value if facet.words in ("text", "tier") else sentence(plain(value))

    def _bands(self, record: Data) -> Iterable[str]:
        name = self._site.catalog.reference.category_name
        found: dict[str, dict[str, None]] = {}
        for one in record.get("offers") or ():
            if one.get("budget_band"):
                found.setdefault(one.get("category", ""), {})[one["budget_band"]] = None
        for category, bands in found.items():
            yield f"{name(category)}: {listing(tuple(bands))}"


def _each(orders: Iterable[Ordering], say: Callable[[Ordering], str]) -> list[Item]:
    return list(dict.fromkeys(found for one in orders if (found := " ".join(say(one).split()))))


def _terms(order: Ordering) -> str:
    own = ("Price level", "Hours")
    return "; ".join(f"{name}: {value}" for name, value in order.facts if name not in own)


def _prices(record: Data) -> Iterable[str]:
    for offer in record.get("offers") or ():
        prices = [
            money
            for one in offer.get("price_breaks") or ()
            if (money := parse_money(one.get("unit_price"))) is not None
        ]
        if not prices:
            continue
        what = " ".join(str(offer.get("description") or offer.get("id", "")).split())
        low = min(prices, key=lambda one: one.amount)
        high = max(prices, key=lambda one: one.amount)
        price = str(low) if low == high else f"{low} – {high}"
        yield f"{_short(what)}: {price} {per_unit(offer.get('unit', ''))}"


def _short(words: str) -> str:
    """The first sentence, and of a long one its first words."""
    first = words.partition(". ")[0].rstrip(".")
    return first if len(first) <= SHORT else first[:SHORT].rpartition(" ")[0] + " …"


def _papers(papers: Evidence) -> dict[str, list[Item]]:
    return {
        "licences": [_paper(one) for one in papers.licences if one.current],
        "certifications": [
            _dated(one.title, one.standing) for one in papers.certifications if one.current
        ],
    }


def _insurance(supplier: Supplier, papers: Evidence) -> dict[str, list[Item]]:
    """The limits of each line of cover, a line of the table for each."""
    lines = {one.id: one.line for one in supplier.insurance_policies}
    found: dict[str, list[Item]] = {}
    for one in papers.insurance:
        if one.current:
            values = found.setdefault(f"insurance-{lines[one.id]}", [])
            values += one.facts
            values.append(_dated(text("Policy on file"), one.standing))
    return found


def _paper(paper: Paper) -> Item:
    facts = "; ".join(paper.facts)
    return _dated(f"{paper.title}: {facts}" if facts else paper.title, paper.standing)


def _dated(what: str, standing: Standing) -> Item:
    if not standing.live:
        return f"{what}. {standing.words}"
    start, last = (one.isoformat() if one else "" for one in (standing.start, standing.last))
    return [what, start, last]


def _money(data: Any) -> Iterable[str]:
    found = parse_money(data)
    if found is not None:
        yield texts_money(found)
