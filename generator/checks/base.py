"""What a check is: a code, a page, the parameters it takes, and a function that finds.

A check finds and never formats: it yields :class:`Result` objects. The engine stamps policy,
clause, severity and fingerprint on them. A check sees the day only as an
:class:`~generator.model.asof.AsOf`, so that its answers can be followed through time.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from generator.model.asof import AsOf
from generator.model.assessment import (
    Coverage,
    Finding,
    Outcome,
    Scope,
    Verdict,
)
from generator.model.catalog import Catalog
from generator.model.dates import parse_date
from generator.model.money import Money
from generator.model.policy import Requirement, Value, Waiver
from generator.model.records import Contract, Offer, Pointer, Supplier
from generator.model.words import LIMITS, LINES


class Subject(StrEnum):
    """What a check looks at, and so what it is applied to."""

    SUPPLIER = "supplier"
    OFFER = "offer"
    CONTRACT = "contract"
    VERDICT = "verdict"
    CATEGORY = "category"
    POLICY = "policy"
    WAIVER = "waiver"
    LOADER = "loader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a check found about one thing.

    ``subject`` is a stable name of the thing inside the supplier (``licences/or-elec``); it
    goes into the fingerprint, so it holds no dates, counts or line numbers. ``severity`` may
    lower the requirement's own, never raise it. ``scopes`` narrows the offers it bears on.
    """

    outcome: Outcome
    subject: str
    message: str = ""
    fix: str = ""
    pointer: Pointer = ()
    path: str = ""
    required: str = ""
    held: str = ""
    topic: str = ""
    severity: str | None = None
    last_day: Any = None
    act_by: Any = None
    scopes: tuple[Scope, ...] | None = None


class Asked:
    """A requirement that is put to something on a day: its parameters, typed."""

    __slots__ = ()
    requirement: Requirement
    today: AsOf

    def money(self, name: str) -> Money:
        """A parameter of kind money. Raises KeyError when absent."""
        found = self.requirement.params[name]
        assert isinstance(found, Money)
        return found

    def integer(self, name: str, default: int | None = None) -> int:
        """A parameter of kind integer. Raises KeyError when absent and there is no default."""
        params = self.requirement.params
        found = params[name] if default is None else params.get(name, default)
        assert isinstance(found, int)
        return found

    def flag(self, name: str) -> bool:
        """A parameter that is true or false; false when absent."""
        return self.requirement.params.get(name) is True

    def text(self, name: str) -> str:
        """A parameter of kind text. Raises KeyError when absent."""
        found = self.requirement.params[name]
        assert isinstance(found, str)
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """A parameter of kind list; a single text is a list of one, absent is empty."""
        found = self.requirement.params.get(name, ())
        if isinstance(found, str):
            return (found,)
        assert isinstance(found, tuple)
        return found

    def day(self, name: str) -> date:
        """A parameter of kind date. Raises KeyError when absent."""
        found = parse_date(self.requirement.params[name])
        assert found is not None
        return found

    def bucket(self, last_day: Any) -> tuple[int, str] | None:
        """The smallest of the requirement's ``warn_days`` that ``last_day`` falls in.

        With it the severity of that bucket: info for the widest of several, the requirement's
        own for the narrowest, warning between.
        """
        days = sorted(set(self.requirement.warn_days), reverse=True)
        found = self.today.bucket(last_day, days)
        if found is None:
            return None
        if found == days[-1]:
            return found, self.requirement.severity
        return found, "info" if found == days[0] else "warning"


def _nothing_applies(code: str) -> tuple[Requirement, ...]:
    return ()


def _no_findings(day: date, families: tuple[str, ...]) -> tuple[Finding, ...]:
    return ()


@dataclass(slots=True, kw_only=True)
class Case(Asked):
    """One requirement put to one supplier on one day.

    ``applying(code)`` are the requirements of another check that apply to the supplier today.
    ``then(day, families)`` are the findings of the block requirements whose checks begin with
    one of ``families`` (``INS-``), as they stood on another day; waived ones are among them.
    ``verdict`` and ``because`` are known to checks of the subject ``verdict`` alone: all others
    are what they come from.
    """

    supplier: Supplier
    requirement: Requirement
    today: AsOf
    catalog: Catalog
    scopes: tuple[Scope, ...] = ()
    offers: tuple[Offer, ...] = ()
    contracts: tuple[Contract, ...] = ()
    undetermined: Mapping[str, Sequence[str]] = field(default_factory=dict)
    applying: Callable[[str], tuple[Requirement, ...]] = _nothing_applies
    then: Callable[[date, tuple[str, ...]], tuple[Finding, ...]] = _no_findings
    verdict: Verdict | None = None
    because: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class CatalogCase(Asked):
    """One requirement put to the whole catalog, once every supplier has its verdict."""

    requirement: Requirement
    today: AsOf
    catalog: Catalog
    offer_verdicts: Mapping[str, Mapping[Scope, Verdict]]
    coverage: Mapping[str, Coverage]


@dataclass(slots=True, kw_only=True)
class WaiverCase(Asked):
    """A rule about waivers put to one waiver on one day.

    ``waived`` is the requirement that the waiver lifts. ``used`` says whether it covers a
    finding on the day; None while that is not known yet, when waivers are first weighed.
    """

    requirement: Requirement
    today: AsOf
    catalog: Catalog
    waiver: Waiver
    waived: Requirement
    used: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A parameter of a check.

    ``kind`` is money, integer, date, text, texts or flag. A ``threshold`` has to be a parameter
    of the clause, so that the figure is written once. ``stricter`` says which of two values asks
    for more: ``higher`` or ``lower``, ``true`` or ``false``, ``more`` (of a list), or the name of
    a ranking. Of a ``qualifier`` the strictest value wins among the requirements that apply to
    one thing; other figures are each held against by their own requirement. A value that is not
    given counts as ``absent`` where the check takes one for it; else it asks for the least there
    is, or for the most where ``absent_is_strictest``.
    """

    name: str
    kind: str
    required: bool = True
    allowed: frozenset[str] = frozenset()
    stricter: str = ""
    qualifier: bool = False
    absent: Value | None = None
    absent_is_strictest: bool = False

    @property
    def threshold(self) -> bool:
        """Whether the figure must come from the clause."""
        return self.kind in ("money", "integer", "date")

    def problem(self, value: Value) -> str:
        """What is wrong with ``value``, or ''."""
        kinds: dict[str, type | tuple[type, ...]] = {
            "money": Money,
            "integer": int,
            "date": str,
            "text": str,
            "texts": (tuple, str),
            "flag": bool,
        }
        if not isinstance(value, kinds[self.kind]) or (
            self.kind == "integer" and isinstance(value, bool)
        ):
            return f"'{self.name}' must be {_KIND_WORDS[self.kind]}"
        if self.kind == "date" and parse_date(value) is None:
            return f"'{self.name}' must be {_KIND_WORDS[self.kind]}"
        if self.allowed and isinstance(value, str | tuple):
            for one in (value,) if isinstance(value, str) else value:
                if one not in self.allowed:
                    return f"'{one}' is not one of: {', '.join(sorted(self.allowed))}"
        return ""


_KIND_WORDS = {
    "money": 'money, such as {amount: "1000000.00", currency: USD}',
    "integer": "a whole number",
    "date": 'a date that exists, in quotes, such as "2025-10-31"',
    "text": "a text",
    "texts": "a list of texts",
    "flag": "true or false",
}

RANKS: Mapping[str, tuple[str, ...]] = {
    "proof": ("box_ticked", "endorsement_number", "endorsement_on_file"),
    "rating": ("D", "C-", "C", "C+", "C++", "B-", "B", "B+", "B++", "A-", "A", "A+", "A++"),
    "fsc": (
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
    ),
}
"""Scales of words, the least first."""


def asks_for_more(param: Param, theirs: Value | None, ours: Value | None) -> bool | None:
    """Whether ``theirs`` is the stricter value of the two; None when they cannot be compared."""
    theirs = param.absent if theirs is None else theirs
    ours = param.absent if ours is None else ours
    if theirs == ours or not param.stricter:
        return False if param.stricter else None
    if param.stricter in ("true", "false"):
        return bool(theirs) is (param.stricter == "true") and bool(ours) is not bool(theirs)
    if theirs is None or ours is None:
        return param.absent_is_strictest is (theirs is None)
    if param.stricter == "more":
        return set(_listed(theirs)) > set(_listed(ours))
    one, other = _rank(param, theirs), _rank(param, ours)
    if one is None or other is None or one[0] != other[0]:
        return None
    return bool(one[1] < other[1] if param.stricter == "lower" else one[1] > other[1])


def _listed(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _rank(param: Param, value: Value) -> tuple[str, Any] | None:
    """In what it is measured, and how much: a number, a date's text, a place on a scale."""
    if param.stricter in RANKS:
        scale = RANKS[param.stricter]
        return (param.stricter, scale.index(str(value))) if value in scale else None
    if param.stricter not in ("higher", "lower"):
        return None
    if isinstance(value, Money):
        return (value.currency, value.amount)
    if isinstance(value, int | str):
        return (type(value).__name__, value)
    return None


Run = Callable[[Any], Iterable[Result]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One kind of requirement. ``doc`` is the page people read about it."""

    code: str
    name: str
    subject: Subject
    params: tuple[Param, ...]
    uses_warn_days: bool
    run: Run
    doc: str = ""

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.doc.strip().splitlines()[0].rstrip(".") if self.doc else self.name


def check(
    code: str,
    name: str,
    *params: Param,
    subject: Subject = Subject.SUPPLIER,
    warn_days: bool = False,
    doc: str | None = None,
) -> Callable[[Run], Check]:
    """Make a check of the function below; the module's docstring, or ``doc``, becomes its page."""

    def make(run: Run) -> Check:
        page = doc if doc is not None else sys.modules[run.__module__].__doc__
        return Check(
            code=code,
            name=name,
            subject=subject,
            params=params,
            uses_warn_days=warn_days,
            run=run,
            doc=page or "",
        )

    return make


LINES_PARAM = Param(name="lines", kind="texts", allowed=frozenset(LINES))
LINES_OPTIONAL = Param(name="lines", kind="texts", required=False, allowed=frozenset(LINES))
LINE_PARAM = Param(name="line", kind="text", allowed=frozenset(LINES))
LIMIT_PARAM = Param(name="limit", kind="text", allowed=frozenset(LIMITS))
LICENCE_TYPES = Param(name="licence_types", kind="texts")
LICENCE_TYPES_OPTIONAL = Param(name="licence_types", kind="texts", required=False)


def passed(subject: str, *, required: str = "", held: str = "", topic: str = "") -> Result:
    """The requirement is met for ``subject``: what was ``required``, and what is ``held``."""
    return Result(outcome=Outcome.PASS, subject=subject, required=required, held=held, topic=topic)


def guarded(case: CatalogCase) -> Iterable[Result]:
    """The run of a check that the loader makes.

    Nothing is evaluated until every record has passed it, so that it holds for all of them.
    """
    for kind, count in (("suppliers", case.catalog.suppliers), ("policies", case.catalog.policies)):
        if count:
            yield passed(kind)
