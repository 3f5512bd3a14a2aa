"""What stands first in a list hides nothing that stands behind it.

Each case once more, with entries before its own and then behind them: superseded papers, cancelled
and ended contracts, things of every other kind, and what the other cases of the check record. A
check that stops where it should go on says less when they come first.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.checks import registry
from tests.checks.test_cases import CHECKS, FILES, case_catalog, days, read
from tests.checks.test_crowds import ids, renamed
from tests.checks.test_golden_cases import overheard
from tests.evaluate.build import answer

Data = Mapping[str, Any]
Entries = dict[str, list[dict[str, Any]]]
LONG_AGO = "1990-01-01"
TERM = {"starts_on": LONG_AGO, "ends_on": "1990-12-31"}
EARLY = {"ends_on": "2026-01-31"}
GOES_ON = {"type": "auto", "term": "P12M"}
OLD = {"issued_on": LONG_AGO, "expires_on": "1990-12-31"}
GONE = {"superseded_by": "zz-0"}
GL = "commercial_general_liability"


def kinds(*names: str, **more: Any) -> list[dict[str, Any]]:
    """One entry of each kind."""
    return [{"kind": name, **more} for name in names]


# By the place in the record: what checks pass over, for more reasons than one.
PASSED_OVER: Entries = {
    "contracts": [
        {"title": "Never came into force", "cancelled_on": LONG_AGO},
        {"title": "Nothing is recorded of it"},
        {"title": "Over", "type": "contract", **TERM},
        {
            "title": "Nothing is bought",
            "type": "NDA",
            "starts_on": LONG_AGO,
            "ends_on": "2099-12-31",
        },
        {"title": "A call-off", "type": "SOW", "parent_contract": "zz-2", **TERM},
        {"title": "Of old", "type": "MSA", "signed_on": LONG_AGO, "starts_on": LONG_AGO},
        {"title": "Short", "signed_on": "2026-01-02", "starts_on": "2026-01-02", **EARLY},
        {"title": "Goes on", "starts_on": "2020-01-01", **EARLY, "renewal": GOES_ON},
        {"title": "Never went on", "cancelled_on": LONG_AGO, **EARLY, "renewal": GOES_ON},
        {"title": "To come", "type": "MSA", "starts_on": "2098-01-01", "ends_on": "2099-12-31"},
    ],
    "insurance.policies": [
        {"line": "liquor", "policy_eff": "2020-01-01", "policy_exp": "2030-12-31"},
        {"line": GL, "status": "draft"},
        {"line": GL, **GONE},
        {"line": "umbrella", "policy_eff": LONG_AGO, "policy_exp": "1990-12-31"},
        {"line": GL, "policy_eff": LONG_AGO, "policy_exp": "1990-12-31"},
    ],
    "insurance.certificates": [{"status": "superseded", **GONE}, {"form": "None"}],
    "insurance.exemptions": [{"line": "liquor", "reason": "None is sold.", **GONE}],
    "licences": [
        {"licence_type": "electrical_contractor", **GONE, **OLD},
        {"licence_type": "pesticide_applicator", "jurisdiction": "US-AK", **OLD},
        {"licence_type": "pesticide_applicator"},
    ],
    "permits": [{"activity": "roof_work", **GONE}, {"activity": "scaffolding"}],
    "certifications": [{"scheme": "ISO 3834", **GONE, **OLD}, {"scheme": "ISO 3834", **OLD}],
    "screenings": kinds(
        *("sanctions", "debarment", "ownership", "adverse_media", "background_check"),
        performed_on=LONG_AGO,
    ),
    "changes": kinds(
        *("name", "address", "legal_form", "ownership", "contact", "bank"), changed_on="2099-01-01"
    ),
    "incidents": kinds(
        *("security", "safety", "quality", "compliance", "delivery"),
        occurred_on=LONG_AGO,
        closed_on=LONG_AGO,
    ),
    "reviews": kinds(
        *("performance", "due_diligence", "site_audit", "security", "financial", "risk"),
        *("sustainability", "penetration_test", "continuity_test"),
        performed_on=LONG_AGO,
    ),
    "statements": kinds("modern_slavery", "conflict_minerals", "human_rights", "environment"),
    "access_grants": kinds("onsite", "personal_data", "network", "keys_or_badges"),
    "bonds": kinds("performance", "payment", "bid", "licence", "maintenance", **TERM),
    "risks": [{"type": "reputational"}, {"type": "single_source"}],
    "conflict_declarations": [{"role": "@nobody", "declared_on": LONG_AGO}],
}


def lists(data: Data) -> Entries:
    """The lists of parts in a record, by their place."""
    insurance = {f"insurance.{key}": one for key, one in (data.get("insurance") or {}).items()}
    found = {**data, **insurance}
    return {place: found[place] for place in PASSED_OVER if isinstance(found.get(place), list)}


def placed(data: Data, entries: Entries, *, first: bool) -> dict[str, Any]:
    """The record with these entries before, or behind, its own."""
    new = {**data, "insurance": dict(data.get("insurance") or {})}
    for place, own in lists(data).items():
        more = entries.get(place, [])
        into = new["insurance"] if place.startswith("insurance.") else new
        into[place.rpartition(".")[2]] = [*more, *own] if first else [*own, *more]
    return new if "insurance" in data else {k: v for k, v in new.items() if k != "insurance"}


def heard(code: str, case: Data, supplier: Data, day: str) -> list[str]:
    """What the check decides, in no order. Of several that are alike it may name either."""
    with overheard(code, date.fromisoformat(day)) as said:
        answer(case_catalog(code, {**case, "supplier": supplier}), day)
    return sorted({f"{one.outcome} {one.subject} {one.severity}" for one in said})


def other_orders(code: str, case: Data) -> list[Data]:
    """The case with what its lists of words lack put first, and put last."""
    params = case.get("params") or {}
    known = {
        one.name: sorted(one.allowed) or ["zz-other"]
        for one in registry()[code].params
        if one.kind == "texts" and one.name in params
    }
    found = []
    for first in (True, False):
        new = dict(params)
        for name, allowed in known.items():
            own = [params[name]] if isinstance(params[name], str) else list(params[name])
            more = [one for one in allowed if one not in own]
            new[name] = [*more, *own] if first else [*own, *more]
        found.append({**case, "params": new})
    return found if known else []


def of_others(path: Path) -> Entries:
    """What the other cases of the check record, under other ids."""
    found: Entries = {}
    others = [one for one in FILES if one.parent == path.parent and one != path]
    for number, other in enumerate(others):
        theirs = dict(read(other).get("supplier") or {})
        apart = renamed(theirs, {one: f"{one}-{number}" for one in ids(theirs)})
        for place, entries in lists(apart).items():
            found.setdefault(place, []).extend(entries)
    return found


@pytest.mark.parametrize("code", CHECKS)
def test_what_comes_first_hides_nothing(code: str) -> None:
    numbered = {
        place: [{"id": f"zz-{number}", **one} for number, one in enumerate(entries)]
        for place, entries in PASSED_OVER.items()
    }
    for path in [one for one in FILES if one.parent.name == code]:
        case = read(path)
        supplier = dict(case.get("supplier") or {})
        for more in (numbered, of_others(path)):
            before, behind = placed(supplier, more, first=True), placed(supplier, more, first=False)
            if before == behind:
                continue
            for day, _ in list(days(case))[:3]:
                one, other = heard(code, case, before, day), heard(code, case, behind, day)
                assert one == other, (path.stem, day)


@pytest.mark.parametrize("code", CHECKS)
def test_what_a_clause_names_first_hides_nothing(code: str) -> None:
    """The same of the lists of a requirement: the lines of cover, the schemes, the roles."""
    for path in [one for one in FILES if one.parent.name == code]:
        case = read(path)
        supplier = dict(case.get("supplier") or {})
        for day, _ in list(days(case))[:2]:
            said = [heard(code, one, supplier, day) for one in other_orders(code, case)]
            assert said[:1] == said[1:], (path.stem, day)
