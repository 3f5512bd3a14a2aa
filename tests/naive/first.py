"""The naive evaluation of the checks that were there first; REC-14 is in the engine."""

from typing import Any

from tests.naive import first_contracts, first_insurance, first_papers, first_records

NAIVE: dict[str, Any] = {
    **first_insurance.NAIVE,
    **first_papers.NAIVE,
    **first_contracts.NAIVE,
    **first_records.NAIVE,
}
