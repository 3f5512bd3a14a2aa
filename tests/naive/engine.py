"""The naive engine: what a raw catalog means on one day, worked out from nothing each time.

A world is ``{"suppliers", "policies", "waivers", "reference"}`` as records write them; a policy
has ``rules``, which are requirements with their figures in place. Sources: docs/decisions/0006,
0008 and 0009.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tests.naive import families, first, whole
from tests.naive.basics import Data
from tests.naive.choosing import NO, Chosen, Scope, all_scopes, chosen
from tests.naive.merging import merged
from tests.naive.waiving import Finding, everything, rules_of, severity_of, to_come, waived

CHECKS: dict[str, Any] = {**families.CHECKS, **first.NAIVE, **whole.CHECKS}
AFTER = frozenset(["LIF-03"])
"""Checks of what the verdict is, and so no part of it."""
BY_STATUS = {
    "approved": "ok",
    "conditional": "conditional",
    "prospect": "ask",
    "onboarding": "ask",
}
RANKS = ("ok", "conditional", "ask", "do-not-use")


class Answer(NamedTuple):
    """What a world means for one supplier on one day."""

    verdict: str
    offers: dict[Scope, str]
    findings: list[Finding]
    passes: dict[str, int]


def look(world: Data, record: Data, on: date) -> Answer:
    """Everything about one supplier."""
    reference = world["reference"]
    world = {**world, "rules": world["rules"] if "rules" in world else rules_of(world)}
    rules = [one for one in world["rules"] if not one["check"].startswith("WVR-")]
    findings: list[Finding] = []
    passes: dict[str, int] = {}
    waiting: dict[str, list[dict[str, Any]]] = {}
    picked = {one["id"]: chosen(one, record, on, reference) for one in rules}
    after = [one for one in rules if one["check"] in AFTER]
    rules = [one for one in rules if one["check"] not in AFTER]
    for rule in rules:
        mine = picked[rule["id"]]
        if mine.answer == "unclear" and not to_come(rule, on):
            waiting.setdefault(mine.field, []).append(rule)
        if mine.answer != "yes" or rule["check"] == "REC-14":
            continue
        for asked, part in merged(rule, mine, record, on, world, picked):
            for result in _results(asked, part, record, on, world, picked):
                kept = list(_findings(rule, part, result, record, on, world))
                if result[1] == "pass":
                    passes[rule["id"]] = passes.get(rule["id"], 0) + 1
                else:
                    findings += kept
    findings += _profile(rules, picked, waiting, record, on, world, passes)
    verdict, offers = verdicts(record, findings)
    for rule in after:
        mine = picked[rule["id"]]
        if mine.answer == "yes" or (mine.answer == "unclear" and not to_come(rule, on)):
            if verdict == "do-not-use":
                result = ("lifecycle_status", "fail")
                findings += _findings(rule, mine, result, record, on, world)
            else:
                passes[rule["id"]] = 1
    return Answer(verdict, offers, findings, passes)


def then(world: Data, record: Data, on: date, families: tuple[str, ...]) -> list[Finding]:
    """What the requirements of these families found on another day, where that stopped it."""
    kept = [
        rule
        for rule in world["rules"]
        if rule["severity"] == "block"
        and rule["check"].startswith(families)
        and rule["check"] not in ("CON-03", "SRC-07")
    ]
    about_waivers = [rule for rule in world["rules"] if rule["check"].startswith("WVR-")]
    past = {**world, "rules": [*kept, *about_waivers]}
    return [one for one in look(past, record, on).findings if one.severity == "block"]


def _results(
    rule: Data,
    mine: Chosen,
    record: Data,
    on: date,
    world: Data,
    picked: Mapping[str, Chosen],
) -> list[tuple[Any, ...]]:
    """What the check finds about what the requirement has chosen."""
    known = world["reference"]
    reference = {
        "base": "USD",
        **known,
        "code_of_conduct": (known.get("organisation") or {}).get("code_of_conduct"),
        "statuses": {one["id"]: one["lifecycle_status"] for one in world["suppliers"]},
        "applying": [
            {"check": one["check"], "params": part.get("params") or {}}
            for one in world["rules"]
            if picked.get(one["id"], NO).answer == "yes" and not to_come(one, on)
            for part, _ in merged(one, picked[one["id"]], record, on, world, picked)
        ],
        "about": {
            "scopes": mine.places,
            "contracts": mine.contracts,
            "offers": mine.offers,
            "severity": rule["severity"],
            "when": rule.get("applies_when") or {},
            "effective_from": rule.get("effective_from"),
            "requirements": everything(world),
            "suppliers": world["suppliers"],
        },
    }
    reference["then"] = lambda day, families: then(world, record, day, families)
    params = {**(rule.get("params") or {}), "warn_days": rule.get("warn_days") or []}
    return list(CHECKS[rule["check"]](record, params, on, reference))


def _findings(
    rule: Data, mine: Chosen, result: tuple[Any, ...], record: Data, on: date, world: Data
) -> Iterator[Finding]:
    """A result as the findings that come of it: what of it is waived, and what is not."""
    subject, outcome, lower, where = (*result, None, None)[:4]
    scopes = mine.scopes
    if where is not None:
        said = tuple(dict.fromkeys(one for one in where if one in all_scopes(record)))
        both = tuple(one for one in said if scopes is None or one in scopes)
        scopes = both or said or None
    found = Finding(rule["id"], subject, outcome, severity_of(rule, lower, on), scopes)
    yield from waived(found, rule, record, on, world)


def _profile(
    rules: list[dict[str, Any]],
    picked: Mapping[str, Chosen],
    waiting: Mapping[str, list[dict[str, Any]]],
    record: Data,
    on: date,
    world: Data,
    passes: dict[str, int],
) -> list[Finding]:
    """What is missing to decide: told by REC-14, and by those that it is too light for."""
    found: list[Finding] = []
    for rule in rules:
        mine = picked[rule["id"]]
        if rule["check"] == "REC-14" and mine.answer == "yes":
            for field in waiting:
                result = (f"record/{field}", "unknown")
                found += _findings(rule, mine, result, record, on, world)
            if not waiting:
                passes[rule["id"]] = 1
    if any(one.severity in ("block", "error") for one in found):
        return found
    told = list(found)
    for field, those in waiting.items():
        for rule in those:
            if rule["severity"] in ("block", "error") or not found:
                result = (f"record/{field}", "unknown")
                told += _findings(rule, NO, result, record, on, world)
    return told


def verdicts(record: Data, findings: list[Finding]) -> tuple[str, dict[Scope, str]]:
    """The supplier's verdict and that of each offer."""
    scopes = all_scopes(record)
    if not scopes:
        return _worst(record, findings), {}
    offers = {
        scope: _worst(
            record, [one for one in findings if one.scopes is None or scope in one.scopes]
        )
        for scope in scopes
    }
    words = set(offers.values())
    if len(words) == 1:
        return words.pop(), offers
    if words & {"ok", "conditional"}:
        return "conditional", offers
    return max(words, key=RANKS.index), offers


def _worst(record: Data, findings: list[Finding]) -> str:
    found = [BY_STATUS.get(record["lifecycle_status"], "do-not-use")]
    for one in findings:
        if one.severity not in ("block", "error"):
            continue
        if one.outcome == "waived":
            found.append("conditional")
        else:
            grave = one.severity == "block" and one.outcome == "fail"
            found.append("do-not-use" if grave else "ask")
    return max(found, key=RANKS.index)
