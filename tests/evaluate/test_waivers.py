"""Waivers: for one supplier and one requirement, for a time, and never by one person alone."""

from collections.abc import Mapping
from typing import Any

import pytest

from generator.model.assessment import Assessment, Outcome
from tests.evaluate.build import REQUIREMENT, answer, catalog, of

DAY = "2026-06-30"
LINE = "commercial_general_liability"
RULE: Mapping[str, Any] = {"check": "INS-01", "severity": "block", "params": {"lines": [LINE]}}
TERM = {"starts_on": "2026-06-01", "expires_on": "2026-07-31"}
OFFERS = [
    {"id": "clean", "category": "cleaning", "jurisdictions": ["US-OR", "US-WA"]},
    {"id": "soft", "category": "software", "jurisdictions": ["US-OR"]},
]


def put(
    *waivers: Mapping[str, Any],
    supplier: Mapping[str, Any] | None = None,
    rule: Mapping[str, Any] | None = None,
    day: str = DAY,
) -> Assessment:
    """A requirement that is not met, and waivers of it."""
    written = [
        {**TERM, "id": f"wv-{number}", **waiver} for number, waiver in enumerate(waivers, start=1)
    ]
    return answer(
        catalog(
            suppliers=[supplier or {}], requirements=[{**RULE, **(rule or {})}], waivers=written
        ),
        day,
    )


def outcomes(found: Assessment) -> list[str]:
    """What came of the requirement."""
    return sorted(one.outcome for one in found.findings)


def offers(found: Assessment) -> dict[str, str]:
    """The verdict of each offer."""
    return {
        f"{one.scope.category}/{one.scope.jurisdiction}": one.verdict for one in of(found).offers
    }


def test_a_waiver_in_force_makes_a_failure_a_condition() -> None:
    found = put({})
    (finding,) = found.findings
    assert finding.outcome is Outcome.WAIVED
    assert (finding.waiver, str(finding.waived_until)) == ("wv-1", "2026-07-31")
    assert finding.severity == "block"
    assert of(found).verdict == "conditional"
    assert of(found).because == ("Waived for a time: General liability: no policy on file",)
    assert found.coverage[REQUIREMENT].outcomes == {Outcome.WAIVED: 1}


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2026-05-31", "do-not-use"),
        ("2026-06-01", "conditional"),
        ("2026-07-31", "conditional"),
        ("2026-08-01", "do-not-use"),
    ],
)
def test_a_waiver_holds_from_its_first_through_its_last_day(day: str, verdict: str) -> None:
    assert of(put({}, day=day)).verdict == verdict


def test_the_end_of_a_waiver_is_in_the_timeline() -> None:
    said = [(str(one.start), one.verdict) for one in of(put({}, day="2026-05-15")).timeline]
    assert said == [
        ("2026-05-15", "do-not-use"),
        ("2026-06-01", "conditional"),
        ("2026-08-01", "do-not-use"),
    ]


@pytest.mark.parametrize(
    "waiver",
    [
        {"approved_by": "@facilities-cm"},
        {"requirement": "another-rule"},
        {"supplier": "somebody-else"},
        {"subject": "insurance/umbrella"},
        {"status": "revoked"},
        {"status": "closed"},
    ],
)
def test_a_waiver_that_does_not_count_changes_nothing(waiver: Mapping[str, Any]) -> None:
    assert outcomes(put(waiver)) == ["fail"]


def test_a_requirement_that_may_not_be_waived_is_not() -> None:
    assert outcomes(put({}, rule={"waivable": False})) == ["fail"]


def test_a_waiver_of_the_subject_covers_it_alone() -> None:
    rule = {"params": {"lines": [LINE, "umbrella"]}}
    found = put({"subject": "insurance/umbrella"}, rule=rule)
    assert {one.subject: str(one.outcome) for one in found.findings} == {
        f"insurance/{LINE}": "fail",
        "insurance/umbrella": "waived",
    }
    assert of(found).verdict == "do-not-use"


def test_what_is_not_known_may_be_waived_too() -> None:
    undated = {"insurance": {"policies": [{"id": "gl", "line": LINE}]}}
    assert outcomes(put(supplier=undated)) == ["unknown"]
    found = put({}, supplier=undated)
    assert outcomes(found) == ["waived"]
    assert of(found).verdict == "conditional"


def test_what_cannot_be_decided_may_be_waived_too() -> None:
    rule = {"applies_when": {"access": ["onsite"]}}
    assert outcomes(put(supplier={"access": None}, rule=rule)) == ["unknown"]
    assert outcomes(put({}, supplier={"access": None}, rule=rule)) == ["waived"]


def test_a_waiver_does_not_touch_what_passes() -> None:
    policy = {"id": "gl", "line": LINE, "policy_eff": "2026-01-01", "policy_exp": "2026-12-31"}
    found = put({}, supplier={"insurance": {"policies": [policy]}})
    assert found.findings == ()
    assert of(found).verdict == "ok"


@pytest.mark.parametrize(
    ("scope", "conditional"),
    [
        ({"category": "software"}, ["software/US-OR"]),
        ({"category": "it"}, ["software/US-OR"]),
        ({"category": "cleaning", "jurisdiction": "US-WA"}, ["cleaning/US-WA"]),
        ({"jurisdiction": "US-OR"}, ["cleaning/US-OR", "software/US-OR"]),
        ({"jurisdiction": "GB"}, []),
        ({"category": "electrical"}, []),
    ],
)
def test_a_scope_splits_the_offers(scope: Mapping[str, str], conditional: list[str]) -> None:
    found = put({"scope": scope}, supplier={"offers": OFFERS})
    verdicts = offers(found)
    assert sorted(place for place, one in verdicts.items() if one == "conditional") == conditional
    assert all(one == "do-not-use" for place, one in verdicts.items() if place not in conditional)
    assert outcomes(found) == (["fail", "waived"] if conditional else ["fail"])
    assert of(found).verdict == ("conditional" if conditional else "do-not-use")


def test_a_scope_that_covers_all_there_is_waives_it_all() -> None:
    found = put({"scope": {"jurisdiction": "US"}}, supplier={"offers": OFFERS})
    assert outcomes(found) == ["waived"]
    assert set(offers(found).values()) == {"conditional"}


def test_two_waivers_may_cover_it_together() -> None:
    scopes = ({"scope": {"category": "cleaning"}}, {"scope": {"category": "software"}})
    found = put(*scopes, supplier={"offers": OFFERS})
    assert outcomes(found) == ["waived", "waived"]
    assert sorted(one.waiver or "" for one in found.findings) == ["wv-1", "wv-2"]
    assert set(offers(found).values()) == {"conditional"}


def test_of_two_waivers_the_one_that_counts_is_named() -> None:
    found = put({"expires_on": "2026-06-15"}, {})
    assert [one.waiver for one in found.findings] == ["wv-2"]


def test_a_scope_covers_no_offer_that_does_not_say_where() -> None:
    supplier = {"offers": [{"id": "clean", "category": "cleaning"}], "service_jurisdictions": None}
    assert outcomes(put({"scope": {"jurisdiction": "US"}}, supplier=supplier)) == ["fail"]


def test_a_scope_covers_no_offer_that_is_wider() -> None:
    supplier = {"offers": [{"id": "clean", "category": "cleaning", "jurisdictions": ["US"]}]}
    assert outcomes(put({"scope": {"jurisdiction": "US-OR"}}, supplier=supplier)) == ["fail"]


def test_without_offers_a_scope_covers_nothing() -> None:
    assert outcomes(put({"scope": {"category": "cleaning"}})) == ["fail"]


def test_a_waiver_of_a_warning_puts_no_condition_on_anything() -> None:
    found = put({}, rule={"severity": "warning"})
    assert outcomes(found) == ["waived"]
    assert of(found).verdict == "ok"


def test_a_split_finding_keeps_its_fingerprint() -> None:
    whole = put(supplier={"offers": OFFERS})
    split = put({"scope": {"category": "software"}}, supplier={"offers": OFFERS})
    assert {one.fingerprint for one in split.findings} == {whole.findings[0].fingerprint}
