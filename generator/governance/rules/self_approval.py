"""Nobody approves their own request.

Why: most fraud in purchasing needs only one pair of hands in two places.
Instead: let another role decide. A role with the mailbox of the one that asked is the same person.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.governance.approvals import decisions
from generator.governance.model import Change, Refusal

CODE = "REC-12"
NAME = "self-approval"


def run(change: Change) -> Iterator[Refusal]:
    """One for each new or changed decision of whoever asked for it."""
    mailboxes = _mailboxes(change)
    for one in decisions(change):
        for asker in sorted(one.asked_by):
            alias = asker != one.by
            if alias and not _same_box(mailboxes, asker, one.by):
                continue
            whose = f" (it has the mailbox of {asker})" if alias else ""
            yield Refusal(
                message=f"{one.where}: {one.by}{whose} approves what it asked for or answers for",
                fix="Let another role decide, one that neither asked for it nor owns it.",
                path=one.path,
                pointer=one.pointer,
                supplier=one.supplier,
            )
            break


def _same_box(mailboxes: Mapping[str, frozenset[str]], one: str, other: str) -> bool:
    return bool(mailboxes.get(one, frozenset()) & mailboxes.get(other, frozenset()))


def _mailboxes(change: Change) -> dict[str, frozenset[str]]:
    """Every mailbox that a role has or had: a change cannot part two roles and use them at once."""
    found: dict[str, frozenset[str]] = {}
    for side in (change.base, change.head):
        for name, role in side.catalog.reference.roles.items():
            box: Any = role.get("mailbox")
            if box:
                found[name] = found.get(name, frozenset()) | {str(box).casefold()}
    return found
