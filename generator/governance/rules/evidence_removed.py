"""Evidence is not deleted.

Why: deleting a record is the easiest way to make a finding go away, and what was relied on has to
be there when somebody asks.
Instead: add what replaces it, and let the old entry name it with superseded_by. What was recorded
by mistake is superseded too.
"""

from collections.abc import Iterator

from generator.governance.evidence import (
    Date,
    date_rule,
    evidence,
    is_evidence_item,
    proves,
    replaced_whole,
)
from generator.governance.model import Change, Refusal
from generator.governance.parts import Part
from generator.model.words import listing

CODE = "REC-11"
NAME = "evidence-removed"

_FIX = "Put it back. If something replaces it, add that, and name it with superseded_by."
# Beside dates, what a document is known by.
# An end that is taken away is cover for ever: the rule about dates speaks of that.
_KEPT = (Date.FACT, Date.FORWARD)
_FACTS = ("document_ref", "sha256", "policy_number", "certificate_number", "number")


def run(change: Change) -> Iterator[Refusal]:
    """One for each entry that is gone, and for each part that lost a fact."""
    for pair, part in evidence(change):
        if _inside_what_is_gone(part):
            continue
        where = " / ".join(part.words) or "the record"
        if part.head is None:
            gone = is_evidence_item(part) if part.item else proves(part.field)
            what = f"{where} is deleted" if gone else ""
        else:
            lost = _facts(part) if not replaced_whole(part) else []
            what = f"{where}: {listing(lost)} deleted" if lost else ""
        if what:
            yield Refusal(
                message=what, fix=_FIX, path=pair.path, pointer=part.pointer, supplier=pair.id
            )


def _inside_what_is_gone(part: Part) -> bool:
    return part.above is not None and part.above.head is None and part.above.base is not None


def _facts(part: Part) -> list[str]:
    """The titles of dates and numbers that were recorded and are not any more."""
    return [
        one.field.title.lower()
        for one in part.leaves()
        if one.base is not None
        and one.head is None
        and (one.name in _FACTS or (one.field.format == "date" and date_rule(one.name) in _KEPT))
    ]
