"""Suppliers side by side: the page without a script, and the blocks of data for the script."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.pages import compare
from generator.pages._compare import groups
from generator.pages._facets import values_at
from generator.pages.base import File, Site
from tests.pages.conftest import bodies, skeleton, text_of, tree


def data_of(site: Site) -> dict[int, dict[str, Any]]:
    """The blocks, read back."""
    found = {}
    for one in compare.pages(site):
        if isinstance(one, File):
            text = one.data.decode("ascii")
            head = "window.COMPARE=Object.assign(window.COMPARE||{},"
            assert text.startswith(head)
            number = int(one.path.rpartition("/")[2].removesuffix(".js"))
            found[number] = dict(json.loads(text.removeprefix(head).rstrip().removesuffix(");")))
    return found


def everyone(site: Site) -> dict[str, dict[str, Any]]:
    """All suppliers of all blocks."""
    return {name: one for block in data_of(site).values() for name, one in block.items()}


def test_each_supplier_is_in_the_block_of_its_id(site: Site) -> None:
    """Once, so that its id alone says what to read."""
    found = data_of(site)
    assert sorted(found) == list(range(compare.blocks(len(site.suppliers))))
    for number, block in found.items():
        assert all(compare.block_of(name, len(found)) == number for name in block)
    assert sorted(everyone(site)) == sorted(site.suppliers)


@given(st.integers(min_value=0, max_value=200_000))
def test_blocks_stay_small_and_few(suppliers: int) -> None:
    """A power of two, with twelve to twenty-four suppliers in each on average."""
    count = compare.blocks(suppliers)
    assert count & (count - 1) == 0
    assert suppliers / count <= compare.IN_A_BLOCK
    assert count == 1 or suppliers / count >= compare.IN_A_BLOCK / 2


def test_a_supplier_says_what_is_on_record(site: Site) -> None:
    """Verdict, offers, limits, papers, contracts, people; dates stay dates."""
    one = everyone(site)["harrow-peak-electric"]
    lines = one["lines"]
    assert one["verdict"] == site.suppliers["harrow-peak-electric"].verdict
    assert one["offers"][0][:2] == ["Electrical work · Oregon, US", "ok"]
    assert lines["preference"] == ["Preferred"]
    assert lines["band"] == ["Electrical work: $$ and $$$"]
    assert "Each occurrence: USD 1,000,000" in lines["insurance-commercial_general_liability"]
    assert any(one[2] == "2028-10-01" for one in lines["licences"])
    assert any(one[2] == "2029-06-30" for one in lines["contracts"])
    assert lines["spend"] == ["USD 185,000"]
    assert "Orders: dispatch@harrowpeak.example.com" in lines["contacts"]


def test_each_line_of_the_page_is_used(site: Site) -> None:
    """The page has the lines that somebody has a value for, and no others."""
    body = bodies(compare.pages, site)[compare.PATH]
    shown = [one.attrib["data-line"] for one in tree(body).iter("tr") if "data-line" in one.attrib]
    used = {key for one in everyone(site).values() for key in one["lines"]}
    assert set(shown) == used | {"verdict", "offers"}
    order = [line.key for group in groups() for line in group.lines]
    assert shown == [one for one in order if one in set(shown)]


def test_without_a_script_the_page_says_where_to_go(site: Site) -> None:
    """It has no table to show."""
    assert "Without it, open the suppliers" in text_of(
        tree(bodies(compare.pages, site)[compare.PATH])
    )


def test_the_public_sees_nothing_internal(public: Site) -> None:
    """No reason, price, limit, contract, owner, risk or mailbox."""
    hidden = {"why", "preference", "band", "prices", "contracts", "spend", "owner", "contacts"}
    hidden |= {"criticality", "tier", "risks", "model", "diversity", "terms", "how"}
    found = everyone(public)
    keys = {key for one in found.values() for key in one["lines"]}
    assert not keys & hidden
    assert not any(key.startswith("insurance") for key in keys)
    text = json.dumps(found)
    for record in public.catalog.suppliers.values():
        for path in ("contacts.*.mailbox", "insurance.policies.*.policy_number"):
            assert not any(one in text for one in values_at(record.data, path))


def test_hostile_texts_change_no_element(hostile: Site, tame: Site) -> None:
    """Neither the page nor the scripts' syntax."""
    bad, good = (bodies(compare.pages, one)[compare.PATH] for one in (hostile, tame))
    assert skeleton(bad) == skeleton(good)
    assert everyone(hostile).keys() == everyone(tame).keys()
