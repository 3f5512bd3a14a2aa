"""Whom a requirement applies to: three answers, because a field may not be recorded.

Each dimension of ``applies_when`` says yes, no, or that it cannot tell for want of a field.
No wins over cannot tell; cannot tell wins over yes. So a missing field never makes a
requirement quietly not apply.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks import registry
from generator.checks._contracts import ended
from generator.checks.base import Subject
from generator.evaluate.rulebook import Plan, Rulebook, announced_on
from generator.model.asof import AsOf
from generator.model.assessment import Scope
from generator.model.catalog import Catalog
from generator.model.money import Money, parse_money
from generator.model.places import overlaps_any
from generator.model.policy import DEFAULT_STATUSES, Requirement
from generator.model.records import Contract, Offer, Supplier
from generator.model.reference import Reference

# applies_when key → field of the supplier's record.
_PLAIN = {
    "criticality": "criticality",
    "tier": "inherent_risk_tier",
    "sourcing_model": "sourcing_model",
    "country": "registered_country",
    "segment": "segment",
}
RATE_MAX_AGE_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicability:
    """The answer: whether it applies (None: cannot tell, for want of ``missing``), and to what.

    ``scopes`` None means all of the supplier; otherwise the offers that the requirement's
    category or jurisdiction picks out. ``places`` are what offer checks look at: those offers,
    or what a contract is for where it alone picks the supplier out.
    """

    applies: bool | None
    missing: str = ""
    scopes: tuple[Scope, ...] | None = None
    places: tuple[Scope, ...] = ()
    offers: tuple[Offer, ...] = ()
    contracts: tuple[Contract, ...] = ()


_NO = Applicability(applies=False)


class Profile:
    """What selectors ask about one supplier, worked out once."""

    def __init__(self, supplier: Supplier, catalog: Catalog) -> None:
        self.supplier = supplier
        self.data = supplier.data
        self.catalog = catalog
        self.scopes = scopes_of(supplier)

    def applicability(self, plan: Plan, today: AsOf) -> Applicability:
        """:func:`applicability`, asked once for all requirements with the same selector."""
        if plan.announced_on is not None and not today.reached(plan.announced_on):
            return _NO
        return self._selects(plan, today)

    def _selects(self, plan: Plan, today: AsOf) -> Applicability:
        key = ("selector", plan.selector)
        return today.once(key, lambda day: _selected(plan.requirement, self, day))

    def never(self, rulebook: Rulebook, today: AsOf) -> set[int]:
        """The selectors that do not pick this supplier out, on this day or any later one."""
        found = set()
        for plan in rulebook.selectors:
            today.forget()
            if self._selects(plan, today).applies is False and today.next_change is None:
                found.add(plan.selector)
        return found


def scopes_of(supplier: Supplier) -> tuple[Scope, ...]:
    """Every category in every jurisdiction that the supplier offers, sorted."""
    found = {
        Scope(offer.category, place)
        for offer in supplier.offers
        for place in offer.jurisdictions or (None,)
    }
    return tuple(sorted(found, key=lambda one: (one.category, one.jurisdiction or "")))


def applicability(requirement: Requirement, profile: Profile, today: AsOf) -> Applicability:
    """Whether, and to which offers and contracts, the requirement applies on the day."""
    start = announced_on(requirement)
    if start is not None and not today.reached(start):
        return _NO
    return _selected(requirement, profile, today)


def _selected(requirement: Requirement, profile: Profile, today: AsOf) -> Applicability:
    when = requirement.applies_when
    supplier = profile.supplier
    if supplier.status not in (when.get("status") or DEFAULT_STATUSES):
        return _NO
    missing = ""
    for key, field in _PLAIN.items():
        if key in when:
            value = profile.data.get(field)
            if value is None:
                missing = missing or field
            elif value not in when[key]:
                return _NO
    if "offshore" in when:
        offshore = profile.data.get("offshore")
        if offshore is None:
            missing = missing or "offshore"
        elif offshore is not when["offshore"]:
            return _NO
    if "access" in when:
        access = profile.data.get("access")
        if access is None:
            missing = missing or "access"
        elif not set(access) & set(when["access"]):
            return _NO
    return _places(requirement, profile, today, missing)


def _places(requirement: Requirement, profile: Profile, today: AsOf, missing: str) -> Applicability:
    when, supplier = requirement.applies_when, profile.supplier
    contracts, unclear = _contracts(requirement, profile, today)
    if contracts is None:
        return _NO
    missing = missing or unclear
    narrowed = "category" in when or "jurisdiction" in when
    scopes = places = profile.scopes
    if narrowed:
        answer, field, scopes, places = _scopes(when, profile, contracts, today)
        if answer is False:
            return _NO
        if answer is None:
            missing = missing or field
    if missing:
        return Applicability(applies=None, missing=missing)
    chosen = set(scopes)
    return Applicability(
        applies=True,
        scopes=scopes if narrowed and scopes else None,
        places=places,
        offers=tuple(
            offer
            for offer in supplier.offers
            if not narrowed
            or any(Scope(offer.category, p) in chosen for p in offer.jurisdictions or (None,))
        ),
        contracts=contracts,
    )


_Scopes = tuple[Scope, ...]


def _scopes(
    when: Mapping[str, Any], profile: Profile, contracts: tuple[Contract, ...], today: AsOf
) -> tuple[bool | None, str, _Scopes, _Scopes]:
    """Whether any offer or contract is meant, else the field missing; the offers, the places."""
    matches = [(one, _scope_matches(one, when, profile)) for one in profile.scopes]
    if any(match for _, match in matches):
        # Where it works is not recorded for some: they may be meant, so they are.
        scopes = tuple(one for one, match in matches if match is not False)
        return True, "", scopes, scopes
    answer, field, places = _by_contract(when, profile, contracts, today)
    if answer is not True and any(match is None for _, match in matches):
        return None, "service_jurisdictions", (), ()
    return answer, field, (), places


def _scope_matches(scope: Scope, when: Mapping[str, Any], profile: Profile) -> bool | None:
    if not _of_kind((scope.category,), when, profile.catalog.reference):
        return False
    if "jurisdiction" not in when:
        return True
    return bool(_here((scope.jurisdiction,), when)) if scope.jurisdiction else None


def _here(places: Iterable[str], when: Mapping[str, Any]) -> list[str]:
    # An offer for all of US is one for US-OR as well, so overlap either way counts.
    wanted = when.get("jurisdiction")
    if wanted is None:
        return list(places)
    return [place for place in places if overlaps_any(place, tuple(wanted))]


def _of_kind(kinds: Iterable[str], when: Mapping[str, Any], reference: Reference) -> list[str]:
    wanted = when.get("category")
    if wanted is None:
        return list(kinds)
    meant = reference.kinds_of(tuple(wanted))
    return [kind for kind in kinds if kind in meant]


def _by_contract(
    when: Mapping[str, Any], profile: Profile, contracts: tuple[Contract, ...], today: AsOf
) -> tuple[bool | None, str, _Scopes]:
    """No offer matches: a contract not yet ended still may; nothing recorded is no answer."""
    reference = profile.catalog.reference
    known, unclear = bool(profile.scopes), set()
    found: list[Scope] | None = None
    for contract in contracts:
        if not _live(contract, today, reference):
            continue
        kinds, places = contract.texts("categories"), contract.texts("jurisdictions_of_work")
        mine, here = _of_kind(kinds, when, reference), _here(places, when)
        asked: dict[str, bool | None] = {}
        if "category" in when:
            asked["contracts.categories"] = bool(mine) if kinds else None
        if "jurisdiction" in when:
            asked["contracts.jurisdictions_of_work"] = bool(here) if places else None
        answers = set(asked.values())
        known = known or answers != {None}
        if answers == {True}:
            found = found or []
            found += [Scope(kind, place) for kind in mine for place in here or (None,)]
        elif answers == {True, None}:
            unclear |= {field for field, answer in asked.items() if answer is None}
    if found is not None:
        return True, "", tuple(dict.fromkeys(found))
    if unclear:
        return None, min(unclear), ()
    return (False, "", ()) if known else (None, "offers", ())


def _contracts(
    requirement: Requirement, profile: Profile, today: AsOf
) -> tuple[tuple[Contract, ...] | None, str]:
    """The contracts that match, None when the requirement needs one and there is none.

    A contract makes a supplier match until it has ended, be it suspended, yet to start or
    without dates; what is asked of contracts themselves is asked of ended ones too.
    """
    when, contracts = requirement.applies_when, profile.supplier.contracts
    keyed = [key for key in ("contract_type", "profile", "value_min") if key in when]
    if not keyed:
        return contracts, ""
    of_contracts = registry()[requirement.check].subject is Subject.CONTRACT
    found, may_match, unclear = [], [], set()
    for contract in contracts:
        if contract.dead or not (of_contracts or _live(contract, today, profile.catalog.reference)):
            continue
        answers = [_contract_matches(key, when, contract, profile, today) for key in keyed]
        if all(answers):
            found.append(contract)
        elif False not in answers:
            may_match.append(contract)
            unclear.add(_missing(keyed[answers.index(None)], contract))
    if found:
        # What is not recorded may make the others match too, so of contracts themselves it does.
        return tuple(found + may_match if of_contracts else found), ""
    return ((), min(unclear)) if unclear else (None, "")


def _live(contract: Contract, today: AsOf, reference: Reference) -> bool:
    return not contract.dead and not ended(contract, today, reference)


_FIELD = {"contract_type": "type", "profile": "requirement_profile", "value_min": "value"}


def _missing(key: str, contract: Contract) -> str:
    if key == "value_min" and contract.value is not None:
        return f"exchange-rates.{contract.value.currency}"
    return f"contracts.{_FIELD[key]}"


def _contract_matches(
    key: str, when: Mapping[str, Any], contract: Contract, profile: Profile, today: AsOf
) -> bool | None:
    if key != "value_min":
        value = contract.data.get(_FIELD[key])
        return None if value is None else value in when[key]
    floor = when["value_min"]
    minimum = floor if isinstance(floor, Money) else parse_money(floor)
    if contract.value is None or minimum is None:
        return None
    rates = profile.catalog.reference.rates
    held = rates.convert(contract.value, minimum.currency, today, RATE_MAX_AGE_DAYS)
    return None if held is None else held.amount >= minimum.amount
