"""A privacy agreement covers personal data.

Why: Without one, handing over people's data is unlawful in most places, whatever the supplier does.
Method: Each contract under which the supplier handles personal data names its data processing
agreement; that agreement is of the type DPA, signed and in force on the day. Before the contract
starts it is a warning. If the supplier can get at personal data and no contract in force says that
it handles them: unknown.
Boundary: The agreement counts from the day it is signed and started to the end of its last day.
Example: Services run to 31 Dec, the agreement ended 30 Jun: fails from 1 Jul.
Excludes: What the agreement says, which Privacy reads, and transfers abroad (SEC-04).
Mend: Have the agreement signed before the first record is handed over, and name it in the contract.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.checks._contracts import present, running
from generator.checks._personal import begun, data_of, live
from generator.checks.base import Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Contract
from generator.model.words import day

_REQUIRED = "a signed data processing agreement in force"


@check("SEC-03", "dpa", subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract with personal data, or one where none says so."""
    for contract in live(case):
        outcome, held = _answer(case, contract)
        if outcome is Outcome.PASS:
            yield passed(
                f"contracts/{contract.id}/dpa", required=_REQUIRED, held=held, topic="privacy/dpa"
            )
            continue
        yield Result(
            outcome=outcome,
            subject=f"contracts/{contract.id}/dpa",
            topic="privacy/dpa",
            severity=None if begun(case, contract) else "warning",
            pointer=(*contract.pointer, "data"),
            required=_REQUIRED,
            held=held,
            message=f"Contract {contract.id} is about personal data and needs a signed data "
            f"processing agreement in force; on file: {held}",
            fix="Ask Privacy to have the agreement signed, record it as a contract of type DPA, "
            "and name it under data.dpa.",
        )
    every = replace(case, contracts=case.supplier.contracts)
    if not any(True for _ in live(every)) and "personal_data" in case.supplier.texts("access"):
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject="contracts/personal-data",
            topic="privacy/dpa",
            pointer=("access",),
            required=_REQUIRED,
            held="no contract in force says that it is about personal data",
            message="The supplier can get at personal data, and no contract in force says that it "
            "handles them, so that its data processing agreement cannot be found",
            fix="Record data.processes_personal_data and data.dpa in the contract, or take "
            "personal_data out of access.",
        )


def _answer(case: Case, contract: Contract) -> tuple[Outcome, str]:
    name = data_of(contract).get("dpa")
    if not name:
        return Outcome.FAIL, "none"
    paper = next((one for one in case.supplier.contracts if one.id == name), None)
    if paper is None:
        return Outcome.FAIL, f"{name}, which is not in the record"
    kind = paper.text("type")
    if not kind:
        return Outcome.UNKNOWN, f"{name}, whose type is not recorded"
    if kind != "DPA":
        return Outcome.FAIL, f"{name}, which is of the type {kind}"
    if paper.signed_on is None:
        return Outcome.UNKNOWN, f"{name}, without the day of signature"
    if not case.today.reached(paper.signed_on):
        return Outcome.FAIL, f"{name}, to be signed on {day(paper.signed_on)}"
    if running(paper, case.today, case.catalog.reference):
        return Outcome.PASS, f"{name}, signed on {day(paper.signed_on)}"
    return _not_running(case, paper)


def _not_running(case: Case, paper: Contract) -> tuple[Outcome, str]:
    now = present(paper, case.today, case.catalog.reference)
    last = now.last_day
    if now.doubt:
        return Outcome.UNKNOWN, f"{paper.id}; {now.doubt}"
    if last is not None and case.today.ended(now.term):
        return Outcome.FAIL, f"{paper.id}, which ended on {day(last)}"
    if not paper.dead and last is None and not paper.open_ended:
        return Outcome.UNKNOWN, f"{paper.id}, without a last day"
    return Outcome.FAIL, f"{paper.id}, which is not in force"
