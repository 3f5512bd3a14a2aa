"""Rules about waivers, evaluated again in plain words.

Each function takes a waiver, the parameters, the day and the world: all ``waivers``, and by id the
``requirements`` and ``suppliers``, as plain data.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tests.naive.basics import Data, day, inside, items
from tests.naive.records import soon, verdict

Rule = Callable[[Data, Data, date, Data], list[str]]


def ended(one: Data) -> bool:
    """Whether people have ended it."""
    return one.get("status") in ("revoked", "closed")


def days_of(one: Data) -> set[date]:
    """All its days."""
    start, end = day(one["starts_on"]), day(one["expires_on"])
    assert start and end
    return {start + timedelta(days=n) for n in range((end - start).days + 1)}


def going_on(one: Data, world: Data) -> bool:
    """Whether another waiver extends it."""
    return any(o.get("extension_of") == one["id"] and not ended(o) for o in world["waivers"])


def severity(one: Data, world: Data) -> str:
    """How grave the requirement is that it lifts."""
    found = world["requirements"][one["requirement"]]["severity"]
    return "warning" if found == "info" else str(found)


def wvr_01(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """Not past its end."""
    over = max(days_of(one)) < today
    return [] if over and going_on(one, world) else [verdict(over, False)]


def wvr_02(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """Not too long."""
    return [verdict(len(days_of(one)) > params[f"max_days_{severity(one, world)}"], False)]


def wvr_03(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """Approved by somebody who may."""
    named = params[f"approvers_{severity(one, world)}"]
    return [verdict(one["approved_by"] not in named, False)]


def _matter(one: Data, *more: str) -> tuple[object, ...]:
    return tuple(str(one.get(key)) for key in ("requirement", "supplier", *more))


def chain(one: Data, world: Data) -> list[Data]:
    """It and the waivers before it."""
    found = [one]
    while True:
        here = found[-1]
        named = [o for o in world["waivers"] if o["id"] == here.get("extension_of")]
        if not named:
            named = [
                o
                for o in world["waivers"]
                if o not in found
                and o.get("status") != "revoked"
                and _matter(o, "subject", "scope") == _matter(here, "subject", "scope")
                and o["starts_on"] < here["starts_on"]
                and max(days_of(o)) + timedelta(days=1) >= min(days_of(here))
            ]
            named = sorted(named, key=lambda o: (o["starts_on"], o["id"]))[-1:]
        if not named or named[0] in found or _matter(named[0]) != _matter(one):
            return found
        found += named


def wvr_04(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """Not extended too often, nor too long in all."""
    line = chain(one, world)
    often = max(len(line) - 1, one.get("extension_count", 0)) > params["max_extensions"]
    long = len(set().union(*map(days_of, line))) > params["max_days"]
    named = one.get("extension_of")
    on_file = [o for o in world["waivers"] if o["id"] == named]
    other = bool(on_file) and on_file[0] not in line[1:]
    return [verdict(often or long or other, bool(named) and not on_file)]


def wvr_05(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """Covers something."""
    if today not in days_of(one):
        return []
    return [verdict(one["id"] not in world["used"], False)]


def wvr_06(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """May be waived."""
    lifted = world["requirements"][one["requirement"]]
    never = lifted.get("waivable") is False or lifted["check"] in params.get("checks", ())
    return [verdict(never, False)]


def wvr_07(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """Not about to end."""
    if today not in days_of(one) or going_on(one, world):
        return []
    return [verdict(soon(max(days_of(one)), today, params), False)]


def wvr_08(one: Data, params: Data, today: date, world: Data) -> list[str]:
    """Narrow and complete."""
    controls = one.get("compensating_controls", ())
    bad = not any("owner" in c and "testable_by" in c for c in controls)
    bad = bad or "risk_description" not in one or one["approved_by"] == one["requested_by"]
    bad = bad or one["approved_on"] > one["starts_on"]
    if "subject" not in one and not one.get("scope"):
        bad = bad or _several(one, world)
    return [verdict(bad, False)]


def _several(one: Data, world: Data) -> bool:
    lifted, record = world["requirements"][one["requirement"]], world["suppliers"][one["supplier"]]
    if len(lifted.get("params", {}).get("lines", ())) > 1:
        return True
    live = sum("cancelled_on" not in one for one in items(record, "contracts"))
    if lifted["check"].startswith("CON-") and live > 1:
        return True
    wanted = lifted.get("applies_when", {}).get("jurisdiction")
    places = set()
    for offer in items(record, "offers"):
        for place in offer.get("jurisdictions") or record.get("service_jurisdictions") or [None]:
            if not wanted or not place or any(inside(place, w) or inside(w, place) for w in wanted):
                places.add((offer["category"], place))
    return len(places) > 1


NAIVE: Mapping[str, Rule] = {
    "WVR-01": wvr_01,
    "WVR-02": wvr_02,
    "WVR-03": wvr_03,
    "WVR-04": wvr_04,
    "WVR-05": wvr_05,
    "WVR-06": wvr_06,
    "WVR-07": wvr_07,
    "WVR-08": wvr_08,
}
