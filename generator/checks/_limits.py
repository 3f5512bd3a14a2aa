"""What INS-07 and INS-08 share: a limit held against a limit required."""

from collections.abc import Iterator

from generator.checks._cover import limit_held, line_name, topic
from generator.checks.base import LIMIT_PARAM, LINE_PARAM, Case, Param, Result
from generator.model.assessment import Outcome
from generator.model.records import Pointer
from generator.model.words import plain

PARAMS = (
    LINE_PARAM,
    LIMIT_PARAM,
    Param(name="min", kind="money"),
    Param(name="umbrella_may_satisfy", kind="flag", required=False),
    Param(name="rate_max_age_days", kind="integer", required=False),
)


def compare(case: Case, umbrella_limit: str) -> Iterator[Result]:
    """One result: the limit of the line, umbrella included where the clause allows it."""
    line, limit, minimum = case.text("line"), case.text("limit"), case.money("min")
    subject = f"insurance/{line}/{limit}"
    held = limit_held(case, line, limit, umbrella_limit, minimum)
    pointer: Pointer = (*held.policy.pointer, "limits") if held.policy else ("insurance",)
    name = f"{line_name(line)}, {plain(limit)}"
    if held.amount is None:
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic=topic(line),
            pointer=pointer,
            required=str(minimum),
            held=f"not known: {held.reason}",
            message=f"{name}: required {minimum}; held is not known, because {held.reason}",
            fix="Record the limit as printed, or a current exchange rate in "
            "reference/exchange-rates.yml.",
        )
        return
    if held.amount.amount >= minimum.amount:
        yield Result(outcome=Outcome.PASS, subject=subject)
        return
    nothing = held.policy is None
    shown = (
        "nothing in force"
        if nothing
        else f"{held.amount}" + (f" ({held.note})" if held.note else "")
    )
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


def _severity(case: Case, share: object) -> str | None:
    percent = case.integer("error_from_pct", 0)
    # Below that share of what is required the shortfall is grave: the requirement's own severity.
    return "error" if percent and share * 100 >= percent else None  # type: ignore[operator]


def _threshold_words(case: Case) -> str:
    percent = case.integer("error_from_pct", 0)
    return f"; below {percent} % of it the supplier may not be used" if percent else ""
