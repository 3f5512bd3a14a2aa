"""Badges: each is a picture that says one verdict, in words, icon, colour and title."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from generator.exports import badges
from generator.model.assessment import Verdict
from generator.pages.base import Site
from tests.pages.handbook_catalog import site

SPACE = "{http://www.w3.org/2000/svg}"
MAY = {"svg", "title", "g", "rect", "path", "text"}


def made(shown: Site) -> dict[str, ElementTree.Element]:
    """Every badge by its path."""
    return {one.path: ElementTree.fromstring(one.data) for one in badges.files(shown)}


def words(badge: ElementTree.Element) -> list[str]:
    """The texts that are seen."""
    return [one.text or "" for one in badge.iter(SPACE + "text")]


def test_each_supplier_has_one_with_name_verdict_and_day(example_site: Site) -> None:
    """And the title says all of it for those who hear it."""
    found = made(example_site)
    for name, supplier in example_site.suppliers.items():
        badge = found[f"badges/suppliers/{name}.svg"]
        label, said = words(badge)
        assert said == f"{supplier.verdict.label} · 22 Nov 2026"
        assert label == supplier.legal_name or label.endswith("…")
        title = badge.find(SPACE + "title")
        assert title.text == f"{label}: {supplier.verdict.label}, as of 22 Nov 2026"
        assert badge.get("role") == "img" and badge.get("aria-labelledby") == title.get("id")


def test_each_category_has_one_with_its_counts() -> None:
    """The same that its page says."""
    found = made(site())
    assert words(found["badges/categories/cleaning.svg"])[1].startswith("0 of 1 OK to use")
    assert words(found["badges/categories/electrical.svg"])[0] == "Electrical work"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_word_icon_and_colour_differ_by_verdict(verdict: Verdict) -> None:
    """Never by colour alone; white words on it have a contrast of 7 to 1 or more."""
    badge = ElementTree.fromstring(badges.badge("A", verdict, verdict.label, "1 Jan 2027"))
    others = {one for one in Verdict if one is not verdict}
    [path] = [one.get("d") for one in badge.iter(SPACE + "path")]
    assert path not in {badges._ICONS[one] for one in others}
    fills = [one.get("fill") for one in badge.iter(SPACE + "rect")]
    assert all(contrast(str(one)) >= 7 for one in fills)


def contrast(colour: str) -> float:
    """Of white on the colour (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    light = sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (light + 0.05)


def test_nothing_runs_and_nothing_is_fetched(wild_site: Site) -> None:
    """Only shapes and texts; no link, no style, no script, whatever a name says."""
    found = made(wild_site)
    assert len(found) == len(made(replace(wild_site, audience="public")))
    for badge in found.values():
        for one in badge.iter():
            assert one.tag.removeprefix(SPACE) in MAY
            assert not [key for key in one.attrib if key.startswith("on") or "href" in key]
            assert "url(" not in "".join(one.attrib.values())


def test_the_words_fit_into_the_picture() -> None:
    """Each text is held to a width that lies inside, wide letters and far scripts too."""
    for label in ("iii", "WWW", "供應商" * 20, "x" * 200, ""):
        badge = ElementTree.fromstring(badges.badge(label, Verdict.OK, "OK to use", "1 Jan 2027"))
        left, right = badge.iter(SPACE + "rect")
        for text, field in zip(badge.iter(SPACE + "text"), (left, right), strict=True):
            end = float(str(text.get("x"))) + float(str(text.get("textLength")))
            assert end < float(str(field.get("width")))
        total = float(str(left.get("width"))) + float(str(right.get("width")))
        assert float(str(badge.get("width"))) == total
