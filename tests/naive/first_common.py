"""What the naive evaluation of the first checks shares. No code of the generator is used."""

import unicodedata
from datetime import date
from typing import Any

from tests.naive.basics import Data

Found = list[tuple[Any, ...]]
Scope = tuple[str, str | None]
SAME = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "proprietary": "pty",
}


def about(reference: Data, key: str) -> Any:
    """What the requirement is put to, where it was chosen: scopes, contracts, severity …"""
    return reference.get("about", {}).get(key)


def places_of(record: Data, offer: Data) -> list[str | None]:
    """Where an offer is: its own places, or the supplier's, or nowhere on record."""
    return list(offer.get("jurisdictions") or record.get("service_jurisdictions") or [None])


def offered(record: Data, reference: Data) -> list[Scope]:
    """The categories and places that the requirement is about."""
    chosen = about(reference, "scopes")
    if chosen is not None:
        return list(chosen)
    every = {
        (offer["category"], place)
        for offer in record.get("offers") or ()
        for place in places_of(record, offer)
    }
    return sorted(every, key=lambda one: (one[0], one[1] or ""))


def bucket(params: Data, last: date, on: date, reference: Data) -> str | None:
    """The severity of the smallest of the days of warning that the last day is in."""
    days = sorted(set(params.get("warn_days") or ()))
    inside = [one for one in days if (last - on).days <= one]
    if not inside:
        return None
    if inside[0] == days[0]:
        return about(reference, "severity") or "error"
    return "info" if inside[0] == days[-1] else "warning"


def before_the_end(severity: str | None) -> str:
    """Of what still holds: a warning at most."""
    return severity if severity in ("info", "warning") else "warning"


def line_of(category: str, reference: Data) -> list[str]:
    """The category, and those it stands beneath."""
    parents = {one["id"]: one.get("parent") for one in reference["categories"]}
    found = []
    while category:
        found.append(category)
        category = parents.get(category) or ""
    return found


def bare(name: str) -> str:
    """A name without case, accents, punctuation and the spelling of its legal form."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = "".join(one for one in text if not unicodedata.combining(one))
    for quote in "'\u2019":
        kept = kept.replace(quote, "")
    words = "".join(one if one.isalnum() else " " for one in kept.replace("&", " and ")).split()
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1:
            run += word
            continue
        joined += [run] if run else []
        joined += [SAME.get(word, word)] if word else []
        run = ""
    return " ".join(joined)


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same firm's."""
    return bare(one) == bare(other)


def begun(successor: Data | None, start: str, on: date) -> bool:
    """Whether what replaces a paper has begun; without a day, or not on file, it has."""
    return successor is None or successor.get(start, "") <= on.isoformat()


def standing(papers: list[Data], start: str, on: date) -> list[Data]:
    """The papers that nothing replaces yet."""
    known = {one["id"]: one for one in papers}
    return [
        one
        for one in papers
        if "superseded_by" not in one or not begun(known.get(one["superseded_by"]), start, on)
    ]
