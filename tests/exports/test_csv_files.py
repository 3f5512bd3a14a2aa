"""Tables: exact for programs, harmless in spreadsheets, and without what is not to be seen."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.exports import csv_files
from generator.model.assessment import Verdict
from generator.model.trend import Point, Step, Trend
from generator.pages._tables import TABLES
from generator.reports._cells import inert
from tests.pages.handbook_catalog import (
    ELECTRICIAN,
    HOSTILE,
    SECRET,
    STAFF_ONLY,
    site,
    small,
)

FORMULA = '=HYPERLINK("https://evil.example","x")'


def read(data: bytes) -> list[dict[str, str]]:
    """The rows as any CSV reader gives them."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def files(audience: str = "internal", **changes: Any) -> dict[str, bytes]:
    """Every table of the small organisation."""
    return {one.path: one.data for one in csv_files.files(site(small(**changes), audience))}


@pytest.mark.parametrize("path", files())
def test_lines_end_as_the_standard_says(path: str) -> None:
    """CRLF after each record; UTF-8, with a mark in front for spreadsheets alone."""
    data = files()[path]
    assert data.count(b"\n") == data.count(b"\r\n") and data.endswith(b"\r\n")
    assert data.startswith(b"\xef\xbb\xbf") is path.endswith("-safe.csv")


def test_both_forms_hold_the_same_rows() -> None:
    """Only the apostrophes differ."""
    made = files()
    for table in TABLES:
        raw, safe = read(made[f"data/{table.name}.csv"]), read(made[f"data/{table.name}-safe.csv"])
        assert [{k: inert(v) for k, v in row.items()} for row in raw] == safe
        assert raw, table.name


def test_the_trend_is_a_table_too() -> None:
    """One row for each point, the site's own day last; what could not be judged says why."""
    past = (
        Point(
            day=date(2026, 9, 30),
            commit="aaa",
            verdicts=dict.fromkeys(Verdict, 2),
            findings={"block": 1},
            in_use=3,
            ok_in_use=2,
        ),
        Point(day=date(2026, 10, 31), commit="bbb", gap="=suppliers/old.yml"),
    )
    shown = replace(site(), trend=Trend(points=past, step=Step.MONTH))
    made = {one.path: one.data for one in csv_files.files(shown)}
    first, gap, today = read(made["data/trend.csv"])
    assert first["as_of_day"] == "2026-09-30" and first["commit"] == "aaa"
    assert first["suppliers"] == "8" and first["do_not_use_suppliers"] == "2"
    assert first["compliance_per_cent"] == "66" and first["block_findings"] == "1"
    assert gap["gap"] == "=suppliers/old.yml" and not gap["suppliers"]
    assert read(made["data/trend-safe.csv"])[1]["gap"] == "'=suppliers/old.yml"
    assert today["as_of_day"] == shown.as_of.isoformat()
    assert today["suppliers"] == str(len(shown.suppliers))
    assert "data/trend.csv" not in files("public")


def test_suppliers_have_verdict_and_next_change() -> None:
    """One row each, as the assessment says."""
    shown = site()
    rows = {one["id"]: one for one in read(files()["data/suppliers.csv"])}
    assert set(rows) == set(shown.suppliers)
    for name, supplier in shown.suppliers.items():
        assert rows[name]["verdict"] == supplier.verdict
        later = supplier.timeline[1].start.isoformat() if len(supplier.timeline) > 1 else ""
        assert rows[name]["next_change_on"] == later
    assert rows["acme"]["owner"] == "@facilities-cm"
    assert rows["acme"]["error_findings"] == "1"
    assert rows["delta"]["waived_findings"] == "1"


def test_offers_have_a_row_for_each_place() -> None:
    """With the verdict there; without places of their own, the supplier's."""
    rows = read(files()["data/offers.csv"])
    mine = [(one["category"], one["jurisdiction"], one["verdict"]) for one in rows
            if one["supplier"] == "acme"]  # fmt: skip
    assert mine == [("electrical", "US-OR", "ask"), ("electrical", "US-WA", "ask")]
    assert {one["orderable"] for one in rows} == {"true"}


def test_contracts_have_their_state_and_notice_dates() -> None:
    """Money is split into amount and currency."""
    [row] = [one for one in read(files()["data/contracts.csv"]) if one["supplier"] == "acme"]
    assert row["state"] == "active"
    assert (row["value_initial"], row["value_initial_currency"]) == ("250000.00", "USD")
    assert row["notice_arrives_by"] == "2027-01-29"
    assert row["notice_send_by"] == "2027-01-28"


def test_findings_are_all_there() -> None:
    """Waived ones are marked."""
    shown = site()
    rows = read(files()["data/findings.csv"])
    assert [one["fingerprint"] for one in rows] == [
        one.fingerprint for one in shown.assessment.findings
    ]
    assert "waived" in {one["outcome"] for one in rows}


def test_a_hostile_name_is_exact_in_one_form_and_inert_in_the_other() -> None:
    """A legal name that is a formula."""
    made = files(suppliers=[{**ELECTRICIAN, "legal_name": FORMULA}], waivers=[])
    assert read(made["data/suppliers.csv"])[0]["legal_name"] == FORMULA
    assert read(made["data/suppliers-safe.csv"])[0]["legal_name"] == "'" + FORMULA
    made = files(suppliers=[{**ELECTRICIAN, "legal_name": HOSTILE}], waivers=[])
    assert read(made["data/suppliers.csv"])[0]["legal_name"] == HOSTILE


def test_the_public_gets_public_columns_of_public_tables() -> None:
    """No contracts, no findings, no owner, no count; and nothing restricted for anyone."""
    public = files("public")
    assert set(public) == {
        f"data/{name}{form}.csv" for name in ("suppliers", "offers") for form in ("", "-safe")
    }
    header = public["data/suppliers.csv"].splitlines()[0].decode().split(",")
    assert "verdict" in header
    hidden = {"owner", "deputy", "criticality", "block_findings", "review_due_on"}
    assert hidden.isdisjoint(header)
    everything = b"".join(public.values())
    assert STAFF_ONLY.encode() not in everything and b"250000" not in everything
    for data in (*public.values(), *files().values()):
        assert SECRET.encode() not in data


def test_columns_keep_their_names_and_order() -> None:
    """They are a promise: new ones come at the end."""
    shown = site()
    headers = {one.name: one.header(shown) for one in TABLES}
    assert headers["suppliers"][:6] == [
        "id", "legal_name", "trading_names", "verdict", "verdict_label", "next_change_on",
    ]  # fmt: skip
    assert headers["offers"][:7] == [
        "supplier", "legal_name", "offer", "category", "category_name", "jurisdiction", "verdict",
    ]  # fmt: skip
    assert headers["findings"][:6] == [
        "fingerprint", "code", "requirement", "policy", "clause", "supplier",
    ]  # fmt: skip
    assert headers["contracts"][:6] == [
        "supplier", "legal_name", "contract", "title", "type", "state",
    ]  # fmt: skip


def test_made_twice_they_are_the_same() -> None:
    """Byte for byte, also when one site is asked twice."""
    shown = site()
    first = [(one.path, one.data) for one in csv_files.files(shown)]
    assert first == [(one.path, one.data) for one in csv_files.files(shown)]
    assert dict(first) == files()
