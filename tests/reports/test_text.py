"""Text: one line for each cause, in the form that tools read, and nothing lost."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.model.assessment import Finding, Outcome, Scope
from generator.reports import text
from generator.reports._causes import causes
from tests.reports.hostile import AS_OF, findings, problems, report, shown
from tests.reports.sample import finding, sample

ENDED = date(2026, 10, 31)
OREGON, IDAHO = Scope("electrical", "US-OR"), Scope("electrical", "US-ID")
ROW = re.compile(r"(?P<place>.+?:\d+:\d+): (?P<code>\S+) (?P<severity>\w+): (?P<rest>.+)")


def lapsed(**changes: Any) -> Finding:
    """No policy of the line is in force."""
    return finding(code="INS-01", severity="block", last_day=ENDED, **changes)


def low(**changes: Any) -> Finding:
    """Nothing in force to hold against the limit."""
    return finding(**{"code": "INS-07", "last_day": None, "requirement": "the-limit", **changes})


def test_every_problem_and_finding_is_a_line() -> None:
    """With 14,000 hostile texts: as many lines as meant, each with its words."""
    rows = text.render(report()).split("\n")
    assert len(rows) == 1_100 + 2 + 1
    for one, row in zip(problems(), rows, strict=False):
        place = f"{shown(one.path)}:{one.line}:{one.column}"
        assert row == f"{place}: {shown(one.code)} {one.severity}: {shown(one.message)}"
    kept = sorted(findings(), key=lambda one: (one.path, one.line, one.column, one.order))
    for found, row in zip(kept, rows[len(problems()) :], strict=False):
        place = f"{shown(found.path)}:{found.line}:{found.column}"
        state = {
            Outcome.UNKNOWN: " (unknown)",
            Outcome.WAIVED: f" (waived until 2026-11-22 by {shown(found.waiver or '')})",
        }.get(found.outcome, "")
        words = f"{shown(found.code)} {found.severity}: {shown(found.message)}{state}"
        assert row == f"{place}: {words} [{shown(found.clause)}]"


def test_what_follows_from_a_finding_stands_in_its_line() -> None:
    """Sorted by place, each in the form that tools read; all are counted."""
    rows = text.render(sample((low(line=3), lapsed(line=9), finding(line=5)))).splitlines()
    assert rows[0].startswith("suppliers/acme.yml:5:3: XYZ-01 error: ")
    assert rows[1] == (
        "suppliers/acme.yml:9:3: INS-01 block: Umbrella liability: no policy on file [R-1.1]"
        "; so also INS-07 error [R-1.1]"
    )
    assert len(rows) == 4
    assert rows[3].startswith(
        "3 findings: 1 block, 2 error, 0 warning, 0 info; 0 waived. 1 follows"
    )
    assert all(ROW.fullmatch(one) for one in rows[:2])


FOLLOWS = {
    "a limit with nothing to measure": (lapsed(), low()),
    "an aggregate with nothing to measure": (lapsed(), low(code="INS-08")),
    "the same policy that ran out": (lapsed(), low(code="INS-02", last_day=ENDED)),
    "the same policy, cancelled": (lapsed(), low(code="INS-30", last_day=ENDED)),
    "a licence for no such place": (
        finding(code="LIC-01", scopes=(OREGON,)), finding(code="LIC-04", scopes=(OREGON,)),
    ),
    "some of the offers": (lapsed(scopes=(OREGON, IDAHO)), low(scopes=(IDAHO,))),
}  # fmt: skip


@pytest.mark.parametrize("name", FOLLOWS)
def test_what_is_sure_to_follow_is_one_cause(name: str) -> None:
    """In whatever order they come."""
    leader, follower = FOLLOWS[name]
    for found in ((leader, follower), (follower, leader)):
        [one] = causes(found)
        assert one.finding is leader and one.followers == (follower,)


APART = {
    "another supplier": (lapsed(), low(supplier="borealis")),
    "another line": (lapsed(), low(topic="insurance/crime_fidelity")),
    "a policy that is in force, too low": (lapsed(), low(last_day=date(2027, 1, 1))),
    "another policy that ran out": (lapsed(), low(code="INS-02", last_day=date(2026, 9, 1))),
    "a gap stays when a policy comes": (lapsed(), low(code="INS-04", last_day=ENDED)),
    "another check": (lapsed(), low(code="INS-21")),
    "a worse one is not hidden": (replace(lapsed(), severity="error"), low(severity="block")),
    "an unknown decides nothing": (lapsed(outcome=Outcome.UNKNOWN), low()),
    "an unknown is none of it": (lapsed(), low(outcome=Outcome.UNKNOWN)),
    "a waived one excuses nothing else": (lapsed(outcome=Outcome.WAIVED), low()),
    "a waived one is no part of it": (lapsed(), low(outcome=Outcome.WAIVED)),
    "more offers": (lapsed(scopes=(OREGON,)), low(scopes=(OREGON, IDAHO))),
    "all offers": (lapsed(scopes=(OREGON,)), low()),
    "a place of its own": (
        finding(code="LIC-01", scopes=(OREGON,)), finding(code="LIC-04", scopes=(IDAHO,)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", APART)
def test_what_only_looks_alike_stands_alone(name: str) -> None:
    """In whatever order they come."""
    for found in (APART[name], APART[name][::-1]):
        assert [one.finding for one in causes(found)] == list(found)


def test_no_finding_is_lost_or_told_twice() -> None:
    """Whatever there is."""
    every = [one for pair in (*FOLLOWS.values(), *APART.values()) for one in pair]
    told = [one for cause in causes(every) for one in (cause.finding, *cause.followers)]
    assert sorted(map(id, told)) == sorted(map(id, every))
    assert AS_OF.isoformat() in text.render(sample(tuple(every)))
