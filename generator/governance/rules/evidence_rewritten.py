"""What a document shows is not rewritten.

Why: a limit, a scope or a status that is typed over says what no document says; a certificate whose
digest changes is another certificate under the old name.
Instead: record the new document beside the old one. To correct a mistake in reading, correct it and
record the day on which the document was looked at again (verified_on). To say that something got
worse (cancelled, suspended, a lower limit), just say it.
"""

from collections.abc import Iterator
from typing import Any

from generator.governance.evidence import evidence, looked_at_again, replaced_whole
from generator.governance.model import Change, Refusal
from generator.governance.parts import Leaf, Part
from generator.model.money import parse_money
from generator.model.words import listing

CODE = "REC-11"
NAME = "evidence-rewritten"

_LOOKED = "Set it back; or, if it was misread, record when the document was looked at again."
_NEW = "Set it back, and record the other document as an entry of its own."

_DOCUMENT = ("sha256", "document_ref")
# What a document shows, by the names of fields.
_SUBSTANCE = frozenset(
    {
        *("line", "expiry_convention", "basis", "follow_form", "schedule_of_underlying"),
        *("states_covered", "per_statute", "stop_gap", "auto_scope", "aggregate_applies_per"),
        *("proof", "ticked", "penal_sum", "monetary_limit", "amount", "licence_type"),
        *("jurisdiction", "jurisdictions", "locality", "classifications", "perpetual"),
        *("holder_name", "disciplinary_flag", "scheme", "edition", "scope_tags", "opinion"),
        *("report_type", "tsc", "exceptions_count", "activity", "site", "hold_point", "kind"),
        *("lists", "name_screened", "conflict", "applies", "verification_method", "method"),
        *("number_source",),
    }
)
# The best first; a move to the right tells bad news, and needs no document.
_GOODNESS = {
    "status": (
        ("active",),
        ("active_restricted", "pending"),
        ("inactive", "unknown", "superseded"),
        ("expired", "suspended", "cancelled"),
        ("revoked",),
    ),
    "result": (("clear", "passed"), ("partial", "pending", "unresolved"), ("match", "failed")),
    "decision": (("false_positive", "acceptable"), ("true_match", "not_acceptable")),
    "outcome": (("approved",), ("approved_with_conditions",), ("rejected",)),
    "standing": (("good",), ("unknown",), ("not_good",), ("dissolved",)),
}
# A finished review is a fact: there is nothing to look at again. What follows from it goes on.
_REVIEW = frozenset(
    ("kind", "contract", "period", "score", "grade", "outcome", "recommendation", "value", "target")
)
_GO_ON = ("checklists", "risks")


def run(change: Change) -> Iterator[Refusal]:
    """One for each part of the evidence that says better things without a document."""
    for pair, part in evidence(change):
        if part.head is None or replaced_whole(part):
            continue
        exchanged, rewritten = _changes(part)
        finished = part.names[:2] == ("reviews", "*")
        if rewritten and not finished and looked_at_again(part, change.as_of):
            rewritten = []
        if exchanged or rewritten:
            where = " / ".join(part.words) or "the record"
            how = "exchanged" if exchanged else "rewritten"
            yield Refusal(
                message=f"{where}: {listing(exchanged or rewritten)} {how} in place",
                fix=_NEW if exchanged or finished else _LOOKED,
                path=pair.path,
                pointer=part.pointer,
                supplier=pair.id,
            )


def _changes(part: Part) -> tuple[list[str], list[str]]:
    exchanged, rewritten = [], []
    for leaf in part.leaves():
        if leaf.base is None or leaf.base == leaf.head:
            continue
        title = leaf.field.title.lower() or leaf.name
        if leaf.name in _DOCUMENT and leaf.head is not None:
            exchanged.append(title)
        elif _better(part, leaf):
            rewritten.append(title)
    return exchanged, rewritten


def _better(part: Part, leaf: Leaf) -> bool:
    if part.names[:2] == ("reviews", "*"):
        return leaf.name in _REVIEW and "corrective_actions" not in part.names
    if part.names[:1] and part.names[0] in _GO_ON:
        return False
    if part.names == ("identifiers", "*"):
        return leaf.name == "id"
    if leaf.name == "superseded_by":
        return leaf.head is None
    if leaf.name in _GOODNESS and leaf.field.choices:
        ranks = {value: at for at, same in enumerate(_GOODNESS[leaf.name]) for value in same}
        was, now = ranks.get(leaf.base), ranks.get(leaf.head)
        return was is not None and (now is None or now < was)
    if leaf.name not in _SUBSTANCE and part.names[-1:] != ("limits",):
        return False
    return not _less(leaf.base, leaf.head)


def _less(base: Any, head: Any) -> bool:
    """Whether it shows less than before: a lower amount, fewer entries, nothing at all."""
    was, now = parse_money(base), parse_money(head)
    if was is not None and now is not None and was.currency == now.currency:
        return now.amount <= was.amount
    if isinstance(base, list) and isinstance(head, list):
        return all(one in base for one in head)
    return head is None
