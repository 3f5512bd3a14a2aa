"""Whom a requirement applies to, in words that a reader would use."""

from typing import Any

import pytest

from generator.checks import registry
from generator.model.policy import Requirement
from generator.pages import _wording as wording
from tests.pages.handbook_catalog import small

REFERENCE = small(suppliers=[], policies=[], waivers=[]).reference


def requirement(check: str = "INS-01", **given: Any) -> Requirement:
    """A requirement of that check."""
    return Requirement(
        id="r", policy="p", clause="P-1", check=check, path="", pointer=(),
        **{"severity": "error", **given},
    )  # fmt: skip


def words(when: dict[str, Any], check: str = "INS-01") -> str:
    """What it applies to, in words."""
    return wording.applies_to(requirement(check, applies_when=when), registry()[check], REFERENCE)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({}, "all suppliers"),
        (
            {"category": ["electrical", "cleaning"], "access": ["onsite"], "jurisdiction": ["US"]},
            "suppliers of Electrical work or Cleaning that work on our sites in the United States",
        ),
        ({"category": ["software"]}, "suppliers of Software"),
        ({"jurisdiction": ["US-OR"]}, "suppliers that offer work in Oregon (United States)"),
        ({"jurisdiction": ["DE", "NL"]}, "suppliers that offer work in Germany or the Netherlands"),
        (
            {"access": ["personal_data", "network"]},
            "suppliers that handle personal data or connect to our network",
        ),
        (
            {"sourcing_model": ["goods"], "access": ["vehicles"]},
            "suppliers that deliver goods and drive for us",
        ),
        ({"criticality": ["high", "critical"]}, "suppliers, whose criticality is high or critical"),
        ({"tier": [1, 2]}, "suppliers, in risk tier 1 or 2"),
        ({"country": ["GB"]}, "suppliers, registered in the United Kingdom"),
        ({"segment": ["non_critical"]}, "suppliers, in the segment non critical"),
        ({"offshore": True}, "suppliers that work offshore"),
        ({"offshore": False}, "suppliers that do not work offshore"),
        (
            {"contract_type": ["MSA"], "value_min": {"amount": "250000.00", "currency": "USD"}},
            "suppliers, with a contract of type MSA and worth USD 250,000 or more",
        ),
        ({"category": ["no-such-category"]}, "suppliers of no-such-category"),
    ],
)
def test_whom_it_applies_to(when: dict[str, Any], said: str) -> None:
    """Each way of choosing has its words, and they fit together."""
    assert words(when) == said


@pytest.mark.parametrize(
    ("check", "when", "said"),
    [
        ("LIC-01", {"category": ["electrical"]},
         "suppliers of Electrical work, for each thing they offer"),
        ("CON-02", {}, "all suppliers, for each contract"),
        ("CAT-02", {}, "every category on offer"),
        ("CAT-02", {"category": ["electrical"]}, "the categories Electrical work"),
        ("POL-01", {}, "every policy in force"),
        ("REC-01", {}, "every record, when it is read"),
    ],
)  # fmt: skip
def test_what_is_not_about_suppliers_says_so(check: str, when: dict[str, Any], said: str) -> None:
    """Offers, contracts, categories, policies and records."""
    assert words(when, check) == said


def test_every_way_of_choosing_has_words() -> None:
    """No key of ``applies_when`` in the schema is passed over in silence."""
    from tests.pages.handbook_catalog import fields

    clauses = fields()["policy"].children["clauses"].item
    assert clauses is not None
    rules = clauses.children["requirements"].item
    assert rules is not None
    examples = {
        name: [field.item.example or field.example[0]] if field.item else field.example
        for name, field in rules.children["applies_when"].children.items()
        if name != "status"
    }
    examples["value_min"] = {"amount": "5.00", "currency": "USD"}
    for name, example in examples.items():
        given = example if name in ("value_min", "offshore") else list(example)
        assert words({name: given}) != "all suppliers", name


def test_statuses_are_those_that_hold_without_saying() -> None:
    """Absent means approved and conditional."""
    assert wording.statuses(requirement()) == "approved or conditional"
    assert wording.statuses(requirement(applies_when={"status": ["onboarding"]})) == "onboarding"


def test_figures_come_with_their_units() -> None:
    """Days, months and shares say what they are; any-of lists say or."""
    assert wording.figure("lookback_months", 36) == "36 months"
    assert wording.figure("grace_days", 1) == "1 day"
    assert wording.figure("months", 12) == "12 months"
    assert wording.figure("error_from_pct", 50) == "50 % of the figure"
    assert wording.figure("umbrella_may_satisfy", True) == "yes"
    assert wording.figure("schemes", ("SOC 2", "ISO 27001")) == "SOC 2 or ISO 27001"
    assert wording.figure("activities", ("hot_work", "roof_work")) == "hot work and roof work"


def test_every_parameter_of_every_check_has_a_label() -> None:
    """A new parameter reads well even before it gets words of its own."""
    for check in registry().values():
        for param in check.params:
            label = wording.label(param)
            assert label[0].isupper() and "_" not in label


def test_days_of_warning_are_told_from_the_first() -> None:
    """The longest comes first, whatever their order in the record."""
    assert wording.warns(requirement(warn_days=(30, 90, 60))) == "90, 60 and 30 days before"
    assert wording.warns(requirement()) == ""
