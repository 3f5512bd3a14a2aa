"""What a change of the rules does: who falls out, and from when."""

from dataclasses import replace
from typing import Any

from generator.evaluate.impact import impacts
from generator.model.assessment import Assessment
from tests.evaluate.build import answer, catalog

DAY = "2026-06-30"
GL = "commercial_general_liability"


def held(name: str, amount: str, until: str = "2027-12-31") -> dict[str, Any]:
    """A supplier with general liability of that amount."""
    limit = {"each_occurrence": {"amount": amount, "currency": "USD"}}
    policy = {
        "id": "gl",
        "line": GL,
        "limits": limit,
        "policy_eff": "2026-01-01",
        "policy_exp": until,
    }
    return {"id": name, "legal_name": name, "insurance": {"policies": [policy]}}


SUPPLIERS = [
    held("aa", "1000000"),
    held("bb", "2000000"),
    held("cc", "1000000", until="2026-09-30"),
]


def asked(least: str, **more: Any) -> Assessment:
    """All of them on one day, when that much is required."""
    money = {"amount": least, "currency": "USD"}
    params = {"line": GL, "limit": "each_occurrence", "min": money}
    rule = {"check": "INS-07", "severity": "block", "params": params, **more}
    return answer(catalog(suppliers=SUPPLIERS, requirements=[rule]), DAY)


def said(before: Assessment, after: Assessment) -> list[tuple[str, str, str, str]]:
    return [
        (one.supplier, str(one.first.start), one.first.before, one.first.after)
        for one in impacts(before, after)
    ]


def test_nothing_changes_where_nothing_was_changed() -> None:
    assert impacts(asked("1000000"), asked("1000000")) == []


def test_who_falls_out_at_once() -> None:
    found = impacts(asked("1000000"), asked("2000000"))
    assert said(asked("1000000"), asked("2000000")) == [
        ("aa", DAY, "ok", "do-not-use"),
        ("cc", DAY, "ok", "do-not-use"),
    ]
    assert all(one.worse and one.first.because for one in found)
    # From October on cc would be out of cover anyway: the change makes no difference then.
    assert [(str(x.start), x.before, x.after) for x in found[1].shifts] == [
        (DAY, "ok", "do-not-use"),
        ("2026-10-01", "do-not-use", "do-not-use"),
    ]


def test_a_transition_moves_the_day() -> None:
    later = asked("2000000", transition_until="2026-08-31")
    assert [one[1] for one in said(asked("1000000"), later)] == ["2026-09-01", "2026-09-01"]
    after_its_end = asked("2000000", effective_from="2026-12-01")
    # cc has no cover by then, and so far no rule in either case.
    assert said(asked("1000000"), after_its_end) == [
        ("aa", "2026-12-01", "ok", "do-not-use"),
        ("cc", "2026-10-01", "do-not-use", "ok"),
    ]


def test_what_gets_better_is_told_last() -> None:
    found = impacts(asked("2000000"), asked("1000000"))
    assert [(one.supplier, one.worse) for one in found] == [("aa", False), ("cc", False)]
    reasons = {
        one.supplier: one.first.because for one in impacts(asked("1000000"), asked("2000000"))
    }
    assert all(reasons.values())
    assert {one.supplier: one.first.because for one in found} == reasons, "the same, the other way"


def test_whoever_is_in_one_of_the_two_only_is_left_out() -> None:
    """Nor does an evaluation that looked at no day say anything about days."""
    before, after = asked("1000000"), asked("2000000")
    gone = replace(before, suppliers=before.suppliers[:1])
    assert [one[0] for one in said(gone, after)] == ["aa"]
    blind = replace(before, suppliers=tuple(replace(one, timeline=()) for one in before.suppliers))
    assert impacts(blind, after) == impacts(after, blind) == []
