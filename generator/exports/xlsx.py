"""All tables in one workbook: ``data/catalog.xlsx``, with days as days and counts as numbers.

Texts are texts: nothing in it is a formula, whatever a record says.
"""

from collections.abc import Iterator

from generator.model.dates import parse_date
from generator.pages._tables import TABLES, Table
from generator.pages._workbooks import PATH
from generator.pages.base import File, Site
from generator.reports._sheets import Cell, Sheet
from generator.reports._workbook import workbook

_DAYS = ("_on", "_by", "_day", "_until")
_COUNTS = ("_findings", "suppliers", "in_use", "rules_held", "_per_cent")


def files(site: Site) -> Iterator[File]:
    """The one workbook, with the tables that the audience may have."""
    tables = [one for one in TABLES if site.internal or not one.internal]
    sheets = [_about(site, tables), *(_sheet(site, one) for one in tables)]
    yield File(path=PATH, data=workbook(sheets, site.as_of))


def _about(site: Site, tables: list[Table]) -> Sheet:
    """What the workbook is: the first thing to see, and what is lost when a sheet is copied."""
    rows: list[tuple[Cell, ...]] = [
        ("Organisation", site.name),
        ("As of", site.as_of),
        ("Commit of the records", site.commit),
        *((one.title, one.what) for one in tables),
    ]
    return Sheet(title="About", columns=("What", "Value"), rows=tuple(rows))


def _sheet(site: Site, table: Table) -> Sheet:
    header = table.header(site)
    rows = tuple(
        tuple(_cell(name, row.get(name, "")) for name in header) for row in table.rows(site)
    )
    return Sheet(title=table.title, columns=tuple(header), rows=rows)


def _cell(name: str, value: str) -> Cell:
    if not value:
        return None
    if name.endswith(_DAYS):
        return parse_date(value) or value
    if name.endswith(_COUNTS) and value.isdecimal():
        return int(value)
    return value
