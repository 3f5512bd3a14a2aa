"""What the privacy checks share: the contracts under which a supplier handles personal data."""

from collections.abc import Iterator

from generator.checks._contracts import ended
from generator.checks.base import Case
from generator.model.records import Contract, Data

# These are about data, but nothing is done under them.
PAPERS = ("DPA", "NDA")


def data_of(contract: Contract) -> Data:
    """What the contract says about data."""
    return contract.group("data")


def handles_personal_data(contract: Contract) -> bool | None:
    """Whether the supplier handles personal data under it; None where that is not recorded."""
    found = data_of(contract).get("processes_personal_data")
    return found if isinstance(found, bool) else None


def live(case: Case) -> Iterator[Contract]:
    """Contracts that have not ended, those to come among them, under which it handles such data."""
    for contract in case.contracts:
        if contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        if handles_personal_data(contract):
            yield contract


def begun(case: Case, contract: Contract) -> bool:
    """Whether it has started; one without a start counts as started."""
    return contract.term.start is None or case.today.reached(contract.term.start)
