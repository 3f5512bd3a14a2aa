"""A high risk is being reduced, or accepted by name.

Why: A high risk that nobody works on and nobody has accepted belongs to everybody.
Method: A risk whose residual score is the clause's figure or more has an open measure with an owner
and a due day, or is accepted to a day that is not past by a role that may do so. If the response is
to accept, only the acceptance counts. Without a residual score, an inherent one (or likelihood
times impact) below the figure is enough; else unknown.
Boundary: A score equal to the figure is high. On its last day an acceptance holds.
Example: Residual 16, the only measure is done: fails, as it is still high.
Excludes: Measures that are late (RSK-07).
Mend: Agree a measure with an owner and a day, or have the risk accepted to a day.
"""

from collections.abc import Iterator

from generator.checks._risks import accepted, mitigations, risks
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Item
from generator.model.words import listing, plain


@check(
    "RSK-02",
    "high-risk-mitigated",
    Param(name="high", kind="integer", stricter="lower"),
    Param(name="authorities", kind="texts", required=False),
)
def run(case: Case) -> Iterator[Result]:
    """One result for each risk."""
    for risk in risks(case.supplier):
        outcome, held = _answer(case, risk)
        required = _required(case)
        subject, topic = f"risks/{risk.id}", f"risks/{risk.id}"
        if outcome is Outcome.PASS:
            yield passed(subject, required=required, held=held, topic=topic)
            continue
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic,
            pointer=risk.pointer,
            required=required,
            held=held,
            message=f"Risk {risk.id} ({plain(risk.text('type'))}): {held}; required is {required}",
            fix="Agree a measure with an owner and a day, or have the risk accepted to a day.",
        )


def _required(case: Case) -> str:
    named = case.catalog.reference.role_name
    by = listing([named(one) for one in case.texts("authorities")], "or")
    return (
        f"for a score of {case.integer('high')} or more, a measure with an owner and a day, or "
        "acceptance" + (f" by {by}" if by else "") + " to a day"
    )


def _answer(case: Case, risk: Item) -> tuple[Outcome, str]:
    high, residual = case.integer("high"), risk.data.get("residual")
    if residual is None:
        before = _inherent(risk)
        if before is not None and before < high:
            return Outcome.PASS, f"inherent score {before}"
        return Outcome.UNKNOWN, "the residual score is not recorded"
    if residual < high:
        return Outcome.PASS, f"residual score {residual}"
    if accepted(risk, case.today, case.texts("authorities")):
        by = case.catalog.reference.role_name(risk.text("accepted_by"))
        return Outcome.PASS, f"residual score {residual}, accepted by {by}"
    if risk.text("response") == "accept":
        return Outcome.FAIL, f"residual score {residual}, no acceptance that holds"
    running = [
        (bool(one.get("owner")), due is not None)
        for _, _, one, due in mitigations(risk)
        if one.get("status", "open") == "open"
    ]
    if (True, True) in running:
        return Outcome.PASS, f"residual score {residual}, measure under way"
    if running:
        return Outcome.UNKNOWN, f"residual score {residual}, measure without an owner or a day"
    return Outcome.FAIL, f"residual score {residual}, no open measure"


def _inherent(risk: Item) -> int | None:
    recorded = risk.data.get("inherent")
    if recorded is not None:
        return int(recorded)
    likelihood, impact = risk.data.get("likelihood"), risk.data.get("impact")
    return None if likelihood is None or impact is None else int(likelihood) * int(impact)
