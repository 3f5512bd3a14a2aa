"""A category's page: who can I buy it from here, today, and what if from nobody."""

from dataclasses import replace

import pytest

from generator.model.assessment import Verdict
from generator.model.places import covers
from generator.pages import category
from generator.pages._index import Index
from generator.pages.base import Site
from tests.pages.conftest import bodies, links, skeleton, text_of, tree

RANKS = [str(one) for one in Verdict]


@pytest.fixture(scope="module")
def staff(site: Site) -> dict[str, str]:
    """Every category's page as staff see it."""
    return bodies(category.pages, site)


def test_every_category_has_a_page(site: Site, staff: dict[str, str]) -> None:
    """Each category of the reference, and the list of them."""
    assert set(staff) == {
        "categories/index.html",
        *(f"categories/{one}/index.html" for one in site.catalog.reference.categories),
    }
    for name in site.catalog.reference.categories:
        main = tree(staff[f"categories/{name}/index.html"]).find("body/main")
        assert main.attrib["data-category"] == name


def test_place_by_place_the_usable_first(site: Site, staff: dict[str, str]) -> None:
    """Under each place stand those that serve it, OK ones before the others."""
    index = Index(site)
    for name in ("electrical", "facilities", "software"):
        root = tree(staff[f"categories/{name}/index.html"])
        places = [one for one in category.places(index, name) if one.code]
        assert places
        for place in places:
            ranks = [one.verdict.rank for one in place.answers]
            assert ranks == sorted(ranks)
            for one in place.answers:
                scopes = [offer.scope for offer in site.suppliers[one.supplier].offers]
                assert any(
                    scope.jurisdiction and covers(scope.jurisdiction, place.code)
                    for scope in scopes
                )
        shown = [
            one.attrib["data-supplier"]
            for one in root.iter("li")
            if one.attrib.get("class") == "sc-answer"
        ]
        assert shown == [one.supplier for place in places for one in place.answers]


def test_a_place_without_record_comes_last(site: Site) -> None:
    """A supplier whose place nobody recorded is not lost."""
    name, known = next(iter(site.suppliers.items()))
    offers = tuple(
        replace(one, scope=replace(one.scope, jurisdiction=None)) for one in known.offers
    )
    other = replace(known, offers=offers, timeline=())
    suppliers = tuple(other if one.id == name else one for one in site.assessment.suppliers)
    changed = replace(site, assessment=replace(site.assessment, suppliers=suppliers))
    found = category.places(Index(changed), offers[0].scope.category)
    assert found[-1].name == "Place not recorded"
    assert [one.supplier for one in found[-1].answers] == [name]


def test_none_ok_says_what_to_do(site: Site, staff: dict[str, str]) -> None:
    """Where nobody may be used, the page says so and where to ask."""
    index = Index(site)
    empty = [
        one
        for one in site.catalog.reference.categories
        if index.counts(one)[0] == 0 and index.counts(one)[1]
    ]
    assert empty
    for name in empty:
        said = text_of(tree(staff[f"categories/{name}/index.html"]))
        assert "What to do now" in said
        assert "Request a supplier" in said


def test_what_is_asked_of_a_seller(site: Site, staff: dict[str, str]) -> None:
    """Requirements that name the category or one above it, with their clauses; licence classes."""
    root = tree(staff["categories/electrical/index.html"])
    for requirement in site.catalog.requirements.values():
        if "electrical" in (requirement.applies_when.get("category") or ()):
            target = f"../../handbook/{requirement.policy}/index.html#{requirement.clause}"
            assert target in links(root), requirement.id
    said = text_of(root)
    assert "Oregon Building Codes Division" in said
    assert "Also asked for as: electrician, sparky" in said


def test_counts_are_of_suppliers_not_offers(site: Site) -> None:
    """A supplier with three offers counts once, for the category and for those above it."""
    index = Index(site)
    for name in site.catalog.reference.categories:
        good, total = index.counts(name)
        ids = {one for one, _, _ in site.offered.get(name, ())}
        assert total == len(ids)
        assert good <= total


def test_hostile_texts_change_no_element(hostile: Site, tame: Site) -> None:
    """Names, words and descriptions are text."""
    bad, good = bodies(category.pages, hostile), bodies(category.pages, tame)
    for path in list(bad)[::5]:
        assert skeleton(bad[path]) == skeleton(good[path]), path


def test_the_public_sees_no_roles_or_reasons(public: Site) -> None:
    """No owner, no mailbox, no budget band, no reason."""
    for path, body in bodies(category.pages, public).items():
        assert "mailto:" not in body, path
        assert "Budget band" not in body, path
        assert "sc-answer__why" not in body, path
        assert "Category manager" not in body, path


def test_links_are_relative_and_name_files(staff: dict[str, str]) -> None:
    """They resolve on a server and from a disk alike."""
    for path, body in staff.items():
        root = tree(body)
        ids = {one.attrib["id"] for one in root.iter() if "id" in one.attrib}
        for link in links(root):
            if link.startswith("#"):
                assert link[1:] in ids, (path, link)
            elif not link.startswith(("https://", "mailto:")):
                assert link.startswith("../"), (path, link)
                named = (".html", ".js", "../feeds/")
                assert any(map(link.__contains__, named)), (path, link)
