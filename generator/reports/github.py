"""GitHub: annotations on the lines of the records, the worst first, then the text report.

A runner shows ten annotations of a level for each step and drops the rest without a word. So
what is new comes first, then what is worst, and the last line says how many more there are.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.problem import Problem
from generator.reports import text
from generator.reports._causes import Cause, causes
from generator.reports.base import Report, counted, cut, line

NAME = "github"
SHOWN = 10
"""Annotations of one level that a runner keeps for a step."""
# The runner cuts a message at 4,096 characters, and the page a title at 255.
_MESSAGE, _ASIDE, _TITLE = 2_000, 900, 200
_LEVELS = {"block": "error", "error": "error", "warning": "warning", "info": "notice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annotation:
    level: str
    title: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0

    def command(self) -> str:
        """The workflow command."""
        place = ""
        if self.path:
            place = f"file={prop(self.path)},"
            # A runner refuses a column without a line.
            place += f"line={self.line},col={max(self.column, 1)}," if self.line else ""
        return f"::{self.level} {place}title={prop(self.title)}::{data(self.message)}"


def render(report: Report) -> str:
    """At most ten commands of each level, the text report made harmless, what was left out."""
    return annotated(report, text.render(report))


def annotated(report: Report, log: str) -> str:
    """The commands for what is reported, with another text as the log."""
    noted = list(_annotations(report))
    shown, left = _cut(noted)
    rows = [one.command() for one in shown]
    rows += _quoted(log)
    if left:
        rows.append(_more(left))
    return "\n".join(rows) + "\n"


def _annotations(report: Report) -> Iterator[_Annotation]:
    for problem in report.problems:
        yield _of_problem(report, problem)
    found = counted(report.findings)
    for old in (False, True):
        for cause in causes(one for one in found if report.old(one) is old):
            yield _of_cause(report, cause)


def _of_problem(report: Report, problem: Problem) -> _Annotation:
    return _Annotation(
        level=_LEVELS.get(problem.severity, "error"),
        title=f"{cut(line(problem.code), _TITLE)} ({problem.severity})",
        message=cut(line(problem.message), _MESSAGE),
        path=report.folder + problem.path if problem.path else "",
        line=problem.line,
        column=problem.column,
    )


def _of_cause(report: Report, cause: Cause) -> _Annotation:
    one = cause.finding
    also = ", ".join(f"{line(more.code)} ({line(more.clause)})" for more in cause.followers)
    lines = [cut(line(one.message), _MESSAGE) + text.state_words(one)]
    lines += [cut(f"So also: {also}", _ASIDE)] if also else []
    lines += [cut(f"To mend it: {line(one.fix)}", _ASIDE)] if one.fix else []
    about = f"{'' if report.old(one) else 'New: '}{line(one.code)} {one.severity}"
    return _Annotation(
        level=_LEVELS[one.severity],
        title=f"{cut(about, _TITLE)} ({cut(line(one.clause), _TITLE // 4)})",
        message="\n".join(lines),
        path=report.folder + one.path if one.path else "",
        line=one.line,
        column=one.column,
    )


def _cut(noted: list[_Annotation]) -> tuple[list[_Annotation], Counter[str]]:
    """What a runner will show, and how many of each level it would not."""
    room = Counter(dict.fromkeys(_LEVELS.values(), SHOWN))
    if any(count > SHOWN for count in Counter(one.level for one in noted).values()):
        room["notice"] -= 1  # that of the last line
    shown: list[_Annotation] = []
    left: Counter[str] = Counter()
    for one in noted:
        if room[one.level]:
            room[one.level] -= 1
            shown.append(one)
        else:
            left[one.level] += 1
    return shown, left


def _quoted(report: str) -> list[str]:
    """Lines in which a runner looks for no command.

    Commands are off until the token comes. It is made from the text, which so cannot hold it.
    """
    token = f"catalog-{hashlib.sha256(report.encode()).hexdigest()[:32]}"
    return [f"::stop-commands::{token}", *report.splitlines(), f"::{token}::"]


def _more(left: Counter[str]) -> str:
    words = ", ".join(f"{left[level]} {level}s" for level in ("error", "warning", "notice"))
    return (
        f"::notice title={prop(f'{left.total()} more (not shown here)')}::"
        f"{data(f'Not shown as annotations: {words}. They are in the log of this step.')}"
    )


def data(shown: str) -> str:
    """Text as the message of a command. It is a line, or several that were encoded before."""
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def prop(value: str) -> str:
    """Text as the value of a property: on one line, and with none of what ends a property."""
    shown = line(value)
    if shown.startswith("="):  # the runner swallows it, and knows no escape for it
        shown = f"\\u003d{shown[1:]}"
    return data(shown).replace(":", "%3A").replace(",", "%2C")
