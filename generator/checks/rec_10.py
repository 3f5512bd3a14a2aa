"""What was relied on can be found again, and is known to be unchanged.

Why: A record says what a document shows. Without the document's place and fingerprint, nobody can
show later that it did.
Method: Each item of the parts that the clause names, superseded ones aside, has evidence with a
reference; where the clause asks for it, with the SHA-256 of the file as well. Two items that name
the same reference must name the same fingerprint, and a fingerprint of an empty file is none.
Boundary: No evidence at all fails; evidence without its reference or fingerprint is unknown.
Example: Licence or-elec with document_ref and no sha256, where fingerprints are asked for: unknown.
Excludes: Whether the file is still in the store: it is not in this repository. The shape of a
fingerprint, which is checked when records are read.
Mend: File the document, and record its reference and the SHA-256 of the file.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.records import Item
from generator.model.words import plain

# How the clause calls a part of the record → where it is.
PARTS = {
    "insurance_certificates": ("insurance", "certificates"),
    "insurance_exemptions": ("insurance", "exemptions"),
    "licences": ("licences",),
    "permits": ("permits",),
    "certifications": ("certifications",),
    "screenings": ("screenings",),
    "bonds": ("bonds",),
    "changes": ("changes",),
}
EMPTY_FILE = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
PARAMS = (
    Param(name="parts", kind="texts", allowed=frozenset(PARTS), stricter="more"),
    Param(name="fingerprint", kind="flag", required=False, stricter="true"),
)


@check("REC-10", "evidence-hash", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each item of the parts named."""
    items = [
        (part, item)
        for part in case.texts("parts")
        for item in case.supplier.listed(*PARTS[part])
        if not item.superseded
    ]
    prints: dict[str, set[str]] = {}
    for _, item in items:
        found = item.group("evidence")
        if found.get("document_ref") and found.get("sha256"):
            prints.setdefault(found["document_ref"], set()).add(found["sha256"])
    for part, item in items:
        yield _item(case, part, item, prints)


def _item(case: Case, part: str, item: Item, prints: dict[str, set[str]]) -> Result:
    hashed = case.flag("fingerprint")
    evidence = item.group("evidence")
    where = "/".join(PARTS[part])
    thing = Thing(
        subject=f"{where}/{item.id}/evidence",
        words=f"Evidence of {item.id} ({plain(part)})",
        required="the document's reference" + (" and fingerprint (SHA-256)" if hashed else ""),
        fix="File the document, and record its reference"
        + (" and the SHA-256 of the file." if hashed else "."),
        pointer=(*item.pointer, "evidence") if evidence else item.pointer,
        topic=f"{where}/{item.id}",
    )
    faults = Faults()
    reference, fingerprint = evidence.get("document_ref", ""), evidence.get("sha256", "")
    if not evidence:
        faults.wrong.append("none on file")
    elif not reference:
        faults.missing("the document's reference")
    if evidence and hashed and not fingerprint:
        faults.missing("the fingerprint")
    if fingerprint == EMPTY_FILE:
        faults.wrong.append("the fingerprint is that of an empty file")
    if len(prints.get(reference, ())) > 1:
        faults.wrong.append(f"{reference} is recorded with different fingerprints")
    return judge(thing, faults, reference)
