"""Cover for claims made goes on after the contract.

Why: Bad advice shows years later. A policy that pays only claims made while it lasts pays none of
that, unless it is kept or the time for reporting claims is extended.
Method: For each contract that has ended and was not renewed, through the clause's years after its
last day: a policy of the named line must be in force whose retroactive date is no later than the
first day of the contract; or one that has ended must still allow claims to be reported. Where every
policy of the time of the contract covered occurrences, nothing has to go on.
Boundary: On the last day of the years after the end it still applies, the day after it does not.
Time for reporting runs from the first day after the policy. Basis, retroactive date or the
contract's first day not recorded, or a policy without a complete term: unknown.
Example: Contract to 30 Jun 2024, 3 years: cover is needed through 30 Jun 2027. Policy ended 1 Jan
2026 with P1Y to report: enough through 31 Dec 2026.
Excludes: Contracts still running (INS-24), and those without an end on record.
Mend: Ask the supplier to keep the cover, or to buy an extended reporting period.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.checks._claims_made import reaches_back, reports_until
from generator.checks._cover import dated, in_force, latest, line_name, policies, topic
from generator.checks._engagements import bears_on, concerned, with_predecessors
from generator.checks._held import undated
from generator.checks.base import LINES_PARAM, Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.records import Contract, InsurancePolicy
from generator.model.words import count, day

PARAMS = (
    replace(LINES_PARAM, stricter="more"),
    Param(name="years", kind="integer", stricter="higher"),
)
Judged = tuple[Outcome, str, InsurancePolicy | None]


@check("INS-25", "claims-made-tail", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that ended within the years, and line."""
    for contract in concerned(case):
        ended = contract.term.last_day
        if ended is None or not case.today.after(ended) or contract.text("renewed_by"):
            continue
        until = add_months(ended, 12 * case.integer("years"))
        if case.today.after(until):
            continue
        for line in case.texts("lines"):
            yield _tail(case, contract, line, ended, until)


def _tail(case: Case, contract: Contract, line: str, ended: date, until: date) -> Result:
    outcome, held, policy = _kept(case, contract, line, ended)
    required = f"cover for claims made until {day(until)}"
    subject = f"contracts/{contract.id}/insurance/{line}/tail"
    if outcome is Outcome.PASS:
        return passed(subject, required=required, held=held, topic=topic(line))
    return Result(
        outcome=outcome,
        subject=subject,
        topic=topic(line),
        pointer=policy.pointer if policy else contract.pointer,
        required=required,
        held=held,
        message=f"{line_name(line)}: contract {contract.id} ended on {day(ended)}, and for "
        f"{count(case.integer('years'), 'year')} required is {required}; "
        + ("certificates on file show " if outcome is Outcome.FAIL else "it cannot be told: ")
        + held,
        fix="Ask the supplier to keep the cover, or to buy an extended reporting period.",
        last_day=policy.term.last_day if policy else None,
        scopes=bears_on(case, contract),
    )


def _kept(case: Case, contract: Contract, line: str, ended: date) -> Judged:
    starts = [one.term.start for one in with_predecessors(case, [contract])]
    start = min((one for one in starts if one is not None), default=None)
    if start is None or None in starts:
        return Outcome.UNKNOWN, "the first day of the contract is not recorded", None
    found = policies(case.supplier, (line,))
    at_the_time = [one for one in found if dated(one) and _overlaps(one, start, ended)]
    if at_the_time and all(one.text("basis") == "occurrence" for one in at_the_time):
        return Outcome.PASS, f"policy {at_the_time[-1].number} covers occurrences", at_the_time[-1]
    judged = [_judge(case, one, start, ended) for one in found if dated(one)]
    for wanted in (Outcome.PASS, Outcome.UNKNOWN):
        for one in judged:
            if one[0] is wanted:
                return one
    unclear = undated(found)
    if unclear:
        return Outcome.UNKNOWN, f"policy {unclear[0].number} has no complete term", unclear[0]
    running = in_force(found, case.today)
    return Outcome.FAIL, *_nothing(running, latest(found), start)


def _judge(case: Case, policy: InsurancePolicy, start: date, ended: date) -> Judged:
    if policy.text("basis") == "occurrence":
        # It covers what happens in its term, and the work was done before.
        return Outcome.FAIL, "", policy
    outcome, held = reaches_back(policy, start)
    if case.today.within(policy.term):
        return outcome, held, policy
    if not reports_until(case, policy) or _over_before(policy, ended):
        return Outcome.FAIL, "", policy
    return outcome, f"{held}, ended, and claims may still be reported", policy


def _nothing(
    running: list[InsurancePolicy], last: InsurancePolicy | None, start: date
) -> tuple[str, InsurancePolicy | None]:
    if running:
        return reaches_back(running[0], start)[1], running[0]
    if last is None or last.term.last_day is None:
        return "no policy", None
    return f"policy {last.number} ended on {day(last.term.last_day)}, no claims after it", last


def _over_before(policy: InsurancePolicy, ended: date) -> bool:
    # Time to report claims helps only for work that was done while the policy lasted.
    return policy.term.end_excl is not None and policy.term.end_excl <= ended


def _overlaps(policy: InsurancePolicy, first: date, last: date) -> bool:
    start, end = policy.term.start, policy.term.end_excl
    return start is not None and end is not None and start <= last and first < end
