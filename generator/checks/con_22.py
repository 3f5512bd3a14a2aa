"""What a contract changes in the policy is stricter, never laxer.

Why: A contract that asks for less than the policy is an exception that nobody approved.
Method: Each figure under ``overrides`` is held against the same figure of the requirement it names.
It may be the same or ask for more. In which direction a figure asks for more is a property of the
check; a list asks for more when it holds all of the other and something besides.
Boundary: The same figure is in order. Figures that cannot be compared (another currency, a word
without an order, a requirement or figure that there is not): unknown.
Example: The policy asks for USD 2,000,000, the contract for USD 1,000,000: fails.
Excludes: Whether the stricter figure is met: the requirement itself is put with it.
Mend: Change the contract, or ask for a waiver of this requirement.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.checks import registry
from generator.checks._contracts import ended
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, asks_for_more, check
from generator.model.policy import Value, parameter_value
from generator.model.records import Contract
from generator.model.words import value as shown


@check("CON-22", "override-not-laxer", subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for each figure that a contract not yet ended changes."""
    for contract in case.contracts:
        if contract.dead or ended(contract, case.today, case.catalog.reference):
            continue
        for index, entry in enumerate(contract.data.get("overrides") or ()):
            yield _result(case, contract, index, entry)


def _result(case: Case, contract: Contract, index: int, entry: Mapping[str, Any]) -> Result:
    requirement = case.catalog.requirements.get(entry["requirement"])
    name = entry["parameter"]
    param = _param(requirement.check, name) if requirement else None
    ours = requirement.params.get(name, param.absent if param else None) if requirement else None
    faults = Faults()
    theirs = _read(entry["value"])
    if requirement is None:
        faults.unknown.append("there is no such requirement")
    elif param is None:
        faults.unknown.append(f"the requirement has no figure '{name}'")
    elif theirs is None or param.problem(theirs):
        faults.unknown.append("it is no such figure")
    elif theirs != ours and not _same(param, theirs, ours):
        more = asks_for_more(param, theirs, ours)
        if more is None:
            faults.unknown.append(f"{_said(theirs)} and {_said(ours)} cannot be compared")
        elif not more:
            faults.wrong.append(f"{_said(theirs)} is laxer")
    thing = Thing(
        subject=f"contracts/{contract.id}/overrides/{entry['requirement']}/{name}",
        topic=f"contracts/{contract.id}/overrides",
        words=f"Contract {contract.id} changes '{name}' of {entry['requirement']}",
        required=f"{_said(ours)}, or stricter",
        fix="Change the contract, or ask for a waiver that says why less is enough.",
        pointer=(*contract.pointer, "overrides", index),
    )
    return judge(thing, faults, _said(theirs))


def _param(check_code: str, name: str) -> Param | None:
    found = registry().get(check_code)
    return next((one for one in found.params if one.name == name), None) if found else None


def _read(value: object) -> Value | None:
    try:
        return parameter_value(value)
    except ValueError:
        return None


def _same(param: Param, theirs: Value, ours: Value | None) -> bool:
    """Whether they say the same in different words: a list of one, an absent flag."""
    if param.kind == "flag":
        return theirs is (ours is True)
    if param.kind == "texts" and ours is not None:
        return set(_listed(theirs)) == set(_listed(ours))
    return False


def _listed(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _said(value: Value | None) -> str:
    return "nothing" if value is None else shown(value)
