"""Markdown: tables whose cells hold the text and nothing else, and below what a summary holds."""

import re
from dataclasses import replace

from generator.model.assessment import Outcome
from generator.reports import markdown_report
from generator.reports.base import Report, markdown
from tests.reports.hostile import findings, problems, report, shown, texts
from tests.reports.sample import finding, sample

LIMIT = 1024 * 1024
COMMENT = "<!-- -->"
CELL = 2_000
BETWEEN_BARS = re.compile(r"((?:\\.|[^\\|])*)\|")
REFERENCE = re.compile(r"(#|\bGH-)$")
SPECIAL = set("\\`*_{}[]()#+!|<>~&")


def literal(cell: str) -> str:
    """The text that a reader shows for a cell: it fails on anything that is markup or a link."""
    text, at, parted = "", 0, False
    while at < len(cell):
        if cell.startswith(COMMENT, at):
            at, parted = at + len(COMMENT), True
            continue
        escaped = cell[at] == "\\" and at + 1 < len(cell)
        at += escaped
        char = cell[at]
        if not escaped:
            assert char not in SPECIAL, f"markup: {cell[at:][:20]!r}"
            assert not cell.startswith("://", at), f"link: {cell[at:][:20]!r}"
            assert char != "." or text[-3:].lower() != "www", f"link: {text[-20:]}"
        if not parted:
            assert text[-1:] != "@", f"mention: {text[-20:]}"
            assert not (char.isdecimal() and REFERENCE.search(text[-4:])), f"number: {text[-20:]}"
        text, at, parted = text + char, at + 1, False
    return text


def tables(given: Report) -> list[list[list[str]]]:
    """The rows of each table, header first, taken apart at bars without a backslash."""
    text = markdown_report.render(given)
    assert isinstance(text, str) and len(text.encode()) < LIMIT
    found: list[list[list[str]]] = []
    inside = False
    for row in text.split("\n"):
        if not row.startswith("|"):
            inside = False
            continue
        if not inside:
            found.append([])
        inside = True
        cells = split(row)
        if not all(re.fullmatch("-+:?", one) for one in cells):
            found[-1].append(cells)
    return found


def split(row: str) -> list[str]:
    """The cells of a row: a backslash keeps a bar from ending one."""
    cells = BETWEEN_BARS.findall(row[1:])
    assert row == f"|{'|'.join(cells)}|"
    return [one.removeprefix(" ").removesuffix(" ") for one in cells]


def cut(text: str) -> str:
    """As long as a cell may be."""
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def test_hostile_texts_come_back_in_their_cells() -> None:
    """A hundred at a time, so that all are shown."""
    seen = 0
    for start in range(0, len(findings()), 100):
        some = findings()[start : start + 100]
        meant = sorted(
            (one for one in some if one.outcome is not Outcome.WAIVED), key=lambda one: one.order
        )
        _, table = tables(report(some, ()))
        assert len(table) == len(meant) + 1
        for one, row in zip(meant, table[1:], strict=True):
            place = f"{one.path}:{one.line}" if one.path else ""
            cells = (one.severity, one.supplier, one.message, one.fix, one.clause, place)
            assert [literal(cell) for cell in row] == [shown(cut(cell or "")) for cell in cells]
        seen += len(meant)
    assert seen == 800
    [table] = tables(replace(report((), problems()), assessment=None))
    for wrong, row in zip(problems(), table[1:], strict=True):
        place = f"{wrong.path}:{wrong.line}:{wrong.column}"
        cells = (place, wrong.code, wrong.message)
        assert [literal(cell) for cell in row] == [shown(cut(cell)) for cell in cells]


def test_any_text_is_a_literal() -> None:
    """3,000 more."""
    stream = texts(7)
    for _ in range(3_000):
        text = next(stream)
        assert literal(markdown(text)) == shown(text)
        assert "\n" not in markdown(text)


def test_a_long_report_is_cut_at_200_rows_and_says_so() -> None:
    """The table of findings and the table of problems, each for itself."""
    given = sample(tuple(finding(supplier=f"s-{one}") for one in range(205)))
    text = markdown_report.render(given)
    assert text.count("| error |") == 200
    assert text.endswith("\n… and 5 more findings, cut here; the JSON report has them all.\n")


def test_a_big_report_stays_below_what_a_summary_holds() -> None:
    """Whole rows, as many as there is room for; what is missing is counted."""
    long = "\U0001f600|" * 1_000
    found = tuple(finding(supplier=f"s-{one}", message=long, fix=long) for one in range(150))
    text = markdown_report.render(sample(found))
    kept = text.count("| error |")
    assert 800_000 < len(text.encode()) <= markdown_report.BYTES + 100 < LIMIT
    assert text.endswith(
        f"… and {150 - kept} more findings, cut here; the JSON report has them all.\n"
    )
    assert all(len(row) == 6 for row in tables(sample(found))[1])
