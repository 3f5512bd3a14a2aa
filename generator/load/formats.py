"""Formats of texts, checked for real: dates, codes, addresses, identifiers.

Each function answers for one text. ISO lists come from pycountry, check digits from
python-stdnum; both are kept lists that this project should not own.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlsplit

import pycountry
from stdnum import get_cc_module, iban, lei
from stdnum.exceptions import ValidationError

from generator.model.dates import parse_date, parse_duration

_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9.-]{3,189})")


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes."""
    return frozenset(one.alpha_2 for one in pycountry.countries)


@cache
def subdivisions() -> frozenset[str]:
    """ISO 3166-2 codes."""
    return frozenset(one.code for one in pycountry.subdivisions)


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes."""
    return frozenset(one.alpha_3 for one in pycountry.currencies)


@cache
def place_name(code: str) -> str:
    """``US-OR`` is Oregon, United States; the code itself when it is not known."""
    if "-" in code:
        part = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
        return f"{part.name}, {place_name(code[:2])}" if part else code
    country = pycountry.countries.get(alpha_2=code)
    return str(getattr(country, "common_name", country.name)) if country else code


def is_jurisdiction(text: str) -> bool:
    """Whether it is a country or a subdivision."""
    return text in (subdivisions() if "-" in text else countries())


def is_host(text: str) -> bool:
    """A host name of at least two labels, none of which starts or ends with a hyphen."""
    return _HOST.fullmatch(text) is not None and not any(
        label.startswith("-") or label.endswith("-") for label in text.split(".")
    )


def is_email(text: str) -> bool:
    """An address with a plain local part and a host name."""
    found = _EMAIL.fullmatch(text)
    return found is not None and is_host(found.group(1).lower())


def is_url(text: str) -> bool:
    """An absolute https address with a plain host: no user, no odd characters."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme == "https"
        and parts.username is None
        and port != 0
        and is_host(host)
        and text.isascii()
        and text.isprintable()
        and not set(text) & set("<>\"'\\ {}|^`")
    )


def is_lei(text: str) -> bool:
    """ISO 17442, with its check digits (MOD 97-10)."""
    return text == text.upper() and bool(lei.is_valid(text))


def is_iban(text: str) -> bool:
    """An account number with valid check digits: what must never be in a record."""
    return bool(iban.is_valid(text, check_country=False))


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "date": lambda text: parse_date(text) is not None,
    "duration": lambda text: parse_duration(text) is not None,
    "country": lambda text: text in countries(),
    "jurisdiction": is_jurisdiction,
    "currency": lambda text: text in currencies(),
    "lei": is_lei,
    "email": is_email,
    "uri": is_url,
}
EXPECTED: Mapping[str, str] = {
    "date": "a date that exists, such as 2026-03-31",
    "duration": "a duration, such as P30D, P12M or P1Y",
    "country": "an ISO 3166 country code, such as US or NO",
    "jurisdiction": "an ISO 3166 country or subdivision code, such as US or US-OR",
    "currency": "an ISO 4217 currency code, such as USD",
    "lei": "an LEI with valid check digits",
    "email": "an e-mail address, such as orders@example.com",
    "uri": "a web address that starts with https://",
}

_SHAPES = {
    "UEI": re.compile(r"[A-HJ-NP-Z0-9]{12}"),
    "DUNS": re.compile(r"[0-9]{9}"),
    "NAIC": re.compile(r"[0-9]{5}"),
}


def identifier_problem(scheme: str, number: str) -> str:
    """What is wrong with an identifier of a known scheme, or ''."""
    if scheme == "LEI":
        return "" if is_lei(number) else "the check digits of this LEI do not fit"
    if scheme in _SHAPES:
        return "" if _SHAPES[scheme].fullmatch(number) else f"this is not the shape of a {scheme}"
    if scheme == "VAT":
        return _vat_problem(number)
    return "an account number must not be in a record" if scheme == "IBAN" else ""


def _vat_problem(number: str) -> str:
    prefix = {"EL": "GR"}.get(number[:2].upper(), number[:2].upper())
    module = get_cc_module(prefix, "vat")
    if module is None:
        return "a VAT number starts with its country's two letters" if prefix.isdigit() else ""
    try:
        module.validate(number)
    except ValidationError as error:
        return f"this is no valid VAT number ({str(error).rstrip('.').lower()})"
    return ""
