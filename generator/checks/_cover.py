"""What the insurance checks share: the policies of a line, cover in force, limits held."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.checks.base import Case
from generator.model.asof import AsOf
from generator.model.money import Money
from generator.model.records import InsurancePolicy, Supplier
from generator.model.words import LINES, sentence

UMBRELLAS = ("umbrella", "excess")
# An umbrella stands over employers' liability, not over statutory workers' compensation.
_UNDER = {
    "workers_compensation_employers_liability": {
        "employers_liability",
        "workers_compensation_employers_liability",
    }
}


def line_name(line: str) -> str:
    """``General liability``."""
    return sentence(LINES.get(line, line))


def topic(line: str) -> str:
    """The topic under which all findings about a line of insurance stand."""
    return f"insurance/{line}"


def policies(supplier: Supplier, lines: Iterable[str]) -> list[InsurancePolicy]:
    """The policies of these lines (of any line, when none is named) that may be relied on."""
    wanted = set(lines)
    return [
        one
        for one in supplier.insurance_policies
        if one.counts and (not wanted or one.line in wanted)
    ]


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


def succeeded(policy: InsurancePolicy, others: Iterable[InsurancePolicy]) -> bool:
    """Whether another policy of its line is in force on the first day after it."""
    day = policy.term.end_excl
    return day is not None and any(
        one is not policy and one.line == policy.line and dated(one) and one.term.holds(day)
        for one in others
    )


def runs_out(found: Iterable[InsurancePolicy], today: AsOf) -> InsurancePolicy | None:
    """The policy with which cover as it stands today ends.

    A policy that is in force on the first day after another carries the cover on; one that
    starts later leaves a gap, and does not. None when nothing is in force or to come.
    """
    terms = [one for one in found if one.term.end_excl is not None and not today.ended(one.term)]
    last = latest(in_force(terms, today)) or latest(terms)
    while last is not None:
        day = last.term.end_excl
        assert day is not None
        following = latest(one for one in terms if dated(one) and one.term.holds(day))
        if following is None:
            break
        last = following
    return last


@dataclass(frozen=True, slots=True)
class Held:
    """The limit held by one line, umbrella included where it counts.

    ``amount`` is in the requirement's currency; None when it cannot be known, for ``reason``.
    """

    amount: Money | None
    reason: str = ""
    policy: InsurancePolicy | None = None
    note: str = ""


def limit_held(case: Case, line: str, limit: str, umbrella_limit: str, minimum: Money) -> Held:
    """The most that one policy in force shows for ``limit``, plus umbrella if allowed and needed.

    Policies of one line are not added up: two policies of 1M are not one of 2M.
    """
    found = policies(case.supplier, (line,))
    running = in_force(found, case.today)
    if not running:
        for policy in found:
            if not dated(policy) and not policy.superseded:
                return Held(None, f"policy {policy.number} has no complete term", policy)
        return Held(Money(minimum.amount * 0, minimum.currency), "nothing is in force")
    held = [_converted(case, one, one.limit(limit), limit, minimum.currency) for one in running]
    best = _most(held)
    if best.amount is not None and _falls_short(best, minimum) and _allowed(case):
        best = _with_umbrella(case, line, umbrella_limit, best, minimum)
    unknown = [one for one in held if one.amount is None]
    # What is not known may suffice, so it hides a shortfall; it never hides what does suffice.
    return unknown[0] if unknown and _falls_short(best, minimum) else best


def _allowed(case: Case) -> bool:
    return case.flag("umbrella_may_satisfy")


def _falls_short(held: Held, minimum: Money) -> bool:
    return held.amount is None or held.amount.amount < minimum.amount


def _most(held: list[Held]) -> Held:
    """The largest known amount; an unknown one where none is known."""
    known = [one for one in held if one.amount is not None]
    return max(known, key=lambda one: one.amount.amount if one.amount else 0, default=held[0])


def _converted(
    case: Case, policy: InsurancePolicy, money: Money | None, limit: str, currency: str
) -> Held:
    if money is None:
        return Held(None, f"policy {policy.number} records no limit '{limit}'", policy)
    age = case.integer("rate_max_age_days", 0)
    if money.currency != currency and not age:
        return Held(None, f"{money} is not in {currency}, and the clause allows no rate", policy)
    converted = case.catalog.reference.rates.convert(money, currency, case.today, age)
    if converted is None:
        reason = f"there is no rate from {money.currency} to {currency} of the last {age} days"
        return Held(None, reason, policy)
    note = ""
    if money.currency != currency:
        note = f"{money}, converted at a rate of the last {age} days"
    return Held(converted, "", policy, note)


def _with_umbrella(case: Case, line: str, limit: str, primary: Held, minimum: Money) -> Held:
    """With the largest umbrella that stands over the line. Several are not added up (INS-10)."""
    assert primary.amount is not None
    reasons = []
    found = []
    for umbrella in in_force(policies(case.supplier, UMBRELLAS), case.today):
        if not _UNDER.get(line, {line}) & set(umbrella.texts("schedule_of_underlying")):
            reasons.append(f"umbrella {umbrella.number} does not list this line")
        elif umbrella.text("follow_form") in ("", "none"):
            reasons.append(f"umbrella {umbrella.number} is not stated to follow form")
        else:
            extra = _converted(
                case, umbrella, umbrella.limit(limit), limit, primary.amount.currency
            )
            total = None if extra.amount is None else primary.amount + extra.amount
            note = f"with umbrella {umbrella.number}"
            # What is not known stands in the umbrella; what falls short, in the line itself.
            place = umbrella if total is None else primary.policy
            found.append(Held(total, extra.reason, place, note))
    if not found:
        return Held(primary.amount, "; ".join(reasons), primary.policy, primary.note)
    best = _most(found)
    unknown = [one for one in found if one.amount is None]
    return unknown[0] if unknown and _falls_short(best, minimum) else best
