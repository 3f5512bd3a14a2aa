"""What the checks of endorsements share: what a policy grants us, and how far that is proved.

A certificate informs, it grants nothing. So each provision has a level of proof: a ticked box
is less than the number of an endorsement, and that is less than the endorsement on file.
"""

from collections.abc import Callable, Iterator

from generator.checks._cover import dated, in_force, line_name, policies, topic
from generator.checks._shown import Shown, best, named, result, said
from generator.checks.base import RANKS, Case, Param, Result
from generator.model.assessment import Outcome
from generator.model.records import Contract, Data, InsurancePolicy
from generator.model.words import day, plain

PROOF = Param(
    name="proof",
    kind="text",
    allowed=frozenset(RANKS["proof"]),
    stricter="proof",
    qualifier=True,
)
ENTITY = Param(name="entity", kind="text", required=False)
# Nobody is insured, or spared a claim, because of a promise to keep a secret.
_NOT_ABOUT_WORK = ("NDA", "DPA")

Judge = Callable[[InsurancePolicy], Shown]


def each_line(
    case: Case, judge: Judge, *, required: str, about: str, key: str, fix: str
) -> Iterator[Result]:
    """One result for each named line: the best that a policy in force shows of ``about``."""
    for line in case.texts("lines"):
        found = policies(case.supplier, (line,))
        running = in_force(found, case.today)
        shown = best(map(judge, running)) if running else _nothing(found)
        grouped = f"{topic(line)}/{key}" if running else topic(line)
        yield result(
            shown,
            f"insurance/{line}",
            topic=grouped,
            required=required,
            message=f"{line_name(line)}, {about}: {said(shown, required)}",
            fix=fix,
        )


def _nothing(found: list[InsurancePolicy]) -> Shown:
    """No policy of the line is in force; one without a complete term may be."""
    for one in found:
        if not dated(one) and not one.superseded:
            held = f"policy {one.number} without a complete term"
            return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=one.pointer)
    pointer = found[-1].pointer if found else ("insurance",)
    return Shown(outcome=Outcome.FAIL, held="no policy in force", pointer=pointer)


def provision(case: Case, policy: InsurancePolicy, key: str, *, basis: bool = False) -> Shown:
    """What the policy shows of a provision: proved well enough, and for us.

    With ``basis`` the record must say how we come by it: by name, or by a written contract.
    """
    shown = proved(case, policy, key)
    if shown.outcome is not Outcome.PASS:
        return shown
    outcome, reason = _for_us(case, policy.group(key), basis)
    held = f"{shown.held}, {reason}" if reason else shown.held
    return Shown(outcome=outcome, held=held, pointer=shown.pointer)


def proved(case: Case, policy: InsurancePolicy, key: str) -> Shown:
    """How far a provision is proved, whomever it names."""
    data = policy.group(key)
    if not data:
        return Shown(outcome=Outcome.UNKNOWN, held="not recorded", pointer=policy.pointer)
    pointer = (*policy.pointer, key)
    level = data.get("proof") or ("box_ticked" if data.get("ticked") else "")
    if not level:
        if data.get("ticked") is False:
            return Shown(outcome=Outcome.FAIL, held="the box not ticked", pointer=pointer)
        return Shown(outcome=Outcome.UNKNOWN, held="proof not recorded", pointer=pointer)
    scale = RANKS["proof"]
    if scale.index(level) < scale.index(case.text("proof")):
        return Shown(outcome=Outcome.FAIL, held=plain(level), pointer=pointer)
    return Shown(outcome=Outcome.PASS, held=plain(level), pointer=pointer)


def _for_us(case: Case, data: Data, basis: bool) -> tuple[Outcome, str]:
    name = str(data.get("entity_named") or "")
    whom = entities(case)
    if name and named(name, whom) is Outcome.PASS:
        return Outcome.PASS, f"for {name}"
    if data.get("basis") == "blanket":
        return _by_contract(case)
    if name:
        if not whom:
            return Outcome.UNKNOWN, f"for '{name}', and our own names are not recorded"
        return named(name, whom), f"for '{name}'"
    if data.get("basis") == "scheduled":
        return Outcome.UNKNOWN, "scheduled, the name not recorded"
    return (Outcome.UNKNOWN, "whom it names not recorded") if basis else (Outcome.PASS, "")


def entities(case: Case) -> tuple[str, ...]:
    """Our names, as an endorsement has to show one of them."""
    if "entity" in case.requirement.params:
        return (case.text("entity"),)
    found = case.catalog.reference.organisation.get("legal_entities") or ()
    return tuple(one["name"] for one in found)


def _by_contract(case: Case) -> tuple[Outcome, str]:
    """A blanket endorsement covers those whom a written contract requires: it takes one."""
    running = [one for one in works(case) if not case.today.ended(one.term)]
    for one in running:
        if one.signed_on is not None and case.today.reached(one.signed_on):
            return Outcome.PASS, f"blanket, contract {one.id} signed on {day(one.signed_on)}"
    if any(one.signed_on is None for one in running):
        return Outcome.UNKNOWN, "blanket, with a contract whose signature is not recorded"
    return Outcome.FAIL, "blanket, and no contract signed"


def works(case: Case) -> list[Contract]:
    """The contracts under which something is done for us."""
    return [
        one for one in case.contracts if not one.dead and one.text("type") not in _NOT_ABOUT_WORK
    ]


def asked(case: Case, how: str) -> str:
    """What is asked for in words: ``endorsement on file, for us by name or …``."""
    whom = case.text("entity") if "entity" in case.requirement.params else "us"
    return f"{plain(case.text('proof'))}, for {whom}{how}"
