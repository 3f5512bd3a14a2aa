"""Cover for claims made reaches back to the start of the work.

Why: A policy that pays only claims made while it lasts also asks when the mistake was made. What
happened before its retroactive date is nobody's to pay, although the policy is in force.
Method: For each named line, the retroactive date of a policy in force is held against the first day
of the oldest contract not yet ended, those that it renews included. And it must not be later than
that of an earlier policy of the line on file: a date that moves at renewal drops the years between.
Policies that cover occurrences need no such date.
Boundary: A retroactive date on the first day of the contract passes; a day later fails. Basis,
retroactive date or the first day of a contract not recorded, or a policy without a complete term:
unknown.
Example: Contract from 16 Oct 2023, retroactive date 27 Nov 2025: fails, and fails once more because
the policy before had 1 Oct 2023.
Excludes: Cover after the end of the work (INS-25).
Mend: Ask the broker to have the earlier retroactive date restored, or for cover of prior acts.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.checks._claims_made import reaches_back
from generator.checks._cover import in_force, line_name, policies, topic
from generator.checks._engagements import live, with_predecessors
from generator.checks._held import undated
from generator.checks.base import LINES_PARAM, Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import day

_ORDER = (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL)
Judged = tuple[Outcome, str, InsurancePolicy | None]


@check(
    "INS-24",
    "claims-made-retro",
    replace(LINES_PARAM, stricter="more"),
    subject=Subject.CONTRACT,
)
def run(case: Case) -> Iterator[Result]:
    """For each line, one result against the oldest contract, and one against earlier policies."""
    contracts = with_predecessors(case, live(case))
    starts = [one.term.start for one in contracts]
    known = [one for one in starts if one is not None]
    for line in case.texts("lines"):
        found = policies(case.supplier, (line,))
        running = in_force(found, case.today)
        if contracts:
            judged = _against(found, running, min(known, default=None))
            if judged[0] is Outcome.PASS and len(known) < len(starts):
                judged = (Outcome.UNKNOWN, "the first day of a contract is not recorded", judged[2])
            since = f"reaching back to {day(min(known))}" if known else "reaching back far enough"
            yield _result(line, "retroactive-date", since, judged)
        later = _against_earlier(found, running)
        if later is not None:
            yield _result(line, "retroactive-date-moved", "not moved later at renewal", later)


def _result(line: str, what: str, required: str, judged: Judged) -> Result:
    outcome, held, policy = judged
    subject = f"insurance/{line}/{what}"
    wanted = f"cover for claims made, {required}"
    if outcome is Outcome.PASS:
        return passed(subject, required=wanted, held=held, topic=topic(line))
    return Result(
        outcome=outcome,
        subject=subject,
        topic=topic(line),
        pointer=policy.pointer if policy else ("insurance",),
        required=wanted,
        held=held,
        message=f"{line_name(line)}: required is {wanted}; "
        + ("certificate on file shows " if outcome is Outcome.FAIL else "it cannot be told: ")
        + held,
        fix="Ask the broker to have the earlier retroactive date restored.",
        last_day=policy.term.last_day if policy else None,
    )


def _against(
    found: list[InsurancePolicy], running: list[InsurancePolicy], start: date | None
) -> Judged:
    if not running:
        unclear = undated(found)
        if unclear:
            held = f"policy {unclear[0].number} has no complete term"
            return Outcome.UNKNOWN, held, unclear[0]
        return Outcome.FAIL, "nothing in force", None
    if start is None:
        return Outcome.UNKNOWN, "the first day of the contract is not recorded", running[0]
    judged = [(*reaches_back(one, start), one) for one in running]
    return min(judged, key=lambda one: _ORDER.index(one[0]))


def _against_earlier(found: list[InsurancePolicy], running: list[InsurancePolicy]) -> Judged | None:
    """The policies in force, each against what began before it; None where there is nothing."""
    judged: list[Judged] = []
    for one in running:
        earlier = [(retro, other) for other in found if (retro := _before(other, one)) is not None]
        if one.text("basis") == "occurrence" or not earlier:
            continue
        first, other = min(earlier, key=lambda entry: entry[0])
        retro = one.date("retroactive_date")
        if retro is None:
            held = f"policy {one.number} has no retroactive date on record"
            judged.append((Outcome.UNKNOWN, held, one))
            continue
        held = f"policy {one.number} with retroactive date {day(retro)}, {other.number} before it "
        held += f"with {day(first)}"
        judged.append((Outcome.FAIL if retro > first else Outcome.PASS, held, one))
    return max(judged, key=lambda one: _ORDER.index(one[0]), default=None)


def _before(other: InsurancePolicy, one: InsurancePolicy) -> date | None:
    """The retroactive date of a policy that began earlier; None when it has none."""
    began, start = other.term.start, one.term.start
    if began is None or start is None or began >= start or other.text("basis") == "occurrence":
        return None
    return other.date("retroactive_date")
