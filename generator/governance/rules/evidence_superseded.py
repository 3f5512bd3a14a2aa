"""An entry is superseded by a later one, and never by itself.

Why: what is superseded is not looked at any more. A suspended licence that an older one supersedes
has disappeared.
Instead: let the entry name the one that took its place. It does not start before the entry did.
"""

from collections.abc import Iterator
from datetime import date

from generator.governance.evidence import changed_parts
from generator.governance.model import Change, Refusal
from generator.governance.parts import Part
from generator.model.dates import parse_date
from generator.model.records import Data

CODE = "REC-11"
NAME = "evidence-superseded"

_STARTS = (
    *("policy_eff", "valid_from", "starts_on", "period_start", "issued_on", "performed_on", "date"),
    "signed_on",
)


def run(change: Change) -> Iterator[Refusal]:
    """One for each entry that from now on names what did not come after it."""
    for pair, part in changed_parts(change):
        if part.base is None or part.head is None or not part.item:
            continue
        name = part.text("superseded_by")
        if not name or name == part.text("superseded_by", before=True):
            continue
        what = _wrong(part, name)
        if what:
            yield Refusal(
                message=f"{' / '.join(part.words)} is superseded by '{name}', {what}",
                fix="Name the entry that took its place.",
                path=pair.path,
                pointer=(*part.pointer, "superseded_by"),
                supplier=pair.id,
            )


def _wrong(part: Part, name: str) -> str:
    assert part.head is not None
    if name == part.head.get("id"):
        return "which is itself"
    others = {one.get("id"): one for one in part.siblings()}
    seen = {part.head.get("id")}
    here = others.get(name)
    mine, theirs = _start(part.head), _start(here or {})
    if mine is not None and theirs is not None and theirs < mine:
        return "which started earlier"
    while here is not None and here.get("superseded_by"):
        if here.get("id") in seen or here["superseded_by"] in seen:
            return "which it supersedes in turn"
        seen.add(here.get("id"))
        here = others.get(here["superseded_by"])
    return ""


def _start(item: Data) -> date | None:
    for name in _STARTS:
        if name in item:
            return parse_date(item[name])
    return None
