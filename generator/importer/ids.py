"""Ids out of names and numbers: the same text always gives the same id."""

import hashlib
import re
import unicodedata
from collections.abc import Container

from generator.importer.characters import folded

MAX_SLUG = 63
MAX_LOCAL = 100
RESERVED = frozenset(
    ["index", "404", "search", "assets", "api", "feeds", "page", "none"]
    + ["con", "nul", "prn", "aux"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)
"""Ids that mean something else to the site, to ``replacement``, or to Windows."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
    | {"ħ": "h", "ŋ": "ng", "ŧ": "t", "&": " and ", "'": "", "\u2019": "", "@": " at "}
)


def slug(name: str) -> str:
    """An id for a supplier: ``Bruce's Bobcats & Co`` is ``bruces-bobcats-and-co``.

    Names without a Latin letter or digit get an id from their hash.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", bare)
    text = _cut("-".join(words), MAX_SLUG)
    if len(text) < 2:
        return f"supplier-{text or _hash(name)}"
    return f"supplier-{text}" if text in RESERVED else text


def local_id(number: str) -> str:
    """An id for a contract: ``EROS: 644019`` is ``EROS-644019``."""
    plain = unicodedata.normalize("NFKD", folded(number))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    text = re.sub(r"[^A-Za-z0-9._/-]+", "-", bare)
    text = text.lstrip("._/-").rstrip("-")
    if len(text) > MAX_LOCAL:
        text = f"{text[: MAX_LOCAL - 13]}-{_hash(number)}"
    return text or f"c-{_hash(number)}"


def free(base: str, taken: Container[str], limit: int) -> str:
    """``base``, or the first of ``base-2``, ``base-3`` … that is not taken."""
    if base not in taken:
        return base
    count = 2
    while (candidate := _cut(base, limit - len(str(count)) - 1) + f"-{count}") in taken:
        count += 1
    return candidate


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head = text[:limit]
    # At a word's end, unless that would cut most of it off.
    short = head.rpartition("-")[0] if text[limit] != "-" else head
    return (short if len(short) > limit // 2 else head).rstrip("-")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
