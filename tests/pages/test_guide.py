"""The buying guide's figures are those of the clauses, and its table says what the checks ask."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator.model.money import Money, Rate, Rates
from generator.pages import _routes as routes
from generator.pages import guide
from generator.pages.base import Site
from tests.pages.handbook_catalog import HOSTILE, bodies, links, site, small, text, tree

ROLES = ["@risk", "@legal"]


def usd(amount: str, currency: str = "USD") -> dict[str, str]:
    """Money as a record has it."""
    return {"amount": amount, "currency": currency}


def rule(
    name: str, check: str, when: dict[str, Any] | None = None, **params: Any
) -> dict[str, Any]:
    """A requirement."""
    return {
        "id": name,
        "check": check,
        "params": params,
        "severity": "error",
        **({"applies_when": when} if when else {}),
    }


def policy(**changes: Any) -> dict[str, Any]:
    """A policy with every kind of limit."""
    clauses = [
        {
            "id": "B-1",
            "title": "Quotes",
            "text": "Above {low} ask for {count} quotes.",
            "parameters": {"low": usd("10000.00"), "count": 3},
            "guide": ["quotes"],
            "requirements": [
                rule("b-how", "SRC-01", above="{low}", methods=["limited", "selective", "open"]),
                rule("b-quotes", "SRC-02", above="{low}", count="{count}"),
            ],
        },
        {
            "id": "B-2",
            "title": "Tenders",
            "text": "Above {high} run a tender.",
            "parameters": {"high": usd("100000.00")},
            "requirements": [rule("b-tender", "SRC-01", above="{high}", methods=["open"])],
        },
        {
            "id": "B-3",
            "title": "Approval",
            "text": "Up to {lead}, then {boss}.",
            "parameters": {"lead": usd("25000.00"), "boss": usd("500000.00")},
            "requirements": [
                rule("b-lead", "SRC-05", roles=["@risk"], limit="{lead}"),
                rule("b-boss", "SRC-05", roles=ROLES, limit="{boss}"),
            ],
        },
        {
            "id": "B-4",
            "title": "Signing",
            "text": "Signed up to {sign}.",
            "parameters": {"sign": usd("50000.00")},
            "requirements": [
                rule("b-list", "CON-18", roles=ROLES),
                rule("b-sign", "CON-18", roles=["@risk"], limit="{sign}"),
            ],
        },
    ]
    found = {"id": "buying", "title": "Buying", "version": "1.0", "clauses": clauses}
    for one in clauses:
        one.setdefault("modality", "must")
        one.setdefault("verification", "machine")
    return {**found, **changes}


def shown(*policies: dict[str, Any], audience: str = "internal") -> Site:
    """A site with these policies."""
    return site(small(policies=policies or (policy(),), waivers=()), audience)


def worth(site: Site, amount: str) -> routes.Band:
    """The row of an amount."""
    number = Decimal(amount)
    return next(
        one
        for one in routes.bands(site)
        if (one.above is None or number > one.above.amount)
        and (one.to is None or number <= one.to.amount)
    )


@pytest.mark.parametrize(
    ("amount", "route", "quotes", "approval", "signing"),
    [
        ("0.01", "order", 0, ("@risk",), ("@risk",)),
        ("10000.00", "order", 0, ("@risk",), ("@risk",)),
        ("10000.01", "quotes", 3, ("@risk",), ("@risk",)),
        ("25000.00", "quotes", 3, ("@risk",), ("@risk",)),
        ("25000.01", "quotes", 3, ("@legal",), ("@risk",)),
        ("50000.01", "quotes", 3, ("@legal",), ("@legal",)),
        ("100000.00", "quotes", 3, ("@legal",), ("@legal",)),
        ("100000.01", "tender", 3, ("@legal",), ("@legal",)),
        ("500000.01", "tender", 3, (), ("@legal",)),
    ],
)
def test_what_holds_by_worth(
    amount: str, route: str, quotes: int, approval: tuple[str, ...], signing: tuple[str, ...]
) -> None:
    """Exactly on a limit belongs to the lower row, as the checks have it."""
    band = worth(shown(), amount)
    assert (band.route, band.quotes) == (route, quotes)
    assert (band.approval, band.signing) == (approval, signing)


def test_bands_follow_each_other_without_a_gap() -> None:
    """From nothing to no end, each from where the one before ends."""
    found = routes.bands(shown())
    assert found[0].above is None and found[-1].to is None
    assert [one.above for one in found[1:]] == [one.to for one in found[:-1]]
    assert [one.to.amount for one in found if one.to] == sorted(
        one.to.amount for one in found if one.to
    )


def test_a_figure_that_changes_in_the_clause_changes_in_the_guide() -> None:
    """It is written once."""
    changed = policy()
    changed["clauses"][0]["parameters"] = {"low": usd("7777.00"), "count": 4}
    body = bodies(guide, shown(changed))[guide.PATH]
    words = text(body)
    assert "Up to USD 7,777 Order from a supplier that is OK to use none" in words
    assert "Above USD 7,777, up to USD 25,000 Ask for written quotes 4" in words
    assert "10,000" not in words


def test_what_is_not_in_force_sets_no_limit() -> None:
    """A draft, a policy to come, a requirement to come."""
    later = policy()
    later["clauses"][1]["requirements"][0]["effective_from"] = "2027-01-01"
    assert worth(shown(later), "900000").route == "quotes"
    for changes in ({"status": "draft"}, {"effective_from": "2027-01-01"}):
        assert routes.limits(shown(policy(**changes))) == []
    words = text(bodies(guide, shown(policy(status="draft")))[guide.PATH])
    assert "No policy in force sets a limit" in words


def test_limits_of_one_place_stand_below_the_table() -> None:
    """They do not change the row of all others."""
    special = policy()
    special["clauses"][1]["requirements"][0]["applies_when"] = {"jurisdiction": ["GB"]}
    found = shown(special)
    assert worth(found, "900000").route == "quotes"
    assert "in the United Kingdom, for each contract: Above USD 100,000 run a tender." in text(
        bodies(guide, found)[guide.PATH]
    )


def test_what_a_buyer_cannot_be_asked_is_told_beside_the_table() -> None:
    """A limit for some suppliers alone decides nothing here, in the table or the script."""
    special = policy()
    special["clauses"][1]["requirements"][0]["applies_when"] = {"sourcing_model": ["works"]}
    found = shown(special)
    assert worth(found, "900000").route == "quotes"
    body = bodies(guide, found)[guide.PATH]
    assert "Suppliers that carry out works, for each contract: Above USD 100,000" in text(body)
    data = json.loads(
        next("".join(one.itertext()) for one in tree(body).iter("script") if one.get("id"))
    )
    assert "B-2" not in {one["clause"] for one in data["limits"]}


def with_rate(found: Site, on: date) -> Site:
    """The same with a rate for pounds."""
    rate = Rate(currency="GBP", rate=Decimal("1.25"), on=on)
    reference = replace(found.catalog.reference, rates=Rates(base="USD", rates=(rate,)))
    return replace(found, catalog=replace(found.catalog, reference=reference))


def test_another_currency_is_converted_by_a_fresh_rate_alone() -> None:
    """Without one the limit is named beside the table, and sets no row."""
    pounds = policy()
    pounds["clauses"][1]["parameters"] = {"high": usd("80000.00", "GBP")}
    fresh = with_rate(shown(pounds), date(2026, 11, 20))
    assert worth(fresh, "100000").route == "quotes"
    assert worth(fresh, "100000.01").route == "tender"
    old = with_rate(shown(pounds), date(2026, 1, 1))
    assert worth(old, "900000").route == "quotes"
    words = text(bodies(guide, old)[guide.PATH])
    assert "for want of a fresh exchange rate: B-2 (GBP 80,000)" in words


def test_the_script_gets_the_same_limits() -> None:
    """As texts of exact decimals, with the clauses that they come from."""
    root = tree(bodies(guide, shown())[guide.PATH])
    data = json.loads(next("".join(one.itertext()) for one in root.iter("script") if one.get("id")))
    got = {(one["kind"], one["amount"], one["currency"], one["clause"]) for one in data["limits"]}
    assert got == {
        (one.kind, str(one.amount.amount), one.amount.currency, one.requirement.clause)
        for one in routes.limits(shown())
    }
    assert data["free"] == {"approval": [], "signing": ["@legal"]}
    assert data["steps"]["quotes"] == ["B-1"]
    assert data["clauses"]["B-1"]["sentence"] == "Above USD 10,000 ask for 3 quotes."


def test_without_a_script_the_table_and_the_categories_are_there() -> None:
    """The form needs a script, and is not shown without one."""
    root = tree(bodies(guide, shown())[guide.PATH])
    form = next(root.iter("form"))
    assert "sc-scripted" in form.attrib["class"].split()
    assert "../../categories/electrical/index.html" in links(root)
    assert "../../handbook/buying/index.html#B-1" in links(root)


def test_data_in_the_page_cannot_leave_its_element() -> None:
    """Whatever a clause says, the page's data is data."""
    hostile = policy()
    hostile["clauses"][0]["title"] = HOSTILE + "</script><!--"
    body = bodies(guide, shown(hostile))[guide.PATH]
    root = tree(body)
    data = next("".join(one.itertext()) for one in root.iter("script") if one.get("id"))
    assert json.loads(data)["clauses"]["B-1"]["title"] == HOSTILE + "</script><!--"
    assert "<" not in data and not list(root.iter("img"))


def test_the_public_guide_names_no_draft() -> None:
    """Nor its clauses in the data."""
    draft = policy(id="other", status="draft")
    for index, one in enumerate(draft["clauses"]):
        one["id"], one["guide"] = f"D-{index}", ["always"]
        for number, requirement in enumerate(one["requirements"]):
            requirement["id"] = f"d-{index}-{number}"
    assert "D-0" not in bodies(guide, shown(policy(), draft, audience="public"))[guide.PATH]


def test_the_least_that_satisfies_all() -> None:
    """Ways to ask, from all the rules that hold."""
    assert routes.route([]) == "order"
    assert routes.route([("direct", "limited")]) == "order"
    assert routes.route([("limited", "open"), ("direct", "limited")]) == "quotes"
    assert routes.route([("limited", "open"), ("open",)]) == "tender"


def test_the_example_has_a_route_for_every_amount(loaded: Any, assessment: Any) -> None:
    """Small, larger, large: and its limits are of clauses, not of the guide."""
    found = Site(
        catalog=loaded.catalog,
        assessment=assessment,
        fields={
            kind: loaded.schemas.fields(kind)
            for kind in ("supplier", "policy", "waiver", "glossary")
        },
    )
    bands = routes.bands(found)
    assert {one.route for one in bands} == {"order", "quotes", "tender"}
    amounts = {
        value
        for one in loaded.catalog.clauses.values()
        for value in one.parameters.values()
        if isinstance(value, Money)
    }
    assert {one.to for one in bands if one.to} <= amounts
