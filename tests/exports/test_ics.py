"""Calendars, read back by a reader of their own grammar."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exports import ics
from generator.pages import _feeds
from generator.pages._dates import coming
from generator.pages.base import Site
from generator.reports.base import line
from tests.exports.icalendar import Component, read
from tests.pages.handbook_catalog import ELECTRICIAN, site, small


def calendars(shown: Site) -> dict[str, Component]:
    """Every calendar by its path."""
    return {one.path: read(one.data) for one in ics.files(shown)}


def events(calendar: Component) -> dict[str, Component]:
    """Events by UID; none comes twice."""
    found = [(one.one("UID"), one) for one in calendar.all("VEVENT")]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_all_holds_every_day_that_comes(example_site: Site) -> None:
    """Each as one all-day event, whose end is the day after."""
    found = events(calendars(example_site)["feeds/all.ics"])
    days = coming(example_site)
    assert len(found) == len(days) > 100
    told = sorted((one.one("DTSTART"), one.one("SUMMARY")) for one in found.values())
    assert told == sorted((f"{one.day:%Y%m%d}", f"{one.who}: {one.what}") for one in days)
    for event in found.values():
        for name in ("DTSTART", "DTEND"):
            [item] = [one for one in event.properties if one.name == name]
            assert item.parameters == {"VALUE": "DATE"}
        start, end = (date.fromisoformat(event.one(one)) for one in ("DTSTART", "DTEND"))
        assert end - start == timedelta(days=1)
        assert event.one("DTSTAMP") == event.one("LAST-MODIFIED") == "20261122T000000Z"
        assert event.one("TRANSP") == "TRANSPARENT"


def test_every_calendar_says_what_it_must(example_site: Site) -> None:
    """Version and product, a name, and at least one component."""
    for path, one in calendars(example_site).items():
        assert one.name == "VCALENDAR" and one.one("VERSION") == "2.0" and one.one("PRODID"), path
        assert one.one("NAME") == one.one("X-WR-CALNAME") and one.parts, path
        assert one.one("NAME").startswith("Larkfield Instruments: "), path


def test_notice_deadlines_are_there_with_reminders() -> None:
    """To decide by, to send by, and the day on which it must have arrived."""
    found = calendars(site(small(waivers=[])))["feeds/suppliers/acme.ics"]
    notice = [one for one in found.all("VEVENT") if one.one("CATEGORIES") == "notice"]
    told = {one.one("SUMMARY").rpartition(", ")[2]: one for one in notice}
    assert set(told) == {
        "decide whether it goes on",
        "last day to send notice",
        "notice must have arrived",
    }
    alarms = [one.one("TRIGGER") for one in told["last day to send notice"].all("VALARM")]
    assert alarms == ["-P29DT15H", "-P6DT15H", "-PT15H"]
    for alarm in told["last day to send notice"].all("VALARM"):
        assert alarm.one("ACTION") == "DISPLAY" and alarm.one("DESCRIPTION")


def test_reminders_come_at_nine_in_the_morning() -> None:
    """So many days ahead, on the day itself too."""
    for days in (0, 1, 2, 7, 90):
        [found] = re.findall(r"TRIGGER:(\S+)", ics._alarm(days))
        sign, ahead, hours = re.fullmatch(r"(-?)P(?:(\d+)D)?T(\d+)H", found).groups()
        hours = int(hours) + 24 * int(ahead or 0)
        assert (-hours if sign else hours) == 9 - 24 * days


def test_owners_and_categories_have_their_own(example_site: Site) -> None:
    """Those of an owner are its suppliers' and policies', those of a category what offers it."""
    found = calendars(example_site)
    whole = events(found["feeds/all.ics"])
    owners = [events(one) for path, one in found.items() if "/owners/" in path]
    assert sum(map(len, owners)) == sum(bool(one.owner) for one in coming(example_site))
    assert set().union(*owners) <= set(whole)
    parent = example_site.catalog.reference.categories["electrical"].parent
    above = set(events(found[f"feeds/categories/{parent}.ics"]))
    below = set(events(found["feeds/categories/electrical.ics"]))
    assert below and below < above
    for supplier in example_site.suppliers:
        mine = events(found[f"feeds/suppliers/{supplier}.ics"])
        assert set(mine) <= set(whole)


def test_without_a_day_a_calendar_is_still_valid() -> None:
    """It holds a time zone, and nothing happens in it."""
    gone = {**ELECTRICIAN, "lifecycle_status": "inactive"}
    found = calendars(site(small(suppliers=[gone], waivers=[])))["feeds/suppliers/acme.ics"]
    assert [one.name for one in found.parts] == ["VTIMEZONE"]


def test_a_corrected_date_moves_the_event() -> None:
    """The UID stays; the next day's build has the higher SEQUENCE."""
    licence = ELECTRICIAN["licences"][0]
    moved = {**ELECTRICIAN, "licences": [{**licence, "expires_on": "2027-05-31"}]}
    before, after = (
        events(calendars(site(small(suppliers=[one], waivers=[])))["feeds/suppliers/acme.ics"])
        for one in (ELECTRICIAN, moved)
    )
    assert before.keys() == after.keys()
    [uid] = [one for one in before if before[one].one("DTSTART") != after[one].one("DTSTART")]
    assert after[uid].one("DTSTART") == "20270531"
    today = site()
    later = replace(
        today, assessment=replace(today.assessment, as_of=today.as_of + timedelta(days=1))
    )
    first, second = (
        next(iter(events(calendars(one)["feeds/all.ics"]).values())) for one in (today, later)
    )
    assert int(second.one("SEQUENCE")) == int(first.one("SEQUENCE")) + 1


def test_another_organisation_has_other_uids() -> None:
    """Two catalogs in one calendar program do not overwrite each other."""
    ours = site()
    reference = ours.catalog.reference
    named = dict(reference.organisation) | {"id": "another"}
    theirs = replace(
        ours,
        catalog=replace(ours.catalog, reference=replace(reference, organisation=named)),
    )
    first, second = (set(events(calendars(one)["feeds/all.ics"])) for one in (ours, theirs))
    assert first and not first & second


def test_a_wide_calendar_is_bounded_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest days are in it, and how many are not."""
    monkeypatch.setattr(_feeds, "DAYS_HELD", 2)
    shown = site()
    found = calendars(shown)["feeds/all.ics"]
    nearest = sorted(f"{one.day:%Y%m%d}" for one in coming(shown))[:2]
    assert sorted(one.one("DTSTART") for one in events(found).values()) == nearest
    assert found.one("DESCRIPTION").startswith(f"{len(coming(shown)) - 2} later days are not")


def test_a_site_with_an_address_links_to_its_pages() -> None:
    """Otherwise there is nothing to lead to."""
    shown = replace(site(), site_url="https://catalog.example.com/x/")
    event = calendars(shown)["feeds/suppliers/acme.ics"].all("VEVENT")[0]
    assert event.one("URL") == "https://catalog.example.com/x/suppliers/acme/index.html"
    assert event.one("URL") in event.one("DESCRIPTION")
    assert "Owner: Category manager, facilities" in event.one("DESCRIPTION")


def test_the_public_has_no_calendar(public_site: Site) -> None:
    """Contracts and insurance are for staff."""
    assert list(ics.files(public_site)) == []


def test_hostile_texts_add_no_component(wild_site: Site, example_site: Site) -> None:
    """As many calendars, events and reminders, and every text within its property."""
    wild, tame = calendars(wild_site), calendars(example_site)
    assert wild.keys() == tame.keys()
    for path, one in wild.items():
        assert [part.name for part in one.all("VEVENT")] == [
            part.name for part in tame[path].all("VEVENT")
        ]
        assert len(one.all("VALARM")) == len(tame[path].all("VALARM"))
        if "/suppliers/" in path:
            assert all("BEGIN:VALARM" in event.one("SUMMARY") for event in one.all("VEVENT"))


def test_the_same_site_gives_the_same_bytes() -> None:
    """Whenever it is asked."""
    first = {one.path: one.data for one in ics.files(site())}
    assert first == {one.path: one.data for one in ics.files(site())} and len(first) > 5


@given(st.text())
def test_any_text_comes_back_as_one_property(words: str) -> None:
    """Line breaks stay line breaks; what is not seen is shown as its escape."""
    data = "BEGIN:X\r\n" + ics.fold(f"SUMMARY:{ics.escape(words)}") + "END:X\r\n"
    found = read(data.encode())
    assert not found.parts
    parts = re.split("\r\n|[\r\n\v\f\x85\u2028\u2029]", words)
    assert found.one("SUMMARY") == "\n".join(line(part) for part in parts)


@given(st.text(alphabet="aé漢😀", max_size=200))
def test_folding_keeps_every_character(words: str) -> None:
    """No line is longer than 75 octets, none is cut within a character."""
    data = "BEGIN:X\r\n" + ics.fold(f"SUMMARY:{words}") + "END:X\r\n"
    assert read(data.encode()).one("SUMMARY") == words
