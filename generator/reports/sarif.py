"""SARIF 2.1.0, for code scanning and for editors: rules are checks, results are findings.

A reader that takes the file in refuses more than 25,000 results. Beyond that the worst stand
alone, and the rest is one result for each rule, with how many it stands for.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from generator.checks import registry
from generator.model.assessment import Finding, Outcome
from generator.model.problem import Problem
from generator.reports.base import Report, identity, line, told_apart

NAME = "sarif"
RESULTS = 25_000
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"block": "error", "error": "error", "warning": "warning", "info": "note"}
_BY_THE_LOADER = "The record is not as the schemas and the dialect of the records ask for."


def render(report: Report) -> str:
    """One run, in ASCII, with sorted keys."""
    return json.dumps(document(report), allow_nan=False, sort_keys=True, indent=1) + "\n"


def document(report: Report, most: int = RESULTS) -> dict[str, Any]:
    """The log as plain data, with ``most`` results at most (but never fewer than rules)."""
    found: list[Finding | Problem] = [*report.problems, *report.findings]
    named = list(zip(found, told_apart(identity(one) for one in found), strict=True))
    applied = report.assessment.coverage.values() if report.assessment else ()
    codes = {one.code for one in found}
    rules = sorted(codes | {one.check for one in applied})
    index = {code: number for number, code in enumerate(rules)}
    room = most if len(named) <= most else most - len(codes)
    results = [_result(report, one, name, index) for one, name in named[:room]]
    results += _aggregated(report, [one for one, _ in named[room:]], index)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "automationDetails": {"id": "catalog-check/"},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": report.assessment is not None}],
                "properties": {"as_of": report.as_of.isoformat()},
                "results": results,
                "tool": {"driver": _driver(report, rules)},
            }
        ],
    }


def message(text: str) -> dict[str, str]:
    """Plain text as a message: no placeholder and no link can be in it."""
    shown = line(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": shown.replace("{", "{{").replace("}", "}}")}


def _driver(report: Report, codes: Iterable[str]) -> dict[str, Any]:
    return {
        "name": "supplier-catalog",
        "version": report.tool_version,
        "rules": [_rule(report, one) for one in codes],
    }


def _rule(report: Report, code: str) -> dict[str, Any]:
    """A check with its page; a link to it where the site's address is known, for it is absolute."""
    check = registry().get(code)
    page = check.doc.strip() if check else _BY_THE_LOADER
    link = {"helpUri": f"{report.site.rstrip('/')}/checks/{code}/index.html"}
    return {
        **(link if check is not None and report.site else {}),
        "id": line(code),
        "name": check.name if check else line(code),
        "shortDescription": {"text": check.title if check else _BY_THE_LOADER},
        "fullDescription": {"text": page},
        "help": {"text": page},
    }


def _result(
    report: Report, one: Finding | Problem, name: str, index: Mapping[str, int]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": line(one.code),
        "ruleIndex": index[one.code],
        "level": _LEVELS.get(one.severity, "error"),
        "locations": [_location(report, one)],
        # The second is the one by which code scanning knows a result again.
        "partialFingerprints": {"catalogFinding/v1": name, "primaryLocationLineHash": name},
        "suppressions": [],
    }
    if isinstance(one, Problem):
        return {**result, "message": message(one.message)}
    mend = f" To mend it: {one.fix}" if one.fix else ""
    result["message"] = message(f"{one.message} (clause {one.clause}).{mend}")
    result["properties"] = _properties(one)
    if report.new is not None:
        result["baselineState"] = "unchanged" if report.old(one) else "new"
    if one.outcome is Outcome.WAIVED:
        reason = f"Waived until {one.waived_until} by {one.waiver}"
        result["level"] = "note"
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": line(reason)}
        ]
    return result


def _properties(one: Finding) -> dict[str, str]:
    facts = {
        "severity": one.severity,
        "outcome": str(one.outcome),
        "requirement": one.requirement,
        "policy": one.policy,
        "clause": one.clause,
        "supplier": one.supplier or "",
        "subject": one.subject,
        "required": one.required,
        "held": one.held,
        "fix": one.fix,
        "responsible": one.responsible,
    }
    return {name: line(value) for name, value in facts.items() if value}


def _location(report: Report, one: Finding | Problem) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(report.file(one.path))}}
    if one.line:
        place["region"] = {"startLine": one.line, "startColumn": max(one.column, 1)}
    return {"physicalLocation": place}


def uri(path: str) -> str:
    """A path as a relative reference: nothing in it is taken for a scheme or a host."""
    return quote(line(path).lstrip("/"), safe="/")


def _aggregated(
    report: Report, rest: Iterable[Finding | Problem], index: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    by_code: dict[str, list[Finding | Problem]] = {}
    for one in rest:
        if isinstance(one, Problem) or one.outcome is not Outcome.WAIVED:
            by_code.setdefault(one.code, []).append(one)
    for code, found in sorted(by_code.items()):
        name = f"more-{line(code)}"
        files = len({one.path for one in found})
        where = f"{files} file{'' if files == 1 else 's'}"
        yield {
            "ruleId": line(code),
            "ruleIndex": index[code],
            "level": _LEVELS.get(found[0].severity, "error"),
            "locations": [_location(report, found[0])],
            "message": message(
                f"{len(found)} more results of {code} in {where}, the first of them here: "
                "too many to stand alone. The JSON report has them all."
            ),
            "occurrenceCount": len(found),
            "partialFingerprints": {"catalogFinding/v1": name, "primaryLocationLineHash": name},
            "suppressions": [],
        }
