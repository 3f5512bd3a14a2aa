"""What holds for every export: the same bytes each time, and nothing that is not to be seen."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from generator.exports import all_files
from generator.pages import all_pages
from generator.pages.base import File, Site
from tests.pages.handbook_catalog import SECRET, STAFF_ONLY, site


def contents(shown: Site) -> Iterator[tuple[str, bytes]]:
    """Every file, and what is inside those that are archives; letters too."""
    letters = [one for one in all_pages(shown) if isinstance(one, File)]
    for one in (*letters, *all_files(shown)):
        yield one.path, one.data
        if one.path.endswith(".xlsx"):
            archive = zipfile.ZipFile(io.BytesIO(one.data))
            for name in archive.namelist():
                yield f"{one.path}!{name}", archive.read(name)


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_same_site_gives_the_same_files(audience: str) -> None:
    """Byte for byte, in the same order, each path once."""
    first = list(contents(site(audience=audience)))
    assert first == list(contents(site(audience=audience)))
    paths = [path for path, _ in first]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_what_is_restricted_is_in_no_file(audience: str) -> None:
    """Nor what is for staff, in a file of the public's site."""
    hidden = [SECRET, *([STAFF_ONLY] if audience == "public" else [])]
    found = list(contents(site(audience=audience)))
    for path, data in found:
        for word in hidden:
            assert word.encode() not in data, path
    kinds = {path.rpartition(".")[2] for path, _ in found}
    assert {"json", "csv", "xlsx", "xml", "svg", "html", "txt"} <= kinds
    assert ({"ics", "eml"} <= kinds) == (audience == "internal")
