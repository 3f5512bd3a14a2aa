"""The strictest wins, naively: what other requirements and contracts add to a requirement."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tests.naive.basics import Data, day, items
from tests.naive.first_common import line_of, places_of
from tests.naive.first_contracts import over

RATES = {"rate_max_age_days": "lower", "rate_haircut_pct": "higher"}
COUNTING = {**RATES, "umbrella_may_satisfy": "false"}
# Of each check what has a direction, and which of them say how evidence counts.
DIRECTIONS: dict[str, dict[str, str]] = {
    "INS-01": {"lines": "more"},
    "INS-04": {"lines": "more", "lookback_months": "higher"},
    "INS-07": {"min": "higher", "error_from_pct": "higher", **COUNTING},
    "INS-08": {"min": "higher", **COUNTING},
    "INS-10": {"occurrence": "higher", "aggregate": "higher", **RATES},
    "INS-12": {"min": "higher", **COUNTING},
    "INS-15": COUNTING,
    "INS-16": {"proof": "proof"},
    "INS-17": {"proof": "proof", "years": "higher"},
    "INS-18": {"proof": "proof"},
    "INS-19": {"proof": "proof"},
    "INS-26": {"cap": "lower", **RATES},
    "INS-31": RATES,
    "INS-32": {"kinds": "more", "share_pct": "higher", **RATES},
    "LIC-07": RATES,
    "CRT-01": {"report_months": "lower", "bridge_months": "lower"},
    "CRT-06": {"months": "lower", "bridge_months": "lower"},
    "CON-05": {"grace_days": "lower"},
    "CON-06": {"decide_days": "higher", "heads_up_days": "higher"},
}
PROVED = {"proof": "proof"}
QUALIFIERS = {
    **dict.fromkeys(("INS-07", "INS-08", "INS-12", "INS-15"), COUNTING),
    **dict.fromkeys(("INS-10", "INS-26", "INS-31", "INS-32", "LIC-07"), RATES),
    **dict.fromkeys(("INS-16", "INS-17", "INS-18", "INS-19"), PROVED),
}
NAMING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("INS-07", "INS-08"), ("line", "limit")),
    **dict.fromkeys(("INS-16", "INS-18", "INS-19"), ("lines", "entity")),
    "INS-17": ("lines", "ongoing_forms", "completed_forms"),
    "INS-26": ("lines",),
    "INS-31": ("currency", "lines"),
    "LIC-07": ("licence_types",),
}
PROOF = ("box_ticked", "endorsement_number", "endorsement_on_file")
ORDER = ("block", "error", "warning", "info")
Term = tuple[str, Any, Any]


def stricter(name: str, direction: str, theirs: Any, ours: Any) -> bool:
    """Whether theirs asks for more. Not allowing an umbrella or a rate is not to say so."""
    if name in ("umbrella_may_satisfy", "rate_max_age_days", "bridge_months"):
        theirs, ours = theirs or 0, ours or 0
    if name == "report_months":
        theirs, ours = (12 if one is None else one for one in (theirs, ours))
    if theirs is None or theirs == ours:
        return False
    if ours is None:
        return True
    if direction == "more":
        return set(theirs) > set(ours)
    if direction == "proof":
        return theirs in PROOF and PROOF.index(theirs) > PROOF.index(ours)
    if isinstance(theirs, Mapping):
        if theirs["currency"] != ours["currency"]:
            return False
        theirs, ours = Fraction(theirs["amount"]), Fraction(ours["amount"])
    return bool(theirs > ours if direction == "higher" else theirs < ours)


def _terms(
    rule: Data, record: Data, on: date, world: Data, picked: Mapping[str, Any]
) -> Iterator[Term]:
    """(parameter, value, offers it is for) of what asks for more."""
    code, ours = rule["check"], rule.get("params") or {}
    named = NAMING.get(code, ())
    for other in world["rules"]:
        theirs = other.get("params") or {}
        start = day(other.get("effective_from"))
        if other["id"] == rule["id"] or other["check"] != code or (start and on < start):
            continue
        if ORDER.index(other["severity"]) > ORDER.index(rule["severity"]):
            continue
        if any(theirs.get(one) != ours.get(one) for one in named):
            continue
        if picked[other["id"]].answer == "yes":
            for name, direction in QUALIFIERS.get(code, {}).items():
                if stricter(name, direction, theirs.get(name), ours.get(name)):
                    yield name, theirs.get(name) or 0, picked[other["id"]].scopes
    for contract in items(record, "contracts"):
        if "cancelled_on" in contract or over(contract, on, world["reference"]):
            continue
        for entry in contract.get("overrides") or ():
            name, value = entry["parameter"], entry["value"]
            known = DIRECTIONS.get(code, {}).get(name)
            ours_to_change = entry["requirement"] == rule["id"] and known
            if not ours_to_change or not sound(name, value, known):
                continue
            if stricter(name, known, value, ours.get(name)):
                yield name, value, _about(record, contract, world["reference"])


def sound(name: str, value: Any, direction: str) -> bool:
    """Whether a value is of the kind that the parameter takes."""
    if name in ("min", "cap", "occurrence", "aggregate"):
        return isinstance(value, dict)
    if direction == "more":
        return isinstance(value, list)
    if direction in ("true", "false"):
        return isinstance(value, bool)
    return isinstance(value, str if direction == "proof" else int) and value is not True


def _about(record: Data, contract: Data, reference: Data) -> Any:
    """The offers of the contract's categories; None for all, where it names none."""
    kinds = set(contract.get("categories") or ())
    if not kinds:
        return None
    return [
        (one["category"], place)
        for one in items(record, "offers")
        for place in places_of(record, one)
        if kinds & set(line_of(one["category"], reference))
    ]


def _strictest(rule: Data, terms: list[Term]) -> dict[str, Any]:
    params = dict(rule.get("params") or {})
    for name, value, _ in terms:
        direction = DIRECTIONS[rule["check"]][name]
        if direction == "more":
            params[name] = [*params[name], *(one for one in value if one not in params[name])]
        elif stricter(name, direction, value, params.get(name)):
            params[name] = value
    return {**rule, "params": params}


def merged(
    rule: Data, mine: Any, record: Data, on: date, world: Data, picked: Mapping[str, Any]
) -> Iterator[tuple[dict[str, Any], Any]]:
    """The requirement as strict as it is for each group of offers."""
    terms = list(_terms(rule, record, on, world, picked))
    scopes = mine.scopes if mine.scopes is not None else mine.every
    groups: dict[tuple[int, ...], list[Any]] = {}
    for scope in scopes:
        here = tuple(n for n, term in enumerate(terms) if term[2] is None or scope in term[2])
        groups.setdefault(here, []).append(scope)
    for_all = tuple(n for n, term in enumerate(terms) if term[2] is None)
    if len(groups) < 2:
        here = next(iter(groups), for_all)
        yield _strictest(rule, [terms[n] for n in here]), mine
        return
    for here, some in groups.items():
        ids = tuple(
            one["id"]
            for one in items(record, "offers")
            if one["id"] in mine.offers
            and any((one["category"], p) in some for p in places_of(record, one))
        )
        part = mine._replace(scopes=tuple(some), places=tuple(some), offers=ids)
        yield _strictest(rule, [terms[n] for n in here]), part
