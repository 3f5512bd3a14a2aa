"""How things stand with a rule today: who does not meet it, and for whom that is not known.

Each party is counted once, under the most serious of its findings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.assessment import Finding, Outcome
from generator.pages._wording import requirement_path
from generator.pages.base import Site, category_path, clause_path, supplier_path
from generator.pages.texts import listing, text

# Marks a text for translation; ``text`` translates it where it is used.
_ = str


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Who or what a finding is about: a supplier, a category or a part of the handbook."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Parties by how they stand, each list by name."""

    failing: tuple[Party, ...] = ()
    due: tuple[Party, ...] = ()
    unknown: tuple[Party, ...] = ()
    waived: tuple[Party, ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, tuple[Party, ...]], ...]:
        """The lists that are not empty, with their headings."""
        named = (
            (text("Not met"), self.failing),
            (text("Due soon"), self.due),
            (text("Cannot be decided"), self.unknown),
            (text("Waived for a time"), self.waived),
        )
        return tuple((title, parties) for title, parties in named if parties)

    @property
    def words(self) -> str:
        """``not met by 5, due soon for 2``."""
        named = (
            (_("not met by %(n)s"), self.failing),
            (_("due soon for %(n)s"), self.due),
            (_("undecided for %(n)s"), self.unknown),
            (_("waived for %(n)s"), self.waived),
        )
        found = [text(words, n=f"{len(parties):,}") for words, parties in named if parties]
        return listing(found, text("and"))


def party(site: Site, finding: Finding) -> Party:
    """Who or what the finding is about, and the page that says more."""
    if finding.supplier is not None:
        supplier = site.suppliers[finding.supplier]
        return Party(supplier.legal_name, supplier_path(supplier.id))
    kind, _, name = finding.subject.partition("/")
    if kind == "categories" and name in site.catalog.reference.categories:
        return Party(site.catalog.reference.category_name(name), category_path(name))
    if kind == "policies" and name in site.catalog.policies:
        return Party(site.catalog.policies[name].title, clause_path(name))
    if kind == "clauses" and name in site.catalog.clauses:
        clause = site.clause(name)
        return Party(f"Clause {name}", clause_path(clause.policy, name))
    if kind == "requirements" and name in site.catalog.requirements:
        return Party(f"Requirement {name}", requirement_path(name))
    if kind == "waivers":
        return Party(f"Waiver {name}", "compliance/index.html#waivers")
    return Party(finding.subject, clause_path(finding.policy, finding.clause))


def standing(site: Site, findings: Iterable[Finding]) -> Standing:
    """The parties of these findings, each under its most serious one."""
    worst: dict[Party, int] = {}
    for one in findings:
        who = party(site, one)
        worst[who] = min(_rank(site, one), worst.get(who, len(_RANKS)))
    lists = {
        name: tuple(sorted(who for who, found in worst.items() if found == rank))
        for rank, name in enumerate(_RANKS)
    }
    return Standing(**lists)


_RANKS = ("failing", "due", "unknown", "waived")


def _rank(site: Site, finding: Finding) -> int:
    if finding.outcome is Outcome.WAIVED:
        return 3
    if finding.outcome is Outcome.UNKNOWN:
        return 2
    return 1 if is_reminder(site, finding, site.as_of) else 0


def is_reminder(site: Site, finding: Finding, as_of: date) -> bool:
    """Whether it only warns of an end that has not come."""
    requirement = site.catalog.requirements.get(finding.requirement)
    return bool(
        requirement is not None
        and requirement.warn_days
        and finding.last_day is not None
        and finding.last_day >= as_of
    )
