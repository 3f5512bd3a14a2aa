"""What CON-03 and SRC-07 share: how a supplier stood on another day, for one contract."""

from generator.checks._faults import Faults
from generator.checks.base import Case
from generator.model.assessment import Finding, Outcome, Scope
from generator.model.places import covers
from generator.model.records import Contract

_SHOWN = 3


def bears_on(case: Case, finding: Finding, contract: Contract) -> bool:
    """Whether it is about this contract's work, and was not waived."""
    if finding.outcome is Outcome.WAIVED:
        return False
    if finding.subject.startswith("contracts/"):
        return finding.subject.split("/")[1] == contract.id
    if finding.scopes is None:
        return True
    kinds, places = contract.texts("categories"), contract.texts("jurisdictions_of_work")
    return any(
        (not kinds or any(case.catalog.reference.is_kind_of(scope.category, one) for one in kinds))
        and _here(scope, places)
        for scope in finding.scopes
    )


def _here(scope: Scope, places: tuple[str, ...]) -> bool:
    here = scope.jurisdiction
    return not places or here is None or any(covers(a, here) or covers(here, a) for a in places)


def faults_of(found: list[Finding]) -> Faults:
    """What they say, each cause once, the first few of them."""
    faults = Faults()
    for outcome, listed in ((Outcome.FAIL, faults.wrong), (Outcome.UNKNOWN, faults.unknown)):
        # Findings of one topic have one cause; the first of them says it.
        told = {one.topic: one.message for one in reversed(found) if one.outcome is outcome}
        said = list(reversed(told.values()))
        listed += said[:_SHOWN]
        if len(said) > _SHOWN:
            listed.append(f"{len(said) - _SHOWN} more")
    return faults


def scopes_of(found: list[Finding]) -> tuple[Scope, ...] | None:
    """The offers that the findings bear on; None for all of the supplier's."""
    if not found or any(one.scopes is None for one in found):
        return None
    return tuple(dict.fromkeys(scope for one in found for scope in one.scopes or ()))
