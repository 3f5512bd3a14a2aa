"""JUnit: a suite for each supplier, a case for each finding, for the test pages of CI servers.

They show what failed by suite, and how many of all suites are clean, so a supplier is a suite
and one without findings is a case that passes. Findings of level block and error fail, waived
ones are skipped, the others pass and say why they are there. What has no supplier stands in
the suite of its file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from xml.parsers import expat

from generator.model.assessment import Finding, Outcome
from generator.model.problem import Problem
from generator.reports.base import Report, line, told_apart
from generator.reports.text import state_words

NAME = "junit"
_FAILING = ("block", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One test. ``kind`` is the element inside it: failure, skipped, system-out or ''."""

    name: str
    path: str = ""
    line: int = 0
    kind: str = ""
    type: str = ""
    message: str = ""
    body: tuple[str, ...] = ()


def render(report: Report) -> str:
    """An XML 1.0 document that parses, whatever the records hold."""
    suites = dict(_suites(report))
    cases = list(chain.from_iterable(suites.values()))
    head = f'<testsuites name="supplier catalog" {_counts(cases)}>'
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', head]
    for name, found in sorted(suites.items()):
        parts += _suite(name, found, report.as_of)
    document = "\n".join([*parts, "</testsuites>", ""])
    # Some servers take a report that does not parse for one without failures.
    expat.ParserCreate().Parse(document.encode(), True)
    return document


def xml(text: str) -> str:
    """Text for an element or a quoted attribute: on one line, with XML's own characters only."""
    shown = line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return shown.replace('"', "&quot;").replace("'", "&apos;")


def _suites(report: Report) -> Iterator[tuple[str, list[_Case]]]:
    found: dict[str, list[_Case]] = {}
    for problem in report.problems:
        found.setdefault(problem.path or "records", []).append(_of_problem(report, problem))
    for one in report.findings:
        found.setdefault(one.supplier or one.path or "catalog", []).append(_of(report, one))
    for supplier in report.assessment.suppliers if report.assessment else ():
        path = report.folder + supplier.path
        found.setdefault(supplier.id, [_Case(name="No findings", path=path, line=1)])
    yield from found.items()


def _of_problem(report: Report, problem: Problem) -> _Case:
    return _Case(
        name=f"{problem.code}: {problem.message}",
        path=report.folder + problem.path,
        line=problem.line,
        kind="failure" if problem.severity in _FAILING else "system-out",
        type=problem.severity,
        message=problem.message,
        body=(f"{problem.path}:{problem.line}:{problem.column}",),
    )


def _of(report: Report, one: Finding) -> _Case:
    kind = "failure" if one.severity in _FAILING else "system-out"
    facts = (
        ("Clause", f"{one.clause} ({one.policy}), requirement {one.requirement}"),
        ("Required", one.required),
        ("Held", one.held),
        ("To mend it", one.fix),
        ("Who acts", one.responsible),
    )
    return _Case(
        # A viewer knows a case by its name: no date or figure is in it.
        name=f"{one.code} {one.requirement}: {one.subject}",
        path=report.folder + one.path,
        line=one.line,
        kind="skipped" if one.outcome is Outcome.WAIVED else kind,
        type=one.severity,
        message=f"{one.message}{state_words(one)}",
        body=(
            f"{one.path}:{one.line}:{one.column}: {one.severity}: {one.message}",
            *(f"{label}: {value}" for label, value in facts if value),
        ),
    )


def _suite(name: str, cases: list[_Case], as_of: date) -> Iterator[str]:
    yield (
        f'<testsuite name="{xml(name)}" {_counts(cases)} timestamp="{as_of.isoformat()}T00:00:00">'
    )
    for one, called in zip(cases, told_apart(line(one.name) for one in cases), strict=True):
        yield from _case(one, name, called)
    yield "</testsuite>"


def _case(one: _Case, suite: str, called: str) -> Iterator[str]:
    place = f' file="{xml(one.path)}"' if one.path else ""
    place += f' line="{one.line}"' if one.line else ""
    opening = f'<testcase classname="{xml(suite)}" name="{xml(called)}"{place} time="0"'
    body = "\n".join(map(xml, one.body))
    if not one.kind:
        yield f"{opening}/>"
        return
    message = f' message="{xml(one.message)}"' if one.kind != "system-out" else ""
    kind = f' type="{xml(one.type)}"' if one.kind == "failure" else ""
    # In a skipped case some servers accept no text; its message says what there is to say.
    inner = "" if one.kind == "skipped" else body
    yield f"{opening}>"
    yield f"<{one.kind}{message}{kind}>{inner}</{one.kind}>"
    yield "</testcase>"


def _counts(cases: Iterable[_Case]) -> str:
    kinds = [one.kind for one in cases]
    return (
        f'tests="{len(kinds)}" failures="{kinds.count("failure")}" errors="0" '
        f'skipped="{kinds.count("skipped")}" time="0"'
    )
