"""When a later record stands in the place of an earlier one."""

from collections.abc import Callable, Iterable
from datetime import date

from generator.model.records import Certification, Licence, Permit

Dated = Licence | Permit | Certification


def replaced(one: Dated, others: Iterable[Dated], reached: Callable[[date], bool]) -> bool:
    """Whether ``one`` is superseded, and its successor has begun.

    A renewal is often on file weeks before it starts. Until then the earlier record is the
    one that holds. ``reached`` says whether a day is there on the day in question.
    """
    if not one.superseded:
        return False
    successor = next((other for other in others if other.id == one.text("superseded_by")), None)
    start = successor.term.start if successor is not None else None
    return start is None or reached(start)
