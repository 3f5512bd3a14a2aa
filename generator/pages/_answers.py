"""Who can I buy it from: a supplier as an answer to that question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.load.formats import place_name
from generator.model.assessment import Scope, SupplierAssessment, Verdict
from generator.model.dates import add_days
from generator.model.places import covers
from generator.pages.texts import day, known, label, text

USABLE = (Verdict.OK, Verdict.CONDITIONAL)
_PLACES_SHOWN = 4
# Other codes of two letters are taken for states: CA is not Canada to everybody.
_COUNTRIES = {"US": "US", "GB": "UK"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One supplier for one question. ``because`` is empty where nothing is to be said, or told.

    ``changes`` are the coming verdicts, for the script: ``2027-01-01=ask 2027-02-01=ok``.
    """

    supplier: str
    name: str
    verdict: Verdict
    what: str
    because: str = ""
    until: date | None = None
    until_words: str = ""
    changes: str = ""
    preferred: bool = False
    band: str = ""

    @property
    def order(self) -> tuple[int, bool, str]:
        """Sort key: whom to ask first."""
        return (self.verdict.rank, not self.preferred, self.name.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Who offers a category in one place: the first of them, and how many there are."""

    code: str
    name: str
    good: int
    total: int
    answers: tuple[Answer, ...]

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return f"in-{self.code.lower()}" if self.code else "anywhere"


def short_place(code: str | None) -> str:
    """``Oregon, US``; a country by its name; no code is anywhere."""
    if not code:
        return text("anywhere")
    name, country = _place(code)
    return f"{known(name)}, {known(country)}" if country else known(name)


@lru_cache(maxsize=4096)
def _place(code: str) -> tuple[str, str]:
    name = place_name(code)
    if "-" not in code or name == code:
        return name, ""
    return name.partition(",")[0], _COUNTRIES.get(code[:2]) or place_name(code[:2])


def overlap(one: str | None, other: str | None) -> bool:
    """Whether work in one place may be work in the other. No place recorded is no answer."""
    return bool(one and other) and (
        covers(one or "", other or "") or covers(other or "", one or "")
    )


def verdicts_over_time(
    assessed: SupplierAssessment, scope: Scope | None = None
) -> list[tuple[date, Verdict]]:
    """From which day which verdict holds, for the supplier or for one offer of it."""
    found: list[tuple[date, Verdict]] = []
    for segment in assessed.timeline:
        verdict = segment.verdict
        if scope is not None:
            verdict = next((v for s, v in segment.offers if s == scope), verdict)
        if not found or found[-1][1] is not verdict:
            found.append((segment.start, verdict))
    return found


def changes(over_time: Iterable[tuple[date, Verdict]]) -> str:
    """The coming verdicts as the pages carry them for the script."""
    return " ".join(f"{start}={verdict}" for start, verdict in list(over_time)[1:])


def until_words(over_time: list[tuple[date, Verdict]]) -> str:
    """``until 31 Dec 2026``, ``from 1 Jan 2027: OK to use``, or nothing.

    That what may not be used gets worse still is not worth a line.
    """
    if len(over_time) < 2:
        return ""
    now, (start, then) = over_time[0][1], over_time[1]
    if then.rank < now.rank:
        return text("from %(day)s: %(verdict)s", day=day(start), verdict=label(then))
    return text("until %(day)s", day=day(add_days(start, -1))) if now in USABLE else ""


def few(words: list[str]) -> str:
    """The first of them, and how many more there are."""
    shown = list(dict.fromkeys(words))
    if len(shown) > _PLACES_SHOWN:
        more = len(shown) - _PLACES_SHOWN
        return text("%(some)s and %(num)s more", some=" · ".join(shown[:_PLACES_SHOWN]), num=more)
    return " · ".join(shown)
