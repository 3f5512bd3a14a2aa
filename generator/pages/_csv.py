"""Tables as CSV, each in two forms.

``<name>.csv`` is for machines: RFC 4180, UTF-8, quoted where needed, values as they are.
``<name>-safe.csv`` is for spreadsheets, which take some texts for formulas: every value is
quoted, and one that a spreadsheet could run has an apostrophe in front.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.pages._memo import kept
from generator.pages._tables import TABLES, Table
from generator.pages.base import File, Site

FORMULA_STARTS = frozenset("=+-@\t\r\n" + "＝＋－＠" + "﹦﹢﹣﹫")
MEMO = "csv"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One table with its two files."""

    table: Table
    rows: int
    raw: File
    safe: File


def downloads(site: Site) -> list[Download]:
    """Each table that the audience may have, with its files."""
    return kept(site, MEMO, lambda: [_download(site, one) for one in _tables(site)])


def _tables(site: Site) -> list[Table]:
    return [one for one in TABLES if site.internal or not one.internal]


def _download(site: Site, table: Table) -> Download:
    header = table.header(site)
    rows = [[row.get(name, "") for name in header] for row in table.rows(site)]
    return Download(
        table=table,
        rows=len(rows),
        raw=File(path=f"data/{table.name}.csv", data=raw_csv(header, rows)),
        safe=File(path=f"data/{table.name}-safe.csv", data=safe_csv(header, rows)),
    )


def raw_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """For machines: RFC 4180, no byte order mark, no value changed."""
    return _csv(header, rows, quoting=csv.QUOTE_MINIMAL).encode("utf-8")


def safe_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """For spreadsheets: all quoted, formulas made texts, a byte order mark that says UTF-8."""
    texts = ([inert(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + _csv(header, texts, quoting=csv.QUOTE_ALL).encode("utf-8")


def inert(text: str) -> str:
    """``text`` as no spreadsheet runs it: with an apostrophe in front where one might."""
    return f"'{text}" if is_formula(text) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run it: what comes first after spaces starts a formula."""
    if text[:1].isalnum():
        return False
    for char in text:
        if char in FORMULA_STARTS:
            return True
        # Spaces and invisible characters are skipped by some spreadsheets.
        if not char.isspace() and unicodedata.category(char) != "Cf":
            return False
    return False


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]], *, quoting: int) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
