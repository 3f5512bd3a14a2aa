"""How long a paper holds, in words that stay true: the day is named, not counted."""

from dataclasses import dataclass
from datetime import date

from generator.model.dates import Term
from generator.pages.texts import day, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a paper stands on the day. ``start`` and ``last`` let the script say it anew."""

    words: str
    holds: bool
    start: date | None = None
    last: date | None = None

    @property
    def live(self) -> bool:
        """Whether the words depend on the reader's day."""
        return self.start is not None or self.last is not None


def standing(term: Term, as_of: date, *, endless: str = "") -> Standing:
    """``In force through 31 Dec 2026``, ``Starts 1 Jan 2027``, ``Ended on 31 Dec 2025`` …"""
    last = term.last_day
    endless = endless or text("No end date on file")
    words = text("In force through %(day)s", day=day(last)) if last is not None else endless
    if last is not None and as_of > last:
        words = text("Ended on %(day)s", day=day(last))
    elif term.start is not None and as_of < term.start:
        words = text("Starts on %(day)s", day=day(term.start))
    return Standing(words=words, holds=term.holds(as_of), start=term.start, last=last)


def fixed(words: str) -> Standing:
    """Words that no day changes."""
    return Standing(words=words, holds=False)
