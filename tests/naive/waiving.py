"""Waivers, naively: which of them count, what they cover, and what the rules about them find.

Severities are here too: what a requirement weighs on a day.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from tests.naive import families, whole
from tests.naive.basics import Data, day, inside
from tests.naive.choosing import Scope, Scopes, all_scopes
from tests.naive.first_common import line_of

ORDER = ("block", "error", "warning", "info")


class Finding(NamedTuple):
    """What is not simply met; ``waiver`` where it is waived."""

    requirement: str
    subject: str
    outcome: str
    severity: str
    scopes: Scopes | None
    waiver: str = ""


def rules_of(world: Data) -> list[dict[str, Any]]:
    """The requirements of policies in force, none in effect before its policy is."""
    found = []
    for policy in world["policies"]:
        for rule in policy["rules"] if policy.get("status", "in_force") == "in_force" else ():
            starts = [rule.get("effective_from", ""), policy.get("effective_from", "")]
            found.append({**rule, "effective_from": max(starts) or None})
    return found


def everything(world: Data) -> dict[str, Data]:
    """Every requirement by its id, of policies in force or not."""
    return {rule["id"]: rule for policy in world["policies"] for rule in policy["rules"]}


def to_come(rule: Data, on: date) -> bool:
    start = day(rule.get("effective_from"))
    return start is not None and on < start


def severity_of(rule: Data, lower: str | None, on: date) -> str:
    """The requirement's own, lowered by the check, or while it is announced or in transition."""
    severity = max(rule["severity"], lower or "block", key=ORDER.index)
    until = rule.get("transition_until")
    if to_come(rule, on) or (until is not None and on.isoformat() <= until):
        return max(severity, "warning", key=ORDER.index)
    return severity


def waived(finding: Finding, rule: Data, record: Data, on: date, world: Data) -> Iterator[Finding]:
    """The finding, or the part of it that no waiver covers, and the parts that one does."""
    rest = finding
    for one in world["waivers"]:
        if one["requirement"] != rule["id"] or one["supplier"] != record["id"]:
            continue
        if one.get("subject") not in (None, finding.subject) or not counts(one, rule, on, world):
            continue
        mine = rest.scopes if rest.scopes is not None else all_scopes(record)
        scope = one.get("scope") or {}
        inside_it = tuple(each for each in mine if _covered(each, scope, world["reference"]))
        outside = tuple(each for each in mine if each not in inside_it)
        if scope and (outside or not mine):
            if inside_it:
                yield rest._replace(outcome="waived", scopes=inside_it, waiver=one["id"])
                rest = rest._replace(scopes=outside)
            continue
        yield rest._replace(outcome="waived", waiver=one["id"])
        return
    yield rest


def counts(waiver: Data, rule: Data, on: date, world: Data) -> bool:
    """Whether the waiver is in force and in order."""
    now = on.isoformat()
    first_day = max(waiver["starts_on"], waiver["approved_on"])
    for court in world["rules"]:
        decides = court["check"].startswith("WVR-") and court["severity"] == "block"
        later = court.get("transition_until")
        if not decides or to_come(court, on) or (later is not None and now <= later):
            continue
        if court["check"] != "WVR-05" and about_waiver(court, waiver, on, world) & {
            "fail",
            "unknown",
        }:
            return False
    if waiver.get("status") in ("revoked", "closed") or not rule.get("waivable", True):
        return False
    if waiver["requested_by"].lower() == waiver["approved_by"].lower():
        return False
    return bool(first_day <= now <= waiver["expires_on"])


def about_waiver(rule: Data, waiver: Data, on: date, world: Data, used: Any = ()) -> set[str]:
    """What a rule about waivers says about one."""
    known = {
        **world,
        "requirements": everything(world),
        "suppliers": {one["id"]: one for one in world["suppliers"]},
        "of_contracts": families.OF_CONTRACTS,
        "used": set(used),
    }
    return set(whole.asked_of_waivers(rule, waiver, on, known))


def waiver_findings(world: Data, on: date, used: set[str]) -> list[tuple[str, str, str, str]]:
    """What the rules about waivers find: requirement, subject, outcome, severity."""
    found = []
    world = {**world, "rules": rules_of(world)}
    for rule in world["rules"]:
        if not rule["check"].startswith("WVR-") or to_come(rule, on):
            continue
        for waiver in world["waivers"]:
            for outcome in about_waiver(rule, waiver, on, world, used) - {"pass"}:
                severity = severity_of(rule, reminder(rule, waiver, on), on)
                found.append((rule["id"], f"waivers/{waiver['id']}", outcome, severity))
    return found


def reminder(rule: Data, waiver: Data, on: date) -> str | None:
    """Of a waiver about to end: in the widest of several days of warning for information."""
    if rule["check"] != "WVR-07":
        return None
    left = (date.fromisoformat(waiver["expires_on"]) - on).days
    days = sorted(one for one in set(rule.get("warn_days") or ()))
    narrowest = next((one for one in days if left <= one), None)
    return "info" if len(days) > 1 and narrowest == days[-1] else "warning"


def _covered(scope: Scope, wanted: Data, reference: Data) -> bool:
    category, place = wanted.get("category"), wanted.get("jurisdiction")
    if category and category not in line_of(scope[0], reference):
        return False
    return not place or (scope[1] is not None and inside(scope[1], place))
