"""Cover lasts to the end of the contract.

Why: A contract of several years outlives the policies that were shown when it was signed. Whoever
wants to know in time when the next certificate is due asks the contract, not the calendar.
Method: For each contract that has not ended, the cover of each named line is followed from policy
to policy, with what is on file, and its last day held against the contract's. Cover that ends first
is something to know: a renewal is needed by that day. It is a failure once nothing is in force and
no renewal is on file; and from the start where the contract ends within the clause's months from
the start of the last policy. A policy of an ordinary term would have reached that far; this one
ends early, and no renewal will come by itself.
Boundary: Cover whose last day is that of the contract passes. A policy from 1 Jan with 12 months
reaches 31 Dec: a contract to 31 Dec fails, one to 1 Jan only needs a renewal.
Example: Contract to 31 Aug 2028, general liability on file to 14 May 2027: a renewal is needed by
14 May 2027. Contract to 30 Sep, policy from 1 Jan to 30 Jun: fails.
Excludes: Contracts without an end; whether the cover is enough (INS-07, INS-08). A renewal on
lesser terms is cover here; INS-03 asks about it.
Mend: Ask the broker for the renewal in time; for a policy that ends early, before the contract is
signed.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.checks._cover import dated, latest, line_name, policies, runs_out, topic
from generator.checks._engagements import bears_on, live
from generator.checks._exempt import exempt
from generator.checks._held import undated
from generator.checks.base import LINES_PARAM, Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.records import Contract, InsurancePolicy
from generator.model.words import count, day

PARAMS = (
    replace(LINES_PARAM, stricter="more"),
    Param(name="policy_months", kind="integer", stricter="higher"),
)


@check("INS-06", "through-contract-end", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract with an end and line; unknown where the end is not recorded."""
    for contract in live(case):
        if contract.term.last_day is not None:
            for line in case.texts("lines"):
                yield _through(case, contract, line)
        elif not contract.open_ended:
            yield Result(
                outcome=Outcome.UNKNOWN,
                subject=f"contracts/{contract.id}/insurance",
                topic=f"contracts/{contract.id}",
                pointer=contract.pointer,
                required="cover through the last day of the contract",
                held="the last day is not recorded",
                message=f"Contract {contract.id}: its last day is not recorded, so it cannot be "
                "told whether cover lasts until then",
                fix="Record ends_on of the contract.",
                scopes=bears_on(case, contract),
            )


def _through(case: Case, contract: Contract, line: str) -> Result:
    found = policies(case.supplier, (line,))
    # One whose first day is not known may not have begun: it carries nothing on.
    last = runs_out(filter(dated, found), case.today, on_any_terms=True)
    ends = contract.term.last_day
    assert ends is not None
    required = f"{line_name(line)} through {day(ends)}"
    subject = f"contracts/{contract.id}/insurance/{line}"
    if last is not None and last.term.last_day is not None and last.term.last_day >= ends:
        held = f"policy {last.number} to {day(last.term.last_day)}"
        return passed(subject, required=required, held=held, topic=topic(line))
    freed = exempt(case, line)
    if last is None and freed.holds:
        return passed(subject, required=required, held=freed.words, topic=topic(line))
    outcome, severity, held = _short(case, contract, found, last, freed.words)
    return Result(
        outcome=outcome,
        subject=subject,
        topic=topic(line),
        severity=severity,
        pointer=(last or latest(found) or contract).pointer,
        required=required,
        held=held,
        message=f"{line_name(line)}: contract {contract.id} runs to {day(ends)}; {held}",
        fix=f"Ask the broker for cover through {day(ends)}, or for the renewal in time.",
        last_day=last.term.last_day if last else None,
        act_by=last.term.last_day if last and severity else None,
        scopes=bears_on(case, contract),
    )


def _short(
    case: Case,
    contract: Contract,
    found: list[InsurancePolicy],
    last: InsurancePolicy | None,
    exemption: str,
) -> tuple[Outcome, str | None, str]:
    """The outcome, the severity where it is lower, and what is held."""
    unclear = undated(found)
    if unclear:
        return Outcome.UNKNOWN, None, f"policy {unclear[0].number} on file has no complete term"
    if last is None and exemption:
        return Outcome.UNKNOWN, None, f"no policy in force, and {exemption}"
    if last is None or last.term.last_day is None:
        return Outcome.FAIL, None, "no policy is in force, and no renewal is on file"
    months = case.integer("policy_months")
    shown = f"policy {last.number} on file ends on {day(last.term.last_day)}"
    start, ends = last.term.start, contract.term.last_day
    if start is not None and ends is not None and ends < add_months(start, months):
        reach = f"{shown}, before the {count(months, 'month')} of an ordinary policy are over"
        return Outcome.FAIL, None, reach
    return Outcome.FAIL, "info", f"{shown}, and a renewal is needed by then"
