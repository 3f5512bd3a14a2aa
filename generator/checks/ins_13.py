"""Workers' compensation is statutory, in every state of work.

Why: The law of the state where somebody is hurt says what is owed. A policy that does not name the
state does not pay it, and the injured may turn to us.
Method: For each state in which the supplier works for us, by its offers and its contracts not yet
ended, one policy in force must be at the statutory limits and list the state; or an exemption for
the state must be in date. States with a fund of their own are named by the clause and left to
INS-14.
Boundary: An exemption counts from the day it was issued through its last day. Work "in the United
States" without a state passes only with a policy for the United States; otherwise the state is
unknown. Limits or states that are not recorded, a policy without a complete term, or an exemption
without dates or places: unknown.
Example: Work in US-OR and US-CA, states covered US-OR: US-CA fails.
Excludes: Work in other countries; employers' liability (INS-15).
Mend: Ask the broker for the endorsement that adds the state, or the supplier for its exemption.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, latest, line_name, policies, topic
from generator.checks._exempt import exempt
from generator.checks._held import undated
from generator.checks._workers import COUNTRY, LINE, in_any, work_places
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy, Pointer

FUND_STATES = Param(name="fund_states", kind="texts", required=False)


@check("INS-13", "wc-statutory", FUND_STATES)
def run(case: Case) -> Iterator[Result]:
    """One result for each place of work in the United States that has no fund of its own."""
    for place, scopes in work_places(case).items():
        if in_any(place, case.texts("fund_states")):
            continue
        outcome, held, pointer = _covered(case, place)
        required = f"{line_name(LINE)} at the statutory limits for {place}, or an exemption"
        subject = f"insurance/{LINE}/{place}"
        if outcome is Outcome.PASS:
            yield passed(subject, required=required, held=held, topic=topic(LINE))
            continue
        last = latest(policies(case.supplier, (LINE,)))
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic(LINE),
            pointer=pointer,
            required=required,
            held=held,
            message=f"{line_name(LINE)}: required at the statutory limits for {place}; "
            + ("certificate on file shows " if outcome is Outcome.FAIL else "it cannot be told: ")
            + held,
            fix=f"Ask the broker for a certificate that covers {place} at the statutory limits, "
            "or the supplier for its exemption.",
            last_day=last.term.last_day if last else None,
            scopes=scopes or None,
        )


def _covered(case: Case, place: str) -> tuple[Outcome, str, Pointer]:
    found = policies(case.supplier, (LINE,))
    running = in_force(found, case.today)
    judged = [(_judge(one, place), one) for one in running]
    for (outcome, held), one in judged:
        if outcome is Outcome.PASS:
            return outcome, held, one.pointer
    freed = exempt(case, LINE, (place,))
    if freed.holds:
        return Outcome.PASS, freed.words, ()
    for (outcome, held), one in judged:
        if outcome is Outcome.UNKNOWN:
            return outcome, held, one.pointer
    if freed.holds is None and freed.item:
        return Outcome.UNKNOWN, freed.words, freed.item.pointer
    if judged:
        return Outcome.FAIL, judged[0][0][1], judged[0][1].pointer
    unclear = undated(found)
    if unclear:
        held = f"policy {unclear[0].number} has no complete term"
        return Outcome.UNKNOWN, held, unclear[0].pointer
    return Outcome.FAIL, "nothing in force", ("insurance",)


def _judge(policy: InsurancePolicy, place: str) -> tuple[Outcome, str]:
    statutory, states = policy.data.get("per_statute"), policy.texts("states_covered")
    named = f"policy {policy.number}"
    if statutory is False:
        return Outcome.FAIL, f"{named}, not at the statutory limits"
    if states and not in_any(place, states):
        if place == COUNTRY:
            return Outcome.UNKNOWN, f"the state of work is not recorded; {named} is for " + (
                ", ".join(states)
            )
        return Outcome.FAIL, f"{named} for {', '.join(states)}"
    if not states:
        return Outcome.UNKNOWN, f"{named} does not say for which states"
    if statutory is None:
        return Outcome.UNKNOWN, f"{named} does not say whether it is at the statutory limits"
    return Outcome.PASS, f"{named} for {', '.join(states)}"
