"""The day of an evaluation, as an object that remembers what it was compared with.

A check never sees the date itself. It asks whether a day has been reached; each question
about a later day is remembered, and the earliest of them is the first day on which any answer
could differ. Until then an evaluation repeats itself exactly. So the timeline needs one
evaluation per change, not one per day, and is right by construction.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import TypeVar

from generator.model.dates import Term, add_days

T = TypeVar("T")
Memo = dict[Hashable, tuple[object, date | None]]
"""What has been worked out, and until when it holds. The days that ask come in order."""


class AsOf:
    """A day that only answers questions."""

    __slots__ = ("_day", "_memo", "_next")

    def __init__(self, day: date, memo: Memo | None = None) -> None:
        self._day = day
        self._next: date | None = None
        self._memo = memo

    @property
    def next_change(self) -> date | None:
        """The first later day on which an answer given so far would differ; None for never."""
        return self._next

    def reached(self, day: date) -> bool:
        """Whether ``day`` is today or past."""
        if day <= self._day:
            return True
        if self._next is None or day < self._next:
            self._next = day
        return False

    def after(self, day: date) -> bool:
        """Whether ``day`` is past."""
        return self.reached(add_days(day, 1)) if day != date.max else False

    def within(self, term: Term) -> bool:
        """Whether the term is in effect."""
        if term.start is not None and not self.reached(term.start):
            return False
        return term.end_excl is None or not self.reached(term.end_excl)

    def ended(self, term: Term) -> bool:
        """Whether the term has run out."""
        return term.end_excl is not None and self.reached(term.end_excl)

    def bucket(self, last_day: date, days: Iterable[int]) -> int | None:
        """The smallest of ``days`` within which ``last_day`` falls; None when none does.

        Expiring within N means that 0 to N days are left.
        """
        smallest: int | None = None
        for count in sorted(days, reverse=True):
            if not self.reached(add_days(last_day, -count)):
                break
            smallest = count
        return smallest

    def once(self, key: Hashable, make: "Callable[[AsOf], T]") -> T:
        """``make(today)``, worked out once under ``key`` for as long as no answer in it differs.

        A memory is of one evaluation, and an object whose id is in a key outlives it. Without a
        memory it is worked out each time.
        """
        if self._memo is None:
            return make(self)
        kept = self._memo.get(key)
        if kept is None or (kept[1] is not None and kept[1] <= self._day):
            inner = AsOf(self._day, self._memo)
            kept = self._memo[key] = (make(inner), inner.next_change)
        if kept[1] is not None:
            self.reached(kept[1])
        return kept[0]  # type: ignore[return-value]

    def forget(self) -> None:
        """Start a new evaluation on the same day."""
        self._next = None
