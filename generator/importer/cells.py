"""What a cell says: text made clean for a record, dates, numbers. Nothing is guessed."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from generator.importer.grid import Cell, CellError
from generator.importer.mapping import Formats
from generator.importer.report import shown

_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_TRUE = frozenset(["true", "yes"])
_FALSE = frozenset(["false", "no"])


class CellRefused(Exception):
    """A cell that cannot be taken; says why."""


def raw_text(cell: Cell) -> str:
    """A cell as text, in NFC and without space around it. Raises CellRefused for an error cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return unicodedata.normalize("NFC", cell).strip()
    if isinstance(cell, CellError):
        raise CellRefused(cell.reason)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def read_date(cell: Cell, text: str, forms: tuple[str, ...]) -> str:
    """``YYYY-MM-DD``. ``text`` is the cell's, cleaned. Raises CellRefused."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        raise CellRefused("not a date: give the cell a date format, or write the date as text")
    found = _parsed(text, forms)
    if not found:
        raise CellRefused(f"not a date of the form {' or '.join(forms)}")
    return found


@lru_cache(maxsize=8192)
def _parsed(text: str, forms: tuple[str, ...]) -> str:
    for form in forms:
        try:
            # The day as it is written counts, whatever time zone stands behind it.
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return ""


def read_decimal(cell: Cell, text: str, formats: Formats) -> Decimal:
    """The number of a cell, with the marks of the mapping. Raises CellRefused."""
    if isinstance(cell, bool | date | time | timedelta):
        raise CellRefused("not a number")
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    bare = text
    for mark in formats.marks:
        bare = bare.removeprefix(mark).removesuffix(mark).strip()
    thousands = formats.thousands
    if thousands:
        bare = _ungrouped(bare, thousands, formats.decimal)
    if not re.fullmatch(r"-?[0-9]+(?:" + re.escape(formats.decimal) + r"[0-9]+)?", bare):
        raise CellRefused(f"not a number with the decimal mark {shown(formats.decimal)}")
    try:
        return Decimal(bare.replace(formats.decimal, "."))
    except InvalidOperation:  # more digits than a context can hold
        raise CellRefused("not a number") from None


def _ungrouped(text: str, thousands: str, decimal: str) -> str:
    spaced = re.sub(r"[\u00a0\u2009\u202f]", " ", text) if thousands == " " else text
    mark = re.escape(thousands)
    whole, found, rest = spaced.partition(decimal)
    # 1,23,456 is a number in India; 1,50 is none anywhere.
    if re.fullmatch(rf"-?[0-9]{{1,3}}(?:{mark}[0-9]{{2,3}})*{mark}[0-9]{{3}}", whole):
        whole = whole.replace(thousands, "")
    return whole + found + rest


def amount(number: Decimal) -> str:
    """A number as a record writes money: two decimals, up to four. Raises CellRefused."""
    if number < 0:
        raise CellRefused("a record holds no negative amounts")
    return _fitting(number, _AMOUNT, "an amount has at most 15 digits and 4 decimals", decimals=2)


def figure(number: Decimal) -> int | str:
    """A whole number, or a decimal as text. Raises CellRefused."""
    if number == number.to_integral_value() and abs(number) < 10**12:
        return int(number)
    return _fitting(number, _NUMBER, "a figure has at most 12 digits and 6 decimals", decimals=0)


def _fitting(number: Decimal, shape: re.Pattern[str], limit: str, *, decimals: int) -> str:
    whole, _, rest = f"{number if number else Decimal(0):f}".partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    text = f"{whole.lstrip('0') or '0'}.{rest}" if rest else whole
    if not shape.fullmatch(text):
        raise CellRefused(limit)
    return text


def whole(number: Decimal) -> int:
    """A whole number. Raises CellRefused."""
    if number != number.to_integral_value() or abs(number) >= 10**15:
        raise CellRefused("not a whole number")
    return int(number)


def yes_or_no(cell: Cell, text: str) -> bool:
    """True or false, from a truth cell or true, false, yes, no. Raises CellRefused."""
    word = text.casefold()
    if isinstance(cell, bool):
        return cell
    if word not in _TRUE | _FALSE:
        raise CellRefused("neither true, false, yes nor no: translate it under values")
    return word in _TRUE
