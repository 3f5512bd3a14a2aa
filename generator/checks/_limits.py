"""What the checks of limits share: a limit held against a limit required."""

from collections.abc import Iterator

from generator.checks._cover import dated, line_name, topic
from generator.checks._exempt import exempt
from generator.checks._held import HAIRCUT, RATE_AGE, UMBRELLA, limit_held
from generator.checks.base import LIMIT_PARAM, LINE_PARAM, Case, Param, Result, passed
from generator.model.assessment import Outcome
from generator.model.money import Money
from generator.model.records import Pointer
from generator.model.words import plain

COUNTING = (UMBRELLA, RATE_AGE, HAIRCUT)
PARAMS = (LINE_PARAM, LIMIT_PARAM, Param(name="min", kind="money", stricter="higher"), *COUNTING)


def compare(case: Case, umbrella_limit: str) -> Iterator[Result]:
    """One result: the limit of the line, umbrella included where the clause allows it."""
    line, limit = case.text("line"), case.text("limit")
    return hold(case, line, limit, umbrella_limit, case.money("min"))


def hold(
    case: Case, line: str, limit: str, umbrella_limit: str, minimum: Money
) -> Iterator[Result]:
    """One result: what the line holds for ``limit`` against ``minimum``."""
    subject = f"insurance/{line}/{limit}"
    name = f"{line_name(line)}, {plain(limit)}"
    held = limit_held(case, line, limit, umbrella_limit, minimum)
    pointer: Pointer = (*held.policy.pointer, "limits") if held.policy else ("insurance",)
    if held.amount is not None and held.amount.amount >= minimum.amount:
        yield passed(subject, required=f"{name}: {minimum}", held=held.words, topic=topic(line))
        return
    none_in_force = held.policy is None or not dated(held.policy)
    freed = exempt(case, line) if none_in_force else None
    if freed is not None and freed.holds:
        yield passed(subject, required=f"{name}: {minimum}", held=freed.words, topic=topic(line))
        return
    unclear = freed is not None and freed.holds is None
    if held.amount is None or unclear:
        reason = f"the record holds {freed.words}" if freed and unclear else held.reason
        yield _not_known(subject, line, name, minimum, reason, pointer)
        return
    nothing = held.policy is None
    shown = "nothing in force" if nothing else held.words
    why = f"; {held.reason}" if held.reason and not nothing else ""
    yield Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=topic(line),
        pointer=pointer,
        severity=_severity(case, held.amount.amount / minimum.amount if minimum.amount else 1),
        required=str(minimum),
        held=shown,
        message=f"{name}: certificate on file shows {shown}, required is {minimum}{why}"
        + _threshold_words(case),
        fix=f"Ask the broker to raise {name} to at least {minimum}, or to add umbrella cover.",
        last_day=held.policy.term.last_day if held.policy else None,
    )


def _not_known(
    subject: str, line: str, name: str, minimum: Money, reason: str, pointer: Pointer
) -> Result:
    return Result(
        outcome=Outcome.UNKNOWN,
        subject=subject,
        topic=topic(line),
        pointer=pointer,
        required=str(minimum),
        held=f"not known: {reason}",
        message=f"{name}: required {minimum}; held is not known, because {reason}",
        fix="Record the limit as printed, or a current exchange rate in "
        "reference/exchange-rates.yml.",
    )


def _severity(case: Case, share: object) -> str | None:
    percent = case.integer("error_from_pct", 0)
    # Below that share of what is required the shortfall is grave: the requirement's own severity.
    return "error" if percent and share * 100 >= percent else None  # type: ignore[operator]


def _threshold_words(case: Case) -> str:
    percent = case.integer("error_from_pct", 0)
    return f"; below {percent} % of it the supplier may not be used" if percent else ""
