"""May it be signed: required against held, for the contract and the place that are asked about."""

from datetime import date
from typing import Any

import pytest

from generator.evaluate import evaluate
from generator.evaluate.gate import Gate, Gatekeeper, Proposal
from generator.model.catalog import Catalog
from tests.conftest import AS_OF
from tests.evaluate.build import catalog

DAY = date(2026, 6, 30)
GL = "commercial_general_liability"
COVER = {"id": "gl", "line": GL, "policy_eff": "2026-01-01", "policy_exp": "2026-12-31"}
LICENCE = {
    "id": "or",
    "licence_type": "electrician",
    "jurisdiction": "US-OR",
    "issued_on": "2026-01-01",
    "expires_on": "2027-12-31",
    "status": "active",
}
RULES: list[dict[str, Any]] = [
    {"id": "cover", "check": "INS-01", "severity": "block", "params": {"lines": [GL]}},
    {
        "id": "licence",
        "check": "LIC-01",
        "severity": "block",
        "applies_when": {"category": ["electrical"]},
        "params": {"licence_types": ["electrician"]},
    },
    {
        "id": "big",
        "check": "INS-01",
        "severity": "error",
        "applies_when": {"value_min": {"amount": "100000", "currency": "USD"}},
        "params": {"lines": ["umbrella"]},
    },
    {"id": "tidy", "check": "REC-06", "severity": "warning"},
]


def ask(
    proposal: Proposal | None = None, *, day: date = DAY, waivers: Any = (), **supplier: Any
) -> Gate:
    """The rules put to a supplier with cover, and a licence for Oregon."""
    offers = [{"id": "clean", "category": "cleaning"}]
    papers = {"insurance": {"policies": [COVER]}, "licences": [LICENCE]}
    full = {"offers": offers, **papers, **supplier}
    found = catalog(suppliers=[full], requirements=RULES, waivers=waivers)
    return Gatekeeper(found).ask("acme", day, proposal or Proposal())


def outcomes(found: Gate) -> dict[str, str]:
    """Requirement and thing → outcome."""
    return {f"{x.finding.requirement} {x.finding.subject}": x.finding.outcome for x in found.lines}


def wiring(place: str = "US-OR", **contract: Any) -> Proposal:
    """Electrical work somewhere."""
    data = {
        "categories": ["electrical"],
        "jurisdictions_of_work": [place],
        "value": {"not_to_exceed": {"amount": "5000", "currency": "USD"}},
        **contract,
    }
    return Proposal(category="electrical", jurisdiction=place, data=data)


def test_what_is_held_is_shown_too() -> None:
    found = ask()
    assert found.may_sign
    (line,) = found.lines
    assert (line.finding.requirement, line.finding.outcome) == ("cover", "pass")
    assert line.finding.required and line.finding.held


def test_the_licence_is_asked_for_the_place_of_the_work() -> None:
    assert outcomes(ask(wiring())) == {
        f"cover insurance/{GL}": "pass",
        "licence electrical/US-OR": "pass",
    }
    found = ask(wiring("US-WA"))
    assert not found.may_sign
    assert outcomes(found)["licence electrical/US-WA"] == "fail"
    assert [one.finding.requirement for one in found.stopping] == ["licence"]


def test_another_place_of_the_supplier_does_not_matter() -> None:
    offers = [{"id": "w", "category": "electrical", "jurisdictions": ["US-WA"]}]
    assert ask(wiring(), offers=offers).may_sign
    assert not ask(offers=offers).may_sign


@pytest.mark.parametrize(("value", "signs"), [("99999.99", True), ("100000.00", False)])
def test_the_value_brings_requirements(value: str, signs: bool) -> None:
    money = {"not_to_exceed": {"amount": value, "currency": "USD"}}
    assert ask(wiring(value=money)).may_sign is signs


@pytest.mark.parametrize(("start", "signs"), [("2026-12-31", True), ("2027-01-01", False)])
def test_it_must_hold_on_the_first_day_of_the_contract(start: str, signs: bool) -> None:
    found = ask(wiring(starts_on=start))
    assert found.may_sign is signs
    assert [str(one.from_day) for one in found.stopping] == ([] if signs else ["2027-01-01"])


@pytest.mark.parametrize(
    ("status", "signs"),
    [
        ("approved", True),
        ("conditional", True),
        ("prospect", False),
        ("onboarding", False),
        ("suspended", False),
        ("blocked", False),
    ],
)
def test_who_is_not_approved_is_told_what_else_is_needed(status: str, signs: bool) -> None:
    found = ask(lifecycle_status=status)
    assert found.may_sign is signs
    assert bool(found.reasons) is not signs
    assert outcomes(found) == (
        {} if status in ("suspended", "blocked") else {f"cover insurance/{GL}": "pass"}
    )


def test_a_waiver_makes_it_a_condition() -> None:
    waiver = {"requirement": "cover", "starts_on": "2026-06-01", "expires_on": "2026-07-31"}
    found = ask(insurance={}, waivers=[waiver])
    assert found.may_sign
    assert [one.finding.waiver for one in found.conditions] == ["wv-1"]
    assert not ask(insurance={}, waivers=[waiver], day=date(2026, 8, 1)).may_sign


def test_a_contract_on_record_is_asked_about_by_its_id() -> None:
    contract = {"id": "c-1", "title": "Works", "categories": ["electrical"]}
    contract |= {"jurisdictions_of_work": ["US-WA"]}
    found = ask(Proposal(contract="c-1"), contracts=[contract])
    assert outcomes(found)["licence electrical/US-WA"] == "fail"
    with pytest.raises(KeyError, match="c-2"):
        ask(Proposal(contract="c-2"), contracts=[contract])


def test_what_warns_only_is_not_asked() -> None:
    assert all(one.finding.severity in ("block", "error") for one in ask().lines)


def test_without_a_value_it_cannot_be_told_and_that_is_no_yes() -> None:
    found = ask(wiring(value={}))
    assert not found.may_sign
    assert outcomes(found)["big record/contracts.value"] == "unknown"


def test_what_only_warns_still_uses_up_the_umbrella() -> None:
    """The gate leaves warnings out of its lines, and not out of what others reckon with."""
    umbrella = {
        "id": "um",
        "line": "umbrella",
        "limits": {"each_occurrence": {"amount": "5000000", "currency": "USD"}},
        "schedule_of_underlying": [GL],
        "follow_form": "stated",
        **{key: COVER[key] for key in ("policy_eff", "policy_exp")},
    }
    primary = {**COVER, "limits": {"each_occurrence": {"amount": "1000000", "currency": "USD"}}}
    limit = {"line": GL, "limit": "each_occurrence", "umbrella_may_satisfy": True}
    least = {"amount": "2000000", "currency": "USD"}
    rules = [
        {"id": "aa", "check": "INS-07", "severity": "warning", "params": {**limit, "min": least}},
        {
            "id": "tower",
            "check": "INS-10",
            "severity": "error",
            "params": {"occurrence": {"amount": "4500000", "currency": "USD"}},
        },
    ]
    found = catalog(
        suppliers=[{"insurance": {"policies": [primary, umbrella]}}], requirements=rules
    )
    asked = Gatekeeper(found).ask("acme", DAY, Proposal())
    said = {f"{x.finding.requirement} {x.finding.subject}": x.finding.outcome for x in asked.lines}
    in_full = {f"{x.requirement} {x.subject}" for x in evaluate(found, DAY).findings}
    assert said == {"tower insurance/umbrella/tower/each_occurrence": "fail"}
    assert set(said) <= in_full


BUYING: list[dict[str, Any]] = [
    {
        "id": "method",
        "check": "SRC-01",
        "severity": "error",
        "params": {"above": {"amount": "10000", "currency": "USD"}, "methods": ["open"]},
    },
    {"id": "approval", "check": "SRC-05", "severity": "error"},
    {"id": "in-time", "check": "CON-02", "severity": "error"},
    {"id": "papers", "check": "CON-03", "severity": "error"},
    {
        "id": "signatory",
        "check": "CON-18",
        "severity": "error",
        "params": {"roles": ["@director"]},
    },
]
WORKS: dict[str, Any] = {
    "id": "c-1",
    "title": "Works",
    "type": "contract",
    "categories": ["cleaning"],
    "starts_on": "2026-06-01",
    "ends_on": "2027-05-31",
    "requested_by": "@facilities",
    "value": {"not_to_exceed": {"amount": "50000", "currency": "USD"}},
}
APPROVED = [{"by": "@director", "decided_on": "2026-06-30"}]
OPEN = {"method": "open"}


@pytest.mark.parametrize(
    ("contract", "said"),
    [
        ({}, {"method": "unknown", "approval": "fail"}),
        ({"award": OPEN}, {"method": "pass", "approval": "fail"}),
        ({"award": OPEN, "approvals": APPROVED}, {"method": "pass", "approval": "pass"}),
        ({"award": {**OPEN, "awarded_on": "2026-07-01"}}, {"method": "pass", "approval": "fail"}),
        ({"award": {**OPEN, "awarded_on": "2026-05-01"}}, {"method": "pass", "approval": "fail"}),
        ({"award": OPEN, "signed_on": "2026-07-01"}, {"method": "pass", "approval": "fail"}),
        (
            {"award": OPEN, "signed_on": "2026-06-30"},
            {
                "method": "pass",
                "approval": "fail",
                "in-time": "fail",
                "papers": "pass",
                "signatory": "unknown",
            },
        ),
    ],
    ids=["nothing", "method", "approved", "to-come", "awarded", "sign-later", "signed-today"],
)
def test_what_nobody_signed_counts_as_awarded_and_signed_today(
    contract: dict[str, Any], said: dict[str, str]
) -> None:
    """Approval and method are asked for; the signature itself, only where there is one."""
    found = catalog(suppliers=[{"contracts": [{**WORKS, **contract}]}], requirements=BUYING)
    asked = Gatekeeper(found).ask("acme", DAY, Proposal(contract="c-1"))
    assert {one.finding.requirement: one.finding.outcome for one in asked.lines} == said
    assert asked.may_sign is (set(said.values()) == {"pass"})


def test_an_approval_is_needed_before_the_day_of_signing() -> None:
    late = [{"by": "@director", "decided_on": "2026-07-01"}]
    found = catalog(
        suppliers=[{"contracts": [{**WORKS, "award": OPEN, "approvals": late}]}],
        requirements=BUYING,
    )
    keeper = Gatekeeper(found)
    assert not keeper.ask("acme", DAY, Proposal(contract="c-1")).may_sign
    assert keeper.ask("acme", date(2026, 7, 1), Proposal(contract="c-1")).may_sign


def test_an_agreement_by_which_nothing_is_bought_is_asked_for_no_approval(example: Catalog) -> None:
    """The example's NDA: nobody approves a purchase, or compares offers, that there is not."""
    for day in (AS_OF, date(2026, 6, 1)):
        asked = Gatekeeper(example).ask("brantmoor-precision", day, Proposal(contract="bpm-nda"))
        mine = {x.finding.code for x in asked.lines if x.finding.subject.startswith("contracts/")}
        assert mine
        assert mine.isdisjoint({"SRC-01", "SRC-02", "SRC-05", "SRC-06"})
