"""The queue: what is open, the day to act first, supplier by supplier, owner by owner."""

from datetime import date

import pytest

from generator.model.assessment import SEVERITY_ORDER, Outcome
from generator.pages import work
from tests.pages.handbook_catalog import (
    CLEANER,
    ELECTRICIAN,
    bodies,
    by_id,
    links,
    site,
    small,
    text,
    tree,
)

PATH = "work/index.html"


def test_what_is_open_is_there_and_what_is_waived_is_not() -> None:
    """Every finding that is not waived, from warnings up, exactly once under an owner."""
    shown = site()
    root = tree(bodies(work, shown)[PATH])
    listed = [one.get("data-fingerprint") for one in root.iter() if one.get("data-fingerprint")]
    expected = [
        one.fingerprint
        for one in shown.assessment.findings
        if one.outcome is not Outcome.WAIVED and one.severity != "info"
    ]
    assert sorted(map(str, listed)) == sorted(expected)


def test_the_day_to_act_comes_first_then_how_serious() -> None:
    """What stops buying and has no day is due now: after what is late, before what is to come."""
    shown = site()
    tasks = sorted(work._tasks(shown), key=lambda one: one.order)
    keys = [(one.due, SEVERITY_ORDER[one.finding.severity]) for one in tasks]
    assert keys == sorted(keys)
    undated = [one for one in tasks if one.finding.act_by is None]
    for one in undated:
        urgent = one.finding.severity in ("block", "error")
        assert one.due == (shown.as_of if urgent else date.max)


def test_all_of_a_supplier_stands_together_with_its_verdict() -> None:
    """One supplier, one group: one message can say all of it."""
    root = tree(bodies(work, site())[PATH])
    groups = [one for one in root.iter("tbody") if one.get("class") == "hb-group"]
    names = [text(next(one.iter("th"))) for one in groups]
    assert len(names) == len(set(names))
    acme = next(one for one in groups if "Acme" in text(one))
    assert acme.get("data-verdict") == "ask"
    assert "Acme Electric LLC Ask procurement High criticality" in text(acme)


def test_owners_are_links_to_their_part() -> None:
    """Filtering needs no script: each owner has an anchor; who owns nothing does not show."""
    root = tree(bodies(work, site())[PATH])
    assert "#owner-facilities-cm" in links(root)
    assert "Category manager, facilities" in text(by_id(root, "owner-facilities-cm"))
    assert "facilities@example.com" in text(root)


def test_without_an_owner_who_is_to_act_has_it() -> None:
    """Nothing open is without somebody."""
    unowned = {**CLEANER, "owner": None}
    shown = site(small(suppliers=[ELECTRICIAN, unowned], waivers=[]))
    owners = {one.who.name: one.owner for one in work._tasks(shown)}
    assert owners["Brush & Mop Ltd"] == "@risk"
    assert owners["Acme Electric LLC"] == "@facilities-cm"


def test_a_long_list_gets_a_page_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """And where that is too long as well, the table for spreadsheets has the rest."""
    many = [{**CLEANER, "id": f"s-{n}", "legal_name": f"Supplier {n:02}"} for n in range(6)]
    monkeypatch.setattr(work, "GROUPS_SHOWN", 2)
    monkeypatch.setattr(work, "GROUPS_ON_OWN_PAGE", 4)
    pages = bodies(work, site(small(suppliers=many, waivers=[])))
    own = "work/owner-facilities-cm/index.html"
    assert set(pages) == {PATH, own}
    front, page = tree(pages[PATH]), tree(pages[own])
    assert "../work/owner-facilities-cm/index.html" in links(front)
    assert len(list(front.iter("tbody"))) - 1 in (1, 2, 3)
    assert len(list(page.iter("tbody"))) == 4
    assert "2 more are in the data" in text(page)


def test_nothing_open_is_said_with_what_comes_next() -> None:
    """An empty queue leads to the calendar."""
    root = tree(bodies(work, site(small(suppliers=[], policies=[], waivers=[])))[PATH])
    assert "Nothing is open" in text(root)
    assert "../calendar/index.html" in links(root)


def test_the_public_site_has_no_queue() -> None:
    """The link in the header leads to a page that says so."""
    words = text(bodies(work, site(audience="public"))[PATH])
    assert "This page is for staff" in words and "Acme" not in words


def test_late_is_said_in_words() -> None:
    """A day that is past is marked, not only coloured."""
    ended = {
        **ELECTRICIAN,
        "contracts": [{**ELECTRICIAN["contracts"][0], "ends_on": "2026-12-31"}],
    }
    missed = {
        "id": "con-missed",
        "check": "CON-07",
        "severity": "error",
        "responsible": "@legal",
    }
    policy = {
        "id": "renewal",
        "title": "Renewal",
        "clauses": [
            {"id": "REN-1.1", "text": "Send it.", "verification": "machine",
             "requirements": [missed]}
        ],
    }  # fmt: skip
    words = text(bodies(work, site(small([ended], [policy], [])))[PATH])
    assert "1 is late" in words
    assert "Late 30 Oct 2026" in words
