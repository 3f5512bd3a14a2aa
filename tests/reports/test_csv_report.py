"""CSV: one table that every reader takes apart alike, and no spreadsheet runs."""

import csv
import io
from dataclasses import replace

from generator.model.assessment import Finding, Outcome
from generator.model.problem import Problem
from generator.pages._tables import TABLES
from generator.reports import csv_report
from generator.reports._cells import FORMULA_STARTS
from generator.reports.base import Report
from tests.reports.hostile import AS_OF, findings, problems, report, shown, unseen
from tests.reports.sample import finding, sample

PLAIN = ("fingerprint", "code", "requirement", "policy", "clause", "subject", "message", "required")


def rows(given: Report) -> list[dict[str, str]]:
    """The rows as any CSV reader gives them; every cell is quoted, and none is a formula."""
    text = csv_report.render(given)
    assert text[0] == "\ufeff" and text.endswith('"\r\n')
    table = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert text.count("\n") == text.count("\r") == len(table)
    for row in table:
        assert len(row) == len(table[0])
        for cell in row:
            assert cell.lstrip()[:1] not in FORMULA_STARTS or not cell.lstrip()
            assert not any(map(unseen, cell))
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def plain(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being run."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in FORMULA_STARTS else cell


def test_hostile_texts_come_back() -> None:
    """Every finding and problem is a row, in order, with what it holds."""
    found = rows(report())
    meant: list[Finding | Problem] = [*problems(), *sorted(findings(), key=lambda one: one.order)]
    assert len(found) == len(meant) == 1_100
    for one, row in zip(meant, found, strict=True):
        assert plain(row["message"]) == shown(one.message)
        assert plain(row["path"]) == shown(one.path)
        assert row["line"] == (str(one.line) if one.line else "")
        if isinstance(one, Finding):
            assert row["outcome"] == str(one.outcome)
            for name in PLAIN:
                assert plain(row[name]) == shown(getattr(one, name))
        else:
            assert row["outcome"] == "problem"


def test_the_columns_are_those_of_the_site_and_then_the_place() -> None:
    """One table, known under one set of names."""
    [table] = [one for one in TABLES if one.name == "findings"]
    [row] = rows(sample((finding(last_day=AS_OF, act_by=None),)))
    assert list(row) == [*(one.name for one in table.columns), "line", "column"]
    assert row["legal_name"] == "Acme Ltd"
    assert (row["last_day"], row["act_by"]) == ("2026-11-22", "")
    assert (row["line"], row["column"]) == ("12", "3")


def test_what_is_new_stands_first_and_what_is_waived_last() -> None:
    """As in the other reports."""
    given = sample(
        (
            finding(fingerprint="waived", outcome=Outcome.WAIVED),
            finding(fingerprint="old", severity="block"),
            finding(fingerprint="new", severity="info"),
        )
    )
    found = rows(replace(given, new=frozenset({"new"})))
    assert [one["fingerprint"] for one in found] == ["new", "old", "waived"]
