"""Who signed for us was allowed to, up to that value.

Why: A signature beyond the signatory's authority may not bind us, or may bind us to too much.
Method: For each contract signed since the clause's day (or since the requirement is in effect) that
has not ended. Where the clause gives a limit, what the roles named signed must not be worth more,
in the limit's currency at the rate of that day. Where it gives none, the roles are the list of
signatories, and the signatory must be one of them.
Boundary: Exactly the limit is allowed. No signatory on record, no value, or no rate of that day:
unknown.
Example: A category manager may sign up to USD 100,000 and signed USD 120,000: fails.
Excludes: Who approved it (SRC-05).
Mend: Have it signed again by somebody with the authority, and record who did.
"""

from collections.abc import Iterator

from generator.checks._awards import RATE_AGE, exceeds, named_roles, since
from generator.checks._contracts import ended
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import parse_date
from generator.model.records import Contract
from generator.model.words import day

PARAMS = (
    Param(name="roles", kind="texts"),
    Param(name="signed_from", kind="date", required=False, stricter="lower"),
    Param(name="limit", kind="money", required=False, stricter="lower"),
    RATE_AGE,
)


@check("CON-18", "signatory-authority", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each contract signed since the first day, by the roles of a limit."""
    first, limited = since(case, "signed_from"), "limit" in case.requirement.params
    for contract in case.contracts:
        signed = contract.signed_on
        if contract.dead or signed is None or signed < first or not case.today.reached(signed):
            continue
        if ended(contract, case.today, case.catalog.reference):
            continue
        role = str(contract.group("signatory").get("role") or "")
        if limited and role in case.texts("roles"):
            yield _limit(case, contract, role)
        elif not limited:
            yield _listed(case, contract, role)


def _limit(case: Case, contract: Contract, role: str) -> Result:
    limit, name = case.money("limit"), case.catalog.reference.role_name(role)
    signed = parse_date(contract.group("signatory").get("signed_on")) or contract.signed_on
    assert signed is not None
    over, why = exceeds(case, contract.value, limit, signed)
    faults = Faults()
    if over is None:
        faults.unknown.append(why)
    elif over:
        faults.wrong.append(f"{name} signed {contract.value} on {day(signed)}")
    thing = _thing(contract, "limit", f"at most {limit} for {name}")
    return judge(thing, faults, f"{contract.value} signed by {name}")


def _listed(case: Case, contract: Contract, role: str) -> Result:
    reference, roles = case.catalog.reference, case.texts("roles")
    faults = Faults()
    if not role:
        faults.missing("who signed for us")
    elif role not in roles:
        faults.wrong.append(f"{reference.role_name(role)} signed for us")
    named = named_roles(case, roles, "somebody on the list of signatories")
    thing = _thing(contract, "role", f"a signature by {named}")
    return judge(thing, faults, f"signed by {reference.role_name(role)}" if role else "")


def _thing(contract: Contract, part: str, required: str) -> Thing:
    return Thing(
        subject=f"contracts/{contract.id}/signatory/{part}",
        topic=f"contracts/{contract.id}/signatory",
        words=f"Signature of contract {contract.id}",
        required=required,
        fix="Have it signed again by somebody with the authority, or record who signed.",
        pointer=(*contract.pointer, "signatory")
        if "signatory" in contract.data
        else contract.pointer,
    )
