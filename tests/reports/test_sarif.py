"""SARIF: the shape that the standard asks for, and texts in which nothing is a link."""

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest

from generator.checks import registry
from generator.model.assessment import Finding, Outcome
from generator.model.problem import Problem
from generator.reports import sarif
from generator.reports.base import Report
from tests.reports.hostile import AS_OF, findings, problems, report, shown
from tests.reports.sample import finding, sample
from tests.reports.sarif_shape import SHAPE

LEVELS = {"block": "error", "error": "error", "warning": "warning", "info": "note"}
ESCAPED = re.compile(r"\\[\\\[\]]|\{\{|\}\}")
UNESCAPED = re.compile(r"[\\\[\]{}]")
URI = re.compile(r"[A-Za-z0-9_.~/-]*(?:%[0-9A-F]{2}[A-Za-z0-9_.~/-]*)*")


def log(given: Report) -> dict[str, Any]:
    """The log, read strictly and held against the shape; the one run in it."""

    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    text = sarif.render(given)
    assert text.isascii()
    found = json.loads(text, parse_constant=refuse)
    jsonschema_rs.validate(SHAPE, found)
    assert text == json.dumps(found, sort_keys=True, indent=1) + "\n"
    run = found["runs"][0]
    assert isinstance(run, dict)
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    return run


def literal(message: str) -> str:
    """What a reader shows for a message: it fails on a link or a placeholder."""
    assert not UNESCAPED.search(ESCAPED.sub("", message)), message
    return ESCAPED.sub(lambda found: found.group()[-1], message)


@pytest.mark.parametrize(
    "broken",
    [
        {"version": "2.0.0"},
        {"runs": [{}]},
        {"runs": [{"tool": {"driver": {}}}]},
        {"runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"ruleId": "x"}]}]},
        {"runs": [{"tool": {"driver": {"name": "x"}}, "resutls": []}]},
    ],
)
def test_the_shape_refuses_what_the_standard_does(broken: dict[str, Any]) -> None:
    """Or holding the log against it would prove nothing."""
    good = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": []}]}
    jsonschema_rs.validate(SHAPE, good)
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(SHAPE, good | broken)


def test_hostile_texts_come_back_and_link_to_nothing() -> None:
    """Every finding and problem is there, in order, with its text, place, level and state."""
    results = log(report())["results"]
    meant: list[Finding | Problem] = [*problems(), *sorted(findings(), key=lambda one: one.order)]
    assert len(results) == len(meant) == 1_100
    for one, result in zip(meant, results, strict=True):
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert URI.fullmatch(uri) and not uri.startswith("/")
        assert unquote(uri) == shown(one.path or "policies").lstrip("/")
        assert place.get("region", {}).get("startLine", 0) == one.line
        assert result["ruleId"] == shown(one.code)
        text = literal(result["message"]["text"])
        if isinstance(one, Problem):
            assert text == shown(one.message)
            continue
        mend = f" To mend it: {one.fix}" if one.fix else ""
        assert text == shown(f"{one.message} (clause {one.clause}).{mend}")
        waived = one.outcome is Outcome.WAIVED
        assert result["level"] == ("note" if waived else LEVELS[one.severity])
        assert bool(result["suppressions"]) is waived
        assert result["partialFingerprints"]["catalogFinding/v1"] == one.fingerprint
        assert result["properties"].get("supplier", "") == shown(one.supplier or "")


def test_rules_are_the_checks_with_their_pages() -> None:
    """Those applied as well as those that found something."""
    given = sample((finding(code="INS-01"),))
    assert given.assessment is not None
    coverage = {**given.assessment.coverage, "more": replace(
        given.assessment.coverage["the-rule"], check="LIC-01")}  # fmt: skip
    run = log(replace(given, assessment=replace(given.assessment, coverage=coverage)))
    rules = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    assert list(rules) == ["INS-01", "LIC-01"]
    check = registry()["INS-01"]
    assert rules["INS-01"]["name"] == check.name
    assert rules["INS-01"]["help"]["text"] == check.doc.strip()
    assert rules["INS-01"]["shortDescription"]["text"] == check.title


@pytest.mark.parametrize("site", ["https://catalog.example.com", "https://example.com/a/"])
def test_rules_link_to_their_pages_where_the_site_is_known(site: str) -> None:
    """An address has to be absolute here: where nobody knows it, the whole page is the help."""
    given = sample((finding(code="INS-01"),), problems())
    assert not any("helpUri" in one for one in log(given)["tool"]["driver"]["rules"])
    rules = {
        one["id"]: one.get("helpUri")
        for one in log(replace(given, site=site))["tool"]["driver"]["rules"]
    }
    assert rules["INS-01"] == f"{site.rstrip('/')}/checks/INS-01/index.html"
    assert {rules[code] for code in rules if code not in registry()} == {None}


def test_a_waived_finding_is_suppressed_and_says_by_what() -> None:
    """With the level lowered, for readers that know no suppressions."""
    [result] = log(sample((finding(outcome=Outcome.WAIVED, waiver="wv-1", waived_until=AS_OF),)))[
        "results"
    ]
    assert result["level"] == "note"
    assert result["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Waived until 2026-11-22 by wv-1",
        }
    ]


def test_two_findings_of_one_name_are_told_apart() -> None:
    """Waived for one place, failing in another: the one that counts keeps the fingerprint."""
    waived = finding(outcome=Outcome.WAIVED, waiver="wv-1", fingerprint="f")
    results = log(sample((waived, finding(fingerprint="f"))))["results"]
    names = [one["partialFingerprints"]["primaryLocationLineHash"] for one in results]
    assert names == ["f", "f:2"]
    assert [bool(one["suppressions"]) for one in results] == [False, True]


def test_a_fingerprint_stays_when_lines_and_words_move() -> None:
    """It is the finding's own."""
    names = [
        log(sample((one,)))["results"][0]["partialFingerprints"]
        for one in (finding(), finding(line=99, message="Other words", severity="warning"))
    ]
    assert names[0] == names[1]
    wrong = Problem(code="YAML-X", message="no", path="suppliers/a.yml", line=1)
    both = [log(sample((), (one,)))["results"][0] for one in (wrong, replace(wrong, line=7))]
    assert both[0]["partialFingerprints"] == both[1]["partialFingerprints"]


def test_what_a_change_brings_is_new() -> None:
    """The baseline is told where there is one."""
    given = sample((finding(fingerprint="old", severity="block"), finding(fingerprint="new")))
    assert ["baselineState" in one for one in log(given)["results"]] == [False, False]
    results = log(replace(given, new=frozenset({"new"})))["results"]
    assert [one["baselineState"] for one in results] == ["new", "unchanged"]


def test_records_that_do_not_load_are_a_run_that_failed() -> None:
    """Each problem is a result."""
    wrong = Problem(code="YAML-X", message="no", path="suppliers/a.yml", line=1, column=2)
    run = log(Report(as_of=AS_OF, assessment=None, problems=(wrong,), tool_version="1.0"))
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert [one["ruleId"] for one in run["results"]] == ["YAML-X"]


def test_more_than_25000_results_are_put_together() -> None:
    """The worst stand alone; the rest is one result a rule, waived ones left out first."""
    rest = tuple(
        finding(
            fingerprint=f"{number}",
            severity="warning",
            code=f"XYZ-{number % 2}",
            supplier=f"s-{number % 7}",
            path=f"suppliers/s-{number % 7}.yml",
        )
        for number in range(30_000)
    )
    waived = tuple(finding(fingerprint=f"w{one}", outcome=Outcome.WAIVED) for one in range(5))
    results = log(sample((*rest, *waived, finding(severity="block", code="XYZ-2"))))["results"]
    assert len(results) == sarif.RESULTS - 2  # of the four rules, two have more results
    assert results[0]["ruleId"] == "XYZ-2" and results[0]["level"] == "error"
    last = results[-2:]
    assert [one["ruleId"] for one in last] == ["XYZ-0", "XYZ-1"]
    told = sum(one["occurrenceCount"] for one in last)
    assert told + len(results) - 2 == 30_001
    assert literal(last[0]["message"]["text"]).startswith(
        f"{last[0]['occurrenceCount']} more results of XYZ-0 in 1 file, the first of them here"
    )


def test_a_full_log_is_left_alone() -> None:
    """As many as there may be: none is put together."""
    found = tuple(finding(fingerprint=f"{one}", supplier=None) for one in range(40))
    for most, count, told in ((40, 40, 0), (39, 39, 2)):
        results = sarif.document(sample(found), most)["runs"][0]["results"]
        assert len(results) == count
        assert sum(one.get("occurrenceCount", 0) for one in results) == told
