"""What counts as evidence in a supplier's record, and which of its dates may move how.

It goes by the names of fields in the schema, so that a list that is added later is protected
without a word here: a list item with a date or a document of its own is evidence, and a date that
is not named below is a fact that does not change once it is recorded.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from generator.governance.model import Change, Pair
from generator.governance.parts import Leaf, Part, parts
from generator.model.dates import parse_date
from generator.model.fields import Field
from generator.model.records import Data


class Date(Enum):
    """How a recorded date may change."""

    END = "never: a later end is a new document, an earlier one takes cover away"
    PUT_OFF = "only to an earlier day"
    ENDED = "only to an earlier day, and never away: it says that something is over"
    FORWARD = "only to a later day: it was looked at again"
    FACT = "never: it is printed somewhere"
    FREE = "as plans change"


_DATES = {
    "policy_exp": Date.END,
    "exp": Date.END,
    "expires_on": Date.END,
    "valid_to": Date.END,
    "ends_on": Date.END,
    "covers_to": Date.END,
    "period_end": Date.END,
    "accepted_until": Date.PUT_OFF,
    "next_due_on": Date.PUT_OFF,
    "cancelled_on": Date.ENDED,
    "terminated_on": Date.ENDED,
    "keep_until": Date.FORWARD,
    "status_since": Date.FORWARD,
    "rating_as_of": Date.FORWARD,
    "as_of": Date.FORWARD,
    "tin_match_on": Date.FORWARD,
    "applied_on": Date.FORWARD,
    "final_payment_on": Date.FORWARD,
    "due_on": Date.FREE,
    "next_on": Date.FREE,
    "next_renewal_on": Date.FREE,
    "review_on": Date.FREE,
    "review_due_on": Date.FREE,
    "object_by": Date.FREE,
    "opens_on": Date.FREE,
    "closes_on": Date.FREE,
    "preliminary_notice_on": Date.FREE,
    "suspended_from": Date.FREE,
    "suspended_to": Date.FREE,
    "confidentiality_until": Date.FREE,
    "in_effect_from": Date.FREE,
    "needed_by": Date.FREE,
}
_LOOKED_AT = ("verified_on", "tested_on", "reviewed_on", "surveillance_on")
# What is offered, planned or estimated proves nothing, and changes as it does.
_NO_EVIDENCE = (
    ("offers",),
    ("contacts",),
    ("preference",),
    ("category_spend",),
    ("spend_ytd",),
    ("contracts", "*", "activities"),
    ("contracts", "*", "slas"),
    ("contracts", "*", "overrides"),
    ("contracts", "*", "renewal", "notice"),
    ("insurance", "certificates", "*", "insurers"),
    ("permits", "*", "conditions"),
    ("risks", "*", "kri"),
    ("risks", "*", "mitigations"),
)


def date_rule(name: str) -> Date:
    """How a date of this name may change."""
    found = _DATES.get(name)
    if found is None and name.endswith(_LOOKED_AT):
        return Date.FORWARD
    return found or Date.FACT


def is_evidence(part: Part) -> bool:
    """Whether a part of a supplier's record proves something."""
    return not any(part.names[: len(one)] == one for one in _NO_EVIDENCE)


def is_evidence_item(part: Part) -> bool:
    """Whether it is an entry of a list that must not go: it has a date or a document."""
    return part.item and is_evidence(part) and proves(part.field)


def proves(item: Field) -> bool:
    """Whether a group of fields has a date or a document, of its own or in one of its lists."""
    return any(
        child.format == "date"
        or name == "evidence"
        or (child.item is not None and proves(child.item))
        for name, child in item.children.items()
    )


def changed_parts(change: Change) -> Iterator[tuple[Pair, Part]]:
    """Every part that proves something, of every supplier that changed."""
    for pair in change.of("supplier"):
        if pair.base is None or pair.head is None:
            continue
        for part in parts(change.fields["supplier"], pair.base.data, pair.head.data):
            if is_evidence(part):
                yield pair, part


def evidence(change: Change) -> Iterator[tuple[Pair, Part]]:
    """Those that were there before, and were no drafts."""
    for pair, part in changed_parts(change):
        if part.base is not None and not unfinished(part):
            yield pair, part


def unfinished(part: Part) -> bool:
    """Whether it was a draft: a policy not bound, or a contract not signed."""
    above: Part | None = part
    while above is not None:
        if above.item and above.base is not None:
            if above.base.get("status") == "draft":
                return True
            if above.names == ("contracts", "*") and "signed_on" not in above.base:
                return True
        above = above.above
    return False


def dates(part: Part) -> Iterator[Leaf]:
    """Its dates that were recorded before and are something else now."""
    for leaf in part.leaves():
        if leaf.field.format == "date" and leaf.base is not None and leaf.base != leaf.head:
            yield leaf


def looked_at_again(part: Part, today: date) -> bool:
    """Whether the change records a later look at the document behind it, not after today."""
    here: Part | None = part
    while here is not None:
        if here.base and here.head and _later_look(here.base, here.head, today):
            return True
        if here.item:
            return here.names == ("insurance", "policies", "*") and _certificate_look(here, today)
        here = here.above
    return False


def _later_look(base: Data, head: Data, today: date) -> bool:
    pairs = [(base, head), (base.get("evidence") or {}, head.get("evidence") or {})]
    for before, after in pairs:
        for name, value in after.items():
            if name.endswith("verified_on"):
                was, now = parse_date(before.get(name)), parse_date(value)
                if now is not None and now <= today and (was is None or now > was):
                    return True
    return False


def _certificate_look(policy: Part, today: date) -> bool:
    """Whether the policy's certificate is new, or was looked at again."""
    root = policy
    while root.above is not None:
        root = root.above
    base, head = (
        {one["id"]: one for one in _certificates(side)} for side in (root.base, root.head)
    )
    name = policy.text("certificate")
    if name not in head:
        return False
    return name not in base or _later_look(base[name], head[name], today)


def _certificates(record: Data | None) -> list[Data]:
    return list(((record or {}).get("insurance") or {}).get("certificates") or ())


def replaced_whole(part: Part) -> bool:
    """Whether a newer document took the place of a single one, such as a tax form.

    Lists keep the old beside the new; where a record has room for one only, a later date of the
    document, or another number, says that it is another one.
    """
    if part.item or part.above is None or part.base is None or part.head is None:
        return False
    if part.names[-1].endswith("evidence"):
        return replaced_whole(part.above)
    changed, back = _newer(part.base, part.head)
    inner_changed, inner_back = _newer(
        part.base.get("evidence") or {}, part.head.get("evidence") or {}
    )
    return (changed or inner_changed) and not (back or inner_back)


def _newer(base: Data, head: Data) -> tuple[bool, bool]:
    """Whether it names another document, or a later one; whether any date of it went back."""
    other = back = False
    for name, value in base.items():
        now = head.get(name)
        if name in ("number", "document_ref", "sha256"):
            other = other or (now is not None and now != value)
        elif date_rule(name) is Date.FACT and (was := parse_date(value)) is not None:
            on = parse_date(now)
            back = back or on is None or on < was
            other = other or (on is not None and on > was)
    return other, back
