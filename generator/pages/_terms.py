"""How long a paper holds, in words that stay true: the day is named, not counted."""

from dataclasses import dataclass
from datetime import date

from generator.model.dates import Term
from generator.pages.texts import day, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a paper stands on the day. ``start`` and ``last`` let the script say it anew.

    ``over`` says that it ended, or was replaced.
    """

    words: str
    holds: bool
    start: date | None = None
    last: date | None = None
    over: bool = False

    @property
    def live(self) -> bool:
        """Whether the words depend on the reader's day."""
        return self.start is not None or self.last is not None


def standing(term: Term, as_of: date, *, endless: str = "") -> Standing:
    """``In force through 31 Dec 2026``, ``Starts on 1 Jan 2027``, ``Ended on 31 Dec 2025`` …"""
    last = term.last_day
    over = last is not None and as_of > last
    if last is not None and over:
        words = text("Ended on %(day)s", day=day(last))
    elif term.start is not None and as_of < term.start:
        words = text("Starts on %(day)s", day=day(term.start))
    elif last is not None:
        words = text("In force through %(day)s", day=day(last))
    else:
        words = endless or text("No end date on file")
    return Standing(words=words, holds=term.holds(as_of), start=term.start, last=last, over=over)


def fixed(words: str, *, over: bool = False) -> Standing:
    """Words that no day changes."""
    return Standing(words=words, holds=False, over=over)
