"""JUnit: it always parses, and says what failed, what was waived and who is clean."""

import re
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as st

from generator.model.assessment import Finding, Outcome, Verdict
from generator.model.problem import Problem
from generator.reports import junit
from generator.reports.base import Report
from tests.reports.hostile import AS_OF, findings, problems, report, shown
from tests.reports.sample import finding, sample

CASE = {"failure": {"message", "type"}, "skipped": {"message"}, "system-out": set[str]()}
# The characters of XML 1.0, without those that move a cursor or are not seen.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parsed(given_: Report) -> Element:
    """The document, with every element, attribute and count checked."""
    text = junit.render(given_)
    assert not NOT_XML.search(text)
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites"
    check_counts(root, root.findall("testsuite/testcase"))
    names = [one.get("name") for one in root]
    assert len(names) == len(set(names))
    for suite in root:
        assert suite.tag == "testsuite" and suite.get("timestamp") == "2026-11-22T00:00:00"
        check_counts(suite, list(suite))
        for case in suite:
            assert case.tag == "testcase" and case.get("classname") == suite.get("name")
            assert set(case.keys()) <= {"classname", "name", "file", "line", "time"}
            for kind in case:
                assert set(kind.keys()) == CASE[kind.tag] and len(kind) == 0
    return root


def check_counts(one: Element, cases: list[Element]) -> None:
    """What a suite says of itself is so."""
    assert one.get("tests") == str(len(cases)) and one.get("errors") == "0"
    assert one.get("failures") == str(sum(case.find("failure") is not None for case in cases))
    assert one.get("skipped") == str(sum(case.find("skipped") is not None for case in cases))


def suite_of(one: Finding | Problem) -> str:
    """Where a finding or problem stands."""
    if isinstance(one, Problem):
        return shown(one.path or "records")
    return shown(one.supplier or one.path or "catalog")


def test_hostile_texts_come_back_in_the_suite_of_their_supplier() -> None:
    """Each finding is a case of the right kind, with its words; nothing else is there."""
    root = parsed(report())
    cases: dict[str, list[Element]] = {}
    for case in root.iter("testcase"):
        cases.setdefault(case.get("classname") or "", []).append(case)
    meant: dict[str, list[Finding | Problem]] = {}
    for one in (*problems(), *sorted(findings(), key=lambda one: one.order)):
        meant.setdefault(suite_of(one), []).append(one)
    assert set(cases) - {""} == set(meant) - {""}
    for name, found in meant.items():
        for one, case in zip(found, cases[name], strict=True):
            check_case(one, case)


def check_case(one: Finding | Problem, case: Element) -> None:
    """The case says what the finding or problem does."""
    assert case.get("file") == (shown(one.path) or None)
    assert case.get("line") == (str(one.line) if one.line else None)
    failing = one.severity in ("block", "error")
    if isinstance(one, Problem):
        assert case.get("name", "").startswith(shown(f"{one.code}: {one.message}"))
        assert case[0].get("message") == shown(one.message)
        return
    name = shown(f"{one.code} {one.requirement}: {one.subject}")
    assert case.get("name", "").startswith(name)
    kind = "skipped" if one.outcome is Outcome.WAIVED else "failure" if failing else "system-out"
    assert [inner.tag for inner in case] == [kind]
    if kind == "failure":
        assert case[0].get("type") == one.severity
        assert case[0].get("message", "").startswith(shown(one.message))
    if kind != "skipped":
        first = f"{one.path}:{one.line}:{one.column}: {one.severity}: {one.message}"
        assert (case[0].text or "").split("\n")[0] == shown(first)
        assert one.fix == "" or shown(f"To mend it: {one.fix}") in (case[0].text or "").split("\n")


@given(st.text(st.characters(), max_size=50))
def test_any_text_stays_text(text: str) -> None:
    """As an attribute and inside an element, surrogates and all."""
    root = ElementTree.fromstring(f'<a b="{junit.xml(text)}">{junit.xml(text)}</a>')
    assert root.get("b") == (root.text or "") == shown(text)


def test_a_supplier_without_findings_is_a_case_that_passes() -> None:
    """So that a viewer shows how many of all are clean."""
    given_ = sample((finding(), finding(supplier="borealis", severity="info")))
    assert given_.assessment is not None
    clean = replace(given_.assessment.suppliers[0], id="clean", verdict=Verdict.OK, findings=())
    assessment = replace(given_.assessment, suppliers=(*given_.assessment.suppliers, clean))
    root = parsed(replace(given_, assessment=assessment, folder="catalog/"))
    assert [one.get("name") for one in root] == ["acme", "borealis", "clean"]
    assert [one.get("failures") for one in root] == ["1", "0", "0"]
    assert root[2][0].attrib == {
        "classname": "clean", "name": "No findings", "file": "catalog/suppliers/acme.yml",
        "line": "1", "time": "0",
    }  # fmt: skip


def test_a_waived_finding_is_skipped_with_its_waiver() -> None:
    """Neither failed nor passed."""
    waived = finding(outcome=Outcome.WAIVED, waiver="wv-1", waived_until=AS_OF)
    skipped = parsed(sample((waived,)))[0][0][0]
    assert skipped.tag == "skipped"
    assert (skipped.get("message") or "").endswith("(waived until 2026-11-22 by wv-1)")


def test_cases_of_one_name_are_told_apart() -> None:
    """A viewer shows the first of two cases with one name."""
    waived = finding(outcome=Outcome.WAIVED, waiver="wv-1")
    names = [one.get("name") for one in parsed(sample((finding(), waived))).iter("testcase")]
    assert names == [
        "XYZ-01 the-rule: insurance/umbrella", "XYZ-01 the-rule: insurance/umbrella:2",
    ]  # fmt: skip


def test_records_that_do_not_load_fail() -> None:
    """A report without suites would look like success."""
    wrong = Problem(code="YAML-X", message="no", path="suppliers/a.yml", line=4, column=2)
    root = parsed(Report(as_of=AS_OF, assessment=None, problems=(wrong,), tool_version="1.0"))
    assert (root.get("tests"), root.get("failures")) == ("1", "1")
    assert root[0].get("name") == "suppliers/a.yml"
