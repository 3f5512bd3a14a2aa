"""Naive evaluation of what looks beyond the day and the record: other days, contracts' figures,
and the rules about waivers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.naive import records_waivers
from tests.naive.basics import Data, day, inside, items
from tests.naive.contracts_common import awards
from tests.naive.first_common import Found, about, line_of, places_of
from tests.naive.first_contracts import chosen, over
from tests.naive.merging import DIRECTIONS, sound, stricter

SIGNING = ("INS-", "LIC-", "PMT-")
AWARDING = (*SIGNING, "CRT-", "SCR-", "IDN-", "SEC-")


def stood(record: Data, contract: Data, on: date, families: tuple[str, ...], ref: Data) -> Any:
    """Outcome and offers: what stopped the supplier on another day, for the contract's work."""
    found = [one for one in ref["then"](on, families) if _bears(one, contract, ref)]
    words = [one.outcome for one in found]
    outcome = "fail" if "fail" in words else "unknown" if words else "pass"
    scopes = None
    if found and all(one.scopes is not None for one in found):
        scopes = list(dict.fromkeys(scope for one in found for scope in one.scopes))
    return outcome, scopes


def _bears(finding: Any, contract: Data, reference: Data) -> bool:
    if finding.outcome == "waived":
        return False
    if finding.subject.startswith("contracts/"):
        return bool(finding.subject.split("/")[1] == contract["id"])
    kinds = contract.get("categories") or []
    places = contract.get("jurisdictions_of_work") or []
    return finding.scopes is None or any(
        (not kinds or set(kinds) & set(line_of(kind, reference)))
        and (not places or at is None or any(inside(p, at) or inside(at, p) for p in places))
        for kind, at in finding.scopes
    )


def CON_03(record: Data, params: Data, on: date, reference: Data) -> Found:
    """What is needed before a signature was there on its day."""
    out: Found = []
    for one in chosen(record, reference):
        signed = day(one.get("signed_on"))
        first = params.get("signed_from") or about(reference, "effective_from") or ""
        if signed is None or signed > on or signed.isoformat() < first:
            continue
        if "cancelled_on" in one or over(one, on, reference):
            continue
        outcome, scopes = stood(record, one, signed, SIGNING, reference)
        out.append((f"contracts/{one['id']}/prerequisites", outcome, None, scopes))
    return out


def SRC_07(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Nothing stopped the supplier on the day of the award."""
    out: Found = []
    first = params.get("awarded_from") or about(reference, "effective_from")
    ids = [one["id"] for one in chosen(record, reference)]
    asked = {**params, "awarded_from": first}
    for one, _, when in awards(record, asked, on, reference, calls=True):
        if one["id"] in ids:
            outcome, scopes = stood(record, one, when, AWARDING, reference)
            out.append((f"contracts/{one['id']}/award/supplier", outcome, None, scopes))
    return out


def CON_22(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Each figure of a contract against that of the requirement it names."""
    out: Found = []
    for one in chosen(record, reference):
        if "cancelled_on" in one or over(one, on, reference):
            continue
        for entry in one.get("overrides") or ():
            name, theirs = entry["parameter"], entry["value"]
            rule = about(reference, "requirements").get(entry["requirement"])
            outcome = _changed(rule, name, theirs) if rule else "unknown"
            subject = f"contracts/{one['id']}/overrides/{entry['requirement']}/{name}"
            out.append((subject, outcome))
    return out


def _changed(rule: Data, name: str, theirs: Any) -> str:
    ours = (rule.get("params") or {}).get(name)
    direction = DIRECTIONS.get(rule["check"], {}).get(name)
    same = theirs == ours and isinstance(theirs, bool) is isinstance(ours, bool)
    if same or (theirs is False and ours is None and direction == "false"):
        return "pass"
    if direction is None or not sound(name, theirs, direction):
        listed = isinstance(ours, list) and isinstance(theirs, str)
        if direction != "more" or not listed:
            return "unknown"
        return "pass" if set(ours) == {theirs} else "fail"
    if direction == "more" and set(theirs) == set(ours):
        return "pass"
    if isinstance(theirs, Mapping) and ours and theirs["currency"] != ours["currency"]:
        return "unknown"
    if direction == "proof" and theirs not in ("endorsement_number", "endorsement_on_file"):
        return "unknown" if theirs != "box_ticked" else "fail"
    return "pass" if stricter(name, direction, theirs, ours) else "fail"


def wvr_08(waiver: Data, params: Data, on: date, world: Data) -> list[str]:
    """Narrow, complete, approved by another role before its first day."""
    controls = waiver.get("compensating_controls") or ()
    good = any("owner" in one and "testable_by" in one for one in controls)
    good = good and "risk_description" in waiver
    good = good and waiver["approved_by"] != waiver["requested_by"]
    good = good and waiver["approved_on"] <= waiver["starts_on"]
    if "subject" not in waiver and not waiver.get("scope"):
        good = good and not _several(waiver, world)
    return ["pass" if good else "fail"]


def _several(waiver: Data, world: Data) -> bool:
    """Whether it bears on several contracts, lines or offers."""
    rule = world["requirements"][waiver["requirement"]]
    record = world["suppliers"].get(waiver["supplier"])
    if record is None:
        return False
    live = [one for one in items(record, "contracts") if "cancelled_on" not in one]
    if rule["check"] in world["of_contracts"] and len(live) > 1:
        return True
    if len((rule.get("params") or {}).get("lines") or ()) > 1:
        return True
    when = rule.get("applies_when") or {}
    wanted, kinds = when.get("jurisdiction"), when.get("category")
    places = {
        (one["category"], at)
        for one in items(record, "offers")
        for at in places_of(record, one)
        if not kinds or set(kinds) & set(line_of(one["category"], world["reference"]))
        if not wanted or not at or any(inside(at, w) or inside(w, at) for w in wanted)
    }
    return len(places) > 1


WAIVERS = {**records_waivers.NAIVE, "WVR-08": wvr_08}
CHECKS: dict[str, Any] = {"CON-03": CON_03, "SRC-07": SRC_07, "CON-22": CON_22}


def asked_of_waivers(rule: Data, waiver: Data, on: date, world: Data) -> list[str]:
    """What a rule says about a waiver that nobody has ended."""
    if (
        waiver.get("status") in ("revoked", "closed")
        or waiver["requirement"] not in world["requirements"]
    ):
        return []
    params = {**(rule.get("params") or {}), "warn_days": rule.get("warn_days") or []}
    return list(WAIVERS[rule["check"]](waiver, params, on, world))
