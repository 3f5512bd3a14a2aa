"""Reference data: the organisation, its categories, roles, sites, rates and holidays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.model.dates import Term
from generator.model.money import Rates
from generator.model.records import Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category of purchase, with the words staff use for it."""

    id: str
    name: str
    parent: str
    data: Data
    pointer: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """A named calendar: the days off of the years it knows."""

    id: str
    name: str = ""
    years: Mapping[int, frozenset[date]] = field(default_factory=dict)

    def is_business_day(self, day: date) -> bool | None:
        """Whether people work on ``day``; None for a year the calendar does not hold."""
        if day.weekday() >= 5:
            return False
        off = self.years.get(day.year)
        return None if off is None else day not in off


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """That licences of these types issued in one place are accepted in another, for a term."""

    licence_types: frozenset[str]
    issued_in: str
    accepted_in: str
    term: Term


@dataclass(frozen=True, kw_only=True)
class Reference:
    """All reference data, and the questions asked of it."""

    organisation: Data = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    roles: Mapping[str, Data] = field(default_factory=dict)
    sites: Mapping[str, Data] = field(default_factory=dict)
    reciprocity: tuple[Agreement, ...] = ()
    rates: Rates = field(default_factory=lambda: Rates(base="USD"))
    calendars: Mapping[str, Holidays] = field(default_factory=dict)
    glossary: Mapping[str, Data] = field(default_factory=dict)

    @property
    def holidays(self) -> Holidays:
        """The organisation's own calendar; an empty one (which knows no year) without."""
        name = str(self.organisation.get("holiday_calendar", ""))
        return self.calendars.get(name) or Holidays(id=name)

    @cached_property
    def _lineage(self) -> dict[str, tuple[str, ...]]:
        lines: dict[str, tuple[str, ...]] = {}
        for start in self.categories:
            line: list[str] = []
            current = start
            while current and current not in line:
                line.append(current)
                category = self.categories.get(current)
                current = category.parent if category else ""
            lines[start] = tuple(line)
        return lines

    def lineage(self, category: str) -> tuple[str, ...]:
        """The category, its parent, its parent's parent …"""
        return self._lineage.get(category, (category,))

    @cached_property
    def _kinds(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def kinds_of(self, wider: tuple[str, ...]) -> frozenset[str]:
        """These categories, and all that stand beneath any of them."""
        found = self._kinds.get(wider)
        if found is None:
            wanted = set(wider)
            beneath = (one for one in self.categories if wanted.intersection(self.lineage(one)))
            found = self._kinds[wider] = frozenset((*wider, *beneath))
        return found

    def is_kind_of(self, category: str, wider: str) -> bool:
        """Whether ``category`` is ``wider`` or stands beneath it."""
        return wider in self.lineage(category)

    def category_name(self, category: str) -> str:
        """The name people read."""
        found = self.categories.get(category)
        return found.name if found else category

    def role_name(self, role: str) -> str:
        """The name of a role, or its handle."""
        return str(self.roles.get(role, {}).get("name", role))
