"""The naive checks of the families, put to what a requirement has chosen.

Their functions take a whole record. So they get a record that offers what was chosen only; of
contracts, what they say about others is left out afterwards.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.naive import contracts, insurance_a, papers, records, records_conduct, service
from tests.naive.basics import Data, inside, items, words
from tests.naive.first_common import about, line_of, places_of
from tests.naive.weights import WEIGHTS

Result = tuple[Any, ...]
OF_CONTRACTS = words(
    """
    INS-05 INS-06 INS-24 INS-25 INS-32 LIC-07 PMT-01 PMT-02 PMT-04 PER-06 SCR-03 SEC-03 SEC-04
    SEC-05 SEC-08 CON-02 CON-03 CON-04 CON-05 CON-06 CON-07 CON-08 CON-09 CON-10 CON-11 CON-12
    CON-13 CON-14 CON-15 CON-16 CON-17 CON-18 CON-19 CON-20 CON-21 CON-22 SRC-01 SRC-02 SRC-03
    SRC-04 SRC-05 SRC-06 SRC-07 SRC-08 SRC-09 BUD-01 BUD-02
    """
)
OF_OFFERS = frozenset(["BUD-03", "CAT-01", "CAT-03", "ESG-04", "RSK-08"])
# Cover is asked of the contracts that are for what the requirement is about.
ON_COVER = frozenset(["INS-05", "INS-06", "INS-25", "INS-32"])
BY_CONTRACTS = frozenset(["INS-13", "INS-14", "INS-24"])
AS_CHOSEN = frozenset(["INS-16", "INS-17", "INS-18", "INS-19", "LIC-08", "PMT-04"])
# What weighs less before its day: the severity is found by asking with fewer days of warning.
REMINDERS = words(
    """
    REC-08 IDN-03 TAX-02 SCR-01 ETH-01 DIV-01 PER-01 PER-05 RSK-01 RSK-07 SEC-02 SEC-05 SEC-06
    SEC-07 SEC-09 CAT-03
    """
)
PLAIN: dict[str, Any] = {
    **insurance_a.NAIVE,
    **papers.NAIVE,
    **contracts.NAIVE,
    **records.NAIVE,
    **records_conduct.NAIVE,
    **service.NAIVE,
}


def chosen_only(code: str, record: Data, reference: Data) -> Data:
    """The record, with the offers and places that the requirement is about."""
    scopes, ids = about(reference, "scopes"), about(reference, "offers")
    offers = []
    for one in items(record, "offers"):
        here = [p for p in places_of(record, one) if (one["category"], p) in scopes]
        if one["id"] in ids and here:
            places = [place for place in here if place]
            offers.append({**one, "jurisdictions": places} if places else one)
    if not offers and code not in OF_OFFERS:
        offers = [
            {"id": f"by-contract-{n}", "category": kind, **({"jurisdictions": [at]} if at else {})}
            for n, (kind, at) in enumerate(scopes)
        ]
    return {**record, "offers": offers}


def concerned(contract: Data, reference: Data) -> bool:
    """Whether it is for what the requirement is about, or does not say what it is for."""
    when = about(reference, "when")
    kinds, places = contract.get("categories"), contract.get("jurisdictions_of_work")
    of_kind = not kinds or "category" not in when
    of_kind = of_kind or any(
        one in line_of(kind, reference) or kind in line_of(one, reference)
        for kind in kinds or ()
        for one in when["category"]
    )
    here = not places or "jurisdiction" not in when
    here = here or any(
        inside(one, place) or inside(place, one)
        for place in places or ()
        for one in when["jurisdiction"]
    )
    return bool(of_kind and here)


def _asked_of(code: str, record: Data, on: date, reference: Data) -> list[Data]:
    """The contracts to look at; of those that run, what they renewed as well."""
    every, ids = items(record, "contracts"), about(reference, "contracts")
    if code == "SCR-03":
        # Its naive function does not know terminations.
        live = [one for one in every if (insurance_a.contract_days(one)[1] or on) >= on]
        return [{key: one[key] for key in one if key != "ends_on"} for one in live]
    mine = [one for one in every if one["id"] in ids]
    if code in AS_CHOSEN:
        return mine
    mine = [one for one in mine if concerned(one, reference)]
    kept = {one["id"] for one in mine if (insurance_a.contract_days(one)[1] or on) >= on}
    for _ in every:
        kept |= {one["id"] for one in every if one.get("renewed_by") in kept}
    return [one for one in every if one in mine or (code == "INS-24" and one["id"] in kept)]


def family(code: str) -> Callable[[Data, Data, date, Data], list[Result]]:
    """The naive function of a check, put to what was chosen, with severities and offers."""
    naive = PLAIN[code]

    def run(record: Data, params: Data, on: date, reference: Data) -> list[Result]:
        view = chosen_only(code, record, reference)
        if code in BY_CONTRACTS or code in AS_CHOSEN or code == "SCR-03":
            view = {**view, "contracts": _asked_of(code, record, on, reference)}
        if code == "BUD-02":
            # A need names any offer of the supplier.
            view = {**view, "offers": items(record, "offers")}
        found = naive(view, params, on, reference)
        if code in OF_CONTRACTS:
            others = _others(code, record, reference)
            found = [one for one in found if not _of(one[0], others)]
        out = []
        for subject, outcome in found:
            severity = None
            if code in REMINDERS and outcome == "fail":
                severity = _reminder(naive, (view, params, on, reference), subject)
            if code in WEIGHTS and outcome != "pass" and severity is None:
                severity = WEIGHTS[code](view, params, on, reference, subject, outcome)
            scopes = SCOPES[code](view, reference, subject) if code in SCOPES else None
            out.append((subject, outcome, severity, scopes))
        return out

    return run


def _others(code: str, record: Data, reference: Data) -> set[str]:
    """The contracts that the requirement is not put to."""
    mine = about(reference, "contracts")
    return {
        one["id"]
        for one in items(record, "contracts")
        if one["id"] not in mine or (code in ON_COVER and not concerned(one, reference))
    }


def _of(subject: str, contracts: set[str]) -> bool:
    parts = subject.split("/")
    return parts[0] == "contracts" and parts[1] in contracts


def _reminder(naive: Any, asked: tuple[Data, Data, date, Data], subject: str) -> str | None:
    """The severity of a reminder; None for what is past its day or wrong otherwise."""
    record, params, on, reference = asked

    def fails(days: list[int]) -> bool:
        found = naive(record, {**params, "warn_days": days}, on, reference)
        return (subject, "fail") in found

    days = sorted(set(params.get("warn_days") or ()))
    if not days or fails([]):
        return None
    narrowest = next(one for one in days if fails([one]))
    # The widest of several is for information, what still holds is a warning at most.
    return "info" if narrowest == days[-1] and len(days) > 1 else _at_most_warning(reference)


def _at_most_warning(reference: Data) -> str:
    own = about(reference, "severity")
    return "info" if own == "info" else "warning"


def _of_contract(record: Data, reference: Data, subject: str) -> list[Any] | None:
    """The offers that the contract of the subject is about; None when it is about none of them."""
    ids = {one["id"]: one for one in items(record, "contracts")}
    contract = ids[subject.split("/")[1]]
    kinds = contract.get("categories") or []
    places = contract.get("jurisdictions_of_work") or []
    found = []
    for category, place in about(reference, "scopes"):
        line = line_of(category, reference)
        of_kind = not kinds or any(k in line or category in line_of(k, reference) for k in kinds)
        here = not places or not place or any(inside(p, place) or inside(place, p) for p in places)
        if of_kind and here:
            found.append((category, place))
    return found or None


def _of_place(record: Data, reference: Data, subject: str) -> list[Any] | None:
    place = subject.split("/")[2]
    return [one for one in about(reference, "scopes") if one[1] == place] or None


def _of_category(record: Data, reference: Data, subject: str) -> list[Any] | None:
    return [one for one in about(reference, "scopes") if one[0] == subject.split("/")[-1]]


def _of_offer(record: Data, reference: Data, subject: str) -> list[Any] | None:
    ids = {one["id"]: one for one in items(record, "offers")}
    offer = ids[subject.split("/")[1]]
    return [(offer["category"], place) for place in places_of(record, offer)]


SCOPES: dict[str, Any] = {
    "INS-05": _of_contract,
    "INS-06": _of_contract,
    "INS-25": _of_contract,
    "INS-32": _of_contract,
    "INS-13": _of_place,
    "INS-14": _of_place,
    "CRT-02": _of_category,
    "BUD-03": _of_offer,
}
# They ask how things stood on another day, or what contracts change: see whole.py.
CHECKS = {code: family(code) for code in PLAIN if code not in ("CON-03", "SRC-07", "CON-22")}
