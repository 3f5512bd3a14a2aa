"""What a report is made from, and the encoders of the two sinks that are plain text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator.model.assessment import Assessment
from generator.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a run. ``assessment`` is None when the records did not load."""

    as_of: date
    assessment: Assessment | None
    problems: tuple[Problem, ...]
    tool_version: str


Render = Callable[[Report], str]

# Controls, line and paragraph separators, bidirectional controls, surrogates.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~&])")


def line(text: str) -> str:
    """Text for one line of a terminal or a log.

    Whatever moves a cursor, ends a line or turns the direction of writing is shown as its
    escape. ``##[`` is broken up, because a CI runner takes it for a command anywhere in a line.
    """
    shown = _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return shown.replace("##[", "#\\u0023[")


def markdown(text: str) -> str:
    """Text for Markdown, tables included: no markup, no HTML, no line break."""
    return _MARKDOWN.sub(r"\\\1", line(text))
