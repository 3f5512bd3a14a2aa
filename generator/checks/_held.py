"""How much cover is held: a limit in the requirement's currency, and an umbrella above it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.checks._cover import dated, in_force, policies
from generator.checks.base import Case, Param
from generator.model.money import Money
from generator.model.records import InsurancePolicy

UMBRELLAS = ("umbrella", "excess")
# An umbrella stands over employers' liability, not over statutory workers' compensation.
_UNDER = {
    "workers_compensation_employers_liability": {
        "employers_liability",
        "workers_compensation_employers_liability",
    }
}

RATE_AGE = Param(
    name="rate_max_age_days",
    kind="integer",
    required=False,
    stricter="lower",
    qualifier=True,
    absent_is_strictest=True,
)
HAIRCUT = Param(
    name="rate_haircut_pct", kind="integer", required=False, stricter="higher", qualifier=True
)
UMBRELLA = Param(
    name="umbrella_may_satisfy", kind="flag", required=False, stricter="false", qualifier=True
)


@dataclass(frozen=True, slots=True)
class Held:
    """The limit held by one line, umbrella included where it counts.

    ``amount`` is in the requirement's currency; None when it cannot be known, for ``reason``.
    """

    amount: Money | None
    reason: str = ""
    policy: InsurancePolicy | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """The amount as a finding shows it, and how it was come by."""
        return f"{self.amount}" + (f" ({self.note})" if self.note else "")


def limit_held(case: Case, line: str, limit: str, umbrella_limit: str, minimum: Money) -> Held:
    """The most that one policy in force shows for ``limit``, plus umbrella if allowed and needed.

    Policies of one line are not added up: two policies of 1M are not one of 2M.
    """
    held = primaries(case, line, limit, minimum.currency)
    if not held:
        return Held(Money(minimum.amount * 0, minimum.currency), "nothing is in force")
    best = most(held)
    if best.amount is not None and falls_short(best, minimum) and case.flag(UMBRELLA.name):
        best = _with_umbrella(case, line, umbrella_limit, best, minimum)
    unknown = [one for one in held if one.amount is None]
    # What is not known may suffice, so it hides a shortfall; it never hides what does suffice.
    return unknown[0] if unknown and falls_short(best, minimum) else best


def primaries(case: Case, line: str, limit: str, currency: str) -> list[Held]:
    """What each policy of the line in force shows for ``limit``, by itself.

    Where none is in force, one without a complete term stands for what cannot be known.
    """
    found = policies(case.supplier, (line,))
    running = in_force(found, case.today)
    if not running:
        return [
            Held(None, f"policy {policy.number} has no complete term", policy)
            for policy in found
            if not dated(policy) and not policy.superseded
        ]
    return [limit_of(case, one, limit, currency) for one in running]


def limit_of(case: Case, policy: InsurancePolicy, limit: str, currency: str) -> Held:
    """What one policy shows for ``limit``, in ``currency``."""
    money = policy.limit(limit)
    if money is None:
        return Held(None, f"policy {policy.number} records no limit '{limit}'", policy)
    amount, words = converted(case, money, currency)
    return Held(amount, "" if amount else words, policy, words if amount else "")


def converted(
    case: Case, money: Money, currency: str, *, in_full: bool = False
) -> tuple[Money | None, str]:
    """``money`` in ``currency``, unrounded, and how; None and why where it cannot be known.

    The clause's haircut is taken off what is held; what is owed is converted ``in_full``.
    """
    if money.currency == currency:
        return money, ""
    age = case.integer(RATE_AGE.name, 0)
    haircut = 0 if in_full else min(max(case.integer(HAIRCUT.name, 0), 0), 100)
    if not age:
        return None, f"{money} is not in {currency}, and the clause allows no rate"
    found = case.catalog.reference.rates.convert(money, currency, case.today, age)
    if found is None:
        return None, f"there is no rate from {money.currency} to {currency} of the last {age} days"
    words = f"{money}, converted at a rate of the last {age} days"
    if not haircut:
        return found, words
    # Rates move between the day of the certificate and the day of a loss.
    return (
        Money(found.amount * (100 - haircut) / Decimal(100), currency),
        f"{words} less {haircut} %",
    )


def falls_short(held: Held, minimum: Money) -> bool:
    """Whether it is less than required, or not known."""
    return held.amount is None or held.amount.amount < minimum.amount


def most(held: list[Held]) -> Held:
    """The largest known amount; an unknown one where none is known."""
    known = [one for one in held if one.amount is not None]
    return max(known, key=lambda one: one.amount.amount if one.amount else 0, default=held[0])


def lists(umbrella: InsurancePolicy, line: str) -> bool:
    """Whether the line is on the umbrella's schedule of underlying policies."""
    return bool(_UNDER.get(line, {line}) & set(umbrella.texts("schedule_of_underlying")))


def follows_form(umbrella: InsurancePolicy) -> bool:
    """Whether it is stated to pay on the terms of the policies beneath it."""
    return umbrella.text("follow_form") not in ("", "none")


def umbrellas(case: Case) -> list[InsurancePolicy]:
    """Umbrella and excess policies in force."""
    return in_force(policies(case.supplier, UMBRELLAS), case.today)


def undated(found: Iterable[InsurancePolicy]) -> list[InsurancePolicy]:
    """Those of which nobody can say whether they are in force."""
    unclear = [one for one in found if not dated(one) and not one.superseded]
    return sorted(unclear, key=lambda one: one.id)


def _with_umbrella(case: Case, line: str, limit: str, primary: Held, minimum: Money) -> Held:
    """With the largest umbrella that stands over the line. Several are not added up (INS-10)."""
    assert primary.amount is not None
    reasons = []
    found = []
    for umbrella in umbrellas(case):
        if not lists(umbrella, line):
            reasons.append(f"umbrella {umbrella.number} does not list this line")
        elif not follows_form(umbrella):
            reasons.append(f"umbrella {umbrella.number} is not stated to follow form")
        else:
            extra = limit_of(case, umbrella, limit, primary.amount.currency)
            total = None if extra.amount is None else primary.amount + extra.amount
            notes = (f"with umbrella {umbrella.number}", primary.note, extra.note)
            note = "; ".join(one for one in notes if one)
            # What is not known stands in the umbrella; what falls short, in the line itself.
            place = umbrella if total is None else primary.policy
            found.append(Held(total, extra.reason, place, note))
    if not found:
        return Held(primary.amount, "; ".join(reasons), primary.policy, primary.note)
    best = most(found)
    unknown = [one for one in found if one.amount is None]
    return unknown[0] if unknown and falls_short(best, minimum) else best
