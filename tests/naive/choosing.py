"""Whom a requirement applies to, naively: yes, no, or unclear for want of a field.

Source: docs/decisions/0008.
"""

from datetime import date
from typing import NamedTuple

from tests.naive import families
from tests.naive.basics import Data, day, inside, items
from tests.naive.first_common import line_of, places_of
from tests.naive.first_contracts import over
from tests.naive.first_insurance import worth

Scope = tuple[str, str | None]
Scopes = tuple[Scope, ...]
FIELDS = {
    "criticality": "criticality",
    "tier": "inherent_risk_tier",
    "sourcing_model": "sourcing_model",
    "country": "registered_country",
    "segment": "segment",
    "offshore": "offshore",
    "access": "access",
}


class Chosen(NamedTuple):
    """Whether a requirement applies (yes, no, unclear for want of ``field``), and to what.

    ``scopes`` are the offers picked out, None for all; ``places`` is where it looks.
    """

    answer: str
    field: str = ""
    scopes: Scopes | None = None
    places: Scopes = ()
    offers: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()
    every: Scopes = ()


NO = Chosen("no")


def all_scopes(record: Data) -> Scopes:
    """Every category in every place offered."""
    found = {
        (one["category"], place)
        for one in items(record, "offers")
        for place in places_of(record, one)
    }
    return tuple(sorted(found, key=lambda one: (one[0], one[1] or "")))


def chosen(rule: Data, record: Data, on: date, reference: Data) -> Chosen:
    """Whom and what the requirement applies to."""
    when: Data = rule.get("applies_when") or {}
    start = day(rule.get("effective_from"))
    if record["lifecycle_status"] not in when.get("status", ("approved", "conditional")):
        return NO
    if start is not None and (start - on).days > 365:
        return NO
    answers = {field: _plain(key, when, record) for key, field in FIELDS.items() if key in when}
    if "no" in answers.values():
        return NO
    missing = [field for field, answer in answers.items() if answer == "unclear"]
    contracts, field = _contracts(rule, record, on, reference)
    if contracts is None:
        return NO
    missing += [field] if field else []
    scopes = places = all_scopes(record)
    narrowed = "category" in when or "jurisdiction" in when
    if narrowed:
        answer, field, scopes, places = _narrow(when, record, contracts, on, reference)
        if answer == "no":
            return NO
        missing += [field] if answer == "unclear" else []
    if missing:
        return Chosen("unclear", missing[0])
    offers = [
        one["id"]
        for one in items(record, "offers")
        if not narrowed or any((one["category"], p) in scopes for p in places_of(record, one))
    ]
    ids = tuple(one["id"] for one in contracts)
    picked = scopes if narrowed and scopes else None
    return Chosen("yes", "", picked, places, tuple(offers), ids, all_scopes(record))


def _plain(key: str, when: Data, record: Data) -> str:
    """What a field of the record says to a selector."""
    value = record.get(FIELDS[key])
    if value is None:
        return "unclear"
    wanted = {when[key]} if key == "offshore" else set(when[key])
    return "yes" if set(value if key == "access" else [value]) & wanted else "no"


def _contracts(
    rule: Data, record: Data, on: date, reference: Data
) -> tuple[list[Data] | None, str]:
    """The contracts that match, None for no; else the field for want of which none is known to."""
    when = rule.get("applies_when") or {}
    every = items(record, "contracts")
    keys = [key for key in ("contract_type", "profile", "value_min") if key in when]
    if not keys:
        return every, ""
    of_contracts = rule["check"] in families.OF_CONTRACTS
    found, perhaps, fields = [], [], set()
    for one in every:
        if "cancelled_on" in one or (not of_contracts and over(one, on, reference)):
            continue
        answers = {key: _fits(key, when, one, on, reference) for key in keys}
        words = set(answers.values())
        if words == {"yes"}:
            found.append(one)
        elif "no" not in words:
            perhaps.append(one)
            key = next(key for key in keys if answers[key] == "unclear")
            fields.add(_field(key, one))
    if found:
        # A requirement about contracts is put to those as well that may be meant.
        ids = [one["id"] for one in found + (perhaps if of_contracts else [])]
        return [one for one in every if one["id"] in ids], ""
    return ([], min(fields)) if fields else (None, "")


def value_of(contract: Data) -> Data | None:
    """What it is worth."""
    worth_of = contract.get("value") or {}
    return worth_of.get("not_to_exceed") or worth_of.get("initial")


def _field(key: str, contract: Data) -> str:
    value = value_of(contract)
    if key == "value_min" and value is not None:
        return f"exchange-rates.{value['currency']}"
    fields = {"contract_type": "type", "profile": "requirement_profile", "value_min": "value"}
    return f"contracts.{fields[key]}"


def _fits(key: str, when: Data, contract: Data, on: date, reference: Data) -> str:
    if key == "value_min":
        floor = when[key]
        params = {"rate_max_age_days": 90}
        held = worth(value_of(contract), floor["currency"], params, on, reference)
        least = worth(floor, floor["currency"], params, on, reference)
        assert least is not None
        return "unclear" if held is None else "yes" if held >= least else "no"
    field = {"contract_type": "type", "profile": "requirement_profile"}[key]
    if field not in contract:
        return "unclear"
    return "yes" if contract[field] in when[key] else "no"


def _meets(place: str, wanted: list[str]) -> bool:
    """Whether the place overlaps with one of those wanted."""
    return any(inside(place, one) or inside(one, place) for one in wanted)


def _kind(category: str, when: Data, reference: Data) -> bool:
    wanted = when.get("category")
    return wanted is None or bool(set(wanted) & set(line_of(category, reference)))


def _narrow(
    when: Data, record: Data, contracts: list[Data], on: date, reference: Data
) -> tuple[str, str, Scopes, Scopes]:
    """Which offers are meant; where none is, whether a contract is, and for what."""
    wanted = when.get("jurisdiction")
    mine = [one for one in all_scopes(record) if _kind(one[0], when, reference)]
    if wanted is None:
        yes, unclear = mine, []
    else:
        yes = [one for one in mine if one[1] and _meets(one[1], wanted)]
        unclear = [one for one in mine if one[1] is None]
    if yes:
        found = tuple(one for one in all_scopes(record) if one in yes or one in unclear)
        return "yes", "", found, found
    answer, field, found = _narrow_by_contract(when, record, contracts, on, reference)
    if answer != "yes" and unclear:
        return "unclear", "service_jurisdictions", (), ()
    return answer, field, (), found


def _narrow_by_contract(
    when: Data, record: Data, contracts: list[Data], on: date, reference: Data
) -> tuple[str, str, Scopes]:
    known, fields, meant = bool(all_scopes(record)), set(), []
    yes = False
    for one in contracts:
        if "cancelled_on" in one or over(one, on, reference):
            continue
        kinds, places = one.get("categories") or [], one.get("jurisdictions_of_work") or []
        of_kind = [kind for kind in kinds if _kind(kind, when, reference)]
        wanted = when.get("jurisdiction")
        here = [place for place in places if wanted is None or _meets(place, wanted)]
        answers = {}
        if "category" in when:
            answers["contracts.categories"] = bool(of_kind) if kinds else None
        if wanted is not None:
            answers["contracts.jurisdictions_of_work"] = bool(here) if places else None
        words = list(answers.values())
        known = known or words != [None] * len(words)
        if all(words):
            yes = True
            meant += [(kind, place) for kind in of_kind for place in here or [None]]
        elif False not in words and True in words:
            fields |= {field for field, word in answers.items() if word is None}
    if yes:
        return "yes", "", tuple(dict.fromkeys(meant))
    if fields:
        return "unclear", min(fields), ()
    return ("no", "", ()) if known else ("unclear", "offers", ())
