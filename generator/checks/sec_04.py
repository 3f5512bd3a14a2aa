"""Data abroad has a legal ground.

Why: Personal data that leaves the region needs a ground in law, or the transfer has to stop.
Method: Each contract under which the supplier handles personal data records where the data are. For
each place that lies in none of the clause's places, the contract records what allows the transfer.
Places not recorded: unknown.
Boundary: ``US`` among the clause's places covers data in ``US-OR``; ``US-OR`` does not cover
``US``.
Example: Data in Canada, clause names the US and the UK, no ground recorded: fails.
Excludes: Whether the ground is good enough, which Privacy judges.
Mend: Have Privacy record the ground in ``data.transfer_mechanism``, or have the data moved.
"""

from collections.abc import Iterator

from generator.checks._personal import data_of, live
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.places import covered_by_any
from generator.model.records import Contract, Pointer
from generator.model.words import listing


@check("SEC-04", "transfer-mechanism", Param(name="places", kind="texts"), subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract with personal data."""
    home = case.texts("places")
    required = f"a legal ground for data outside {listing(home)}"
    for contract in live(case):
        found = data_of(contract)
        places = tuple(dict.fromkeys(found.get("locations") or ()))
        ground = str(found.get("transfer_mechanism") or "")
        away = tuple(one for one in places if not covered_by_any(one, home))
        if not places:
            held = "where the data are is not recorded"
            yield _not(contract, Outcome.UNKNOWN, required, held, ("data",))
        elif away and not ground:
            held = f"data in {listing(away)}, no ground recorded"
            yield _not(contract, Outcome.FAIL, required, held, ("data", "locations"))
        else:
            held = f"data in {listing(places)}" + (f", ground: {ground}" if away else "")
            yield passed(_subject(contract), required=required, held=held, topic="privacy/transfer")


def _subject(contract: Contract) -> str:
    return f"contracts/{contract.id}/transfer"


def _not(contract: Contract, outcome: Outcome, required: str, held: str, place: Pointer) -> Result:
    return Result(
        outcome=outcome,
        subject=_subject(contract),
        topic="privacy/transfer",
        pointer=(*contract.pointer, *place),
        required=required,
        held=held,
        message=f"Contract {contract.id} needs {required}; on file: {held}",
        fix="Ask Privacy for the legal ground and record it under data.transfer_mechanism, with "
        "every place under data.locations.",
    )
