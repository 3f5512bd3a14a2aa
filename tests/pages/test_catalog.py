"""The catalog: all suppliers without a script, and their data for the script."""

import gzip
import json
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.model.assessment import Segment, Verdict
from generator.pages import catalog
from generator.pages._catalog_data import NUMBERS_PATH, PATH, data_files
from generator.pages._columns import base36, life, short_id, slug_words
from generator.pages._dates import coming
from generator.pages._facets import Facet, facets, values_at
from generator.pages._index import Index
from generator.pages.base import Site, supplier_path
from tests.pages.conftest import bodies, links, skeleton, text_of, tree


def data_of(site: Site) -> dict[str, Any]:
    """The data of search, read back."""
    found = {one.path: one for one in data_files(Index(site))}
    text = found[PATH].data.decode("ascii")
    assert text.startswith("window.CATALOG={")
    return dict(json.loads(text.removeprefix("window.CATALOG=").rstrip().removesuffix(";")))


def test_rows_have_their_hooks(site: Site) -> None:
    """Every supplier once, with the verdict of the assessment; the OK ones first."""
    root = tree(bodies(catalog.pages, site)["suppliers/index.html"])
    rows = [one.attrib for one in root.iter("tr") if "data-supplier" in one.attrib]
    assert {one["data-supplier"]: one["data-verdict"] for one in rows} == {
        one.id: str(one.verdict) for one in site.assessment.suppliers
    }
    ranks = [Verdict(one["data-verdict"]).rank for one in rows]
    assert ranks == sorted(ranks)


def test_further_pages_without_a_script(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of a fixed length, linked one to the next, hold every supplier once."""
    monkeypatch.setattr(catalog, "ROWS", 30)
    found = bodies(catalog.pages, site)
    assert list(found) == [
        "suppliers/index.html",
        "suppliers/page/2/index.html",
        "suppliers/page/3/index.html",
    ]
    ids = [
        one.attrib["data-supplier"]
        for body in found.values()
        for one in tree(body).iter("tr")
        if "data-supplier" in one.attrib
    ]
    assert sorted(ids) == sorted(site.suppliers)
    assert "../suppliers/page/2/index.html" in links(tree(found["suppliers/index.html"]))
    assert "../../../suppliers/index.html" in links(tree(found["suppliers/page/2/index.html"]))


def test_no_supplier_says_what_to_do(site: Site) -> None:
    """An empty catalog is not an empty page."""
    empty = replace(
        site,
        catalog=replace(site.catalog, suppliers={}),
        assessment=replace(site.assessment, suppliers=()),
    )
    assert "No supplier is on record yet" in text_of(
        tree(bodies(catalog.pages, empty)["suppliers/index.html"])
    )


def test_each_supplier_has_a_row_in_every_column(site: Site) -> None:
    """All columns are of one length; ids are read back from names."""
    data = data_of(site)
    names = data["rows"]["name"].split("\n")
    assert data["count"] == len(names) == len(site.suppliers)
    for key, column in data["rows"].items():
        split = column.split("\n" if key in ("id", "name", "aka") else ";")
        assert len(split) == data["count"], key
    for facet in data["facets"]:
        if "rows" in facet:
            assert len(facet["rows"].split(";")) == data["count"], facet["key"]
    ids = [
        code[1:] if code[0] == "=" else "-".join(slug_words(name)[: int(code, 36)])
        for code, name in zip(data["rows"]["id"].split("\n"), names, strict=True)
    ]
    assert ids == list(site.suppliers)


def test_the_timeline_comes_back(site: Site) -> None:
    """For each supplier and day, the data says the verdict of the assessment."""
    for one in site.assessment.suppliers:
        told = []
        for part in life(one).split(","):
            day, _, code = part.rpartition(":")
            told.append((int(day or "0", 36), code))
        for segment in one.timeline:
            offset = (segment.start - site.as_of).days
            code = [code for day, code in told if day <= offset][-1]
            assert int(code[0]) == segment.verdict.rank
            known = dict(segment.offers)
            for place, offer in enumerate(one.offers):
                rank = int(code[1 + place]) if len(code) > 1 else int(code[0])
                assert rank == known[offer.scope].rank


def test_a_verdict_that_does_not_change_costs_one_digit(site: Site) -> None:
    """Changes of reasons alone are not in the data."""
    one = site.assessment.suppliers[0]
    segments = tuple(
        Segment(start=site.as_of, verdict=Verdict.ASK, because=(str(number),))
        for number in range(3)
    )
    assert life(replace(one, offers=(), timeline=segments)) == "2"


@pytest.mark.parametrize(
    ("name", "legal", "code"),
    [
        ("northgate", "Northgate Electrical LLC", "1"),
        ("northgate-electrical", "Northgate Electrical LLC", "2"),
        ("cafe-oeil", "Café Œil SA", "=cafe-oeil"),
        ("cafe", "Café Ltd", "1"),
        ("other", "Northgate", "=other"),
        ("x", "…", "=x"),
    ],
)
def test_short_ids(name: str, legal: str, code: str) -> None:
    """An id that starts the name is the number of its words."""
    assert short_id(name, legal) == code


def test_numbers_in_base_36() -> None:
    """As JavaScript reads them."""
    for number in (0, 9, 10, 35, 36, 1295, 1296, 99999):
        assert int(base36(number), 36) == number


def test_any_field_can_be_a_filter(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line makes one, with the values that the records have."""
    line = Facet(key="segment", title="Segment", path="segment")
    monkeypatch.setattr("generator.pages._catalog_data.facets", lambda: (*facets(), line))
    found = {one["key"]: one for one in data_of(site)["facets"]}["segment"]
    wanted = {
        record.data["segment"]
        for record in site.catalog.suppliers.values()
        if "segment" in record.data
    }
    assert {value for value, _ in found["values"]} == wanted


def test_a_date_of_the_record_can_be_a_filter(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line again; what is past is left out."""
    line = Facet(key="review", title="Review due", path="review_due_on", words="within")
    monkeypatch.setattr("generator.pages._catalog_data.facets", lambda: (*facets(), line))
    found = {one["key"]: one for one in data_of(site)["facets"]}["review"]
    assert found["within"] == [30, 60, 90, 180]
    for row, record in zip(found["rows"].split(";"), site.catalog.suppliers.values(), strict=True):
        due = record.data.get("review_due_on", "")
        days = (date.fromisoformat(due) - site.as_of).days if due else -1
        assert row == (base36(days) if days >= 0 else "")


def test_days_ahead_are_those_of_the_calendar(site: Site) -> None:
    """Contracts' ends and days for notice, as days after the build's."""
    found = {one["key"]: one for one in data_of(site)["facets"]}
    for key, kind in (("ends", "contract"), ("notice", "notice")):
        wanted: dict[str, set[int]] = {}
        for one in coming(site):
            if one.kind == kind:
                wanted.setdefault(one.path, set()).add((one.day - site.as_of).days)
        assert wanted
        for name, row in zip(site.suppliers, found[key]["rows"].split(";"), strict=True):
            days = {int(one, 36) for one in row.split(",") if one}
            assert days == wanted.get(supplier_path(name), set())


def test_diversity_is_what_the_certificate_says(site: Site) -> None:
    """The record names its certificates; readers choose by their scheme."""
    found = {one["key"]: one for one in data_of(site)["facets"]}["diversity"]
    values = [value for value, _ in found["values"]]
    for row, record in zip(found["rows"].split(";"), site.catalog.suppliers.values(), strict=True):
        schemes = {one["id"]: one["scheme"] for one in record.data.get("certifications") or ()}
        wanted = {schemes[one] for one in record.data.get("diversity") or ()}
        assert {values[int(one, 36)] for one in row.split(",") if one} == wanted


def test_spend_is_as_recorded_and_in_one_currency(site: Site) -> None:
    """Amount and currency of the record, and whole units of ours to sort by."""
    data = data_of(site)
    rows = data["rows"]["spend"].split(";")
    seen = set()
    for row, record in zip(rows, site.catalog.suppliers.values(), strict=True):
        money = record.data.get("annual_spend_estimate")
        assert bool(row) == bool(money)
        if money:
            amount, currency, ours = data["spend"][int(row, 36)]
            assert (Decimal(amount), currency) == (Decimal(money["amount"]), money["currency"])
            if currency == "USD":
                assert ours == int(Decimal(amount))
            else:
                assert ours > 0 or money["currency"] == "CHF"  # no rate on file is fresh enough
            seen.add(currency)
    assert len(seen) > 2


def test_values_at_a_path() -> None:
    """Through lists and objects; each value once."""
    data = {"offers": [{"tags": ["a", "b"]}, {"tags": ["b"]}, {}], "tier": 2}
    assert values_at(data, "offers.*.tags") == ["a", "b"]
    assert values_at(data, "tier") == ["2"]
    assert values_at(data, "nothing.*.here") == []


def test_the_public_data_holds_nothing_internal(public: Site) -> None:
    """No reason, no preference, no owner, no policy number, no contract."""
    data = data_of(public)
    assert data["reasons"] == [""]
    assert set(data["rows"]["first"]) <= {";"}
    keys = {one["key"] for one in data["facets"]}
    assert not keys & {"owner", "band", "preference", "criticality", "tier", "model"}
    assert not keys & {"ends", "notice", "papers", "diversity"}
    assert data["spend"] == []
    numbers = {one.path: one for one in data_files(Index(public))}[NUMBERS_PATH].data.decode()
    for record in public.catalog.suppliers.values():
        for path in ("insurance.policies.*.policy_number", "licences.*.number"):
            for number in values_at(record.data, path):
                bare = "".join(char for char in number.casefold() if char.isalnum())
                assert bare not in numbers


def test_hostile_texts_change_no_element(hostile: Site, tame: Site) -> None:
    """Neither the table nor the script's syntax."""
    bad, good = bodies(catalog.pages, hostile), bodies(catalog.pages, tame)
    path = "suppliers/index.html"
    assert skeleton(bad[path]) == skeleton(good[path])
    assert data_of(hostile)["count"] == data_of(tame)["count"]


def test_ten_thousand_suppliers_fit(site: Site) -> None:
    """Each further supplier costs no more than what 250 KB allow each of 10,000."""
    suppliers, records = [], dict(site.catalog.suppliers)
    for number in range(20):
        for one in site.assessment.suppliers:
            word = base36(zlib.crc32(f"{number}{one.id}".encode()) % 36**4)
            name = f"{word}-{one.id}"
            suppliers.append(replace(one, id=name, legal_name=f"{word} {one.legal_name}"))
            records[name] = records[one.id]
    many = replace(
        site,
        catalog=replace(site.catalog, suppliers=records),
        assessment=replace(site.assessment, suppliers=tuple(suppliers)),
    )
    small, large = (len(gzip.compress(data_files(Index(one))[0].data)) for one in (site, many))
    assert (large - small) / (len(suppliers) - len(site.suppliers)) < 25
