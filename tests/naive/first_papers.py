"""Licences, permits and certifications, evaluated naively: the checks that were there first."""

from datetime import date
from typing import Any

from tests.naive.basics import Data, day, inside, items, plus_months
from tests.naive.first_common import (
    Found,
    before_the_end,
    bucket,
    line_of,
    offered,
    standing,
)
from tests.naive.first_contracts import chosen


def licences(record: Data, params: Data, on: date) -> list[Data]:
    """Licences of the types named (or of any) that nothing replaces yet."""
    types = params.get("licence_types")
    held = standing(items(record, "licences"), "issued_on", on)
    return [one for one in held if not types or one["licence_type"] in types]


def ended(licence: Data, on: date) -> bool:
    """Whether its last day is past."""
    return str(licence.get("expires_on", "9")) < on.isoformat()


def goes_on(licence: Data) -> bool:
    """Whether it holds while its renewal is pending, with evidence."""
    said = licence.get("continuation") or {}
    return bool(said.get("applies") and said.get("evidence"))


def in_force(licence: Data, on: date) -> str:
    """Pass, fail or unknown."""
    if licence.get("issued_on", "0") > on.isoformat():
        return "fail"
    if ended(licence, on):
        return "pass" if goes_on(licence) else "fail"
    endless = "expires_on" not in licence and licence.get("perpetual") is not True
    return "unknown" if endless else "pass"


def accepted(licence: Data, place: str, on: date, reference: Data) -> bool:
    """Whether the place has an agreement in effect to accept it."""
    return any(
        licence["licence_type"] in one["licence_types"]
        and inside(licence.get("jurisdiction", "-"), one["from"])
        and inside(place, one["to"])
        and one.get("starts_on", "0") <= on.isoformat() <= one.get("ends_on", "9")
        for one in reference.get("reciprocity") or ()
    )


def here(record: Data, params: Data, place: str, on: date, reference: Data) -> list[Data]:
    """Those that cover the place, or that it accepts."""
    return [
        one
        for one in licences(record, params, on)
        if inside(place, one.get("jurisdiction", "-")) or accepted(one, place, on, reference)
    ]


def LIC_01(record: Data, params: Data, on: date, reference: Data) -> Found:
    """One in force for each category and place."""
    out: Found = []
    for category, place in offered(record, reference):
        scopes = [(category, place)]
        if place is None:
            out.append((f"{category}/anywhere", "unknown", None, scopes))
            continue
        states = {in_force(one, on) for one in here(record, params, place, on, reference)}
        outcome = next((word for word in ("pass", "unknown") if word in states), "fail")
        out.append((f"{category}/{place}", outcome, None, scopes))
    return out


def LIC_02(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Active, as long as it has not run out."""
    out: Found = []
    for one in licences(record, params, on):
        status = one.get("status", "unknown")
        if ended(one, on) and not (goes_on(one) and status in ("suspended", "revoked")):
            continue
        bad = ("inactive", "expired", "suspended", "revoked")
        outcome = "pass" if status == "active" else "fail" if status in bad else "unknown"
        out.append((f"licences/{one['id']}", outcome))
    return out


def LIC_03(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Not run out; a reminder before."""
    out: Found = []
    held = licences(record, params, on)
    for one in held:
        last = day(one.get("expires_on"))
        if last is None or any(_follows(two, one) for two in held):
            continue
        if ended(one, on):
            outcome, severity = "pass" if goes_on(one) else "fail", None
        else:
            found = bucket(params, last, on, reference)
            outcome = "fail" if found else "pass"
            severity = before_the_end(found) if found else None
        out.append((f"licences/{one['id']}", outcome, severity))
    return out


def _follows(later: Data, licence: Data) -> bool:
    """Whether the later one holds on the day after, of the same type and for all of the place."""
    if later is licence or later["licence_type"] != licence["licence_type"]:
        return False
    if not inside(licence.get("jurisdiction", ""), later.get("jurisdiction", "-")):
        return False
    last = licence["expires_on"]
    return (
        "issued_on" in later
        and _tomorrow(later["issued_on"], last)
        and (later.get("expires_on", "9") > last)
    )


def _tomorrow(start: str, last: str) -> bool:
    return (date.fromisoformat(start) - date.fromisoformat(last)).days <= 1


def LIC_04(record: Data, params: Data, on: date, reference: Data) -> Found:
    """A licence of the type for each place, in date or not."""
    out: Found = []
    if not licences(record, params, on):
        return out
    for category, place in offered(record, reference):
        if place is not None:
            good = here(record, params, place, on, reference)
            outcome = "pass" if good else "fail"
            out.append((f"{category}/{place}", outcome, None, [(category, place)]))
    return out


def LIC_05(record: Data, params: Data, on: date, reference: Data) -> Found:
    """A class that the place, or the place that issued it, accepts."""
    out: Found = []
    for category, place in offered(record, reference):
        found = here(record, params, place, on, reference) if place else []
        if not found:
            continue
        found = [one for one in found if in_force(one, on) != "fail"] or found
        fits, listed, held = False, False, False
        for one in found:
            issued = one.get("jurisdiction", "")
            where = place if inside(place or "", issued) else issued
            known = _classes(category, where or "", reference)
            mine = set(one.get("classifications") or ())
            fits, listed, held = (
                fits or bool(known & mine),
                listed or bool(known),
                held or bool(mine),
            )
        outcome = "pass" if fits else "fail" if listed and held else "unknown"
        out.append((f"{category}/{place}", outcome, None, [(category, place)]))
    return out


def _classes(category: str, place: str, reference: Data) -> set[str]:
    """Accepted for the category, or else for the nearest above it."""
    rows = {one["id"]: one.get("licence_classes") or () for one in reference["categories"]}
    for name in line_of(category, reference):
        found: set[str] = set()
        for row in rows.get(name, ()):
            if inside(place, row["jurisdiction"]):
                found |= set(row["classes"])
        if found:
            return found
    return set()


def LIC_10(record: Data, params: Data, on: date, reference: Data) -> Found:
    """No end, and said so with a source."""
    return [
        (
            f"licences/{one['id']}",
            "pass" if one.get("perpetual") is True and one.get("source_url") else "unknown",
        )
        for one in licences(record, {}, on)
        if "expires_on" not in one
    ]


def plans(record: Data, params: Data, reference: Data) -> list[tuple[str, Data, Data]]:
    """Planned activities: subject, activity, contract. A second time at a site has a number."""
    out = []
    for contract in chosen(record, reference):
        times: dict[str, int] = {}
        listed = list(contract.get("activities") or ())
        listed.sort(key=lambda one: one.get("starts_on", "9"))
        for one in listed if "cancelled_on" not in contract else ():
            if one["activity"] in params["activities"]:
                name = f"contracts/{contract['id']}/{one['activity']}/{one.get('site', 'any-site')}"
                times[name] = times.get(name, 0) + 1
                label = name if times[name] == 1 else f"{name}/{times[name]}"
                out.append((label, one, contract))
    return out


def permits_for(record: Data, activity: Data, contract: Data) -> list[Data]:
    """Permits for it, its site and its contract, that none replaces by its start."""
    start = day(activity.get("starts_on")) or date(9000, 1, 1)
    return [
        one
        for one in standing(items(record, "permits"), "valid_from", start)
        if one["activity"] == activity["activity"]
        and one.get("site") in (None, activity.get("site"))
        and one.get("contract") in (None, contract["id"])
    ]


def _spans(permit: Data, first: str, last: str) -> str:
    """Whether the permit lasts from the first to the last day."""
    if permit.get("valid_from", first) > first or permit.get("valid_to", last) < last:
        return "fail"
    return "pass" if "valid_from" in permit and "valid_to" in permit else "unknown"


def _best(answers: list[str]) -> str:
    return next((word for word in ("pass", "unknown") if word in answers), "fail")


def PMT_01(record: Data, params: Data, on: date, reference: Data) -> Found:
    """A permit in force on the day the activity starts; a warning until then."""
    out: Found = []
    for subject, activity, contract in plans(record, params, reference):
        start = activity.get("starts_on")
        if start is None:
            out.append((subject, "unknown"))
            continue
        answers = [_spans(one, start, start) for one in permits_for(record, activity, contract)]
        out.append((subject, _best(answers), "warning" if start > on.isoformat() else None))
    return out


def PMT_02(record: Data, params: Data, on: date, reference: Data) -> Found:
    """One permit from the start to the end of the activity."""
    out: Found = []
    for subject, activity, contract in plans(record, params, reference):
        found = permits_for(record, activity, contract)
        first, last = activity.get("starts_on"), activity.get("ends_on")
        if found and first and last:
            out.append((subject, _best([_spans(one, first, last) for one in found])))
        elif found:
            out.append((subject, "unknown"))
    return out


def report_last(report: Data, months: int, more: int) -> date | None:
    """The last day that a report counts, with its bridge letter."""
    end = day(report.get("period_end"))
    if end is None:
        return None
    last = plus_months(end, months)
    bridge = day((report.get("bridge_letter") or {}).get("covers_to")) or last
    return max(last, min(bridge, plus_months(last, more)))


def CRT_01(record: Data, params: Data, on: date, reference: Data) -> Found:
    """One of the schemes, verified by others, in date."""
    schemes = {one.casefold() for one in params["schemes"]}
    answers = []
    for one in standing(items(record, "certifications"), "issued_on", on):
        said = (one.get("method"), (one.get("evidence") or {}).get("method"))
        if one["scheme"].casefold() not in schemes or "self_declared" in said:
            continue
        months, more = params.get("report_months", 12), params.get("bridge_months", 0)
        last = day(one.get("expires_on")) or report_last(one, months, more)
        start = one.get("issued_on", "0") <= on.isoformat()
        answers.append("unknown" if last is None else "pass" if start and on <= last else "fail")
    return [("certifications/required", _best(answers))]


def CRT_06(record: Data, params: Data, on: date, reference: Data) -> Found:
    """The newest SOC 2 report still counts."""
    held = standing(items(record, "certifications"), "issued_on", on)
    reports = [one for one in held if one["scheme"].casefold()[:5] in ("soc 2", "soc-2")]
    if not reports:
        return []
    newest = max(reports, key=lambda one: (one.get("period_end", ""), one["id"]))
    last = report_last(newest, params["months"], params["bridge_months"])
    subject = "certifications/soc-2"
    if last is None:
        return [(subject, "unknown")]
    if on > last:
        return [(subject, "fail")]
    found = bucket(params, last, on, reference)
    return [(subject, "fail", before_the_end(found))] if found else [(subject, "pass")]


NAIVE: dict[str, Any] = {
    "LIC-01": LIC_01,
    "LIC-02": LIC_02,
    "LIC-03": LIC_03,
    "LIC-04": LIC_04,
    "LIC-05": LIC_05,
    "LIC-10": LIC_10,
    "PMT-01": PMT_01,
    "PMT-02": PMT_02,
    "CRT-01": CRT_01,
    "CRT-06": CRT_06,
}
