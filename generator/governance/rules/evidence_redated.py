"""The dates of evidence do not move.

Why: a later last day, typed over the old one, is cover that no document shows. An earlier first day
closes a gap that was there.
Instead: record the new document beside the old one. A date that was mistyped is corrected the same
way: add the entry with the right dates, and let the wrong one name it with superseded_by. The end
of a signed contract moves with an exercised renewal or a modification.
"""

from collections.abc import Iterator

from generator.governance.evidence import Date, date_rule, dates, evidence, replaced_whole
from generator.governance.model import Change, Refusal
from generator.governance.parts import Leaf, Part
from generator.model.dates import parse_date
from generator.model.words import iso_day

CODE = "REC-11"
NAME = "evidence-redated"

_FIX = (
    "Set the date back, and record the new document as an entry of its own that the old one "
    "names with superseded_by."
)


def run(change: Change) -> Iterator[Refusal]:
    """One for each date that moved and must not."""
    for pair, part in evidence(change):
        if part.head is None or replaced_whole(part):
            continue
        for leaf in dates(part):
            what = _wrong(part, leaf)
            if what:
                where = " / ".join((*part.words, leaf.field.title.lower()))
                hidden = leaf.field.visibility == "restricted"
                moved = "" if hidden else f" ({_said(leaf.base)} → {_said(leaf.head)})"
                yield Refusal(
                    message=f"{where}: {what} in place{moved}",
                    fix=_FIX,
                    path=pair.path,
                    pointer=(*part.pointer, leaf.name),
                    supplier=pair.id,
                )


def _wrong(part: Part, leaf: Leaf) -> str:
    rule = date_rule(leaf.name)
    was, now = parse_date(leaf.base), parse_date(leaf.head)
    if was is None or rule is Date.FREE:
        return ""
    if rule in (Date.END, Date.PUT_OFF, Date.ENDED):
        if now is None or now > was:
            return "" if _extended_in_due_form(part, leaf) else "extended"
        return "shortened" if rule is Date.END and not _ended(part) else ""
    if now is None:
        return ""  # that it is gone is the other rule's
    if now < was:
        return "dated back"
    return "dated anew" if rule is Date.FACT else ""


def _said(value: object) -> str:
    return iso_day(value) if isinstance(value, str) else "no date"


def _ended(part: Part) -> bool:
    """Whether the record says that it ended early, and so why its end is another."""
    head, base = part.head or {}, part.base or {}
    return any(name in head and name not in base for name in ("cancelled_on", "terminated_on"))


def _extended_in_due_form(part: Part, leaf: Leaf) -> bool:
    """Whether a contract's later end comes with what extends a contract."""
    if part.names != ("contracts", "*") or leaf.name != "ends_on" or leaf.head is None:
        return False
    base, head = part.base or {}, part.head or {}
    before, after = (one.get("renewal") or {} for one in (base, head))
    if after.get("renewals_exercised", 0) > before.get("renewals_exercised", 0):
        return True
    known = {one["id"] for one in base.get("modifications") or ()}
    return any(
        one["id"] not in known and "signed_on" in one for one in head.get("modifications") or ()
    )
