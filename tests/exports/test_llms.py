"""llms.txt: plain text with links that lead somewhere, and no markup of records."""

import re

import pytest

from generator.exports import all_files, llms
from generator.model.assessment import Verdict
from generator.pages import all_pages
from generator.pages.base import Site
from tests.pages.handbook_catalog import site


def told(shown: Site) -> str:
    """The file's text."""
    [file] = llms.files(shown)
    assert file.path == "llms.txt"
    return file.data.decode()


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_every_link_leads_to_a_file_of_the_same_audience(audience: str) -> None:
    """What the site does not have is not named."""
    shown = site(audience=audience)
    there = {one.path for one in (*all_pages(shown), *all_files(shown))}
    links = re.findall(r"\]\(([^)]+)\)", told(shown))
    assert len(links) > 8 and set(links) <= there


def test_it_says_how_to_read_a_verdict_and_what_day_it_is_of() -> None:
    """Title first, then what it is; every verdict with its meaning."""
    lines = told(site()).splitlines()
    assert lines[0].startswith("# ") and lines[2].startswith("> ")
    assert "2026-11-22" in lines[2]
    for verdict in Verdict:
        assert any(one.startswith(f"- `{verdict}`, {verdict.label}: ") for one in lines)
    assert "never a pass" in told(site())


def test_it_stays_small_and_holds_no_markup_of_records(wild_site: Site) -> None:
    """A name is one line; a heading or a link of its own it cannot make."""
    words = told(wild_site)
    assert len(words) < 200_000
    headings = [one for one in words.splitlines() if one.startswith("#")]
    assert len(headings) == 4 and not re.search(r"(?<!\\)<", words)
