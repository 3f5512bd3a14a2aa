"""The calendar holds the days that count, once each, and none that do not."""

from datetime import date
from typing import Any

import pytest

from generator.exports import all_files
from generator.pages import calendar
from generator.pages._dates import Coming, coming
from tests.pages.handbook_catalog import (
    COVERED,
    ELECTRICIAN,
    bodies,
    by_id,
    liability,
    links,
    site,
    small,
    text,
    tree,
)

PATH = "calendar/index.html"
BIG = {"amount": "2000000.00", "currency": "USD"}


def days(**changes: Any) -> dict[str, Coming]:
    """What is coming for one supplier: what → entry."""
    shown = site(small(suppliers=[{**ELECTRICIAN, **changes}], waivers=[]))
    return {one.what: one for one in coming(shown) if one.who == "Acme Electric LLC"}


def test_each_kind_of_day_is_there() -> None:
    """Insurance, licence, contract, notice, reviews; and those of the handbook and of waivers."""
    found = {(one.day.isoformat(), one.what) for one in coming(site()) if "Acme" in one.who}
    assert found == {
        ("2026-12-31", "Insurance: last day of general liability"),
        ("2027-01-15", "Performance review"),
        ("2027-02-28", "Review of the record"),
        ("2027-03-31", "Electrical contractor licence: last day"),
        ("2027-03-31", "Contract: Electrical works, last day"),
        ("2026-12-29", "Contract: Electrical works, decide whether it goes on"),
        ("2027-01-28", "Contract: Electrical works, last day to send notice"),
        ("2027-01-29", "Contract: Electrical works, notice must have arrived"),
    }
    others = {(one.day.isoformat(), one.who, one.kind) for one in coming(site())}
    assert ("2026-12-15", "Insurance of suppliers", "policy") in others
    assert ("2026-12-20", "Delta Power Co", "waiver") in others


def test_a_day_is_the_last_day_in_effect() -> None:
    """A policy that ends at 00:01 on 1 January last holds on 31 December."""
    [one] = [found for what, found in days().items() if what.startswith("Insurance")]
    assert one.day == date(2026, 12, 31)


def test_lines_that_end_together_are_one_entry() -> None:
    """One day, one message to the broker."""
    other = {**liability("a-1", "2026-01-01", "2027-01-01", BIG), "line": "automobile_liability"}
    policies = [*ELECTRICIAN["insurance"]["policies"], other]
    found = days(insurance={"policies": policies})
    assert "Insurance: last day of automobile liability and general liability" in found


def test_a_renewal_on_file_takes_the_urgency_away() -> None:
    """The day stays in the calendar, and says that nothing has to be done."""
    shown = site(small(suppliers=[COVERED], waivers=[]))
    one = next(one for one in coming(shown) if one.kind == "insurance")
    assert one.note == "renewal on file" and not one.ends


@pytest.mark.parametrize(
    "change",
    [
        {"lifecycle_status": "inactive"},
        {"lifecycle_status": "blocked"},
    ],
)
def test_suppliers_that_are_gone_have_no_days(change: dict[str, Any]) -> None:
    """Nobody acts on them."""
    assert days(**change) == {}


def test_what_is_superseded_decided_or_cancelled_is_not_coming() -> None:
    """Old papers and settled questions stay out."""
    contract = ELECTRICIAN["contracts"][0]
    assert not [one for one in days(contracts=[{**contract, "cancelled_on": "2025-03-01"}])
                if "Contract" in one]  # fmt: skip
    decided = {**contract["renewal"], "decision": {"decision": "renew", "decided_on": "2026-11-01"}}
    found = days(contracts=[{**contract, "renewal": decided}])
    assert not [one for one in found if "notice" in one or "decide" in one]
    old = {**ELECTRICIAN["licences"][0], "superseded_by": "lic-1", "id": "lic-0"}
    found = days(licences=[{**ELECTRICIAN["licences"][0], "expires_on": "2027-05-31"}, old])
    assert found["Electrical contractor licence: last day"].day == date(2027, 5, 31)


def test_a_decision_to_leave_still_needs_its_notice() -> None:
    """Only the notice stops it: until that is in, its days stay; what to decide is settled."""
    contract = ELECTRICIAN["contracts"][0]
    leaving = {**contract["renewal"], "decision": {"decision": "exit", "decided_on": "2026-11-01"}}
    found = days(contracts=[{**contract, "renewal": leaving}])
    assert found["Contract: Electrical works, last day"].note == "renews itself"
    assert "Contract: Electrical works, last day to send notice" in found
    assert "Contract: Electrical works, notice must have arrived" in found
    assert "Contract: Electrical works, decide whether it goes on" not in found
    told = {**contract, "renewal": leaving, "notice_served_on": "2026-11-10"}
    found = days(contracts=[told])
    assert [one for one in found if "Contract" in one] == ["Contract: Electrical works, last day"]
    assert found["Contract: Electrical works, last day"].note == ""


def test_a_contract_that_renewed_itself_shows_the_term_it_is_in() -> None:
    """The record may be behind: the days are those of the present term."""
    contract = ELECTRICIAN["contracts"][0]
    renewal = {**contract["renewal"], "term": "P12M"}
    behind = {**contract, "starts_on": "2024-04-01", "ends_on": "2026-03-31", "renewal": renewal}
    found = days(contracts=[behind])
    assert found["Contract: Electrical works, last day"].day == date(2027, 3, 31)
    assert found["Contract: Electrical works, notice must have arrived"].day == date(2027, 1, 29)


def test_an_older_review_of_the_kind_does_not_count() -> None:
    """The newest says when the next is due."""
    assert days()["Performance review"].day == date(2027, 1, 15)


def test_the_horizon_is_four_hundred_days() -> None:
    """From the day of the pages on."""
    for one in coming(site()):
        assert 0 <= (one.day - date(2026, 11, 22)).days <= 400


def test_months_are_headings_with_links() -> None:
    """In order, each with the number of its days."""
    root = tree(bodies(calendar, site())[PATH])
    months = [text(one) for one in root.iter("h2") if str(one.get("id")).startswith("m-")]
    assert months[:2] == ["December 2026", "January 2027"]
    for link in links(root):
        if link.startswith("#"):
            by_id(root, link[1:])


def test_a_long_month_gets_a_page_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The front page keeps its size."""
    monkeypatch.setattr(calendar, "SHOWN", 2)
    pages = bodies(calendar, site())
    assert "calendar/2026-12/index.html" in pages
    front = tree(pages[PATH])
    assert "../calendar/2026-12/index.html" in links(front)
    whole = tree(pages["calendar/2026-12/index.html"])
    december = [one for one in coming(site()) if one.day.month == 12 and one.day.year == 2026]
    assert len(list(whole.iter("tr"))) == len(december) + 1


def test_the_public_site_has_no_calendar() -> None:
    """Contracts and insurance are not public."""
    assert bodies(calendar, site(audience="public")) == {}
    assert coming(site(audience="public")) == []


def test_owners_and_categories_have_calendars_to_subscribe_to() -> None:
    """Each link is a file that is made for the same audience."""
    shown = site()
    root = tree(bodies(calendar, shown)[PATH])
    files = {one.path for one in all_files(shown)}
    told = [one.removeprefix("../") for one in links(root) if "/feeds/" in one]
    assert "feeds/all.ics" in told and "feeds/owners/facilities-cm.ics" in told
    assert "feeds/categories/electrical.xml" in told
    assert set(told) <= files


def test_what_a_day_is_about_keeps_its_name_when_the_day_moves() -> None:
    """The key is of the paper: a corrected date moves the event, and makes no second one."""
    licence = ELECTRICIAN["licences"][0]
    before, after = (
        {one.key: one.day for one in days(licences=[{**licence, "expires_on": day}]).values()}
        for day in ("2027-03-31", "2027-05-31")
    )
    assert before.keys() == after.keys()
    moved = {key for key in before if before[key] != after[key]}
    assert moved == {f"acme/licence/{licence['id']}"}


def test_no_two_days_have_one_key() -> None:
    """In the small organisation; the feeds' tests look at the example."""
    keys = [one.key for one in coming(site())]
    assert len(keys) == len(set(keys)) and all(keys)
