"""The safety record is good enough for our sites.

Why: How often a firm's people are hurt elsewhere tells how often they will be here.
Method: The experience modification rate, where 1.0 is the average of the trade, is at most the
clause's per cent of it. The rate of recordable cases is at most that of the trade. The figures end
no longer ago than the clause's months. No record: fails. A figure or the last day not recorded:
unknown.
Boundary: Equal to the figure passes. Figures to 31 Dec 2025 and 18 months count through 30 Jun
2027.
Example: Rate 1.12 with 100 per cent allowed: fails.
Excludes: Countries where no such rates are kept; the clause leaves them out.
Mend: Ask the supplier for the statement of its insurer, and for its plan to bring the rate down.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._figures import number
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months, parse_date
from generator.model.words import day


@check(
    "RSK-09",
    "safety",
    Param(name="emr_pct", kind="integer", stricter="lower"),
    Param(name="months", kind="integer", stricter="lower"),
)
def run(case: Case) -> Iterator[Result]:
    """One result for each of the two rates and one for their age, or one where none is on file."""
    found = case.supplier.data.get("safety")
    if not found:
        yield _result(case, "record", Outcome.FAIL, _rule(case), "none on file")
        return
    most = Decimal(case.integer("emr_pct")) / 100
    required = f"a modification rate of at most {most}"
    yield _compared(case, "emr", number(found.get("emr")), most, required)
    trade = number(found.get("industry_trir"))
    required = "a case rate of at most that of the trade" + (f", {trade}" if trade else "")
    yield _compared(case, "trir", number(found.get("trir")), trade, required)
    yield _age(case, found.get("period_end"))


def _rule(case: Case) -> str:
    return (
        f"a safety record of the last {case.integer('months')} months, with a modification "
        f"rate of at most {case.integer('emr_pct')} % of the trade's"
    )


def _compared(
    case: Case, name: str, held: Decimal | None, most: Decimal | None, required: str
) -> Result:
    if held is None or most is None:
        return _result(case, name, Outcome.UNKNOWN, required, "not recorded")
    outcome = Outcome.PASS if held <= most else Outcome.FAIL
    return _result(case, name, outcome, required, f"{held}")


def _age(case: Case, text: object) -> Result:
    months = case.integer("months")
    required, ended = f"figures of the last {months} months", parse_date(text)
    if ended is None:
        return _result(case, "period_end", Outcome.UNKNOWN, required, "their last day not recorded")
    held = f"figures to {day(ended)}"
    old = case.today.after(add_months(ended, months))
    return _result(case, "period_end", Outcome.FAIL if old else Outcome.PASS, required, held)


def _result(case: Case, name: str, outcome: Outcome, required: str, held: str) -> Result:
    subject = f"safety/{name}"
    if outcome is Outcome.PASS:
        return passed(subject, required=required, held=held, topic="safety")
    on_file = case.supplier.data.get("safety") or {}
    return Result(
        outcome=outcome,
        subject=subject,
        topic="safety",
        pointer=("safety", name) if name in on_file else ("safety",) if on_file else (),
        required=required,
        held=held,
        message=f"Safety record: {held}; required is {required}",
        fix="Ask the supplier for the statement of its insurer, and record the figures.",
    )
