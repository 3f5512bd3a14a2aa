"""The data page lists what there is to download, as it is."""

import pytest

from generator.exports import all_files
from generator.pages import data
from tests.pages.handbook_catalog import bodies, links, site, text, tree

PATH = "data/index.html"


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_every_download_exists_with_the_size_that_is_told(audience: str) -> None:
    """Each link is a file that is exported for the same audience."""
    shown = site(audience=audience)
    root = tree(bodies(data, shown)[PATH])
    files = {one.path: one.data for one in all_files(shown)}
    words = text(root)
    endings = (".csv", ".json", ".ics", ".xml", ".xlsx", ".svg", ".txt")
    told = [one.removeprefix("../") for one in links(root) if one.endswith(endings)]
    assert {"data/catalog.xlsx", "api/v1/openapi.json", "feeds/all.xml", "llms.txt"} <= set(told)
    assert ("feeds/all.ics" in told) == (audience == "internal")
    for path in told:
        assert path in files
        sized = path.endswith(".csv") or (path.startswith("api/") and path.count("/") < 3)
        if sized and not path.endswith(("index.json", "openapi.json")):
            assert data.size(len(files[path])) in words, path


def test_which_form_is_for_whom_is_said() -> None:
    """Nobody has to know what RFC 4180 is to pick the right file."""
    words = text(bodies(data, site())[PATH])
    assert "For spreadsheets: every value is quoted" in words
    assert "do not open it in a spreadsheet" in words


def test_staff_tables_are_not_named_to_the_public() -> None:
    """What is not there is not offered."""
    words = text(bodies(data, site(audience="public"))[PATH])
    assert "suppliers.csv" in words
    for hidden in ("findings", "contracts.csv", "owner", "Restricted"):
        assert hidden not in words


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (14_200, "14 kB"), (2_140_000, "2.1 MB")],
)
def test_sizes_read_well(count: int, said: str) -> None:
    """In the unit that people use."""
    assert data.size(count) == said


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_what_stands_on_other_pages_is_there(audience: str) -> None:
    """The list for a frame and the badge that the page shows, and each category to choose."""
    shown = site(audience=audience)
    root = tree(bodies(data, shown)[PATH])
    files = {one.path for one in all_files(shown)}
    chosen = [str(one.get("value")) for one in root.iter("option")][3:]
    assert {f"embed/{one}.html" for one in chosen} | {
        f"badges/categories/{one}.svg" for one in chosen
    } <= files
    assert len(chosen) == len(shown.catalog.reference.categories)
    [badge] = [str(one.get("src")) for one in root.iter("img")]
    assert badge.removeprefix("../") in files
