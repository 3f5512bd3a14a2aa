"""The days ahead of each supplier, by kind: what ends, what has to be decided, what runs out.

They are the days of the calendar (generator/pages/_dates.py), so that the catalog's filters
and the calendar never differ. The browser holds them against the reader's day.
"""

from collections.abc import Iterable
from datetime import date

from generator.model.dates import parse_date
from generator.pages._dates import coming
from generator.pages._memo import kept
from generator.pages.base import Site, supplier_path

_Days = dict[str, dict[str, set[int]]]


def days_of(site: Site, supplier: str, kinds: Iterable[str]) -> list[int]:
    """Its days of these kinds, as days after the build's, sorted. Staff only."""
    mine = kept(site, "ahead", lambda: _all(site)).get(supplier_path(supplier), {})
    return sorted(set().union(*(mine.get(kind, set()) for kind in kinds)))


def recorded(site: Site, texts: Iterable[str]) -> list[int]:
    """Dates of a record, as days after the build's; those that are past are left out."""
    days = (parse_date(one) for one in texts)
    return sorted({_offset(site, one) for one in days if one is not None and one >= site.as_of})


def _all(site: Site) -> _Days:
    found: _Days = {}
    for one in coming(site):
        days = found.setdefault(one.path, {}).setdefault(one.kind, set())
        days.add(_offset(site, one.day))
    return found


def _offset(site: Site, day: date) -> int:
    return (day - site.as_of).days
