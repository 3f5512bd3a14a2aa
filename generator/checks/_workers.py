"""Where people work for us in the United States, and who insures a policy."""

from collections.abc import Iterable

from generator.checks._certificates import newest
from generator.checks._engagements import live
from generator.checks.base import Case
from generator.model.assessment import Scope
from generator.model.names import same
from generator.model.places import covers
from generator.model.records import Data, InsurancePolicy

LINE = "workers_compensation_employers_liability"
COUNTRY = "US"
# Territories have a code of their own beside that of a state.
_TERRITORIES = ("PR", "VI", "GU", "AS", "MP")


def work_places(case: Case) -> dict[str, tuple[Scope, ...]]:
    """Each place of work in the United States, with the offers there (none for a contract's).

    From the offers that the requirement is about and the contracts not yet ended; where neither
    says, from where the supplier may work at all.
    """
    found: dict[str, tuple[Scope, ...]] = {}
    for one in case.scopes:
        if one.jurisdiction:
            found[one.jurisdiction] = (*found.get(one.jurisdiction, ()), one)
    for contract in live(case):
        for place in contract.texts("jurisdictions_of_work"):
            found.setdefault(place, ())
    for place in () if found else case.supplier.texts("service_jurisdictions"):
        found.setdefault(place, ())
    return {place: found[place] for place in sorted(found) if american(place)}


def american(place: str) -> bool:
    """Whether the place is in the United States, or one of its territories."""
    return covers(COUNTRY, place) or any(covers(one, place) for one in _TERRITORIES)


def in_any(place: str, states: Iterable[str]) -> bool:
    """Whether the place is one of these, or in one; a territory by either of its codes."""
    return any(covers(one, place) or covers(_code(one), _code(place)) for one in states)


def _code(place: str) -> str:
    """The place, a territory by the code of its own: ``US-PR`` is ``PR``."""
    bare = place.removeprefix(f"{COUNTRY}-")
    return bare if bare.split("-")[0] in _TERRITORIES else place


def insurer(case: Case, policy: InsurancePolicy) -> Data:
    """The insurer of a policy as its certificate names it, by letter or by name; {} if none."""
    certificate = newest(case, policy)
    listed = certificate.data.get("insurers") or () if certificate else ()
    letter, name = policy.text("insurer_letter"), policy.text("insurer")
    for one in listed:
        if (letter and one.get("letter") == letter) or (name and same(name, (one["name"],))):
            return dict(one)
    return {}
