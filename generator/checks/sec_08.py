"""Our data are deleted after the end.

Why: Copies that nobody needs any more are stolen like any other.
Method: For each contract with personal data that has ended and was not renewed (and of a supplier
made inactive, that had to end), the supplier certifies the deletion within the clause's days of the
last day. Until then a warning with the day; certified late stays a warning. Where the record does
not say whether such a contract was about personal data, and the supplier could get at personal or
confidential data: unknown.
Boundary: With 30 days, the 30th day after the last day is in time.
Example: Ended 31 Oct, certificate of 2 Dec: late.
Excludes: Deletion while the contract runs, and whether the certificate is true.
Mend: Ask the supplier for its certificate of deletion, and record ``data.deletion``.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._contracts import ended, present
from generator.checks._exits import last_of_line, stopped_on
from generator.checks._personal import PAPERS, data_of, handles_personal_data
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_days, parse_date
from generator.model.records import Contract
from generator.model.words import day

_SENSITIVE = {"personal_data", "confidential_data"}


@check(
    "SEC-08",
    "data-deletion",
    Param(name="days", kind="integer", stricter="lower"),
    subject=Subject.CONTRACT,
)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract that has ended and was, or may have been, about such data."""
    sensitive = bool(_SENSITIVE & set(case.supplier.texts("access")))
    for contract in case.contracts:
        about = handles_personal_data(contract)
        last = None if contract.dead else _last_day(case, contract)
        if last is None or contract.text("type") in PAPERS or about is False:
            continue
        if about:
            yield _answer(case, contract, last)
        elif sensitive:
            held = "whether it was about personal data is not recorded"
            yield _not(case, contract, Outcome.UNKNOWN, held, last, None)


def _last_day(case: Case, contract: Contract) -> date | None:
    """The last day, once the contract is over for good; None before."""
    final = last_of_line(case, contract)
    reference = case.catalog.reference
    stopped = stopped_on(case) if case.supplier.status == "inactive" else None
    if ended(final, case.today, reference):
        last = present(final, case.today, reference).last_day
        return last if stopped is None or last is None else min(last, stopped)
    return stopped if stopped is not None and case.today.after(stopped) else None


def _answer(case: Case, contract: Contract, last: date) -> Result:
    deletion = data_of(contract).get("deletion")
    certified = parse_date((deletion or {}).get("certified_on"))
    deadline = add_days(last, case.integer("days"))
    if certified is not None and case.today.reached(certified):
        held = f"certificate of {day(certified)}"
        if certified <= deadline:
            return passed(_subject(contract), required=_required(case), held=held, topic="deletion")
        held += f", which is late; it was due by {day(deadline)}"
        return _not(case, contract, Outcome.FAIL, held, last, "warning")
    if deletion and certified is None:
        held = "a certificate without its day"
        return _not(case, contract, Outcome.UNKNOWN, held, last, None)
    late = case.today.after(deadline)
    held = f"no certificate, due by {day(deadline)}"
    return _not(case, contract, Outcome.FAIL, held, last, None if late else "warning")


def _subject(contract: Contract) -> str:
    return f"contracts/{contract.id}/deletion"


def _required(case: Case) -> str:
    return f"a certificate of deletion within {case.integer('days')} days of the last day"


def _not(
    case: Case,
    contract: Contract,
    outcome: Outcome,
    held: str,
    last: date,
    severity: str | None,
) -> Result:
    deadline = add_days(last, case.integer("days"))
    return Result(
        outcome=outcome,
        subject=_subject(contract),
        topic="deletion",
        severity=severity,
        pointer=(*contract.pointer, "data") if data_of(contract) else contract.pointer,
        required=_required(case),
        held=held,
        message=f"Contract {contract.id} ended on {day(last)} and needs {_required(case)}; "
        f"on file: {held}",
        fix="Ask the supplier for its certificate of deletion, and record it under data.deletion.",
        last_day=last,
        act_by=deadline,
    )
