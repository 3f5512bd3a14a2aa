"""The filters of the catalog. A field of the supplier's record becomes one with one line here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.pages.texts import text

WITHIN = (30, 60, 90, 180)
"""Days ahead that a filter over dates offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter: its name in the query string, its title, and the field its values come from.

    ``path`` leads through the record, with ``*`` for any position in a list. ``words`` says
    how a value reads: ``plain`` (a code), ``text``, ``country``, ``category``, ``place``,
    ``role``, ``tier``, ``verdict``, or ``within`` (days ahead of the reader's day, of a date).
    ``of`` is for ids of other parts of the record: ``certifications.scheme`` takes each for
    that certification's scheme. ``kinds`` takes the days from the calendar instead of a field:
    days of those kinds. Values that the audience may not see are not there.
    """

    key: str
    title: str
    path: str = ""
    words: str = "plain"
    open: bool = False
    of: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def staff(self) -> bool:
        """Whether it is made from what the public does not see, whatever the schema says."""
        return bool(self.kinds)

    def values(self, record: Mapping[str, Any]) -> list[str]:
        """The record's values for it, as recorded."""
        found = values_at(record, self.path)
        if not self.of:
            return found
        part, _, field = self.of.partition(".")
        known = {one.get("id"): one.get(field) for one in record.get(part) or ()}
        return list(dict.fromkeys(str(known[one]) for one in found if known.get(one)))


def facets() -> tuple[Facet, ...]:
    """All filters, in their order on the page.

    The first three follow the reader's date and each other; the rest are fields as recorded.
    """
    return (
        Facet(key="verdict", title=text("May I buy?"), words="verdict", open=True),
        Facet(key="category", title=text("Category"), words="category", open=True),
        Facet(key="place", title=text("Where it works"), words="place", open=True),
        Facet(key="preference", title=text("Preference"), path="preference.*.level"),
        Facet(key="band", title=text("Budget band"), path="offers.*.budget_band", words="text"),
        Facet(
            key="certification",
            title=text("Certification"),
            path="certifications.*.scheme",
            words="text",
        ),
        Facet(
            key="diversity",
            title=text("Diversity"),
            path="diversity",
            of="certifications.scheme",
            words="text",
        ),
        Facet(key="tag", title=text("Sustainability"), path="offers.*.sustainability_tags"),
        Facet(key="ends", title=text("Contract ends within"), words="within", kinds=("contract",)),
        Facet(key="notice", title=text("Notice due within"), words="within", kinds=("notice",)),
        Facet(
            key="papers",
            title=text("Papers run out within"),
            words="within",
            kinds=("insurance", "licence", "permit", "certification"),
        ),
        Facet(key="criticality", title=text("Criticality"), path="criticality"),
        Facet(key="tier", title=text("Risk tier"), path="inherent_risk_tier", words="tier"),
        Facet(key="model", title=text("Kind of supply"), path="sourcing_model"),
        Facet(
            key="country", title=text("Registered in"), path="registered_country", words="country"
        ),
        Facet(key="owner", title=text("Owner"), path="owner", words="role"),
        Facet(key="status", title=text("Status"), path="lifecycle_status"),
        Facet(
            key="hours", title=text("Service hours"), path="offers.*.service_hours", words="text"
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A ready-made search: what it shows, its query, and the filter that it needs."""

    title: str
    query: str
    key: str


def ready_views() -> tuple[Ready, ...]:
    """Searches that many people make."""
    return (
        Ready(
            title=text("May be used today"), query="verdict=ok&verdict=conditional", key="verdict"
        ),
        Ready(title=text("Not to be used"), query="verdict=do-not-use&sort=name", key="verdict"),
        Ready(
            title=text("Contracts that end within 90 days"), query="ends=90&sort=ends", key="ends"
        ),
        Ready(title=text("Notice due within 60 days"), query="notice=60&sort=ends", key="notice"),
    )


def values_at(data: Any, path: str) -> list[str]:
    """The distinct values at a path through a record, as text, in the order of the record."""
    return list(dict.fromkeys(str(one) for one in _walk(data, path.split("."))))


def _walk(data: Any, path: list[str]) -> Iterator[Any]:
    if data is None:
        return
    if not path:
        yield from data if isinstance(data, list) else (data,)
    elif path[0] == "*":
        for one in data:
            yield from _walk(one, path[1:])
    elif isinstance(data, Mapping):
        yield from _walk(data.get(path[0]), path[1:])
