"""News as Atom and as JSON Feed: the same items, valid by their own rules, stable over time."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.evaluate import evaluate
from generator.exports import atom, json_feed
from generator.exports._names import Names
from generator.model.assessment import Outcome
from generator.pages import category, home, supplier, work
from generator.pages._news import all_news, stage
from generator.pages.base import Page, Site
from tests.pages.handbook_catalog import AS_OF, ELECTRICIAN, STAFF_ONLY, site, small

SPACE = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# RFC 4287, 4.1: what a feed and an entry hold, and how often.
FEED = {"id": "1", "title": "1", "updated": "1", "author": "+", "link": "*", "subtitle": "?"}
ENTRY = {"id": "1", "title": "1", "updated": "1", "published": "?", "link": "*", "content": "?"}


def feeds(shown: Site) -> dict[str, ElementTree.Element]:
    """Every Atom feed by its path."""
    return {one.path: ElementTree.fromstring(one.data) for one in atom.files(shown)}


def items(shown: Site, path: str = "feeds/all.json") -> list[dict[str, Any]]:
    """The items of a JSON feed."""
    found: Any = json.loads({one.path: one.data for one in json_feed.files(shown)}[path])
    return list(found["items"])


def hold(element: ElementTree.Element, rules: dict[str, str]) -> None:
    """Each child is one that may be there, as often as it may."""
    names = [child.tag.removeprefix(SPACE) for child in element if child.tag != SPACE + "entry"]
    assert set(names) <= set(rules)
    for name, often in rules.items():
        count = names.count(name)
        assert {"1": count == 1, "+": count >= 1, "?": count <= 1, "*": True}[often], name


def paths_of(shown: Site) -> set[str]:
    """Where the JSON feeds are."""
    return {one.path for one in json_feed.files(shown)}


def path_of(supplier: str) -> str:
    """Where a supplier's JSON feed is."""
    return f"feeds/suppliers/{supplier}.json"


def told(element: ElementTree.Element, name: str) -> str:
    """The text of a child."""
    return element.findtext(SPACE + name) or ""


def test_every_feed_is_valid_atom(example_site: Site) -> None:
    """By the grammar of RFC 4287."""
    for path, feed in feeds(example_site).items():
        assert feed.tag == SPACE + "feed", path
        hold(feed, FEED)
        entries = feed.findall(SPACE + "entry")
        for one in entries:
            hold(one, ENTRY)
            # Without content there must be a link to the page; there are both.
            assert one.find(SPACE + "link").get("rel") == "alternate"
            assert one.find(SPACE + "content").get("type") == "text"
            assert told(one, "title") and told(one, "content")
        for one in (feed, *entries):
            assert URN.fullmatch(told(one, "id")) and MOMENT.fullmatch(told(one, "updated"))
        ids = [told(one, "id") for one in entries]
        assert len(ids) == len(set(ids)), path
        days = [told(one, "updated") for one in entries]
        assert days == sorted(days, reverse=True)
        assert told(feed, "updated") == max(days, default="2026-11-22T00:00:00Z")
    assert len(feeds(example_site)["feeds/all.xml"]) > 50


def test_every_feed_is_valid_json_feed(example_site: Site) -> None:
    """By jsonfeed.org, version 1.1; and it says what the Atom feed says."""
    sides = feeds(example_site)
    for one in json_feed.files(example_site):
        found = json.loads(one.data)
        assert found["version"] == "https://jsonfeed.org/version/1.1" and found["title"]
        assert found["authors"] == [{"name": "Larkfield Instruments"}]
        entries = sides[one.path.replace(".json", ".xml")].findall(SPACE + "entry")
        pairs = [(told(entry, "id"), told(entry, "title")) for entry in entries]
        assert [(item["id"], item["title"]) for item in found["items"]] == pairs
        for item in found["items"]:
            assert MOMENT.fullmatch(item["date_published"]) and item["content_text"]
            assert set(item) <= {
                *("id", "title", "content_text", "date_published", "date_modified", "url")
            }


def test_turns_endings_and_what_ended_are_told(example_site: Site) -> None:
    """A verdict that turns, a paper that ends, a paper that has ended."""
    keys = [one.key for one in all_news(example_site)]
    for kind in ("/turn/", "/ends/", "/ended/"):
        assert any(kind in key for key in keys), kind
    for one in all_news(example_site):
        assert one.day <= AS_OF and one.lines and one.title


@pytest.mark.parametrize(
    ("left", "wanted"),
    [(-1, None), (0, 0), (1, 7), (7, 7), (8, 30), (30, 30), (31, 90), (90, 90), (91, None)],
)
def test_what_comes_is_told_in_stages(left: int, wanted: int | None) -> None:
    """90, 30 and 7 days ahead, and on the day."""
    assert stage(AS_OF + timedelta(days=left), AS_OF) == wanted


def test_an_item_is_the_same_whenever_the_site_is_built() -> None:
    """Id, day and words: a reader sees each telling once, however often the site is built."""
    first = site()
    made = {}
    for days in range(0, 40, 3):
        day = AS_OF + timedelta(days=days)
        later = replace(first, assessment=evaluate(first.catalog, day))
        for item in items(later):
            known = made.setdefault(item["id"], item)
            assert known["title"] == item["title"]
            assert known["date_published"] == item["date_published"] <= f"{day}T00:00:00Z"
    assert len(made) > 5


def test_a_turn_says_from_when_and_why() -> None:
    """For staff with the reasons; the day before, it still is what it was."""
    shown = site()
    found = next(one for one in all_news(shown) if "/turn/" in one.key)
    assessed = shown.suppliers[found.supplier]
    segment = next(one for one in assessed.timeline[1:] if str(one.start) in found.key)
    assert segment.verdict.label in found.title and set(segment.because) <= set(found.lines)


def test_the_public_learns_verdicts_and_nothing_else(public_site: Site) -> None:
    """No paper, no reason, no owner."""
    news = all_news(public_site)
    assert news and all("/turn/" in one.key and len(one.lines) == 1 for one in news)
    paths = {one.path for one in atom.files(public_site)}
    assert "feeds/all.xml" in paths and not [one for one in paths if "/owners/" in one]
    hidden = b"".join(one.data for one in atom.files(site(audience="public")))
    assert STAFF_ONLY.encode() not in hidden


def test_a_category_has_the_news_of_its_suppliers(example_site: Site) -> None:
    """And of the categories below it."""
    offered = {name for name, _, _ in example_site.offered["electrical"]}
    wanted = [one.title for one in all_news(example_site) if one.supplier in offered]
    found = items(example_site, "feeds/categories/electrical.json")
    assert [one["title"] for one in found] == wanted and wanted


def test_a_supplier_has_the_news_of_its_own(example_site: Site) -> None:
    """Every item that is about it, as in the feed of all; the ids depend on nothing else."""
    everything = {one["id"]: one for one in items(example_site)}
    titles: dict[str, list[str]] = {}
    for one in all_news(example_site):
        titles.setdefault(path_of(one.supplier), []).append(one.title)
    titles.pop(path_of(""), None)  # policies, and waivers of many
    made = {one.path: json.loads(one.data)["items"] for one in json_feed.files(example_site)}
    assert len(set(titles) & set(made)) == len(titles) > 10
    for name in example_site.suppliers:
        found = made.get(path_of(name), [])
        assert [one["title"] for one in found] == titles.get(path_of(name), [])
        assert all(everything.get(one["id"], one) == one for one in found)


def test_ids_are_the_same_for_ever() -> None:
    """Written down here: a reader that knows them must never be told the same again."""
    shown = site()
    feed = feeds(shown)["feeds/suppliers/acme.xml"]
    assert told(feed, "id") == "urn:uuid:05972f88-cd0e-5e37-9048-7d854626f1bd"
    [turn] = [one for one in all_news(shown) if one.key.startswith("acme/turn/")][:1]
    assert (turn.key, Names(shown)(turn.key).urn) == (
        "acme/turn/2027-01-01/do-not-use/90",
        "urn:uuid:0b92ce15-6d6b-52b4-854d-49e249b43bb4",
    )


def test_what_is_out_of_use_has_no_feed_of_news() -> None:
    """Its page names none; it keeps its calendar, which is empty."""
    gone = {**ELECTRICIAN, "lifecycle_status": "inactive"}
    shown = site(small(suppliers=[gone], waivers=[]))
    assert path_of("acme") in paths_of(site()) and path_of("acme") not in paths_of(shown)
    for here, wanted in ((site(), "feeds/suppliers/acme"), (shown, "")):
        page = next(one for one in supplier.pages(here) if "/acme/" in one.path)
        assert page.feed == wanted
        assert ("acme.xml" in page.body) == bool(wanted) and "acme.ics" in page.body


def test_the_public_page_of_a_supplier_names_no_calendar() -> None:
    """Its news are there: verdicts."""
    page = next(iter(supplier.pages(site(audience="public"))))
    assert page.feed and f"../../{page.feed}.xml" in page.body and ".ics" not in page.body


def test_home_categories_and_owners_name_their_news(example_site: Site) -> None:
    """Each names feeds that there are."""
    made = paths_of(example_site)
    for module, wanted in ((home, 1), (category, len(example_site.offered)), (work, 5)):
        found = [one.feed for one in module.pages(example_site) if isinstance(one, Page)]
        assert sum(map(bool, found)) >= wanted
        assert {f"{one}.json" for one in found if one} <= made


def test_a_site_with_an_address_has_addresses() -> None:
    """Absolute ones, of the feed itself too; a site without leads from the feed to its pages."""
    there = replace(site(), site_url="https://catalog.example.com/x")
    feed = feeds(there)["feeds/all.xml"]
    links = {one.get("rel"): one.get("href") for one in feed.findall(SPACE + "link")}
    assert links["self"] == "https://catalog.example.com/x/feeds/all.xml"
    assert all(one["url"].startswith("https://catalog.example.com/x/") for one in items(there))
    [link] = feeds(site())["feeds/owners/facilities-cm.xml"].findall(SPACE + "link")
    assert link.get("href") == "../../index.html"
    assert all("url" not in one for one in items(site()))


def test_a_feed_of_one_thing_leads_to_its_page() -> None:
    """And that of many to the home page."""
    start = "https://catalog.example.com/"
    there = replace(site(), site_url=start)
    told = {one.path: json.loads(one.data)["home_page_url"] for one in json_feed.files(there)}
    assert told["feeds/suppliers/acme.json"] == f"{start}suppliers/acme/index.html"
    assert told["feeds/categories/electrical.json"] == f"{start}categories/electrical/index.html"
    assert told["feeds/all.json"] == f"{start}index.html"
    [link] = feeds(site())["feeds/suppliers/acme.xml"].findall(SPACE + "link")
    assert link.get("href") == "../../suppliers/acme/index.html"


def test_hostile_texts_stay_texts(wild_site: Site, example_site: Site) -> None:
    """As many elements of the same names; what XML cannot hold is shown as its escape."""

    def shape(feed: ElementTree.Element) -> list[str]:
        return [one.tag for one in feed.iter()]

    wild, tame = feeds(wild_site), feeds(example_site)
    assert {path: len(one) for path, one in wild.items()} == {
        path: len(one) for path, one in tame.items()
    }
    for path, one in wild.items():
        assert set(shape(one)) <= set(shape(tame[path]))
    assert "<script>alert(1)</script>" in told(wild["feeds/all.xml"].find(SPACE + "entry"), "title")


@pytest.mark.parametrize(
    ("ago", "is_told"), [(0, False), (1, True), (90, True), (91, False), (2000, False)]
)
def test_what_ended_long_ago_is_no_news(ago: int, is_told: bool) -> None:
    """90 days are enough; on its last day it has not ended."""
    shown = site()
    last = AS_OF - timedelta(days=ago)
    acme = shown.suppliers["acme"]
    found = replace(acme.findings[0], outcome=Outcome.FAIL, severity="error", last_day=last)
    others = [one for one in shown.assessment.suppliers if one.id != "acme"]
    suppliers = (replace(acme, findings=(found,)), *others)
    changed = replace(shown, assessment=replace(shown.assessment, suppliers=suppliers))
    news = [one for one in all_news(changed) if one.key == f"{found.fingerprint}/ended/{last}"]
    assert bool(news) == is_told
    if news:
        assert news[0].day == last + timedelta(days=1)
        assert f"Required: {found.required}" in news[0].lines
