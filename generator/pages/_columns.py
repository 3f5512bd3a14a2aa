"""How the columns of the search data are written. assets/finder.js reads them back."""

import re
import unicodedata

from generator.model.assessment import SupplierAssessment

_ACCENTS = re.compile("[\u0300-\u036f]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def life(supplier: SupplierAssessment) -> str:
    """The verdicts over time: ``0``, then ``,`` day and verdict of each change.

    A verdict is a digit, the supplier's; where offers differ from it, theirs follow in the
    order of the row's scopes: ``0,1e:1011`` is OK to use, and from day 50 on conditional, of
    three offers the first OK and the others conditional.
    """
    start = supplier.timeline[0].start if supplier.timeline else None
    parts: list[str] = []
    last = ""
    for segment in supplier.timeline:
        known = dict(segment.offers)
        each = [known.get(one.scope, segment.verdict).rank for one in supplier.offers]
        code = str(segment.verdict.rank)
        if any(rank != segment.verdict.rank for rank in each):
            code += "".join(map(str, each))
        if code != last:
            assert start is not None
            parts.append(f"{base36((segment.start - start).days)}:{code}" if parts else code)
            last = code
    return ",".join(parts) or str(supplier.verdict.rank)


def short_id(name: str, legal_name: str) -> str:
    """How many words of the legal name the id is made of, or the id with ``=`` before it.

    Most ids are the first words of the name, so that most cost one digit.
    """
    words = slug_words(legal_name)
    for count in range(1, len(words) + 1):
        if "-".join(words[:count]) == name:
            return base36(count)
    return "=" + name


def slug_words(text: str) -> list[str]:
    """The words of a name as ids have them. assets/finder.js does the same."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return [word for word in re.split(r"[^a-z0-9]+", bare) if word]


def base36(number: int) -> str:
    """A number as JavaScript's parseInt(text, 36) reads it."""
    text = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return _DIGITS[number] + text
