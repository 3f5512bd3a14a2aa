"""What must never be in git: bank accounts, payment cards, social security numbers."""

import re
from collections.abc import Iterator
from typing import Any

from stdnum import luhn

from generator.load.formats import is_iban
from generator.model.records import Pointer

# Cheap enough to run over every file; what it lets through is looked at value by value.
_SUSPECT = re.compile(r"[A-Z]{2}[0-9]{2}[ -]?[A-Z0-9]{4}|[0-9]{4}[ -]?[0-9]{4}|[0-9]{3}-[0-9]{2}-")
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}\b")
_CARD = re.compile(r"\b[0-9]{4}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{3,4}\b")
_SSN = re.compile(r"\b(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}\b")


def suspicious(text: str) -> bool:
    """Whether a file is worth looking at closely."""
    return _SUSPECT.search(text) is not None


def secrets(data: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Each value that holds a secret: where, and what kind; never the value itself."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from secrets(value, (*pointer, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from secrets(value, (*pointer, index))
    elif isinstance(data, str):
        kind = _kind(data)
        if kind:
            yield pointer, kind


def _kind(text: str) -> str:
    for found in _IBAN.finditer(text):
        # The pattern is greedy over following words; an IBAN may be the front part of it.
        bare = re.sub("[ -]", "", found.group())
        if any(is_iban(bare[:end]) for end in range(15, min(len(bare), 34) + 1)):
            return "a bank account number (IBAN)"
    for found in _CARD.finditer(text):
        if luhn.is_valid(re.sub("[ -]", "", found.group())):
            return "a payment card number"
    return "a US social security number" if _SSN.search(text) else ""
