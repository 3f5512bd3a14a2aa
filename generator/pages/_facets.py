"""The filters of the catalog. A field of the supplier's record becomes one with one line here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter: its name in the query string, its title, and the field its values come from.

    ``path`` leads through the record, with ``*`` for any position in a list. ``words`` says
    how a value reads: ``plain`` (a code), ``text``, ``country``, ``category``, ``place``,
    ``role``, ``tier`` or ``verdict``. Values that the audience may not see are not there.
    """

    key: str
    title: str
    path: str = ""
    words: str = "plain"
    open: bool = False


FACETS = (
    Facet(key="verdict", title="May I buy?", words="verdict", open=True),
    Facet(key="category", title="Category", words="category", open=True),
    Facet(key="place", title="Where it works", words="place", open=True),
    Facet(key="preference", title="Preference", path="preference.*.level"),
    Facet(key="band", title="Budget band", path="offers.*.budget_band", words="text"),
    Facet(key="certification", title="Certification", path="certifications.*.scheme", words="text"),
    Facet(key="tag", title="Sustainability", path="offers.*.sustainability_tags"),
    Facet(key="hours", title="Service hours", path="offers.*.service_hours", words="text"),
    Facet(key="model", title="Kind of supply", path="sourcing_model"),
    Facet(key="criticality", title="Criticality", path="criticality"),
    Facet(key="tier", title="Risk tier", path="inherent_risk_tier", words="tier"),
    Facet(key="country", title="Registered in", path="registered_country", words="country"),
    Facet(key="owner", title="Owner", path="owner", words="role"),
    Facet(key="status", title="Status", path="lifecycle_status"),
)
"""The first three follow the reader's date and each other; the rest are fields as recorded."""


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
