"""Whoever asks does not approve.

Why: Most fraud, and many honest mistakes, need only one pair of hands in two places.
Method: In each place of the record where one role asks and another agrees, the two are compared:
approvals and re-approvals of a contract, the exemption of an award from competition, the check of
bank details, approvals and checks of changes. They must be two different roles.
Boundary: One of several approvers who also asked fails, be there others. Agreed, and nobody
recorded who asked: unknown. Nothing agreed yet: nothing to compare.
Example: Contract requested by @it-cm and approved by @it-cm: fails.
Excludes: Who wrote and who merged a change of the record, which the repository's own rules see to;
waivers (WVR-08); whether a contract has an approval that counts: by somebody else, with the
authority and in time (SRC-05).
Mend: Have somebody else look at it and approve it, and record that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Result, check
from generator.model.records import Contract, Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One decision: who asked ('' when not recorded), and who agreed."""

    subject: str
    words: str
    pointer: Pointer
    asked: str
    agreed: tuple[str, ...]
    secret: bool = False
    topic: str = ""


@check("REC-12", "self-approval")
def run(case: Case) -> Iterator[Result]:
    """One result for each decision on record."""
    for pair in _pairs(case):
        if not pair.agreed:
            continue
        thing = Thing(
            subject=pair.subject,
            words=pair.words,
            required="somebody other than who asked",
            fix="Have somebody else look at it and approve it, and record that.",
            pointer=pair.pointer,
            topic=pair.topic,
        )
        name = case.catalog.reference.role_name
        faults = Faults()
        if not pair.asked:
            faults.missing("who asked")
        elif pair.asked in pair.agreed:
            who = "the role that asked" if pair.secret else name(pair.asked)
            faults.wrong.append(f"agreed to by {who}, who asked")
        held = "another role" if pair.secret else ", ".join(map(name, pair.agreed))
        yield judge(thing, faults, f"agreed to by {held}")


def _pairs(case: Case) -> Iterator[Pair]:
    payment = case.supplier.data.get("payment") or {}
    yield Pair(
        subject="payment/bank",
        words="Check of the bank details",
        pointer=("payment",),
        asked=payment.get("requested_by", ""),
        agreed=_given(payment.get("bank_verified_by")),
        # Who handles bank details is not for every reader.
        secret=True,
    )
    for change in case.supplier.listed("changes"):
        yield Pair(
            subject=f"changes/{change.id}",
            words=f"Change {change.id}",
            pointer=change.pointer,
            asked=change.text("requested_by"),
            agreed=(*change.texts("approved_by"), *_given(change.text("verified_by"))),
        )
    for contract in case.supplier.contracts:
        if not contract.dead:
            yield from _of_contract(contract)


def _of_contract(contract: Contract) -> Iterator[Pair]:
    asked = contract.text("requested_by")
    decisions = contract.data.get("approvals") or ()
    yield Pair(
        subject=f"contracts/{contract.id}/approvals",
        words=f"Approval of contract {contract.id}",
        pointer=contract.pointer,
        asked=asked,
        agreed=tuple(one["by"] for one in decisions if one.get("decision") != "rejected"),
        topic=f"contracts/{contract.id}/approval",
    )
    award = contract.group("award")
    yield Pair(
        subject=f"contracts/{contract.id}/award",
        words=f"Exemption of contract {contract.id} from competition",
        pointer=(*contract.pointer, "award"),
        asked=award.get("requested_by") or asked,
        agreed=_given((award.get("exemption") or {}).get("approved_by")),
    )
    for index, change in enumerate(contract.data.get("modifications") or ()):
        yield Pair(
            subject=f"contracts/{contract.id}/modifications/{change['id']}",
            words=f"Change {change['id']} of contract {contract.id}",
            pointer=(*contract.pointer, "modifications", index),
            asked=asked,
            agreed=_given(change.get("reapproved_by")),
        )


def _given(role: str | None) -> tuple[str, ...]:
    return (role,) if role else ()
