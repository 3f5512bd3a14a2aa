"""The catalog: everything that was loaded, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.names import normalise
from generator.model.policy import Clause, Policy, Requirement, Waiver
from generator.model.records import Record
from generator.model.reference import Reference


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Suppliers, policies, waivers and reference data, each sorted by id."""

    suppliers: Mapping[str, Record] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    reference: Reference = field(default_factory=Reference)

    @property
    def site(self) -> str:
        """The address of the published site; '' where it is not recorded."""
        return str((self.reference.organisation.get("repository") or {}).get("site_url") or "")

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Every clause by its id."""
        return {one.id: one for policy in self.policies.values() for one in policy.clauses}

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """Every requirement by its id, in the order of the handbook."""
        return {one.id: one for clause in self.clauses.values() for one in clause.requirements}

    @cached_property
    def identities(self) -> Mapping[tuple[str, str], list[str]]:
        """What names a firm, and the suppliers in use that it names."""
        found: dict[tuple[str, str], list[str]] = {}
        for record in self.suppliers.values():
            for key in identity(record):
                found.setdefault(key, []).append(record.id)
        return found

    def twins(self, record: Record) -> list[tuple[str, str]]:
        """Other suppliers in use that share an identifier, or name and country, and which."""
        found: dict[str, str] = {}
        for key in identity(record):
            for other in self.identities.get(key, ()):
                if other != record.id:
                    found.setdefault(other, key[0])
        return sorted(found.items())


def identity(record: Record) -> list[tuple[str, str]]:
    """What names the firm: its name and country, and each of its identifiers."""
    data = record.data
    if data["lifecycle_status"] == "inactive":
        return []
    country = data.get("registered_country", "")
    keys = [("name and country", f"{normalise(data['legal_name'])}|{country}")]
    for one in data.get("identifiers") or ():
        if one.get("id"):
            bare = "".join(char for char in one["id"].casefold() if char.isalnum())
            keys.append((f"{one.get('scheme', 'identifier')} number", bare))
    return keys
