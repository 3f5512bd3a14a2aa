"""What search reads beside suppliers, and the words for places."""

import json
from dataclasses import replace
from typing import Any

from generator.pages import all_pages
from generator.pages._catalog_data import NUMBERS_PATH, data_files
from generator.pages._index import Index
from generator.pages._place_words import place_words
from generator.pages._search_data import PATH, search_file
from generator.pages.base import Page, Site


def rows_of(site: Site) -> list[list[str]]:
    """The rows, read back."""
    text = search_file(site).data.decode("ascii")
    found = json.loads(text.removeprefix("window.CATALOG_PAGES=").rstrip().removesuffix(";"))
    assert all(len(row) == 5 for row in found)
    return list(found)


def numbers_of(site: Site) -> dict[str, str]:
    """Supplier → the numbers on its papers."""
    found = next(one for one in data_files(Index(site)) if one.path == NUMBERS_PATH)
    text = found.data.decode("ascii").removeprefix("window.CATALOG_NUMBERS=").rstrip()
    return dict(zip(site.suppliers, json.loads(text.removesuffix(";")).split("\n"), strict=True))


def test_every_row_leads_to_a_page(site: Site, public: Site) -> None:
    """For staff and for anybody: what is found is there."""
    for one in (site, public):
        built: dict[str, Any] = {page.path: page for page in all_pages(one)}
        for row in rows_of(one):
            path, _, fragment = row[2].partition("#")
            assert isinstance(built[path], Page), row
            assert not fragment or f'id="{fragment}"' in built[path].body, row


def test_every_clause_check_and_category_is_found(site: Site) -> None:
    """Each is there once, under its id, with the words of its text and the figures in it."""
    rows = rows_of(site)
    clauses = {row[3]: row for row in rows if row[0] == "clause"}
    assert set(clauses) == set(site.catalog.clauses)
    assert {row[3].split(" ")[0] for row in rows if row[0] == "check"} == set(site.checks)
    assert {row[3] for row in rows if row[0] == "requirement"} == set(site.catalog.requirements)
    assert len([row for row in rows if row[0] == "category"]) == len(
        site.catalog.reference.categories
    )
    words = clauses["INS-3.1"][4].split(" ")
    assert len(words) == len(set(words))
    assert {"occurrence", "liability", "usd"} <= set(words)


def test_the_public_finds_what_it_may_read(site: Site, public: Site) -> None:
    """Drafts, the work page, our towns and the numbers on papers are for staff."""
    policies = dict(site.catalog.policies)
    name = "insurance"
    policies[name] = replace(policies[name], status="draft")
    draft = replace(public, catalog=replace(public.catalog, policies=policies))
    assert not [row for row in rows_of(draft) if row[2].startswith(f"handbook/{name}/")]
    assert [row for row in rows_of(site) if row[2] == "work/index.html"]
    assert not [row for row in rows_of(public) if row[2] == "work/index.html"]
    assert "Portland" in {one[0]: one for one in place_words(site, ["US-OR"])}["US-OR"]
    assert "Portland" not in str(place_words(public, ["US-OR"]))
    assert "cgl8415894" in numbers_of(site)["alderfen-electrical"]
    assert "cgl8415894" not in numbers_of(public)["alderfen-electrical"]


def test_a_waivers_id_finds_its_supplier(site: Site, public: Site) -> None:
    """As any other number that staff have in hand."""
    for waiver in site.catalog.waivers:
        bare = waiver.id.replace("-", "")
        assert bare in numbers_of(site)[waiver.supplier].split(" ")
        assert bare not in numbers_of(public)[waiver.supplier].split(" ")


def test_words_for_places(site: Site) -> None:
    """Names, codes, what people say; the states of a country that somebody serves as a whole."""
    found = {one[0]: one[1:] for one in place_words(site, ["US", "GB-LDS", ""])}
    assert {"United States", "USA", "America"} <= set(found["US"])
    assert {"Leeds", "LDS"} <= set(found["GB-LDS"])
    assert "UK" in found["GB"]
    assert found["US-TX"] == ["Texas"]
    assert "" not in found
    assert "FR" not in found


def test_the_file_is_apart_from_the_first_view(site: Site) -> None:
    """The suppliers' own file holds no other page."""
    first, _ = data_files(Index(site))
    assert b"INS-3.1" not in first.data
    assert first.path != PATH


def test_hostile_texts_stay_in_their_string(hostile: Site, tame: Site) -> None:
    """No text can end the script or its string."""
    for one in (hostile, tame):
        data = search_file(one).data
        assert data.count(b"\n") == 1
        assert rows_of(one)
    assert len(rows_of(hostile)) == len(rows_of(tame))
