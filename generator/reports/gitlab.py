"""GitLab: a Code Quality report, shown in the merge request beside the changed lines.

GitLab compares by fingerprint what two branches have, so that a finding that only moved is not
new. Waived findings do not count, and are not in it.
"""

import json
from typing import Any

from generator.model.assessment import Finding
from generator.model.problem import Problem
from generator.reports.base import Report, counted, identity, line, told_apart

NAME = "gitlab"
_SEVERITIES = {"block": "blocker", "error": "critical", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """A JSON array: problems, then findings, the worst first."""
    found: list[Finding | Problem] = [*report.problems, *counted(report.findings)]
    names = told_apart(identity(one) for one in found)
    entries = [_entry(report, one, name) for one, name in zip(found, names, strict=True)]
    return json.dumps(entries, allow_nan=False, indent=1, sort_keys=True) + "\n"


def _entry(report: Report, one: Finding | Problem, name: str) -> dict[str, Any]:
    words = line(one.message)
    if isinstance(one, Finding):
        words += f" [{line(one.clause)}]" + (f" To mend it: {line(one.fix)}" if one.fix else "")
    return {
        "check_name": line(one.code),
        "description": words,
        "fingerprint": name,
        # It shows nothing without a line.
        "location": {"path": line(report.file(one.path)), "lines": {"begin": max(one.line, 1)}},
        "severity": _SEVERITIES.get(one.severity, "critical"),
    }
