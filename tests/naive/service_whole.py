"""Naive evaluation of the checks of the whole catalog: sources, shares, places, policies.

A supplier may be used here when its status says so: nothing else stops any in these worlds.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tests.naive.basics import Data, items, plus_days

Found = list[tuple[str, str]]
Records = Mapping[str, Data]
IN_USE = ("approved", "conditional")
DEPENDENCE = ("dependency", "single_source", "sole_source", "concentration")


def sources(records: Records) -> dict[str, list[str]]:
    """Category → who has something to order in it, the inactive left out."""
    found: dict[str, list[str]] = {}
    for name, record in records.items():
        kinds = {
            o["category"] for o in items(record, "offers") if o.get("orderable_indicator", True)
        }
        for kind in kinds if record["lifecycle_status"] != "inactive" else ():
            found.setdefault(kind, []).append(name)
    return found


def usable(records: Records, names: list[str]) -> list[str]:
    """Those that may be used."""
    return [one for one in names if records[one]["lifecycle_status"] in IN_USE]


def accepted(risk: Data, today: date, roles: list[str] | None = None) -> bool:
    """Whether somebody who may has accepted it, and it has not ended."""
    who = risk.get("accepted_by")
    may = who is not None and (not roles or who in roles)
    return may and risk.get("accepted_until", "") >= today.isoformat()


def about(record: Data, category: str, types: tuple[str, ...]) -> list[Data]:
    """Its risks of these types that concern the category."""
    return [
        one
        for one in items(record, "risks")
        if one["type"] in types and one.get("category", category) == category
    ]


def CAT_02(records: Records, params: Data, today: date, reference: Data) -> Found:
    """Enough that may be used."""
    return [
        (f"categories/{kind}", "pass" if len(usable(records, who)) >= params["min_ok"] else "fail")
        for kind, who in sources(records).items()
    ]


def RSK_03(records: Records, params: Data, today: date, reference: Data) -> Found:
    """A critical category that hangs on one."""
    found = []
    for kind, who in sources(records).items():
        left = usable(records, who)
        critical = any(records[one].get("criticality") in params["criticality"] for one in who)
        if not left or not critical:
            continue
        risks = about(records[left[0]], kind, ("single_source", "sole_source"))
        fine = len(left) > 1 or any(accepted(one, today) for one in risks)
        found.append((f"categories/{kind}", "pass" if fine else "fail"))
    return found


def RSK_04(records: Records, params: Data, today: date, reference: Data) -> Found:
    """Shares of the spend in a category."""
    rates = {"USD": Decimal(1), **reference["good_rates"]}
    spent: dict[str, dict[str, list[Decimal | None]]] = {}
    for name, record in records.items():
        for one in items(record, "category_spend"):
            rate = rates.get(one["currency"])
            worth = rate and Decimal(one["amount"]) * rate
            spent.setdefault(one["category"], {}).setdefault(name, []).append(worth)
    found = []
    for kind, who in spent.items():
        total = sum((one or Decimal(0) for own in who.values() for one in own), Decimal(0))
        silent = [one for one in usable(records, sources(records).get(kind, [])) if one not in who]
        unclear = bool(silent) or any(None in own for own in who.values())
        for name, own in who.items():
            share = sum((one or Decimal(0) for one in own), Decimal(0)) * 100
            risks = about(records[name], kind, DEPENDENCE)
            if None in own:
                fine = False
            elif share > params["accept"] * total:
                fine = any(accepted(one, today, params.get("authorities")) for one in risks)
            else:
                fine = share <= params["explain"] * total or bool(risks)
            word = "pass" if fine else "unknown" if unclear else "fail"
            found.append((f"categories/{kind}/{name}", word))
    return found


def top(name: str, records: Records) -> str:
    """The owner at the top; of a circle, the last that is new."""
    seen = [name]
    while True:
        record = records.get(name, {})
        owner = record.get("ultimate_parent") or record.get("parent") or {}
        above = owner.get("supplier") or owner.get("lei") or ""
        if not above or above in seen:
            return name
        seen.append(above)
        name = above


def RSK_06(records: Records, params: Data, today: date, reference: Data) -> Found:
    """Countries and owners of those that matter."""
    mine = [
        name
        for name in usable(records, list(records))
        if records[name].get("criticality") in params["criticality"]
    ]
    if len(mine) < params["at_least"]:
        return []
    found: Found = []
    groups: dict[str, list[str]] = {
        "country": [records[one].get("registered_country", "") for one in mine],
        "parent": [top(one, records) for one in mine],
    }
    for kind, members in groups.items():
        over = []
        for name in set(members) - {""}:
            sure = members.count(name) * 100 > params["share"] * len(mine)
            most = members.count(name) + members.count("")
            if most * 100 > params["share"] * len(mine):
                over.append((f"catalog/{kind}/{name}", "fail" if sure else "unknown"))
        found += over or [(f"catalog/{kind}", "pass")]
    return found


def POL_03(policies: Records, params: Data, today: date, reference: Data) -> Found:
    """Versions, approvals and times of transition of the policies in force."""
    found = []
    for name, one in policies.items():
        if one["status"] != "in_force":
            continue
        start = one.get("effective_from")
        entries = [e for e in one.get("changes", []) if e["version"] == one["version"]]
        word = "fail"
        if entries:
            word = "pass" if start and entries[0]["date"] <= start else "fail"
            word = word if start else "unknown"
        found.append((f"policies/{name}/version", word))
        by, on, owner = (one.get(key) for key in ("approved_by", "approved_on", "owner"))
        word = "pass"
        if not by or by == owner or (owner and start and on and on > start):
            word = "fail"
        elif not (owner and on and start):
            word = "unknown"
        found.append((f"policies/{name}/approval", word))
        for rule in one.get("rules", []):
            starts = [day for day in (rule.get("effective_from"), start) if day]
            until = rule.get("transition_until")
            if until and starts and params.get("adapt_days"):
                enough = plus_days(date.fromisoformat(max(starts)), params["adapt_days"])
                word = "pass" if until >= enough.isoformat() else "fail"
                found.append((f"policies/{name}/requirements/{rule['id']}", word))
    return found


NAIVE: dict[str, Any] = {
    "CAT-02": CAT_02,
    "RSK-03": RSK_03,
    "RSK-04": RSK_04,
    "RSK-06": RSK_06,
    "POL-03": POL_03,
}
