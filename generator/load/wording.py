"""Words that problems have in common."""

import difflib
import json
from collections.abc import Iterable
from typing import Any

from generator.model.records import Pointer

_MANY_WORDS = 300

Issue = tuple[Pointer, str, str]
"""A pointer, a problem code and a message."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'expires_on'?`` or ''."""
    wanted, words = str(word), list(known)
    if len(words) > _MANY_WORDS:
        # Comparing with ten thousand ids takes longer than reading them: the likely ones only.
        words = [one for one in words if abs(len(one) - len(wanted)) < 3 and one[:1] == wanted[:1]][
            :_MANY_WORDS
        ]
    close = difflib.get_close_matches(wanted, words, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def quoted(value: Any, limit: int = 60) -> str:
    """A value from a record as ASCII, cut to length, safe to print anywhere."""
    text = json.dumps(value, ensure_ascii=True)
    text = f"'{text[1:-1]}'" if isinstance(value, str) else text
    return text if len(text) <= limit else text[: limit - 1] + "…"
