"""Whatever the cells hold: in the records stands the same, and a second run changes nothing."""

import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.characters import forbidden_in
from tests.importer.desk import HEADER, Desk

TRAPS = ["NO", "12:30", "=1+1", "a: b", "#x", "- a", "'", '"', "<b>", "null", "~", "../x", "1e3"]


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).map(
    lambda word: unicodedata.normalize("NFC", word)
)
lines = st.lists(words, min_size=1, max_size=5).map(" ".join).filter(lambda t: not forbidden_in(t))
texts = lines | st.sampled_from(TRAPS)
rows = st.fixed_dictionaries(
    {
        "number": texts | st.sampled_from(["C-1", "C-2"]),
        "supplier": lines | st.sampled_from(["Acme", "ACME", "Bolt"]),
        "title": texts,
        "signed": st.dates(date(1900, 1, 1), date(2999, 1, 1)) | st.none(),
        "amount": st.decimals(0, 10**9, places=2) | st.none(),
        "extra": texts | st.just(""),
    }
)


def cells(row: dict[str, Any], *, as_text: bool) -> list[Any]:
    values = [row.get(name) for name in HEADER]
    return ["" if one is None else str(one) if as_text else one for one in values]


def expected(row: dict[str, Any]) -> tuple[Any, ...]:
    signed, amount = row["signed"], row["amount"]
    return (
        row["supplier"],
        row["number"],
        row["title"],
        signed.isoformat() if signed else None,
        amount,
        f"extra: {row['extra']}" if row["extra"] else None,
    )


def found(desk: Desk) -> Counter[tuple[Any, ...]]:
    result: Counter[tuple[Any, ...]] = Counter()
    for record in desk.records().values():
        for contract in record["contracts"]:
            money = contract.get("value", {}).get("initial")
            key = (
                record["legal_name"],
                contract["source"]["reference"],
                contract["title"],
                contract.get("signed_on"),
                Decimal(money["amount"]) if money else None,
                contract["source"].get("row_note"),
            )
            result[key] += 1
    return result


@given(st.lists(rows, min_size=1, max_size=8))
@settings(max_examples=20)
def test_cells_come_back_from_the_records(table: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.csv(*(cells(row, as_text=True) for row in table))
        report = desk.run()
        assert report.rejected == ()
        assert report.contracts == report.rows == len(table)
        assert found(desk) == Counter(map(expected, table))
        ids = [one["id"] for record in desk.records().values() for one in record["contracts"]]
        assert len(set(ids)) == len(ids)
        before = desk.files()
        again = desk.run()
        assert desk.files() == before
        assert again.added_contracts == 0
        desk.csv(*(cells(row, as_text=True) for row in reversed(table)))
        desk.run()
        assert found(desk) == Counter(map(expected, table))


@given(st.lists(rows, min_size=1, max_size=4))
@settings(max_examples=10)
def test_a_workbook_equals_a_text_file(table: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        text, book = Desk(Path(one)), Desk(Path(other))
        text.csv(*(cells(row, as_text=True) for row in table))
        # In a workbook, = begins a formula and _x0041_ is an escape; neither is text in a cell.
        safe = [row for row in table if not any(_is_special(cell) for cell in row.values())]
        text.csv(*(cells(row, as_text=True) for row in safe))
        book.xlsx(*(cells(row, as_text=False) for row in safe))
        assert text.run().contracts == book.run().contracts == len(safe)
        assert text.files() == book.files()


def _is_special(cell: object) -> bool:
    return isinstance(cell, str) and (cell.startswith(("=", "#")) or "_x" in cell)


@given(st.lists(st.lists(st.text(max_size=30), max_size=11), max_size=6))
@settings(max_examples=25)
def test_any_cells_at_all_are_taken_or_named(table: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.csv(*([cell.replace("\ud800", "") for cell in row] for row in table))
        report = desk.run()
        assert report.contracts + report.rejected_rows == report.rows
        for problem in (*report.rejected, *report.remarks):
            assert problem.message.isprintable()
        before = desk.files()
        desk.run()
        assert desk.files() == before
