"""The record itself, evaluated naively: the checks that were there first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.naive.basics import Data
from tests.naive.first_common import Found, about, bare

ORDER = """
policy_eff policy_exp / issued_on expires_on / valid_from valid_to / starts_on ends_on /
period_start period_end / issued_on received_on / received_on verified_on / issued_on verified_on /
suspended_from suspended_to / opens_on closes_on / published_on closes_on / closes_on awarded_on /
occurred_on reported_on / starts_on removed_on
"""
PAIRS = [tuple(pair.split()) for pair in ORDER.split("/")]
EVIDENCE = ("received_on", "verified_on", "last_verified_on")


def parts(data: Any, name: str = "") -> Iterator[tuple[str, Data]]:
    """Every object of a record, with a name made of keys and ids."""
    if isinstance(data, dict):
        yield name or "record", data
        for key, one in data.items():
            yield from parts(one, f"{name}/{key}" if name else key)
    if isinstance(data, list):
        for place, one in enumerate(data):
            label = one.get("id", place) if isinstance(one, dict) else place
            yield from parts(one, f"{name}/{label}")


def REC_04(record: Data, params: Data, on: date, reference: Data) -> Found:
    """Each pair of dates in order."""
    out: Found = [
        (f"{name}/{first}-{second}", "fail")
        for name, data in parts(record)
        for first, second in PAIRS
        if first in data and second in data and data[first] > data[second]
    ]
    return out or [("record/dates", "pass")]


def REC_05(record: Data, params: Data, on: date, reference: Data) -> Found:
    """No evidence of a day to come."""
    out: Found = [
        (f"{name}/{field}", "fail")
        for name, data in parts(record)
        for field in EVIDENCE
        if data.get(field, "0") > on.isoformat()
    ]
    return out or [("record/evidence-dates", "pass")]


def names_of(record: Data) -> set[tuple[str, str]]:
    """What tells a firm from others."""
    if record["lifecycle_status"] == "inactive":
        return set()
    found = {(bare(record["legal_name"]), f"in {record.get('registered_country')}")}
    for one in record.get("identifiers") or ():
        number = "".join(char for char in one["id"].casefold() if char.isalnum())
        found.add((one["scheme"], number))
    return found


def REC_06(record: Data, params: Data, on: date, reference: Data) -> Found:
    """No other record of the same firm."""
    out: Found = [
        (f"twin/{other['id']}", "fail")
        for other in about(reference, "suppliers") or ()
        if other["id"] != record["id"] and names_of(other) & names_of(record)
    ]
    return out or [("record/duplicate", "pass")]


NAIVE: dict[str, Any] = {"REC-04": REC_04, "REC-05": REC_05, "REC-06": REC_06}
