"""Tables as CSV, each in two forms.

``<name>.csv`` is for machines: RFC 4180, UTF-8, quoted where needed, values as they are.
``<name>-safe.csv`` is for spreadsheets, which take some texts for formulas: every value is
quoted, and one that a spreadsheet could run has an apostrophe in front.
"""

from dataclasses import dataclass

from generator.pages._memo import kept
from generator.pages._tables import TABLES, Table
from generator.pages.base import File, Site
from generator.reports._cells import raw_csv, safe_csv

MEMO = "csv"


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
        raw=File(path=f"data/{table.name}.csv", data=raw_csv(header, rows).encode()),
        safe=File(path=f"data/{table.name}-safe.csv", data=safe_csv(header, rows).encode()),
    )
