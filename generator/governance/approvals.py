"""Who decided what, and who had asked for it: waivers, policies, and decisions in records."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.governance.model import Change, Pair
from generator.governance.parts import Leaf, Part, parts
from generator.model.records import Data, Pointer

_DECIDES = ("approved_by", "reapproved_by", "accepted_by", "bank_verified_by")
# Elsewhere the words mean less: whoever owns a contract may say that it is not renewed.
_ALSO = (("approvals", "by"), ("adjudication", "by"), ("changes", "verified_by"))
_HISTORY = ("status_history", "*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision that the change records: ``by`` whom, of what ``asked_by`` whom."""

    by: str
    asked_by: frozenset[str]
    where: str
    path: str
    pointer: Pointer
    supplier: str = ""


def decisions(change: Change) -> Iterator[Decision]:
    """Every decision that is in the new state and was not like this in the old one."""
    yield from _of_waivers(change)
    yield from _of_policies(change)
    for pair in change.of("supplier"):
        if pair.head is not None:
            yield from _of_supplier(change, pair)


def _of_waivers(change: Change) -> Iterator[Decision]:
    for pair in change.of("waiver"):
        if pair.head is None or _same(pair, ("approved_by", "requested_by", "approved_on")):
            continue
        data = pair.head.data
        asked = {data["requested_by"]} | _owners(change, data["supplier"])
        yield Decision(
            by=data["approved_by"],
            asked_by=frozenset(asked),
            where=f"waiver {pair.id}",
            path=pair.path,
            pointer=("approved_by",),
            supplier=data["supplier"],
        )


def _owners(change: Change, supplier: str) -> set[str]:
    """Whoever answers for the supplier, before or after: its owner cannot be changed for a day."""
    found = set()
    for side in (change.base, change.head):
        record = side.catalog.suppliers.get(supplier)
        if record is not None:
            found |= {str(record.data[key]) for key in ("owner", "deputy") if key in record.data}
    return found


def _of_policies(change: Change) -> Iterator[Decision]:
    for pair in change.of("policy"):
        if pair.head is None or "approved_by" not in pair.head.data:
            continue
        if _same(pair, ("approved_by", "approved_on", "version", "owner")):
            continue
        owners = {
            one.data["owner"] for one in (pair.base, pair.head) if one and "owner" in one.data
        }
        yield Decision(
            by=pair.head.data["approved_by"],
            asked_by=frozenset(owners),
            where=f"policy {pair.id}",
            path=pair.path,
            pointer=("approved_by",),
        )


def _same(pair: Pair, names: tuple[str, ...]) -> bool:
    if pair.base is None or pair.head is None:
        return False
    return all(pair.base.data.get(name) == pair.head.data.get(name) for name in names)


def _of_supplier(change: Change, pair: Pair) -> Iterator[Decision]:
    assert pair.head is not None
    base = pair.base.data if pair.base is not None else None
    for part in parts(change.fields["supplier"], base, pair.head.data):
        if part.head is None or part.names == _HISTORY:
            continue
        for leaf in part.leaves():
            if leaf.head is None or not _decides(part, leaf):
                continue
            if leaf.base == leaf.head and _askers(part.base) == _askers(part.head):
                continue
            for by in leaf.head if isinstance(leaf.head, list) else [leaf.head]:
                yield Decision(
                    by=by,
                    asked_by=frozenset(_asked(part)),
                    where=" / ".join((*part.words, leaf.field.title.lower())),
                    path=pair.path,
                    pointer=(*part.pointer, leaf.name),
                    supplier=pair.id,
                )


def _decides(part: Part, leaf: Leaf) -> bool:
    around = [name for name in part.names if name != "*"][-1:]
    return leaf.name in _DECIDES or (*around, leaf.name) in _ALSO


def _asked(part: Part) -> set[str]:
    """Who asked, said here or around it; for a contract or a risk without a word, its owner."""
    here: Part | None = part
    while here is not None and here.above is not None:
        found = _askers(here.head)
        if found:
            return found
        if here.names in (("contracts", "*"), ("risks", "*")):
            owner = here.text("owner")
            return {owner} if owner else set()
        here = here.above
    return set()


def _askers(data: Data | None) -> set[str]:
    return {
        str((data or {})[key]) for key in ("requested_by", "performed_by") if key in (data or {})
    }
