"""Cells of tables: CSV in its two forms, and what a spreadsheet would take for a formula.

This is the one encoder of CSV. The site's downloads are written with it as well.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

FORMULA_STARTS = frozenset("=+-@\t\r\n\0" + "＝＋－＠" + "﹦﹢﹣﹫")
BYTE_ORDER_MARK = "\ufeff"


def raw_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """For machines: RFC 4180, no byte order mark, no value changed."""
    return _csv(header, rows, quoting=csv.QUOTE_MINIMAL)


def safe_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """For spreadsheets: all quoted, formulas made texts, a byte order mark that says UTF-8."""
    texts = ([inert(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + _csv(header, texts, quoting=csv.QUOTE_ALL)


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
        # Spaces, controls and invisible characters are skipped by some spreadsheets.
        if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf"):
            return False
    return False


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]], *, quoting: int) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
