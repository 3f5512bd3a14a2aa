"""A record is not removed.

Why: a record that is gone takes its findings, its waivers and its history with it.
Instead: a supplier becomes inactive, a policy retired, a waiver revoked or closed. A prospect that
never got beyond that, and has nothing on file, may go; so may the draft of a policy.
"""

from collections.abc import Iterator

from generator.governance.evidence import is_evidence_item
from generator.governance.model import Change, Pair, Refusal
from generator.governance.parts import parts

CODE = "REC-11"
NAME = "record-removed"

_INSTEAD = {
    "supplier": "Keep the file, and set lifecycle_status to inactive.",
    "policy": "Keep the file, and set its status to retired, with a new version.",
    "waiver": "Keep the file, and set its status to revoked or closed.",
}


def run(change: Change) -> Iterator[Refusal]:
    """One for each record of these kinds that is in the base only."""
    for pair in change.pairs:
        if pair.base is None or pair.head is not None or pair.kind not in _INSTEAD:
            continue
        if pair.kind == "supplier" and _never_used(change, pair):
            continue
        if pair.kind == "policy" and pair.base.data["status"] == "draft":
            continue
        yield Refusal(
            message=f"the {pair.kind} '{pair.id}' is removed",
            fix=_INSTEAD[pair.kind],
            path=pair.base.path,
            supplier=pair.id if pair.kind == "supplier" else "",
        )


def _never_used(change: Change, pair: Pair) -> bool:
    assert pair.base is not None
    data = pair.base.data
    if data["lifecycle_status"] != "prospect" or len(data.get("status_history") or ()) > 1:
        return False
    shape = change.fields["supplier"]
    return not any(is_evidence_item(one) for one in parts(shape, data, None) if _own(one.names))


def _own(names: tuple[str, ...]) -> bool:
    return names[:1] not in (("status_history",), ("identifiers",))
