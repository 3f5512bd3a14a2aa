"""What the insurance checks share: the policies of a line, cover in force, what carries it on."""

from collections.abc import Iterable

from generator.checks._renewed import lost
from generator.model.asof import AsOf
from generator.model.records import InsurancePolicy, Supplier
from generator.model.words import LINES, day, sentence


def line_name(line: str) -> str:
    """``General liability``."""
    return sentence(LINES.get(line, line))


def topic(line: str) -> str:
    """The topic under which all findings about a line of insurance stand."""
    return f"insurance/{line}"


def policies(supplier: Supplier, lines: Iterable[str]) -> list[InsurancePolicy]:
    """The policies of these lines (of any, when none is named) that may be relied on, by id."""
    wanted = set(lines)
    found = [
        one
        for one in supplier.insurance_policies
        if one.counts and (not wanted or one.line in wanted)
    ]
    return sorted(found, key=lambda one: one.id)


def lines_on_file(supplier: Supplier, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The lines to look at: those named, or else every line on file, in the record's order."""
    if wanted:
        return wanted
    return tuple(dict.fromkeys(one.line for one in supplier.insurance_policies if one.counts))


def in_force(found: Iterable[InsurancePolicy], today: AsOf) -> list[InsurancePolicy]:
    """Those with a recorded term that holds; what one of them supersedes no longer counts."""
    holding = [one for one in found if dated(one) and today.within(one.term)]
    if len(holding) < 2:
        return holding
    ids = {one.id for one in holding}
    return [one for one in holding if one.text("superseded_by") not in ids - {one.id}]


def dated(policy: InsurancePolicy) -> bool:
    """Whether both ends of its term are on record; cancelled without a day, its end is not."""
    if policy.data.get("status") == "cancelled" and policy.cancelled_on is None:
        return False
    return policy.term.start is not None and policy.term.end_excl is not None


def latest(found: Iterable[InsurancePolicy]) -> InsurancePolicy | None:
    """The policy that ends last, of those with an end."""
    ending = [(one.term.end_excl, one.id, one) for one in found if one.term.end_excl is not None]
    return max(ending, key=lambda entry: entry[:2])[2] if ending else None


def shown(running: Iterable[InsurancePolicy]) -> str:
    """``policy GL-1 to 31 Dec 2026``: of policies in force, the one that ends last."""
    last = latest(running)
    if last is None or last.term.last_day is None:
        return ""
    return f"policy {last.number} to {day(last.term.last_day)}"


def following(policy: InsurancePolicy, others: Iterable[InsurancePolicy]) -> list[InsurancePolicy]:
    """The policies of its line that are in force on the first day after it, on any terms."""
    after = policy.term.end_excl
    if after is None:
        return []
    return [
        one
        for one in others
        if one is not policy and one.line == policy.line and dated(one) and one.term.holds(after)
    ]


def succeeded(policy: InsurancePolicy, others: Iterable[InsurancePolicy]) -> bool:
    """Whether one on equal or better terms is in force on the first day after it."""
    return any(not lost(policy, one) for one in following(policy, others))


def runs_out(
    found: Iterable[InsurancePolicy], today: AsOf, *, on_any_terms: bool = False
) -> InsurancePolicy | None:
    """The policy with which cover as it stands today ends.

    A policy that is in force on the first day after another carries the cover on, where its
    terms are equal or better (or ``on_any_terms``); one that starts later leaves a gap, and does
    not. Of several in force, the one that is first not carried on. None when nothing is in force
    or to come.
    """
    terms = [one for one in found if one.term.end_excl is not None and not today.ended(one.term)]
    last = [_carried(one, terms, on_any_terms) for one in in_force(terms, today)]
    if not last:
        coming = latest(terms)
        return None if coming is None else _carried(coming, terms, on_any_terms)
    # On any terms, the one that lasts longest is cover enough.
    return latest(last) if on_any_terms else earliest(last)


def _carried(
    policy: InsurancePolicy, terms: list[InsurancePolicy], on_any_terms: bool
) -> InsurancePolicy:
    last = policy
    while True:
        chosen = [one for one in following(last, terms) if on_any_terms or not lost(last, one)]
        then = latest(chosen)
        if then is None:
            return last
        last = then


def earliest(found: Iterable[InsurancePolicy]) -> InsurancePolicy | None:
    """The policy that ends first, of those with an end."""
    ending = [(one.term.end_excl, one.id, one) for one in found if one.term.end_excl is not None]
    return min(ending, key=lambda entry: entry[:2])[2] if ending else None
