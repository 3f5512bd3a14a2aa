"""A new entry rests on a new document.

Why: the old certificate, recorded a second time with a later end, is the old certificate.
Instead: file the new document, with its own digest. Until it is there, the old entry says what is
known.
"""

from collections.abc import Iterator
from datetime import date

from generator.governance.evidence import Date, changed_parts, date_rule
from generator.governance.model import Change, Refusal
from generator.governance.parts import Part
from generator.model.dates import parse_date
from generator.model.records import Data

CODE = "REC-11"
NAME = "evidence-copied"


def run(change: Change) -> Iterator[Refusal]:
    """One for each new entry with the digest of an old one, and a later date."""
    for pair, part in changed_parts(change):
        if part.base is not None or part.head is None or not part.item:
            continue
        digest = _digest(part.head)
        for one in part.siblings(before=True) if digest else ():
            if _digest(one) == digest and _later(part, one):
                yield Refusal(
                    message=f"{' / '.join(part.words)} rests on the document of '{one.get('id')}', "
                    "and says that it holds longer",
                    fix="File the new document, with its own digest.",
                    path=pair.path,
                    pointer=part.pointer,
                    supplier=pair.id,
                )
                break


def _digest(item: Data) -> str:
    return str((item.get("evidence") or {}).get("sha256") or "")


def _later(part: Part, other: Data) -> bool:
    for leaf in part.leaves():
        if leaf.field.format != "date" or date_rule(leaf.name) not in (Date.END, Date.FACT):
            continue
        mine, theirs = parse_date(leaf.head), parse_date(other.get(leaf.name))
        if mine is not None and (theirs or date.max) < mine:
            return True
    return False
