"""A contract for works is secured by bonds.

Why: If the contractor does not finish, or does not pay its own people, a surety does. Without the
bond we pay twice.
Method: For each contract that has not ended, and each kind of bond that the clause names, a bond on
file for that contract must be in force, and the most it pays at least the clause's share of the
contract's value, in the contract's currency at a dated rate. Before the contract starts, the bond
must be in force on its first day. The most that one bond pays counts; several are not added up.
Boundary: Equal to the share passes. A bond is in force through its last day, and no longer from the
day of its cancellation. Value, sum, dates or the contract of a bond not recorded: unknown.
Example: Contract of USD 515,000, 100 per cent: a performance bond of USD 500,000 fails.
Excludes: Bonds of a licence (LIC-07), and contracts that have ended.
Mend: Ask the contractor for the bond, or for a rider that raises it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.checks._engagements import bears_on, live
from generator.checks._held import HAIRCUT, RATE_AGE, converted
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import Term, term
from generator.model.money import Money
from generator.model.records import Contract, Item, Pointer
from generator.model.words import day, plain, sentence

KINDS = frozenset(("performance", "payment", "bid", "licence", "maintenance"))
PARAMS = (
    Param(name="kinds", kind="texts", allowed=KINDS, stricter="more"),
    Param(name="share_pct", kind="integer", stricter="higher"),
    RATE_AGE,
    HAIRCUT,
)
_ORDER = (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL)


@dataclass(frozen=True, slots=True)
class Judged:
    """What one bond amounts to."""

    outcome: Outcome
    held: str
    pointer: Pointer
    last_day: date | None = None


@check("INS-32", "bond", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has not ended and each kind of bond."""
    for contract in live(case):
        for kind in case.texts("kinds"):
            yield _secured(case, contract, kind)


def _secured(case: Case, contract: Contract, kind: str) -> Result:
    share = case.integer("share_pct")
    subject, topic = f"contracts/{contract.id}/bonds/{kind}", f"contracts/{contract.id}/bonds"
    value = contract.value
    least = None if value is None else Money(value.amount * share / Decimal(100), value.currency)
    words = f"a {plain(kind)} bond of {least or 'the value of the contract'}"
    judged = [
        _judge(case, contract, bond, least)
        for bond in _bonds(case)
        if bond.text("kind") == kind and bond.text("contract") in ("", contract.id)
    ]
    nothing = Judged(Outcome.FAIL, "none on file", contract.pointer)
    found = min(judged, key=_best_first, default=nothing)
    if found.outcome is Outcome.PASS:
        return passed(subject, required=f"{words} in force", held=found.held, topic=topic)
    return Result(
        outcome=found.outcome,
        subject=subject,
        topic=topic,
        pointer=found.pointer,
        required=f"{words} in force",
        held=found.held,
        message=f"{sentence(plain(kind))} bond: contract {contract.id} requires {words}, {share} % "
        f"of its value; "
        + ("on file: " if found.outcome is Outcome.FAIL else "it cannot be told: ")
        + found.held,
        fix=f"Ask the contractor for {words} for contract {contract.id}.",
        last_day=found.last_day,
        act_by=_before_start(case, contract),
        scopes=bears_on(case, contract),
    )


def _best_first(one: Judged) -> tuple[int, int, str]:
    """Of two that come out alike, the one that lasts longer, whatever the order of the record."""
    ends = one.last_day or date.max
    return (_ORDER.index(one.outcome), -ends.toordinal(), one.held)


def _before_start(case: Case, contract: Contract) -> date | None:
    """The day by which the bond is needed, while it is still to come."""
    start = contract.term.start
    return None if start is None or case.today.reached(start) else start


def _bonds(case: Case) -> list[Item]:
    """The bonds on file that no later one, already in force, replaces."""
    listed = case.supplier.listed("bonds")
    running = {one.id for one in listed if case.today.within(_term(one))}
    return [one for one in listed if one.text("superseded_by") not in running - {one.id}]


def _term(bond: Item) -> Term:
    return term(
        bond.date("starts_on"), bond.date("ends_on"), cut_short_on=bond.date("cancelled_on")
    )


def _judge(case: Case, contract: Contract, bond: Item, least: Money | None) -> Judged:
    span, named = _term(bond), f"bond {bond.text('number') or bond.id}"

    def judged(outcome: Outcome, words: str) -> Judged:
        return Judged(outcome, f"{named} {words}", bond.pointer, span.last_day)

    if span.end_excl is not None and case.today.reached(span.end_excl):
        return judged(Outcome.FAIL, f"ended on {day(span.last_day)}" if span.last_day else "ended")
    if not _in_time(case, contract, span):
        starts = f"is to start on {day(span.start)}" if span.start else "is not in force"
        return judged(Outcome.FAIL, f"{starts} only" if span.start else starts)
    held = bond.money("penal_sum")
    if held is not None and least is not None:
        amount, reason = converted(case, held, least.currency)
        if amount is None:
            return judged(Outcome.UNKNOWN, f"cannot be compared, because {reason}")
        shown = f"of {amount}" + (f" ({reason})" if reason else "")
        if amount.amount < least.amount:
            return judged(Outcome.FAIL, shown)
        missing = _missing(bond, span)
        return judged(Outcome.UNKNOWN if missing else Outcome.PASS, missing or shown)
    what = "its sum is not recorded" if held is None else "the contract's value is not recorded"
    return judged(Outcome.UNKNOWN, f"is on file, and {what}")


def _missing(bond: Item, span: Term) -> str:
    if span.start is None or span.end_excl is None:
        return "has no complete dates"
    return "" if bond.text("contract") else "names no contract"


def _in_time(case: Case, contract: Contract, span: Term) -> bool:
    """Whether it has begun; or, before the contract has, will hold on the contract's first day."""
    start = contract.term.start
    if start is None or case.today.reached(start):
        return case.today.within(span)
    return span.holds(start)
