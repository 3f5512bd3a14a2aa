"""A supplier's page answers staff first, shows all that is on record, and nothing it must not."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from markupsafe import Markup

from generator.model.assessment import Outcome, Verdict
from generator.model.dates import Term
from generator.model.fields import Field
from generator.model.money import Money
from generator.pages import supplier
from generator.pages._because import Reasons, coming, timeline_json
from generator.pages._html import Html, relative_words
from generator.pages._ordering import per_unit, quantity
from generator.pages._terms import standing
from generator.pages.base import Site, relative
from tests.pages.conftest import HOSTILE, bodies, links, skeleton, text_of, tree

SECRET = "Restricted-Sentinel"
INTERNAL = "Internal-Sentinel"


def page(site: Site, name: str) -> str:
    """The body of one supplier's page."""
    return supplier.Maker(site).page(site.suppliers[name]).body


@pytest.fixture(scope="module")
def staff(site: Site) -> dict[str, str]:
    """Every supplier's page as staff see it."""
    return bodies(supplier.pages, site)


@pytest.fixture(scope="module")
def trees(staff: dict[str, str]) -> dict[str, Any]:
    """The same pages as a browser reads them."""
    return {path: tree(body) for path, body in staff.items()}


def first_screen(body: str) -> str:
    """The text before the list of sections."""
    return text_of(tree(body.partition('<nav class="sp-jump"')[0]))


def test_every_supplier_has_a_page_with_its_hooks(site: Site, trees: dict[str, Any]) -> None:
    """What scripts and tests go by is on each page, and says what the assessment says."""
    for one in site.assessment.suppliers:
        main = trees[f"suppliers/{one.id}/index.html"].find("body/main")
        assert main.attrib == {
            "id": "main",
            "data-page": "supplier",
            "data-supplier": one.id,
            "data-verdict": str(one.verdict),
            "data-as-of": "2026-11-22",
        }


def test_first_screen_of_one_that_may_be_used(staff: dict[str, str]) -> None:
    """Verdict, until when, what for, where, how to order and who owns it."""
    said = first_screen(staff["suppliers/harrow-peak-electric/index.html"])
    for words in (
        "OK to use as of 22 Nov 2026",
        "OK to use until 18 Dec 2026 (in 26 days), then: Ask procurement",
        "Electrical work Oregon, US",
        "Facilities form",
        "Minimum order 2 hours",
        "Lead time 2 days",
        "Who owns it here: Category manager, facilities and construction",
        "You may spend up to USD 10,000 without comparing quotes.",
    ):
        assert words in said, words


def test_first_screen_of_one_that_may_not(site: Site, staff: dict[str, str]) -> None:
    """Why, with the clause; not how to order, but who instead and who puts it right."""
    for one in site.assessment.suppliers:
        if one.verdict is not Verdict.DO_NOT_USE:
            continue
        body = staff[f"suppliers/{one.id}/index.html"]
        said = first_screen(body)
        assert "Do not place new orders" in said
        assert "Who instead" in said
        assert not re.search(r'class="sc-button[^"]*"[^>]*>Order<', body)
        assert " ".join(one.because[0][1:].split()) in said


def test_reasons_lead_to_their_clauses(site: Site, staff: dict[str, str]) -> None:
    """A finding behind the verdict is linked to the clause that it breaks."""
    body = staff["suppliers/alderfen-electrical/index.html"]
    panel = tree(body).find(".//section[@data-verdict]")
    assert panel is not None
    found = [one.attrib["href"] for one in panel.iter("a")]
    assert "../../handbook/insurance/index.html#INS-5.1" in found


def test_who_instead_is_usable_and_fits(site: Site, trees: dict[str, Any]) -> None:
    """Those named instead may be used today, and offer something of the same kind."""
    checked = 0
    for one in site.assessment.suppliers:
        if one.verdict in (Verdict.OK, Verdict.CONDITIONAL):
            continue
        root = trees[f"suppliers/{one.id}/index.html"]
        mine = {offer.scope.category for offer in one.offers}
        named = site.record(one.id).get("replacement")
        for other in root.iter("li"):
            if other.attrib.get("class") != "sc-answer":
                continue
            name = other.attrib["data-supplier"]
            assert name != one.id
            if name == named:
                continue
            assert other.attrib["data-verdict"] in ("ok", "conditional")
            theirs = {offer.scope.category for offer in site.suppliers[name].offers}
            assert mine & theirs
            checked += 1
    assert checked > 5


def test_conditions_of_a_waiver_are_told(staff: dict[str, str]) -> None:
    """OK with conditions: the conditions are there to be kept."""
    said = first_screen(staff["suppliers/alder-creek-hvac/index.html"])
    assert "Keep to these conditions: Work is limited to planned maintenance" in said


def test_the_timeline_is_that_of_the_assessment(site: Site, trees: dict[str, Any]) -> None:
    """The block for the script has the same verdicts from the same days."""
    for one in site.assessment.suppliers:
        block = trees[f"suppliers/{one.id}/index.html"].find(".//script[@id='timeline']")
        assert block is not None
        told = {part["from"]: part["verdict"] for part in json.loads(block.text or "")}
        current = None
        for segment in one.timeline:
            current = told.get(segment.start.isoformat(), current)
            assert current == str(segment.verdict)


def test_every_visible_leaf_is_shown(site: Site, staff: dict[str, str]) -> None:
    """“Everything on record” has each filled-in field that staff may see, by its title."""
    name = "harrow-peak-electric"
    block = tree(staff[f"suppliers/{name}/index.html"]).find(".//*[@id='everything']")
    assert block is not None
    said = text_of(block)
    for path, leaf in site.fields["supplier"].leaves():
        for value in _values(site.catalog.suppliers[name].data, path):
            amount = leaf.kind == "money" or path[-1] in ("amount", "currency")
            if leaf.visibility != "restricted" and not amount:
                assert leaf.title in said, path
                assert not isinstance(value, int) or str(value) in said or value in (0, 1)


def _values(data: Any, path: tuple[str, ...]) -> list[Any]:
    if not path:
        return [data]
    if path[0] == "*":
        return [found for one in data for found in _values(one, path[1:])]
    inner = data.get(path[0])
    return [] if inner is None else _values(inner, path[1:])


def test_a_new_field_shows_up_by_itself(site: Site) -> None:
    """A field that the schema gains is on the page with no further work."""
    name = "harrow-peak-electric"
    shape = site.fields["supplier"]
    fresh = Field(name="car_park", title="Where to park", visibility="public")
    wider = replace(shape, children={**shape.children, "car_park": fresh})
    record = site.catalog.suppliers[name]
    grown = replace(record, data={**record.data, "car_park": "Behind the barn"})
    other = replace(
        site,
        fields={**site.fields, "supplier": wider},
        catalog=replace(site.catalog, suppliers={**site.catalog.suppliers, name: grown}),
    )
    said = text_of(tree(page(other, name)))
    assert "Where to park" in said
    assert "Behind the barn" in said


def test_hostile_texts_change_no_element(hostile: Site, tame: Site) -> None:
    """Whatever people write, the page has the same elements with the same attributes."""
    for one in hostile.assessment.suppliers[::4]:
        assert skeleton(page(hostile, one.id)) == skeleton(page(tame, one.id)), one.id
    sample = page(hostile, "harrow-peak-electric")
    assert text_of(tree(sample)).count("<script>alert(1)</script>") > 20
    assert "{{ 7*7 }}" in sample


def test_hostile_addresses_are_no_links(site: Site) -> None:
    """An address that is not https is shown as text."""
    name = "harrow-peak-electric"
    record = site.catalog.suppliers[name]
    offers = [{**one, "order_url": "javascript:alert(1)"} for one in record.data["offers"]]
    licences = [{**one, "source_url": "javascript:alert(1)"} for one in record.data["licences"]]
    data = {**record.data, "website": "javascript:alert(1)", "offers": offers, "licences": licences}
    other = replace(
        site,
        catalog=replace(
            site.catalog,
            suppliers={**site.catalog.suppliers, name: replace(record, data=data)},
        ),
    )
    body = page(other, name)
    assert "javascript:alert(1)" in body
    assert not [one for one in links(tree(body)) if "javascript" in one]


def test_links_are_relative_and_name_files(trees: dict[str, Any]) -> None:
    """They resolve on a server and from a disk alike; those within a page have a target on it."""
    for path, root in trees.items():
        ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
        assert len(ids) == len(set(ids)), path
        for link in links(root):
            if link.startswith("#"):
                assert link[1:] in ids, (path, link)
            elif not link.startswith(("https://", "mailto:")):
                assert link.startswith("../../"), (path, link)
                assert re.search(r"\.(html|js|ics|xml|json)([?#]|$)", link), (path, link)


def test_nothing_restricted_is_on_any_page(site: Site) -> None:
    """A restricted text in each place that may hold one is on neither audience's page."""
    for audience in ("internal", "public"):
        other = _planted(replace(site, audience=audience), "restricted", SECRET)
        for path, body in bodies(supplier.pages, other).items():
            assert SECRET not in body, (audience, path)


def test_nothing_internal_is_public(site: Site) -> None:
    """Nor do findings' messages, amounts, waivers or reasons reach the public."""
    other = _planted(replace(site, audience="public"), "internal", INTERNAL)
    told = [
        text
        for one in site.assessment.suppliers
        for found in one.findings
        for text in (found.message, found.fix)
        if len(text) > 25
    ]
    assert told
    for path, body in bodies(supplier.pages, other).items():
        assert INTERNAL not in body, path
        assert "USD" not in body, path
        assert "wv-2026" not in body, path
        assert not [text for text in told if text in unescape(body)], path


def _planted(site: Site, visibility: str, text: str) -> Site:
    suppliers = {
        name: replace(one, data=_plant(one.data, site.fields["supplier"], visibility, text))
        for name, one in site.catalog.suppliers.items()
    }
    return replace(site, catalog=replace(site.catalog, suppliers=suppliers))


def _plant(data: Any, shape: Field | None, visibility: str, text: str) -> Any:
    if shape is None:
        return data
    if isinstance(data, dict):
        found = {
            key: _plant(one, shape.children.get(key), visibility, text) for key, one in data.items()
        }
        for key, child in shape.children.items():
            if key not in found and child.visibility == visibility and _plain(child):
                found[key] = text
        return found
    if isinstance(data, list):
        return [_plant(one, shape.item, visibility, text) for one in data]
    return text if shape.visibility == visibility and _plain(shape) else data


def _plain(shape: Field) -> bool:
    fixed = shape.format or shape.choices or shape.reference or shape.name in ("id", "status")
    return shape.kind == "text" and not fixed


def test_the_public_reads_what_was_checked(public: Site) -> None:
    """A finding is told by the title of its check, once."""
    body = page(public, "alderfen-electrical")
    said = text_of(tree(body))
    assert "Cannot be decided: The insured on the certificate is the supplier" in said
    assert "Alderfen Electric Co." not in said


def test_never_insured(staff: dict[str, str]) -> None:
    """A certificate is what is on file; the page does not say more than it shows."""
    said = text_of(tree(staff["suppliers/harrow-peak-electric/index.html"]))
    assert "What the certificates on file show" in said
    assert not re.search(r"\b(is|are|fully) insured\b", said)
    assert "In force through 30 Jun 2027" in said


def test_parts_are_those_of_the_macros(site: Site, public: Site) -> None:
    """The quick parts and the macros of the same names give the same HTML, white space aside."""
    ui = Html(site, "../../")
    path = "suppliers/x/index.html"
    environment = site._environment
    macros = environment.get_template("_macros.html").module

    def url(target: str) -> Markup:
        return Markup(relative(path, target))

    def flat(html: object) -> str:
        return (
            re.sub(r"\s*\n\s*", "", str(html))
            .strip()
            .replace("&#39;", "&#x27;")
            .replace("&#34;", "&quot;")
        )

    call: Any = macros
    for verdict in Verdict:
        assert flat(call.verdict(verdict)) == flat(ui.verdict(verdict))
    for day in (date(2026, 11, 22), date(2026, 11, 23), date(2020, 1, 1), date(2027, 6, 1)):
        assert flat(call.date(day)) == flat(ui.date(day))
    for handle in site.catalog.reference.roles:
        assert flat(call.role(site, handle)) == flat(ui.role(handle))
    kinds = set()
    for found in site.assessment.findings:
        if found.supplier:
            kinds.add(found.outcome)
            assert flat(call.finding(site, url, found)) == flat(ui.finding(found))
        other = Html(public, "../../")
        if found.supplier:
            assert flat(call.finding(public, url, found)) == flat(other.finding(found))
    assert kinds == {Outcome.FAIL, Outcome.UNKNOWN, Outcome.WAIVED}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (12, "in 12 days"),
        (-99, "99 days ago"),
        (100, "in 3 months"),
        (-729, "24 months ago"),
        (730, "in 2 years"),
    ],
)
def test_words_for_days(days: int, words: str) -> None:
    """Near days are counted, far ones are not."""
    assert relative_words(days) == words


def test_terms_in_words() -> None:
    """A term says its last day in effect, which is the day before it ends."""
    term = Term(start=date(2026, 1, 1), end_excl=date(2027, 1, 1))
    assert standing(term, date(2026, 12, 31)).words == "In force through 31 Dec 2026"
    assert standing(term, date(2027, 1, 1)).words == "Ended on 31 Dec 2026"
    assert standing(term, date(2025, 12, 31)).words == "Starts on 1 Jan 2026"
    endless = Term(start=None, end_excl=None)
    assert standing(endless, date(2026, 1, 1), endless="Does not expire").words == "Does not expire"


def test_quantities_in_words() -> None:
    """Units of counting are left out; others are named."""
    assert quantity(500, "each") == "500"
    assert quantity(1, "hour") == "1 hour"
    assert quantity(2, "hour") == "2 hours"
    assert (per_unit("EA"), per_unit("HUR")) == ("each", "per hour")


def test_no_text_ends_the_timeline(hostile: Site) -> None:
    """The block of data cannot be left from within."""
    one = next(found for found in hostile.assessment.suppliers if found.because)
    block = timeline_json(one, coming(one, Reasons(hostile, one.findings)))
    assert "<" not in block
    assert HOSTILE.strip()[:20] in json.loads(str(block))[0]["because"][0]


def test_money_reads_with_its_currency() -> None:
    """The code comes first."""
    assert str(Money(Decimal("1000000.00"), "USD")) == "USD 1,000,000"
