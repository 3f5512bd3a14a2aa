"""Several requirements on one thing: of what says how evidence counts the strictest wins."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.checks.base import Param, asks_for_more
from generator.model.assessment import Assessment
from generator.model.money import parse_money
from tests.evaluate.build import answer, catalog, of

DAY = "2026-06-30"
GL = "commercial_general_liability"


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def limit(name: str, least: str, *, umbrella: bool, **more: Any) -> dict[str, Any]:
    """A requirement on the limit of general liability."""
    return {
        "id": name,
        "check": "INS-07",
        "severity": "block",
        "params": {
            "line": GL,
            "limit": "each_occurrence",
            "min": usd(least),
            "umbrella_may_satisfy": umbrella,
        },
        **more,
    }


TERM = {"policy_eff": "2026-01-01", "policy_exp": "2026-12-31"}
COVER = {
    "policies": [
        {"id": "gl", "line": GL, "limits": {"each_occurrence": usd("1000000")}, **TERM},
        {
            "id": "um",
            "line": "umbrella",
            "limits": {"each_occurrence": usd("5000000")},
            "schedule_of_underlying": [GL],
            "follow_form": "stated",
            **TERM,
        },
    ]
}
OFFERS = [
    {"id": "clean", "category": "cleaning", "jurisdictions": ["US-OR"]},
    {"id": "wire", "category": "electrical", "jurisdictions": ["US-OR"]},
]


def put(*rules: Mapping[str, Any], **supplier: Any) -> Assessment:
    """The rules put to a supplier with 1M of cover and an umbrella of 5M over it."""
    return answer(
        catalog(suppliers=[{"insurance": COVER, **supplier}], requirements=list(rules)), DAY
    )


def failing(found: Assessment) -> dict[str, str]:
    """Requirement → what is said."""
    return {one.requirement: one.message for one in found.findings}


def test_each_alone_is_met() -> None:
    assert failing(put(limit("aa", "2000000", umbrella=True))) == {}
    assert failing(put(limit("bb", "1000000", umbrella=False))) == {}


def test_together_the_umbrella_counts_for_neither() -> None:
    said = failing(
        put(limit("aa", "2000000", umbrella=True), limit("bb", "1000000", umbrella=False))
    )
    assert list(said) == ["aa"]
    assert "(as strict as clause RULES-2 asks)" in said["aa"]


def test_what_weighs_less_adds_nothing_to_what_weighs_more() -> None:
    light = limit("bb", "1000000", umbrella=False, severity="warning")
    assert failing(put(limit("aa", "2000000", umbrella=True), light)) == {}
    heavy = limit("aa", "2000000", umbrella=True, severity="warning")
    assert list(failing(put(heavy, limit("bb", "1000000", umbrella=False)))) == ["aa"]


def test_another_limit_is_another_thing() -> None:
    other = limit("bb", "1", umbrella=False)
    other["params"] = {**other["params"], "limit": "med_exp"}
    assert "aa" not in failing(put(limit("aa", "2000000", umbrella=True), other))


def test_it_is_stricter_only_where_the_stricter_one_applies() -> None:
    narrow = limit("bb", "1000000", umbrella=False, applies_when={"category": ["electrical"]})
    found = put(limit("aa", "2000000", umbrella=True), narrow, offers=OFFERS)
    (finding,) = found.findings
    assert [one.category for one in finding.scopes or ()] == ["electrical"]
    verdicts = {one.scope.category: one.verdict for one in of(found).offers}
    assert verdicts == {"cleaning": "ok", "electrical": "do-not-use"}


def test_one_that_is_to_come_makes_nothing_stricter_until_then() -> None:
    late = limit("bb", "1000000", umbrella=False, effective_from="2026-09-01")
    found = put(limit("aa", "2000000", umbrella=True), late)
    assert failing(found) == {}
    assert [(str(one.start), one.verdict) for one in of(found).timeline] == [
        (DAY, "ok"),
        ("2026-09-01", "do-not-use"),
        ("2027-01-01", "do-not-use"),
    ]


def contract(least: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A contract that asks for a limit of its own."""
    override = {"requirement": "aa", "parameter": "min", "value": least, "clause": "7.2"}
    return {
        "id": "c-1",
        "title": "Works",
        "starts_on": "2026-01-01",
        "ends_on": "2026-08-31",
        "overrides": [override],
        **more,
    }


def test_a_contract_may_ask_for_more_while_it_runs() -> None:
    found = put(limit("aa", "2000000", umbrella=True), contracts=[contract(usd("7000000"))])
    assert "(as strict as contract c-1, 7.2 asks)" in failing(found)["aa"]
    assert "7,000,000" in failing(found)["aa"]
    assert [(str(one.start), one.verdict) for one in of(found).timeline][:2] == [
        (DAY, "do-not-use"),
        ("2026-09-01", "ok"),
    ]


@pytest.mark.parametrize(
    "least",
    [usd("1"), usd("2000000"), {"amount": "7000000", "currency": "EUR"}, 9, "7000000"],
)
def test_what_a_contract_lowers_or_misstates_does_not_count(least: Any) -> None:
    assert failing(put(limit("aa", "2000000", umbrella=True), contracts=[contract(least)])) == {}


def test_a_contract_that_was_cancelled_asks_for_nothing() -> None:
    gone = contract(usd("7000000"), cancelled_on="2026-02-01")
    assert failing(put(limit("aa", "2000000", umbrella=True), contracts=[gone])) == {}


def test_a_contract_for_one_category_is_strict_about_that_one() -> None:
    found = put(
        limit("aa", "2000000", umbrella=True),
        offers=OFFERS,
        contracts=[contract(usd("7000000"), categories=["electrical"])],
    )
    verdicts = {one.scope.category: one.verdict for one in of(found).offers}
    assert verdicts == {"cleaning": "ok", "electrical": "do-not-use"}


def test_where_no_rate_is_the_strictest_a_rate_makes_nothing_laxer() -> None:
    strict = param("lower")
    strict = replace(strict, absent_is_strictest=True)
    assert asks_for_more(strict, None, 90) is True
    assert asks_for_more(strict, 90, None) is False
    assert asks_for_more(strict, 30, 90) is True


def test_without_a_rate_in_one_clause_no_other_clause_converts() -> None:
    """One clause allows rates of 90 days, the other none: none is the stricter of the two."""
    euros = {"each_occurrence": {"amount": "9000000", "currency": "EUR"}}
    policies = [{"id": "gl", "line": GL, "limits": euros, **TERM}]
    rates = [{"currency": "EUR", "rate": "1.1000", "date": "2026-06-01"}]
    one, other = limit("aa", "1000000", umbrella=False), limit("bb", "1", umbrella=False)
    one["params"] = {**one["params"], "rate_max_age_days": 90}
    found = answer(
        catalog(
            suppliers=[{"insurance": {"policies": policies}}],
            requirements=[one, other],
            reference={"rates": rates},
        ),
        DAY,
    )
    assert {one.requirement: one.outcome for one in found.findings} == {
        "aa": "unknown",
        "bb": "unknown",
    }


def test_two_contracts_may_each_name_what_the_other_does_not() -> None:
    lines = {"id": "aa", "check": "INS-01", "severity": "error", "params": {"lines": [GL]}}

    def asking(name: str, line: str) -> dict[str, Any]:
        entry = {"requirement": "aa", "parameter": "lines", "value": [GL, line]}
        return {**contract(usd("1")), "id": name, "overrides": [entry]}

    found = put(
        lines,
        contracts=[asking("c-1", "automobile_liability"), asking("c-2", "cyber_network_privacy")],
    )
    assert {one.subject for one in found.findings} == {
        "insurance/automobile_liability",
        "insurance/cyber_network_privacy",
    }
    assert all("contract c-1, contract c-2 asks" in one.message for one in found.findings)


def param(stricter: str, kind: str = "integer") -> Param:
    return Param(name="x", kind=kind, stricter=stricter)


@pytest.mark.parametrize(
    ("stricter", "theirs", "ours", "more"),
    [
        ("higher", 2, 1, True),
        ("higher", 1, 1, False),
        ("higher", 1, 2, False),
        ("lower", 1, 2, True),
        ("lower", 2, 1, False),
        ("higher", 1, None, True),
        ("higher", None, 1, False),
        ("higher", parse_money(usd("2")), parse_money(usd("1")), True),
        (
            "higher",
            parse_money({"amount": "2", "currency": "EUR"}),
            parse_money(usd("1")),
            None,
        ),
        ("higher", "2", 1, None),
        ("true", True, False, True),
        ("true", True, None, True),
        ("true", False, True, False),
        ("false", False, True, True),
        ("false", False, None, False),
        ("more", ("a", "b"), ("a",), True),
        ("more", ("a",), ("a", "b"), False),
        ("more", ("a", "c"), ("a", "b"), False),
        ("proof", "endorsement_on_file", "box_ticked", True),
        ("proof", "box_ticked", "endorsement_number", False),
        ("rating", "A", "A-", True),
        ("rating", "A-", "A", False),
        ("fsc", "VIII", "VII", True),
        ("fsc", "IX", "VIII", True),
        ("fsc", "what", "VIII", None),
        ("", 2, 1, None),
    ],
)
def test_which_of_two_values_asks_for_more(
    stricter: str, theirs: Any, ours: Any, more: bool | None
) -> None:
    assert asks_for_more(param(stricter), theirs, ours) is more


def test_the_tower_is_asked_for_what_the_limits_are_asked_with_the_strictest() -> None:
    """Where one clause lets no umbrella count, the primary limit uses none of it up."""
    tower = {"id": "tower", "check": "INS-10", "severity": "error"}
    tower["params"] = {"occurrence": usd("4500000")}
    lax = limit("aa", "2000000", umbrella=True)
    assert "tower" in failing(put(lax, tower))
    assert "tower" not in failing(put(lax, limit("bb", "1", umbrella=False), tower))


def test_the_tower_is_asked_for_what_a_contract_raises() -> None:
    tower = {"id": "tower", "check": "INS-10", "severity": "error"}
    tower["params"] = {"occurrence": usd("4000000")}
    lax = limit("aa", "2000000", umbrella=True)
    assert "tower" not in failing(put(lax, tower))
    assert "tower" in failing(put(lax, tower, contracts=[contract(usd("2000000.01"))]))
