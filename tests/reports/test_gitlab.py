"""GitLab Code Quality: the form its documentation asks for, and fingerprints that last."""

import json
from dataclasses import replace
from typing import Any

import jsonschema_rs

from generator.model.assessment import Finding, Outcome
from generator.model.problem import Problem
from generator.reports import gitlab
from generator.reports.base import Report
from tests.reports.hostile import findings, problems, report, shown
from tests.reports.sample import finding, sample

SHAPE = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
SEVERITIES = {"block": "blocker", "error": "critical", "warning": "minor", "info": "info"}


def entries(given: Report) -> list[dict[str, Any]]:
    """The report's entries, held against the form."""
    text = gitlab.render(given)
    assert text.isascii()
    found = json.loads(text)
    jsonschema_rs.validate(SHAPE, found)
    names = [one["fingerprint"] for one in found]
    assert len(names) == len(set(names))
    assert isinstance(found, list)
    return found


def test_hostile_texts_come_back() -> None:
    """Every problem and every finding that counts is there, with its text and place."""
    counted = [one for one in findings() if one.outcome is not Outcome.WAIVED]
    meant: list[Finding | Problem] = [*problems(), *sorted(counted, key=lambda one: one.order)]
    found = entries(report())
    assert len(found) == len(meant) == 900
    for one, entry in zip(meant, found, strict=True):
        assert entry["check_name"] == shown(one.code)
        assert entry["severity"] == SEVERITIES[one.severity]
        assert entry["location"]["path"] == shown(one.path or "policies")
        assert entry["location"]["lines"]["begin"] == max(one.line, 1)
        words = shown(one.message)
        if isinstance(one, Finding):
            words += f" [{shown(one.clause)}]"
            words += f" To mend it: {shown(one.fix)}" if one.fix else ""
        assert entry["description"] == words


def test_no_finding_is_an_empty_list() -> None:
    """GitLab takes it for clean; an empty file it does not."""
    assert entries(sample(())) == []


def test_a_finding_that_moved_keeps_its_fingerprint() -> None:
    """It is the finding's own, so that GitLab does not call it new."""
    moved = finding(line=99, message="Other words")
    assert entries(sample((finding(),)))[0]["fingerprint"] == finding().fingerprint
    assert entries(sample((moved,)))[0]["fingerprint"] == finding().fingerprint


def test_equal_problems_are_told_apart() -> None:
    """GitLab shows one of two entries with one fingerprint."""
    wrong = Problem(code="YAML-X", message="quote it", path="suppliers/a.yml", line=3)
    found = entries(sample((), (wrong, replace(wrong, line=9))))
    assert [one["location"]["lines"]["begin"] for one in found] == [3, 9]


def test_paths_start_at_the_top_of_the_repository() -> None:
    """Where the catalog is a folder in it, too."""
    [one] = entries(replace(sample((finding(),)), folder="catalog/"))
    assert one["location"]["path"] == "catalog/suppliers/acme.yml"
