"""Jurisdictions: ISO 3166-1 (``US``) and 3166-2 (``US-CA``) codes, by prefix containment."""

from collections.abc import Iterable
from functools import lru_cache


def covers(wider: str, narrower: str) -> bool:
    """Whether evidence for ``wider`` serves work in ``narrower``: ``US`` covers ``US-CA``.

    The prefix ends at a segment boundary, and never works the other way round.
    """
    return narrower == wider or narrower.startswith(wider + "-")


def covered_by_any(place: str, evidence: Iterable[str]) -> bool:
    """Whether any of ``evidence`` covers ``place``."""
    return any(covers(one, place) for one in evidence)


@lru_cache(maxsize=1 << 14)
def overlaps_any(place: str, others: tuple[str, ...]) -> bool:
    """Whether ``place`` lies in any of ``others``, or any of them in it."""
    return any(covers(one, place) or covers(place, one) for one in others)
