"""Text from a register made clean for a record: what cannot be seen is not taken."""

import re
import unicodedata
from functools import lru_cache

from generator.load.characters import forbidden_in

_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2212", "''\"\"-")


def clean_line(text: str) -> str:
    """One line: breaks and runs of space become one space, what a record refuses is taken out."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    bare = _without_unseen(_BREAKS.sub(" ", text))
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def clean_text(text: str) -> str:
    """Lines of text: breaks become line feeds, what a record refuses is taken out."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _without_unseen(_BREAKS.sub("\n", text))).strip()


def has_unseen(text: str) -> bool:
    """Whether ``text`` holds characters, other than line breaks, that a record refuses."""
    return not text.isprintable() and bool(forbidden_in(_BREAKS.sub(" ", text)))


def _without_unseen(text: str) -> str:
    unseen = forbidden_in(text)
    return text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """``text`` with typographic hyphens, quotes and full-width letters made plain."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return "".join("-" if unicodedata.category(char) == "Pd" else char for char in plain)
