"""Which terms of a renewal are equal to or better than those before it: a table of both."""

from typing import Any

import pytest

from generator.checks._renewed import lost
from generator.model.records import InsurancePolicy, Supplier
from tests.evaluate.build import supplier_record

OCCURRENCE, CLAIMS = {"basis": "occurrence"}, {"basis": "claims_made"}


def policy(data: dict[str, Any]) -> InsurancePolicy:
    """A policy that shows these terms."""
    written = {"id": "p-1", "line": "commercial_general_liability", **data}
    return Supplier(supplier_record({"insurance": {"policies": [written]}})).insurance_policies[0]


def limits(currency: str = "USD", **amounts: str) -> dict[str, Any]:
    """Limits by name."""
    return {
        "limits": {name: {"amount": one, "currency": currency} for name, one in amounts.items()}
    }


def since(day: str, basis: str = "claims_made") -> dict[str, str]:
    """Cover for claims made that reaches back to the day."""
    return {"basis": basis, "retroactive_date": day}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ({}, {}, []),
        (OCCURRENCE, OCCURRENCE, []),
        (OCCURRENCE, CLAIMS, ["basis claims made instead of occurrence"]),
        (OCCURRENCE, {}, ["basis not recorded instead of occurrence"]),
        (CLAIMS, OCCURRENCE, []),
        (CLAIMS, {}, []),
        (since("2020-01-01"), since("2020-01-01"), []),
        (since("2020-01-01"), since("2019-12-31"), []),
        (
            since("2020-01-01"),
            since("2020-01-02"),
            ["retroactive date 2 Jan 2020 instead of 1 Jan 2020"],
        ),
        (since("2020-01-01"), CLAIMS, ["retroactive date not recorded instead of 1 Jan 2020"]),
        (since("2020-01-01"), {}, ["retroactive date not recorded instead of 1 Jan 2020"]),
        (since("2020-01-01"), since("2021-01-01", "occurrence"), []),
        (CLAIMS, since("2021-01-01"), []),
    ],
)
def test_when_something_has_to_happen_to_be_covered(
    old: dict[str, Any], new: dict[str, Any], words: list[str]
) -> None:
    assert lost(policy(old), policy(new)) == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (limits(each_occurrence="1.00"), limits(each_occurrence="1.00"), []),
        (limits(each_occurrence="1.00"), limits(each_occurrence="2.00"), []),
        (
            limits(each_occurrence="2.00", general_aggregate="4.00"),
            limits(each_occurrence="2.00", general_aggregate="3.99"),
            ["general aggregate USD 3.99 instead of USD 4"],
        ),
        (
            limits(each_occurrence="2.00"),
            limits(general_aggregate="2.00"),
            ["each occurrence not recorded instead of USD 2"],
        ),
        (
            limits("EUR", each_occurrence="1.00"),
            limits("USD", each_occurrence="9.00"),
            ["each occurrence USD 9 instead of EUR 1"],
        ),
        (
            limits("USD", each_occurrence="1.00"),
            limits("EUR", each_occurrence="9.00"),
            ["each occurrence EUR 9 instead of USD 1"],
        ),
    ],
)
def test_how_much_is_covered(old: dict[str, Any], new: dict[str, Any], words: list[str]) -> None:
    assert lost(policy(old), policy(new)) == words


@pytest.mark.parametrize("per", ["project", "location"])
def test_an_aggregate_for_each_stays_one_for_each(per: str) -> None:
    before = policy({"aggregate_applies_per": per})
    assert lost(before, before) == []
    for now in ({}, {"aggregate_applies_per": "policy"}):
        assert lost(before, policy(now)) == [f"no aggregate for each {per}"]
        assert lost(policy(now), before) == []
    other = {"project": "location", "location": "project"}[per]
    assert lost(before, policy({"aggregate_applies_per": other})) == [
        f"no aggregate for each {per}"
    ]


@pytest.mark.parametrize(
    ("flag", "words"), [("per_statute", "the statutory limits"), ("stop_gap", "stop-gap cover")]
)
def test_what_is_there_has_to_stay(flag: str, words: str) -> None:
    there, not_there, unsaid = policy({flag: True}), policy({flag: False}), policy({})
    assert lost(there, not_there) == lost(there, unsaid) == [f"not {words}"]
    for old, new in [(there, there), (not_there, there), (unsaid, there), (not_there, unsaid)]:
        assert lost(old, new) == []


def test_owners_who_were_covered_have_to_stay() -> None:
    covered, excluded, unsaid = (
        policy(one) for one in ({"proprietor_excluded": False}, {"proprietor_excluded": True}, {})
    )
    assert lost(covered, excluded) == ["owners excluded"]
    for old, new in [
        *((covered, one) for one in (covered, unsaid)),
        *((excluded, one) for one in (covered, excluded, unsaid)),
        *((unsaid, one) for one in (covered, excluded, unsaid)),
    ]:
        assert lost(old, new) == []
