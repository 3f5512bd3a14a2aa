"""Names of firms: equal after normalisation, or not equal. There is no fuzzy pass."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_FORMS = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "proprietary": "pty",
    "l l c": "llc",
    "l t d": "ltd",
    "p l c": "plc",
    "gesellschaft mit beschrankter haftung": "gmbh",
}
_FORM_PATTERN = re.compile(r"\b(" + "|".join(sorted(_FORMS, key=len, reverse=True)) + r")\b")
_ALL_FORMS = re.compile(
    r"\b(inc|corp|co|ltd|pty|llc|llp|lp|plc|gmbh|ag|sa|sas|sarl|srl|spa|bv|nv|ab|as|aps|oy|kk|ug|kg)\b"
)


_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4\uff07]")
# A dot between single letters: S.p.A. and SpA are the same form, J.Smith and JSmith are not.
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Case, width, accents, punctuation and the spelling of the legal form taken away.

    ``Acme Company, Limited`` and ``ACME Co. Ltd`` become the same text; ``Smith Electric Co``
    and ``Smith Electrical Services LLC`` do not.
    """
    plain = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", name))
    folded = unicodedata.normalize("NFKD", plain.casefold())
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    words = re.sub(r"[\W_]+", " ", _INITIALS.sub("", bare).replace("&", " and ")).strip()
    return _FORM_PATTERN.sub(lambda match: _FORMS[match.group(1)], words)


@lru_cache(maxsize=65536)
def stem(name: str) -> str:
    """The normalised name without its legal form, to find likely duplicates with."""
    short = " ".join(_ALL_FORMS.sub(" ", normalise(name)).split())
    return short or normalise(name)


def same(name: str, others: Iterable[str]) -> bool:
    """Whether ``name`` equals one of ``others`` after normalisation."""
    wanted = normalise(name)
    return any(normalise(other) == wanted for other in others)
