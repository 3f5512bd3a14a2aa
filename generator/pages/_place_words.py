"""The words by which staff name a place: its name, the usual short ones, and our own towns."""

from collections.abc import Iterable, Iterator

from generator.load.formats import place_name, subdivisions
from generator.pages.base import Site

# What people say and type; codes and full names come from the list of places itself.
_ALSO = {
    "US": ("USA", "U.S.", "U.S.A.", "United States", "America", "the States"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain", "England", "United Kingdom"),
    "DE": ("Deutschland",),
    "CH": ("Schweiz", "Suisse"),
    "AT": ("Österreich",),
    "NL": ("Holland",),
    "IE": ("Éire", "Republic of Ireland"),
    "US-CA": ("Calif.",),
    "US-OR": ("Ore.",),
    "US-WA": ("Wash.", "Washington State"),
    "US-NY": ("NYC", "New York City"),
}
# Countries whose states people name, whether somebody is on offer there or only in all of it.
_FEDERAL = ("US", "CA", "DE", "CH", "AT", "AU")


def place_words(site: Site, codes: Iterable[str]) -> list[list[str]]:
    """For each place its code, then the words for it. ``codes`` are the places on offer.

    Our own sites' towns stand for the place they are in; staff alone may see where those are.
    """
    found: dict[str, list[str]] = {}
    for code in codes:
        if code:
            _add(found, code)
            _add(found, code[:2])
    if site.internal:
        for one in site.catalog.reference.sites.values():
            town, code = str(one.get("locality", "")), str(one.get("jurisdiction", ""))
            if town and code:
                _add(found, code)
                found[code].append(town)
    for code in sorted(subdivisions()):
        if code[:2] in found and code[:2] in _FEDERAL and code not in found:
            found[code] = [place_name(code).partition(",")[0]]
    return [[code, *dict.fromkeys(words)] for code, words in found.items()]


def _add(found: dict[str, list[str]], code: str) -> None:
    if code not in found:
        found[code] = list(_names(code))


def _names(code: str) -> Iterator[str]:
    yield place_name(code).partition(",")[0]
    yield code
    yield code.partition("-")[2] or code
    yield from _ALSO.get(code, ())
