"""New subprocessors are answered in time.

Why: Silence is consent: after the last day to object, the new firm has our data.
Method: Each contract with personal data agrees at least the clause's days of notice. For each
notice received, somebody decides by its last day to object; where that is not recorded, it is the
day of receipt and the notice agreed in the contract. Before that day, a finding in the smallest of
the days of warning.
Boundary: Decided on the last day is in time. A month counts with the fewest days it can have. A
late decision to accept stays as information, a late objection in full.
Example: Told 2 Nov, P30D agreed: decide by 2 Dec.
Mend: Have Privacy decide, and record the decision with its day and role.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._due import Due, due
from generator.checks._personal import data_of, live
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import Duration, parse_duration
from generator.model.records import Contract, Item
from generator.model.words import day, duration

_TOPIC = "privacy/subprocessors"
_MONTHS = tuple(date(2025, month, 1) for month in range(1, 13))


@check(
    "SEC-05",
    "subprocessor-notice",
    Param(name="notice_days", kind="integer", stricter="higher"),
    subject=Subject.CONTRACT,
    warn_days=True,
)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract with personal data, and one for each notice under it."""
    for contract in live(case):
        yield _agreed(case, contract)
        for place, data in enumerate(data_of(contract).get("subprocessor_notices") or ()):
            pointer = (*contract.pointer, "data", "subprocessor_notices", place)
            yield from _notice(case, contract, Item(id=str(data["id"]), pointer=pointer, data=data))


def _agreed(case: Case, contract: Contract) -> Result:
    days, subject = case.integer("notice_days"), f"contracts/{contract.id}/subprocessor-notice"
    text = str(data_of(contract).get("subprocessor_notice") or "")
    agreed = parse_duration(text)
    required = f"at least {days} days of notice of new subprocessors"
    held = duration(text) or text if agreed else "no notice recorded"
    if agreed is not None and fewest_days(agreed) >= days:
        return passed(subject, required=required, held=held, topic=_TOPIC)
    return Result(
        outcome=Outcome.UNKNOWN if agreed is None else Outcome.FAIL,
        subject=subject,
        topic=_TOPIC,
        pointer=(*contract.pointer, "data"),
        required=required,
        held=held,
        message=f"Contract {contract.id} needs {required}; on file: {held}",
        fix="Ask Privacy to agree the notice with the supplier, and record it under "
        "data.subprocessor_notice.",
    )


def fewest_days(agreed: Duration) -> int:
    """The days in it, whichever month it starts in."""
    return min((agreed.after(start) - start).days for start in _MONTHS)


def _notice(case: Case, contract: Contract, notice: Item) -> Iterator[Result]:
    subject = f"contracts/{contract.id}/subprocessors/{notice.id}"
    received = notice.date("received_on")
    if received is not None and not case.today.reached(received):
        return
    agreed = parse_duration(data_of(contract).get("subprocessor_notice"))
    last = notice.date("object_by")
    if last is None and received is not None and agreed is not None:
        last = agreed.after(received)
    if last is None:
        held = "neither the last day to object nor what it follows from is recorded"
        yield _open(contract, notice, Outcome.UNKNOWN, held, None)
        return
    decision, decided = notice.text("decision"), notice.date("decided_on")
    if decision and decided is None:
        held = f"{decision} on a day that is not recorded"
        yield _open(contract, notice, Outcome.UNKNOWN, held, None)
    elif decision and decided is not None and case.today.reached(decided):
        held = f"{decision} on {day(decided)}"
        if decided <= last:
            yield passed(subject, required=_by(last), held=held, topic=_TOPIC)
        else:
            yield _late(contract, notice, held, last, decision)
    else:
        yield _undecided(case, contract, notice, due(case, last))


def _by(last: date) -> str:
    return f"a decision by {day(last)}"


def _late(contract: Contract, notice: Item, held: str, last: date, decision: str) -> Result:
    state = Due(day=last, past=True, within=None, severity="info" if decision == "accepted" else "")
    return _open(contract, notice, Outcome.FAIL, f"{held}, which is late", state)


def _undecided(case: Case, contract: Contract, notice: Item, state: Due) -> Result:
    if state.far:
        subject = f"contracts/{contract.id}/subprocessors/{notice.id}"
        return passed(subject, required=_by(state.day), held="in time", topic=_TOPIC)
    return _open(contract, notice, Outcome.FAIL, f"no decision{state.words}", state)


def _open(
    contract: Contract, notice: Item, outcome: Outcome, held: str, state: Due | None
) -> Result:
    required = _by(state.day) if state else "a decision by the last day to object"
    return Result(
        outcome=outcome,
        subject=f"contracts/{contract.id}/subprocessors/{notice.id}",
        topic=_TOPIC,
        severity=(state.severity or None) if state else None,
        pointer=notice.pointer,
        required=required,
        held=held,
        message=f"Contract {contract.id}, notice {notice.id} of a new subprocessor needs "
        f"{required}; on file: {held}",
        fix="Ask Privacy to decide, and record decision, decided_on and by.",
        last_day=state.day if state else None,
        act_by=state.day if state else None,
    )
