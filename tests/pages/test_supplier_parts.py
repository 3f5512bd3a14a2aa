"""The parts of a supplier's page below its first screen: prices, evidence, contracts, history."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.evaluate.gate import Gatekeeper, Proposal
from generator.load.record_history import Change, History, Past
from generator.model.assessment import Finding
from generator.model.money import Money
from generator.model.records import Record
from generator.model.words import sentence
from generator.pages import supplier
from generator.pages._html import Html
from generator.pages._own_waivers import waivers
from generator.pages._past import past
from generator.pages._prices import offers, places_of, unit_price
from generator.pages._required import by_area
from generator.pages._risks import reviews, risks
from generator.pages._spending import amounts, free, limits, listed
from generator.pages._terms_line import drawing, terms_line
from generator.pages.base import Site
from tests.pages.conftest import HOSTILE, links, text_of, tree

NAME = "harrow-peak-electric"
RECT = "{http://www.w3.org/2000/svg}rect"
PATH = "suppliers/facilities/harrow-peak-electric.yml"


def body(site: Site, name: str = NAME) -> str:
    """One supplier's page."""
    return supplier.Maker(site).page(site.suppliers[name]).body


def part(site: Site, ident: str, name: str = NAME) -> Any:
    """One section of it."""
    found = tree(body(site, name)).find(f".//*[@id='{ident}']")
    assert found is not None
    return found


def with_record(site: Site, name: str, **fields: Any) -> Site:
    """The site with other values of a record's fields."""
    record = site.catalog.suppliers[name]
    other = replace(record, data={**record.data, **fields})
    suppliers = {**site.catalog.suppliers, name: other}
    return replace(site, catalog=replace(site.catalog, suppliers=suppliers))


# ---- What may I spend -------------------------------------------------------------------------


def test_limits_are_the_figures_of_the_clauses(site: Site) -> None:
    """Each amount is that of a requirement in force, so of the clause that people read."""
    found = limits(site)
    assert [(str(one.above), one.kind, one.clause) for one in found] == [
        ("USD 10,000", "quotes", "CMP-1.3"),
        ("USD 25,000", "approval", "DOA-1.1"),
        ("USD 100,000", "tender", "CMP-1.4"),
        ("USD 100,000", "approval", "DOA-1.1"),
        ("USD 1,000,000", "approval", "DOA-1.1"),
    ]
    for one in found:
        assert one.above in site.clause(one.clause).parameters.values()
    assert str(free(found)) == "USD 10,000"


def test_one_threshold_written_once(site: Site) -> None:
    """Another figure in the clause's requirement is another figure on the page, and no other."""
    requirements = {
        name: replace(one, params={**one.params, "above": Money(Decimal("7777"), "USD")})
        if one.check in ("SRC-01", "SRC-02") and one.clause == "CMP-1.3"
        else one
        for name, one in site.catalog.requirements.items()
    }

    class Changed:
        def __init__(self) -> None:
            self.requirements = requirements

        def __getattr__(self, name: str) -> Any:
            return getattr(site.catalog, name)

    other = replace(site, catalog=Changed())  # type: ignore[arg-type]
    assert str(free(limits(other))) == "USD 7,777"


def test_without_such_a_rule_the_organisation_says(site: Site) -> None:
    """No requirement on competition in force: the organisation's own amount, without a clause."""
    coverage = {
        name: one
        for name, one in site.assessment.coverage.items()
        if not name.startswith(("cmp-", "doa-"))
    }
    other = replace(site, assessment=replace(site.assessment, coverage=coverage))
    found = limits(other)
    assert [(str(one.above), one.clause) for one in found] == [("USD 10,000", "")]
    assert "Quotes to compare" in listed(Html(other, ""), found)


def test_limits_in_another_currency(site: Site) -> None:
    """At the rate on file and never above it; without a rate, not compared."""
    found = limits(site)
    euros = amounts(site, found, "EUR")
    assert euros[0] is not None
    rates = [one for one in site.catalog.reference.rates.rates if one.currency == "EUR"]
    rate = max((one for one in rates if one.on <= site.as_of), key=lambda one: one.on).rate
    assert Decimal(euros[0]) <= Decimal(10000) / rate < Decimal(euros[0]) + Decimal("0.01")
    assert amounts(site, found, "XTS") == [None] * len(found)


def test_limits_and_prices_are_for_staff(public: Site) -> None:
    """Others see neither what may be spent nor a calculator."""
    assert limits(public) == ()
    page = body(public)
    assert "sp-calc" not in page
    assert "without comparing quotes" not in page
    assert "calculator.js" not in page


# ---- Offers and prices ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("118.00", "USD", "USD 118"),
        ("109.5", "USD", "USD 109.50"),
        ("0.0415", "USD", "USD 0.0415"),
        ("1234567.00", "USD", "USD 1,234,567"),
        ("1200.5", "JPY", "JPY 1,200.5"),
        ("1.2345", "KWD", "KWD 1.2345"),
        ("1.2", "KWD", "KWD 1.200"),
    ],
)
def test_unit_prices_to_the_last_decimal(amount: str, currency: str, words: str) -> None:
    """What a screw costs is not rounded to a cent."""
    assert unit_price({"amount": amount, "currency": currency}) == words


def test_what_is_no_price_is_none() -> None:
    """A price that may not be shown, or is broken, is not guessed."""
    assert unit_price(None) == unit_price({"amount": "x", "currency": "USD"}) == ""
    assert (places_of("JPY"), places_of("XPF"), places_of("BHD"), places_of("EUR")) == (0, 0, 3, 2)


def test_the_calculator_has_the_record_to_the_letter(site: Site) -> None:
    """Amounts go to the script as the texts of the record."""
    block = tree(body(site)).find(".//script[@id='prices']")
    data = json.loads(block.text)
    offer = next(one for one in site.record(NAME)["offers"] if one.get("price_breaks"))
    assert data["offers"][0]["prices"] == [
        [
            str(one["min_qty"]),
            one["unit_price"]["amount"],
            one["unit_price"]["currency"],
            one.get("valid_from", ""),
            one.get("valid_to", ""),
        ]
        for one in offer["price_breaks"]
    ]
    assert data["offers"][0]["least"] == str(offer["minimum_order_quantity"])
    assert data["limits"]["USD"][0] == "10000.00"
    lines = part(site, "may-i-spend")
    assert len(data["quotes"]) == len(data["limits"]["USD"])
    assert lines.tag == "h2"


def test_prices_that_are_over_say_so(site: Site) -> None:
    """A price whose last day is past stays on the page, marked in words."""
    said = text_of(part(site, "offers", "voltmere-components"))
    assert "1 Feb 2025 to 31 Jan 2026 over" in said
    assert "1 Feb 2026 to 31 Jan 2027 over" not in said


def test_an_offer_without_exact_prices_has_no_calculator(site: Site) -> None:
    """A price band is shown; nothing can be worked out from it."""
    band = [
        {"id": "a", "category": "electrical", "price_breaks": [{"min_qty": 1, "price_band": "B"}]}
    ]
    found = offers(site, {"offers": band}, ())
    assert [(one.number, one.rows[0].price) for one in found] == [(None, "B")]


# ---- Required against held --------------------------------------------------------------------


def test_every_line_of_the_gate_is_on_the_page(site: Site) -> None:
    """Required, held and outcome of each line come from the gate, word for word."""
    gatekeeper = Gatekeeper(site.catalog)
    for name in (NAME, "quayside-fitout", "alder-creek-hvac", "voltmere-components"):
        gate = gatekeeper.ask(name, site.as_of, Proposal())
        root = tree(body(site, name))
        found = Counter(_row(one) for one in root.iter("tr") if "data-outcome" in one.attrib)
        wanted = Counter(_line(one.finding) for one in gate.lines)
        # What stops, or is waived, stands twice: before signing, and with its evidence.
        wanted += Counter(_line(one.finding) for one in (*gate.stopping, *gate.conditions))
        assert found == wanted
        assert sum(map(len, by_area(gate).values())) == len(gate.lines)


def _line(found: Finding) -> tuple[str, ...]:
    words = (found.clause, found.required, found.held)
    return (str(found.outcome), *(" ".join(sentence(one).split()) for one in words))


def _row(row: Any) -> tuple[str, ...]:
    cells = [text_of(one) for one in row.iter("td")]
    held = cells[2].partition(" To do:")[0]
    return (row.attrib["data-outcome"], cells[3].removeprefix("Clause "), cells[1], held)


def test_what_is_not_met_says_what_to_send(site: Site) -> None:
    """A line that is not met says what is to be done."""
    said = text_of(part(site, "insurance", "voltmere-components"))
    assert "Not met Product liability in force No policy on file To do: Ask the maker's" in said


# ---- Contracts --------------------------------------------------------------------------------


def test_the_days_of_a_contract_that_renews_itself(site: Site) -> None:
    """Term, decision, notice and the next term, as the calendar has them; the drawing agrees."""
    contract = next(
        one for one in site.reading("cirrusfold-cloud").contracts if one.id == "cfc-2023"
    )
    line = terms_line(site, contract)
    assert line is not None
    assert [(str(one.day), one.kind) for one in line.moments] == [
        ("2023-06-01", "term"),
        ("2028-10-30", "notice"),
        ("2028-11-29", "notice"),
        ("2028-11-30", "notice"),
        ("2029-05-31", "term"),
        ("2030-05-31", "renewal"),
    ]
    svg = tree(drawing(line, site.as_of, HOSTILE))
    assert [one.attrib["class"] for one in svg.iter(RECT)] == [
        "tl-term",
        "tl-further",
        "tl-window",
        "tl-mark",
        "tl-mark",
        "tl-mark",
        "tl-today",
    ]
    for one in svg.iter(RECT):
        assert 0 <= float(one.attrib["x"]) <= 1000
    said = text_of(part(site, "contracts", "cirrusfold-cloud"))
    assert "Notice must have arrived 30 Nov 2028 (in 2 years)" in said


def test_contracts_that_are_over_have_no_line_and_come_last(site: Site) -> None:
    """What is over is folded away; links to it still work."""
    for name in site.suppliers:
        for one in site.reading(name).contracts:
            line = terms_line(site, one)
            assert line is None or line.term[1] >= site.as_of
            if one.open_ended or one.dead:
                assert line is None


def test_stricter_terms_and_related_contracts(site: Site) -> None:
    """What the contract asks beyond the handbook, and what it hangs under, are links."""
    section = part(site, "contracts")
    said = text_of(section)
    assert "ins-gl-limit-trade: min USD 3,000,000 Exhibit C, 2.1" in said
    assert "../../requirements/ins-gl-limit-trade/index.html" in links(section)
    assert "#contract-1" in links(section)


# ---- Waivers, reviews, risks ------------------------------------------------------------------


def test_waivers_stand_as_the_assessment_says(site: Site, public: Site) -> None:
    """In force, over or without effect, with the reason; nothing for others than staff."""
    seen = 0
    for name in site.suppliers:
        for one in waivers(site, name):
            known = site.assessment.waivers[one.id]
            assert (one.state, one.faults) == (known.state, known.faults)
            seen += 1
        assert waivers(public, name) == ()
    assert seen == len(site.catalog.waivers) > 3
    said = text_of(part(site, "waivers", "voltmere-components"))
    assert "Without effect: Waiver wv-2026-010" in said
    assert "Connectors go into instruments for our own laboratories only." in said
    assert "Last day 29 Dec 2026 (in 37 days)" in said
    assert 'id="waivers"' not in body(public, "voltmere-components")


def test_risks_the_gravest_first_and_reviews_the_newest_first() -> None:
    """Scores have their scale; what is not rated says so."""
    found = risks(
        {
            "risks": [
                {"id": "a", "residual": 4, "likelihood": 2, "impact": 2, "response": "accept"},
                {"id": "b", "inherent": 20, "type": "cyber"},
            ]
        }
    )
    assert [(one.before, one.after, one.odds) for one in found] == [
        ("20 of 25", "not rated", ""),
        ("not rated", "4 of 25", "likelihood 2, impact 2"),
    ]
    assert [one.title for one in found] == ["Cyber", "Risk"]
    kinds = reviews({"reviews": [{"id": "a"}, {"id": "b", "performed_on": "2026-01-01"}]})
    assert [one["id"] for one in kinds] == ["b", "a"]


def test_a_score_of_nought_is_a_score(site: Site) -> None:
    """0 of 100 is a result; no score is none."""
    given = [
        {"id": "a", "kind": "performance", "score": 0, "performed_on": "2026-01-02"},
        {"id": "b", "kind": "performance", "performed_on": "2026-01-01"},
    ]
    said = text_of(part(with_record(site, NAME, reviews=given), "reviews"))
    assert said.count("of 100 points") == 1
    assert "0 of 100 points" in said


# ---- History ----------------------------------------------------------------------------------


def told(site: Site, **more: Any) -> Site:
    """The site with a history of one record, as hostile as git allows."""
    change = Change(
        commit="ab" * 20,
        on=date(2026, 3, 1),
        author=HOSTILE,
        subject=HOSTILE,
        kind="changed",
        fields=("insurance", "contracts", "no_such_field"),
    )
    first = replace(change, kind="added", fields=(), on=date(2025, 1, 1))
    pasts = {PATH: Past(changes=(change, first), older=3)}
    return replace(site, history=History(pasts=pasts, known=True, **more))


def test_history_for_staff(site: Site) -> None:
    """Day, subject, author, fields by their titles, and a link to the commit."""
    site = told(site, uncommitted=frozenset({PATH}), cut=True)
    section = part(site, "history")
    said = text_of(section)
    assert "1 Mar 2026 " + " ".join(HOSTILE.split())[:20] in said
    assert "Insurance, Contracts, no such field" in said
    assert "abababababab" in said
    assert "changes that are not committed yet" in said
    assert "3 older changes are not listed." in said
    assert "not in the copy of the repository" in said
    address = "https://example.com/larkfield/supplier-catalog/commit/" + "ab" * 20
    assert address in links(section)
    assert section.find(".//script") is None


def test_history_for_others(public: Site) -> None:
    """The days, and nothing that a person wrote or did."""
    section = part(told(public), "history")
    said = text_of(section)
    assert "1 Mar 2026 Record changed" in said
    assert "1 Jan 2025 Record added" in said
    for word in ("alert", "abababababab", "Insurance"):
        assert word not in said
    assert links(section) == []


def test_no_history_says_why(site: Site) -> None:
    """An archive without git, and a record that is not committed, each have a sentence."""
    assert "did not come from a git repository" in text_of(part(site, "history"))
    fresh = replace(site, history=History(known=True))
    assert "No change of this record is committed yet." in text_of(part(fresh, "history"))
    assert past(fresh, PATH).steps == ()


def test_a_repository_without_an_address_has_no_link(site: Site) -> None:
    """Only https addresses become links to commits."""
    reference = site.catalog.reference
    bad = {**reference.organisation, "repository": {"url": "javascript:alert(1)"}}
    other = replace(
        told(site),
        catalog=replace(site.catalog, reference=replace(reference, organisation=bad)),
    )
    section = part(other, "history")
    assert links(section) == []
    assert "abababababab" in text_of(section)


# ---- Asking -----------------------------------------------------------------------------------


def test_a_letter_to_procurement_names_the_supplier(site: Site, public: Site) -> None:
    """Staff can ask with one click, whatever the name holds; others are not given the mailbox."""
    page = tree(body(site))
    mails = [one for one in links(page) if one.startswith("mailto:procurement@")]
    assert any("subject=Question%20about%20Harrow%20Peak%20Electric%20LLC" in one for one in mails)
    other = Html(site, "").letter("a&b@example.com", "<b>", 'x"\n&y')
    assert re.fullmatch(r'<a href="mailto:a%26b@example.com\?subject=[\w%]+">&lt;b&gt;</a>', other)
    assert "Ask procurement about" not in body(public)


def test_pages_are_the_same_twice(site: Site) -> None:
    """Nothing on the page depends on the run."""
    assert body(site) == body(replace(site))
    assert isinstance(site.catalog.suppliers[NAME], Record)
