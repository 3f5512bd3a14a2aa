"""The queue: what is open, the day to act first; owner by owner with letters half written."""

import email
import email.policy
from datetime import date
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.model.assessment import SEVERITY_ORDER, Outcome
from generator.pages import work
from generator.pages._dates import coming
from generator.pages._drafts import MAILTO_MAX, draft, mailto
from generator.pages._queue import Task, queue, spans
from generator.pages._standing import Party
from generator.pages.base import File
from generator.reports._letters import Letter
from tests.pages.handbook_catalog import (
    AS_OF,
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
OWN = "work/owner-facilities-cm/index.html"


def owners(pages: dict[str, str]) -> list[str]:
    """The pages of the owners."""
    return [path for path in pages if path != PATH]


def test_what_is_open_is_there_and_what_is_waived_is_not() -> None:
    """Every finding that is not waived, from warnings up, exactly once under an owner."""
    shown = site()
    pages = bodies(work, shown)
    listed = [
        one.get("data-fingerprint")
        for path in owners(pages)
        for one in tree(pages[path]).iter()
        if one.get("data-fingerprint")
    ]
    expected = [
        one.fingerprint
        for one in shown.assessment.findings
        if one.outcome is not Outcome.WAIVED and one.severity != "info"
    ]
    assert sorted(map(str, listed)) == sorted(expected)


def test_the_day_to_act_comes_first_then_how_serious() -> None:
    """What has no day of its own is due now."""
    tasks = queue(site())
    keys = [(one.due, SEVERITY_ORDER.get(one.severity, 4)) for one in tasks]
    assert keys == sorted(keys)
    assert all(one.due == AS_OF for one in tasks if one.by is None)


def test_days_to_decide_and_to_review_are_in_the_queue_once() -> None:
    """Notice dates, reviews, waivers' ends: unless a finding asks for the same on that day."""
    shown = site()
    asked = {(one.supplier, one.due) for one in queue(shown) if one.finding}
    days = {one.key for one in queue(shown) if one.finding is None}
    wanted = {
        one.key
        for one in coming(shown, 90)
        if one.kind in ("notice", "review", "waiver", "policy")
        and (one.supplier, one.day) not in asked
    }
    assert days == wanted and {key.split("/")[0] for key in days} >= {"waiver", "policy"}
    steps = {one.key: one.step for one in queue(shown) if one.finding is None}
    assert all(steps.values())
    assert steps["acme/notice/msa/send"].startswith("If it is to end, send the notice")


def task(day: date) -> Task:
    """Something to do by then."""
    return Task(
        who=Party("A", "a"), owner="", acts="", what="", step="", today=AS_OF, by=day, key=str(day)
    )


def test_late_today_weeks_and_months_stand_apart() -> None:
    """22 November 2026 is a Sunday: the week ends with it."""
    days = [
        *(date(2026, 11, 1), date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 29)),
        *(date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 1)),
    ]
    found = spans([task(one) for one in days], AS_OF, 1)
    assert [(one.key, one.count, len(one.tasks)) for one in found] == [
        ("late", 1, 1),
        ("now", 1, 1),
        ("next-week", 2, 1),
        ("2026-11", 1, 1),
        ("2026-12", 1, 1),
        ("2027-01", 1, 1),
    ]
    assert found[-1].name == "January 2027"
    assert spans([task(date(2026, 11, 18))], date(2026, 11, 17), 1)[0].key == "this-week"


def test_the_first_page_shows_the_first_of_each_span_and_says_how_many_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page without end helps nobody."""
    monkeypatch.setattr(work, "SHOWN", 1)
    root = tree(bodies(work, site())[PATH])
    rows = [one for one in root.iter("tr") if one.get("data-fingerprint")]
    assert len(rows) <= len(spans(queue(site()), AS_OF, 1))
    assert "more are on their owners’ pages" in text(root)


def test_all_of_a_supplier_stands_together_with_its_verdict_and_what_is_at_stake() -> None:
    """One supplier, one group: one message can say all of it."""
    spend = {"annual_spend_estimate": {"amount": "120000.00", "currency": "USD"}}
    shown = site(small(suppliers=[{**ELECTRICIAN, **spend}], waivers=[]))
    root = tree(bodies(work, shown)[OWN])
    groups = [one for one in root.iter("section") if one.get("class") == "wk-group"]
    names = [text(next(one.iter("h2"))) for one in groups]
    assert len(names) == len(set(names))
    acme = by_id(root, "of-acme")
    assert acme.get("data-verdict") == "ask"
    assert "Ask procurement" in text(acme) and "High criticality" in text(acme)
    assert "USD 120,000 a year" in text(acme)


def test_owners_are_links_to_their_page_and_to_their_feeds() -> None:
    """Filtering needs no script: each owner has a page; who owns nothing does not show."""
    pages = bodies(work, site())
    assert "../" + OWN in links(tree(pages[PATH]))
    root = tree(pages[OWN])
    assert "Category manager, facilities" in text(root) and "facilities@example.com" in text(root)
    assert "../../feeds/owners/facilities-cm.ics" in links(root)


def test_an_owner_without_a_feed_is_promised_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may have to act, and own no supplier whose days a calendar could hold."""
    monkeypatch.setattr(work, "wide", lambda site: [])
    root = tree(bodies(work, site())[OWN])
    assert not [one for one in links(root) if "feeds/" in one]


def test_rows_lead_to_the_group_with_the_drafts() -> None:
    """One click from the queue to the letter."""
    pages = bodies(work, site())
    leads = [one for one in links(tree(pages[PATH])) if one.endswith("#of-acme")]
    assert leads and set(leads) == {f"../{OWN}#of-acme"}
    by_id(tree(pages[OWN]), "of-acme")


def test_without_an_owner_who_is_to_act_has_it() -> None:
    """Nothing open is without somebody; a letter is one file under however many."""
    unowned = {**CLEANER, "owner": None, "contacts": CONTACTS}
    shown = site(small(suppliers=[ELECTRICIAN, unowned], waivers=[]))
    found = {one.who.name: one.owner for one in queue(shown) if one.finding}
    assert found["Brush & Mop Ltd"] == "@risk"
    assert found["Acme Electric LLC"] == "@facilities-cm"
    files = [one.path for one in work.pages(shown) if isinstance(one, File)]
    assert len(files) == len(set(files))


def test_an_owner_s_page_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is too long the table for spreadsheets has the rest, and a command all letters."""
    many = [{**CLEANER, "id": f"s-{n}", "legal_name": f"Supplier {n:02}"} for n in range(6)]
    monkeypatch.setattr(work, "GROUPS_SHOWN", 4)
    pages = bodies(work, site(small(suppliers=many, waivers=[])))
    page = tree(pages[OWN])
    assert len(list(page.iter("section"))) == 4
    assert "2 more are in the data" in text(page) and "catalog drift --mail" in text(page)
    assert f"../{OWN}" in links(tree(pages[PATH]))


CONTACTS = [
    {"role": "compliance", "mailbox": "papers@acme.example.com"},
    {"role": "insurance_broker", "mailbox": "desk@broker.example.com"},
]


def letters(**changes: Any) -> dict[str, bytes]:
    """The letters of the small organisation as files."""
    shown = site(small(suppliers=[{**ELECTRICIAN, "contacts": CONTACTS, **changes}], waivers=[]))
    return {one.path: one.data for one in work.pages(shown) if isinstance(one, File)}


def test_a_letter_is_text_link_and_file_with_one_content() -> None:
    """To the compliance contact, the broker in copy; each item required against held."""
    shown = site(small(suppliers=[{**ELECTRICIAN, "contacts": CONTACTS}], waivers=[]))
    found = draft(shown, shown.suppliers["acme"])
    assert found is not None
    parsed = email.message_from_bytes(
        letters()["work/letters/acme.eml"], policy=email.policy.default
    )
    assert parsed["To"] == "papers@acme.example.com" and parsed["Cc"] == "desk@broker.example.com"
    body = parsed.get_body().get_content().replace("\r\n", "\n")
    assert body == found.letter.body
    assert "Required: " in body and "On file:" in body and "clause INS-1.1" in body
    group = by_id(tree(bodies(work, shown)[OWN]), "of-acme")
    assert body.split() == text(next(group.iter("pre"))).split()
    link = urlsplit(found.mailto)
    assert link.scheme == "mailto" and unquote(link.path) == "papers@acme.example.com"
    fields = parse_qs(link.query, strict_parsing=True)
    assert fields["cc"] == ["desk@broker.example.com"]
    assert fields["subject"] == [found.letter.subject]
    whole = fields["body"][0].replace("\r\n", "\n")
    assert whole == body if not found.cut else body.startswith(whole.partition("\n[")[0])


def test_without_a_mailbox_there_is_no_link_and_the_page_says_what_to_add() -> None:
    """A letter to nobody is still a text."""
    shown = site(small(suppliers=[{**ELECTRICIAN, "contacts": []}], waivers=[]))
    group = by_id(tree(bodies(work, shown)[OWN]), "of-acme")
    assert "No mailbox is on file" in text(group)
    assert not [one for one in links(group) if one.startswith("mailto:")]


@pytest.mark.parametrize("size", [1, 40, 400])
def test_a_link_is_never_longer_than_mail_programs_take(size: int) -> None:
    """It is cut at the end of a line, and says so; hostile texts stay texts."""
    wild = "Ä&cc=all@example.com?subject=x #\u202e%0Abcc: " * 3
    found = Letter(
        supplier="a",
        to=("a+b@example.com", "x&y@example.com"),
        cc=("c@example.com",),
        sender="",
        subject="A & B? #1",
        body="".join(f"{number}. {wild}\n" for number in range(size)),
    )
    link, cut = mailto(found)
    assert len(link) <= MAILTO_MAX and cut == (size > 1)
    parts = urlsplit(link)
    fields = parse_qs(parts.query, strict_parsing=True, keep_blank_values=True)
    assert set(fields) == {"cc", "subject", "body"} and not parts.fragment
    assert fields["subject"] == ["A & B? #1"] and fields["cc"] == ["c@example.com"]
    kept = fields["body"][0].replace("\r\n", "\n")
    assert found.body.startswith(kept.partition("\n[")[0]) if cut else kept == found.body


def test_nothing_open_is_said_with_what_comes_next() -> None:
    """An empty queue leads to the calendar."""
    root = tree(bodies(work, site(small(suppliers=[], policies=[], waivers=[])))[PATH])
    assert "Nothing is open" in text(root)
    assert "../calendar/index.html" in links(root)


def test_the_public_site_has_no_queue() -> None:
    """The link in the header leads to a page that says so; there is no letter and no owner."""
    made = list(work.pages(site(audience="public")))
    assert [one.path for one in made] == [PATH]
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
    words = text(tree(bodies(work, site(small([ended], [policy], [])))[PATH]))
    assert "1 is late" in words
    assert "Late 30 Oct 2026" in words
