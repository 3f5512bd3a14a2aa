"""schema.org data: what is public, as a block that is never run and never ends too early."""

import json
from dataclasses import replace
from typing import Any

from generator.pages import _json_ld, category, supplier
from generator.pages.base import Site, category_path, supplier_path
from tests.pages.conftest import HOSTILE, bodies, tree


def graph(body: str) -> dict[str, dict[str, Any]]:
    """The nodes of a page's only block, by type."""
    [block] = [one for one in tree(body).iter("script") if one.get("type") == "application/ld+json"]
    data = json.loads(block.text)
    assert data["@context"] == "https://schema.org"
    return {one["@type"]: one for one in data["@graph"]}


def test_a_supplier_is_an_organization_with_offers(site: Site) -> None:
    """Its name, its country, what it offers where, and the way to its page."""
    found = bodies(supplier.pages, site)
    for name, assessed in site.suppliers.items():
        nodes = graph(found[supplier_path(name)])
        assert nodes["Organization"]["name"] == assessed.legal_name
        assert nodes["Organization"]["identifier"] == name
        offers = nodes["Organization"].get("makesOffer", [])
        assert len(offers) == len(site.record(name).get("offers") or ())
        steps = nodes["BreadcrumbList"]["itemListElement"]
        assert [one["position"] for one in steps] == [1, 2] and steps[0]["name"] == "Suppliers"


def test_a_category_is_a_list_of_who_offers_it(site: Site) -> None:
    """Each once, however many places it serves."""
    found = bodies(category.pages, site)
    nodes = graph(found[category_path("electrical")])
    offered = {one for one, _, _ in site.offered["electrical"]}
    assert nodes["ItemList"]["numberOfItems"] == len(offered)
    assert len(nodes["ItemList"]["itemListElement"]) == len(offered)


def test_staff_s_site_shows_no_more_than_the_public_one(site: Site, public: Site) -> None:
    """Such data is made to be copied: no verdict, no owner, no internal field."""
    for name in site.suppliers:
        ours = _json_ld.of_supplier(site, name)
        assert ours == _json_ld.of_supplier(public, name)
        for word in ("verdict", "owner", "mailbox", "criticality", "do-not-use"):
            assert f'"{word}"' not in ours


def test_hostile_texts_do_not_end_the_block(hostile: Site) -> None:
    """The whole text is one value."""
    for name in hostile.suppliers:
        block = str(_json_ld.of_supplier(hostile, name))
        assert block.count("<") == 2 and block.count(">") == 2 and "&" not in block
        data = json.loads(block.partition(">")[2].rpartition("<")[0])
        assert data["@graph"][0]["name"].startswith(HOSTILE[:40])


def test_a_site_with_an_address_has_addresses(site: Site) -> None:
    """Search engines want absolute ones; without an address there are none."""
    there = replace(site, site_url="https://catalog.example.com/x/")
    name = next(iter(site.suppliers))
    assert f"https://catalog.example.com/x/{supplier_path(name)}" in _json_ld.of_supplier(
        there, name
    )
    assert '"url"' not in _json_ld.of_supplier(site, name)
