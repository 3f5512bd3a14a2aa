"""The JSON API says what the pages say, for the same audience, the same way each time."""

import json
from typing import Any

import pytest

from generator.exports import api
from generator.load.schema import PACKAGED
from generator.model.assessment import Outcome
from generator.pages._documents import dump
from tests.pages.handbook_catalog import (
    ELECTRICIAN,
    HOSTILE,
    SECRET,
    STAFF_ONLY,
    site,
    small,
)


def files(audience: str = "internal", **changes: Any) -> dict[str, bytes]:
    """Every file of the small organisation's API."""
    return {one.path: one.data for one in api.files(site(small(**changes), audience))}


def load(made: dict[str, bytes], name: str) -> Any:
    """One file's content."""
    return json.loads(made[f"api/v1/{name}.json"])


def test_every_file_says_version_day_and_commit() -> None:
    """Whatever is taken out of the folder can be told apart later."""
    for path, data in files().items():
        found = json.loads(data)
        if path.endswith("/openapi.json"):
            continue  # it says whose version it is in its own way
        assert found["schema_version"] == "1"
        assert found["as_of"] == "2026-11-22"
        assert found["commit"] == "0123456789abcdef"


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_index_names_every_file(audience: str) -> None:
    """And what the files promise."""
    made = files(audience)
    index = load(made, "index")
    named = {one["path"] for one in index["endpoints"]}
    whole = {path.removeprefix("api/v1/") for path in made if "/suppliers/" not in path}
    assert whole - {"index.json"} == named - {"suppliers/{id}.json"}
    assert index["audience"] == audience and "v2" in index["promise"]


def test_files_are_ascii_sorted_and_the_same_each_time() -> None:
    """Byte for byte, also when one site is asked twice."""
    shown = site()
    first = {one.path: one.data for one in api.files(shown)}
    assert first == {one.path: one.data for one in api.files(shown)} == files()
    for data in first.values():
        assert data.isascii() and data.endswith(b"\n") and data.count(b"\n") == 1
        found = json.loads(data)
        assert list(found) == sorted(found)


def test_what_is_no_number_is_refused() -> None:
    """NaN is no JSON."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump({"a": float("nan")})


def test_all_suppliers_are_listed_with_verdicts_by_offer() -> None:
    """And each has a file of its own, whose page exists by the same rule."""
    shown, made = site(), files()
    rows = {one["id"]: one for one in load(made, "suppliers")["suppliers"]}
    assert set(rows) == set(shown.suppliers)
    for name, supplier in shown.suppliers.items():
        row = rows[name]
        assert row["verdict"] == supplier.verdict and row["verdict_label"] == supplier.verdict.label
        assert len(row["offers"]) == len(supplier.offers)
        assert f"api/v1/{row['href']}" in made
        assert row["page"] == f"suppliers/{name}/index.html"


def test_one_supplier_has_record_timeline_and_findings() -> None:
    """The record as staff may see it; findings with the keys of the report."""
    shown = site()
    acme = load(files(), "suppliers/acme")
    assert acme["record"] == json.loads(json.dumps(shown.record("acme")))
    assert [one["from"] for one in acme["timeline"]] == [
        one.start.isoformat() for one in shown.suppliers["acme"].timeline
    ]
    report = json.loads((PACKAGED / "report.schema.json").read_text())
    keys = set(_finding_keys(report)) - {"line", "column"}
    assert acme["findings"] and keys <= set(acme["findings"][0])
    assert acme["contract_states"] == {"msa": "active"}


def _finding_keys(report: Any) -> list[str]:
    items = report["properties"]["findings"]["items"]
    while "$ref" in items:
        items = report["$defs"][items["$ref"].rpartition("/")[2]]
    return list(items["required"])


def test_requirements_have_their_figures_set_in() -> None:
    """Money as in records, whom it applies to in words, and how it came out."""
    shown, made = site(), files()
    rules = {one["id"]: one for one in load(made, "requirements")["requirements"]}
    limit = rules["ins-limit"]
    assert limit["params"]["min"] == {"amount": "2000000.00", "currency": "USD"}
    assert limit["applies_to"].startswith("suppliers of Electrical work")
    coverage = shown.assessment.coverage["ins-limit"].outcomes
    assert limit["outcomes"] == {one: coverage.get(one, 0) for one in Outcome}
    assert rules["ins-reminder"]["warn_days"] == [90, 30]


def test_policies_hold_each_clause_with_its_sentence() -> None:
    """The words that people read, with the figures in them."""
    policies = {one["id"]: one for one in load(files(), "policies")["policies"]}
    clause = policies["insurance"]["clauses"][0]
    assert "general liability of at least USD 2,000,000" in clause["sentence"]
    assert clause["page"] == "handbook/insurance/index.html#INS-1.1"


def test_categories_say_who_offers_them() -> None:
    """Where, and with which verdict."""
    found = {one["id"]: one for one in load(files(), "categories")["categories"]}
    assert {"supplier": "brush", "jurisdiction": "US-OR", "verdict": "do-not-use"} in found[
        "cleaning"
    ]["offered_by"]
    assert found["facilities"]["offered_by"] == []


def test_checks_are_told_as_on_their_pages() -> None:
    """Every check, with its sections."""
    checks = load(files(), "checks")["checks"]
    assert [one["code"] for one in checks] == sorted(site().checks)
    assert all(one["told"]["why"] for one in checks)


def test_the_public_gets_neither_findings_nor_figures_of_them() -> None:
    """No finding, no reason, no owner, no draft, no outcome; and nothing restricted for anyone."""
    public = files("public")
    assert "api/v1/findings.json" not in public
    acme = load(public, "suppliers/acme")
    assert {"findings", "because", "contract_states"}.isdisjoint(acme)
    assert all("because" not in one for one in (*acme["offers"], *acme["timeline"]))
    assert all("outcomes" not in one for one in load(public, "requirements")["requirements"])
    everything = b"".join(public.values())
    for hidden in (STAFF_ONLY, '"@facilities-cm"', "1000000.00", "Electrical works", "A sketch"):
        assert hidden.encode() not in everything, hidden
    for data in (*public.values(), *files().values()):
        assert SECRET.encode() not in data


def test_hostile_text_comes_back_as_it_was() -> None:
    """JSON carries it; nothing is lost or added."""
    made = files(suppliers=[{**ELECTRICIAN, "legal_name": HOSTILE}], waivers=[])
    assert load(made, "suppliers")["suppliers"][0]["legal_name"] == HOSTILE


def test_each_suppliers_file_names_its_record() -> None:
    """So that a fault in it can be traced."""
    sources = {one.path: one.source for one in api.files(site())}
    assert sources["api/v1/suppliers/acme.json"] == "suppliers/acme.yml"
