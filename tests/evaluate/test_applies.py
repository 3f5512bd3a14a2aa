"""Whom a requirement applies to: yes, no, or not to be told for want of a field.

A missing field never makes a requirement quietly not apply.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from generator.model.assessment import Assessment, Finding, Outcome
from tests.evaluate.build import answer, catalog, of

DAY = "2026-06-30"
LINE = "commercial_general_liability"
RULE: Mapping[str, Any] = {"check": "INS-01", "severity": "block", "params": {"lines": [LINE]}}
PROFILE: Mapping[str, Any] = {"id": "profile", "check": "REC-14", "severity": "block"}
CLEANING = {"id": "clean", "category": "cleaning"}
CONTRACT = {
    "id": "c-1",
    "title": "Work",
    "type": "MSA",
    "requirement_profile": "onsite",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "value": {"not_to_exceed": {"amount": "50000.00", "currency": "USD"}},
}


def put(
    when: Mapping[str, Any],
    supplier: Mapping[str, Any],
    *,
    day: str = DAY,
    more: tuple[Mapping[str, Any], ...] = (),
    reference: Mapping[str, Any] | None = None,
    **rule: Any,
) -> Assessment:
    """A requirement with a selector, put to one supplier that does not meet it."""
    return answer(
        catalog(
            suppliers=[supplier],
            requirements=[{**RULE, "applies_when": when, **rule}, *more],
            reference=reference,
        ),
        day,
    )


def applies(found: Assessment) -> str:
    """``yes``, ``no``, or the field that is missing."""
    mine = [one for one in found.findings if one.requirement == "the-rule"]
    if not mine:
        assert not found.coverage["the-rule"].applied
        return "no"
    return "yes" if mine[0].subject == f"insurance/{LINE}" else mine[0].subject


PLAIN = [
    ("criticality", "criticality", ["high", "critical"], "high", "low"),
    ("tier", "inherent_risk_tier", [1, 2], 2, 3),
    ("sourcing_model", "sourcing_model", ["works"], "works", "goods"),
    ("country", "registered_country", ["US", "CA"], "CA", "GB"),
    ("segment", "segment", ["strategic"], "strategic", "leverage"),
    ("access", "access", ["onsite", "network"], ["none", "network"], ["personal_data"]),
    ("offshore", "offshore", True, True, False),
    ("offshore", "offshore", False, False, True),
]


@pytest.mark.parametrize(("key", "field", "wanted", "match", "other"), PLAIN)
def test_a_field_says_yes_or_no_and_its_absence_neither(
    key: str, field: str, wanted: Any, match: Any, other: Any
) -> None:
    assert applies(put({key: wanted}, {field: match})) == "yes"
    assert applies(put({key: wanted}, {field: other})) == "no"
    assert applies(put({key: wanted}, {field: None})) == f"record/{field}"


def test_no_access_is_an_answer() -> None:
    assert applies(put({"access": ["onsite"]}, {"access": ["none"]})) == "no"
    assert applies(put({"access": ["onsite"]}, {"access": []})) == "no"


def test_a_status_is_always_recorded() -> None:
    assert applies(put({"status": ["prospect"]}, {"lifecycle_status": "prospect"})) == "yes"
    assert applies(put({"status": ["prospect"]}, {})) == "no"


BOTH = {"criticality": ["high"], "access": ["onsite"]}


@pytest.mark.parametrize(
    ("criticality", "access", "answered"),
    [
        ("high", ["onsite"], "yes"),
        ("high", ["none"], "no"),
        ("low", ["onsite"], "no"),
        ("high", None, "record/access"),
        (None, ["onsite"], "record/criticality"),
        (None, None, "record/criticality"),
        ("low", None, "no"),
        (None, ["none"], "no"),
    ],
)
def test_no_wins_over_cannot_tell_and_cannot_tell_over_yes(
    criticality: Any, access: Any, answered: str
) -> None:
    assert applies(put(BOTH, {"criticality": criticality, "access": access})) == answered


@pytest.mark.parametrize(
    ("when", "offers", "places", "answered"),
    [
        ({"category": ["cleaning"]}, [CLEANING], ["US-OR"], "yes"),
        ({"category": ["facilities"]}, [CLEANING], ["US-OR"], "yes"),
        ({"category": ["it"]}, [CLEANING], ["US-OR"], "no"),
        ({"category": ["cleaning"]}, None, ["US-OR"], "record/offers"),
        ({"jurisdiction": ["US"]}, [CLEANING], ["US-OR"], "yes"),
        ({"jurisdiction": ["US-OR"]}, [CLEANING], ["US"], "yes"),
        ({"jurisdiction": ["US-WA"]}, [CLEANING], ["US-OR"], "no"),
        ({"jurisdiction": ["US"]}, [CLEANING], None, "record/service_jurisdictions"),
        ({"jurisdiction": ["US"]}, None, ["US-OR"], "record/offers"),
        ({"category": ["it"], "jurisdiction": ["US"]}, [CLEANING], None, "no"),
        (
            {"category": ["cleaning"], "jurisdiction": ["US"]},
            [CLEANING],
            None,
            "record/service_jurisdictions",
        ),
        ({"jurisdiction": ["US-WA"]}, [{**CLEANING, "jurisdictions": ["US-WA"]}], None, "yes"),
    ],
)
def test_offers_say_for_which_category_and_where(
    when: Any, offers: Any, places: Any, answered: str
) -> None:
    supplier = {"offers": offers, "service_jurisdictions": places}
    assert applies(put(when, supplier)) == answered


def only(found: Assessment) -> Finding:
    """The one finding."""
    (finding,) = found.findings
    return finding


def scopes(finding: Finding) -> list[str] | None:
    """``cleaning/US-OR``."""
    return finding.scopes and [f"{one.category}/{one.jurisdiction}" for one in finding.scopes]


def test_a_finding_bears_on_the_offers_that_were_picked_out() -> None:
    offers = [{**CLEANING, "jurisdictions": ["US-OR", "US-WA"]}, {"id": "it", "category": "it"}]
    narrow = {"category": ["cleaning"], "jurisdiction": ["US-WA"]}
    found = put(narrow, {"offers": offers})
    assert scopes(only(found)) == ["cleaning/US-WA"]
    verdicts = {f"{one.scope.category}/{one.scope.jurisdiction}": one for one in of(found).offers}
    assert verdicts["cleaning/US-WA"].verdict == "do-not-use"
    assert verdicts["cleaning/US-OR"].verdict == verdicts["it/US-OR"].verdict == "ok"
    assert scopes(only(put({}, {"offers": offers}))) is None


def test_an_offer_that_does_not_say_where_is_meant_along_with_those_that_do() -> None:
    offers = [{**CLEANING, "jurisdictions": ["US-OR"]}, {"id": "two", "category": "electrical"}]
    found = put({"jurisdiction": ["US"]}, {"offers": offers, "service_jurisdictions": None})
    assert scopes(only(found)) == ["cleaning/US-OR", "electrical/None"]


def test_a_result_of_its_own_scope_stays_inside_that_of_the_requirement() -> None:
    offers = [{**CLEANING, "jurisdictions": ["US-OR", "US-WA"]}]
    found = put({"jurisdiction": ["US-OR"]}, {"offers": offers}, check="CON-01", params={})
    assert scopes(only(found)) == ["cleaning/US-OR"]


@pytest.mark.parametrize(
    ("contract", "answered"),
    [
        ({"categories": ["cleaning"], "jurisdictions_of_work": ["US-OR"]}, "yes"),
        ({"categories": ["cleaning"], "jurisdictions_of_work": ["US-WA"]}, "no"),
        ({"categories": ["it"], "jurisdictions_of_work": ["US-OR"]}, "no"),
        ({"categories": ["it"]}, "no"),
        ({"categories": ["cleaning"]}, "record/contracts.jurisdictions_of_work"),
        ({"jurisdictions_of_work": ["US-OR"]}, "record/contracts.categories"),
        ({}, "record/offers"),
        (
            {
                "categories": ["cleaning"],
                "jurisdictions_of_work": ["US-OR"],
                "ends_on": "2026-06-29",
            },
            "record/offers",
        ),
        (
            {
                "categories": ["cleaning"],
                "jurisdictions_of_work": ["US-OR"],
                "cancelled_on": "2025-12-01",
            },
            "record/offers",
        ),
    ],
)
def test_without_offers_a_contract_that_has_not_ended_says_it(
    contract: Mapping[str, Any], answered: str
) -> None:
    when = {"category": ["cleaning"], "jurisdiction": ["US-OR"]}
    assert applies(put(when, {"contracts": [{**CONTRACT, **contract}]})) == answered


def test_a_contract_for_other_work_makes_the_whole_supplier_answer() -> None:
    contract = {**CONTRACT, "categories": ["electrical"]}
    supplier = {"offers": [CLEANING], "contracts": [contract]}
    found = put({"category": ["electrical"]}, supplier)
    assert scopes(only(found)) is None
    assert of(found).verdict == "do-not-use"


MONEY = {"amount": "50000.00", "currency": "USD"}
KEYED = [
    ({"contract_type": ["MSA"]}, {}, "yes"),
    ({"contract_type": ["SOW"]}, {}, "no"),
    ({"contract_type": ["MSA"]}, {"type": None}, "record/contracts.type"),
    ({"profile": ["onsite"]}, {}, "yes"),
    ({"profile": ["tech"]}, {}, "no"),
    (
        {"profile": ["onsite"]},
        {"requirement_profile": None},
        "record/contracts.requirement_profile",
    ),
    ({"value_min": MONEY}, {}, "yes"),
    ({"value_min": {"amount": "50000.01", "currency": "USD"}}, {}, "no"),
    ({"value_min": MONEY}, {"value": None}, "record/contracts.value"),
    (
        {"value_min": MONEY},
        {"value": {"initial": {"amount": "99999.00", "currency": "EUR"}}},
        "record/exchange-rates.EUR",
    ),
    ({"contract_type": ["SOW"], "profile": ["onsite"]}, {"requirement_profile": None}, "no"),
    ({"contract_type": ["MSA"]}, {"starts_on": "2026-07-01"}, "yes"),
    ({"contract_type": ["MSA"]}, {"starts_on": None}, "yes"),
    ({"contract_type": ["MSA"]}, {"ends_on": None}, "yes"),
    ({"contract_type": ["MSA"]}, {"suspended_from": "2026-06-01"}, "yes"),
    ({"contract_type": ["MSA"]}, {"ends_on": "2026-06-30"}, "yes"),
    ({"contract_type": ["MSA"]}, {"ends_on": "2026-06-29"}, "no"),
    ({"contract_type": ["MSA"]}, {"cancelled_on": "2025-12-01"}, "no"),
]


@pytest.mark.parametrize(("when", "contract", "answered"), KEYED)
def test_a_contract_says_its_type_profile_and_value(
    when: Any, contract: Mapping[str, Any], answered: str
) -> None:
    full = {key: one for key, one in {**CONTRACT, **contract}.items() if one is not None}
    assert applies(put(when, {"contracts": [full]})) == answered


def test_without_any_contract_there_is_none_of_that_type() -> None:
    assert applies(put({"contract_type": ["MSA"]}, {})) == "no"


def test_one_contract_that_matches_is_enough_for_the_supplier() -> None:
    unclear = {key: one for key, one in CONTRACT.items() if key != "type"}
    contracts = [{**unclear, "id": "c-0"}, CONTRACT]
    assert applies(put({"contract_type": ["MSA"]}, {"contracts": contracts})) == "yes"


def test_what_is_asked_of_contracts_is_asked_of_those_that_match_or_may() -> None:
    untyped = {key: one for key, one in CONTRACT.items() if key != "type"}
    contracts = [
        CONTRACT,
        {**untyped, "id": "c-2"},
        {**CONTRACT, "id": "c-3", "type": "NDA"},
        {**CONTRACT, "id": "c-4", "cancelled_on": "2025-12-01"},
    ]
    found = put({"contract_type": ["MSA"]}, {"contracts": contracts}, check="CON-02", params={})
    assert sorted(one.subject for one in found.findings) == ["contracts/c-1", "contracts/c-2"]


def test_what_is_asked_of_contracts_is_asked_of_ended_ones_too() -> None:
    contract = {**CONTRACT, "ends_on": "2026-06-01", "categories": ["cleaning"]}
    found = put(
        {"contract_type": ["MSA"]},
        {"offers": [CLEANING], "contracts": [contract]},
        check="CON-05",
        params={"grace_days": 10},
    )
    assert only(found).subject == "contracts/c-1"


def test_a_profile_check_speaks_for_all_that_wait() -> None:
    found = put({"access": ["onsite"]}, {"access": None}, more=(PROFILE,))
    finding = only(found)
    assert (finding.code, finding.outcome, finding.subject) == (
        "REC-14",
        Outcome.UNKNOWN,
        "record/access",
    )
    assert found.coverage["the-rule"].outcomes == {Outcome.UNKNOWN: 1}
    assert of(found).verdict == "ask"


def test_without_a_profile_check_each_requirement_speaks_for_itself() -> None:
    found = put({"access": ["onsite"]}, {"access": None})
    finding = only(found)
    assert (finding.code, finding.outcome) == ("INS-01", Outcome.UNKNOWN)
    assert of(found).verdict == "ask"


@pytest.mark.parametrize(
    "profile",
    [
        {**PROFILE, "severity": "warning"},
        {**PROFILE, "applies_when": {"status": ["prospect"]}},
        {**PROFILE, "applies_when": {"criticality": ["high"]}},
        {**PROFILE, "applies_when": {"access": ["onsite"]}},
        {**PROFILE, "effective_from": "2026-07-01"},
    ],
)
def test_a_profile_check_that_does_not_weigh_or_apply_hides_nothing(
    profile: Mapping[str, Any],
) -> None:
    found = put({"access": ["onsite"]}, {"access": None}, more=(profile,))
    assert of(found).verdict == "ask"
    assert "the-rule" in {one.requirement for one in found.findings}


def test_a_requirement_in_transition_weighs_no_more_when_it_cannot_be_decided() -> None:
    found = put({"access": ["onsite"]}, {"access": None}, transition_until="2026-12-31")
    assert only(found).severity == "warning"
    assert of(found).verdict == "ok"


@pytest.mark.parametrize(
    ("day", "severities", "verdict"),
    [
        ("2025-06-30", [], "ok"),
        ("2025-07-01", ["warning"], "ok"),
        ("2026-06-30", ["warning"], "ok"),
        ("2026-07-01", ["block"], "do-not-use"),
    ],
)
def test_a_requirement_is_announced_a_year_ahead_and_applies_from_its_first_day(
    day: str, severities: list[str], verdict: str
) -> None:
    found = put({}, {}, day=day, effective_from="2026-07-01")
    assert [one.severity for one in found.findings] == severities
    assert of(found).verdict == verdict
    said = [one.message.endswith("(required from 1 Jul 2026)") for one in found.findings]
    assert said == [one == "warning" for one in severities]


def test_what_is_to_come_and_cannot_be_decided_says_nothing_yet() -> None:
    late = {"effective_from": "2026-07-01"}
    found = put({"access": ["onsite"]}, {"access": None}, day="2026-06-30", **late)
    assert found.findings == ()
    assert [(str(one.start), one.verdict) for one in of(found).timeline] == [
        ("2026-06-30", "ok"),
        ("2026-07-01", "ask"),
    ]


@pytest.mark.parametrize(
    ("day", "severity", "verdict"),
    [("2026-06-30", "warning", "ok"), ("2026-07-01", "block", "do-not-use")],
)
def test_in_transition_it_warns_through_the_last_day(day: str, severity: str, verdict: str) -> None:
    found = put({}, {}, day=day, transition_until="2026-06-30")
    assert only(found).severity == severity
    assert of(found).verdict == verdict


def test_a_transition_makes_nothing_graver() -> None:
    found = put({}, {}, severity="info", transition_until="2026-12-31")
    assert only(found).severity == "info"


POLICY = {"id": "other", "clauses": [{"id": "OTHER-1", "requirements": [{**RULE, "id": "r-2"}]}]}


@pytest.mark.parametrize(
    ("policy", "day", "verdict"),
    [
        ({"status": "in_force"}, DAY, "do-not-use"),
        ({"status": "draft"}, DAY, "ok"),
        ({"status": "retired"}, DAY, "ok"),
        ({"effective_from": "2026-07-01"}, "2026-06-30", "ok"),
        ({"effective_from": "2026-07-01"}, "2026-07-01", "do-not-use"),
    ],
)
def test_a_policy_counts_while_it_is_in_force_and_in_effect(
    policy: Mapping[str, Any], day: str, verdict: str
) -> None:
    found = answer(catalog(suppliers=[{}], policies=[{**POLICY, **policy}]), day)
    assert of(found).verdict == verdict
    assert bool(found.coverage) is (verdict != "ok")


def test_a_policy_to_come_is_in_the_timeline() -> None:
    found = catalog(suppliers=[{}], policies=[{**POLICY, "effective_from": "2026-07-01"}])
    said = [(one.start.isoformat(), one.verdict) for one in of(answer(found, DAY)).timeline]
    assert said == [(DAY, "ok"), ("2026-07-01", "do-not-use")]


def test_a_requirement_is_never_in_effect_before_its_policy() -> None:
    early = {**RULE, "id": "r-2", "effective_from": "2026-01-01"}
    late = {**RULE, "id": "r-3", "effective_from": "2026-08-01"}
    clauses = [{"id": "OTHER-1", "requirements": [early, late]}]
    policy = {"id": "other", "effective_from": "2026-07-01", "clauses": clauses}
    found = catalog(suppliers=[{}], policies=[policy])
    asked = {
        day: sorted(
            one.requirement for one in answer(found, day).findings if one.severity == "block"
        )
        for day in ("2026-06-30", "2026-07-01", "2026-08-01")
    }
    assert asked == {"2026-06-30": [], "2026-07-01": ["r-2"], "2026-08-01": ["r-2", "r-3"]}
