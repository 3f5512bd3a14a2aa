"""What a report is made from, and the encoders of the two sinks that are plain text."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.assessment import Assessment, Finding, Outcome
from generator.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a run. ``assessment`` is None when the records did not load.

    ``folder`` is where the catalog lies in its repository, with a slash at its end; '' at the
    top. ``new`` holds the fingerprints that a change brings; None where nothing is compared.
    ``site`` is the address of the published site; '' where it is not known.
    """

    as_of: date
    assessment: Assessment | None
    problems: tuple[Problem, ...]
    tool_version: str
    folder: str = ""
    new: frozenset[str] | None = None
    site: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those that are new first, then the worst first."""
        if self.assessment is None:
            return ()
        return tuple(sorted(self.assessment.findings, key=lambda one: (self.old(one), one.order)))

    def old(self, finding: Finding) -> bool:
        """Whether the change at hand did not bring it; True where nothing is compared."""
        return self.new is None or finding.fingerprint not in self.new

    def file(self, path: str) -> str:
        """A record's path from the top of the repository, for readers that need some file."""
        return self.folder + (path or "policies")


Render = Callable[[Report], str | bytes]
"""A format. What gives bytes says so with ``BINARY = True`` beside its NAME."""

# Control, formatting, private and non-characters, surrogates, separators of lines, and marks
# that nobody sees. Some readers pass over them when they look for a command.
_UNSEEN = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U0010ffff"
) + "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0x1FFFF, 0xE0000, 0x10000))
_UNPRINTABLE = re.compile(f"[{_UNSEEN}]")
_MARKDOWN = re.compile(
    r"[\\`*_{}\[\]()+!|<>~&]"
    r"|:(?=//)|(?<=[wW]{3})\."
    r"|(?P<name>@|#(?=[0-9])|(?<=\bGH)-(?=[0-9]))"
    r"|#"
)


def line(text: str) -> str:
    """Text for one line of a terminal or a log.

    Whatever moves a cursor, ends a line, turns the direction of writing or is not seen is shown
    as its escape. ``##[`` is broken up, because a CI runner takes it for a command anywhere in
    a line, and ``::`` where it could begin one.
    """
    shown = _UNPRINTABLE.sub(_escape, text).replace("##[", "#\\u0023[")
    if shown.lstrip().startswith("::"):
        return shown.replace(":", "\\u003a", 1)
    return shown


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def markdown(text: str) -> str:
    """Text for Markdown, tables included: no markup, no HTML, no line break, no link.

    A comment parts what a reader would make a mention of: a backslash does not keep it apart.
    """
    return _MARKDOWN.sub(_literal, line(text))


def _literal(found: re.Match[str]) -> str:
    literal = found.group() if found.group() == "@" else f"\\{found.group()}"
    return f"{literal}<!-- -->" if found["name"] else literal


def cut(text: str, length: int) -> str:
    """``text``, or its beginning with an ellipsis; never more than ``length`` characters."""
    return text if len(text) <= length else text[: length - 1] + "…"


def counted(findings: Iterable[Finding]) -> list[Finding]:
    """Those that count: not the waived ones."""
    return [one for one in findings if one.outcome is not Outcome.WAIVED]


def identity(found: Finding | Problem) -> str:
    """What it is called from one run to the next: no line number is in it."""
    if isinstance(found, Finding):
        return found.fingerprint
    parts = "\x1f".join((found.code, found.path, found.message))
    return hashlib.sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """Each name, from its second time on with its number: for readers that keep one of equals.

    A waiver for some places makes two findings of one. The one that counts comes first in
    ``Report.findings``, and so keeps the plain fingerprint.
    """
    seen: Counter[str] = Counter()
    for one in names:
        seen[one] += 1
        yield one if seen[one] == 1 else f"{one}:{seen[one]}"
