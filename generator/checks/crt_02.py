"""The certificate's scope covers what we buy.

Why: A firm may be certified for one line of its business and sell us another.
Method: For each category offered, a certificate in date of the named schemes must carry a scope tag
for it: the category, one above it, or a tag that the clause names. People set the tags when they
read the scope; the check sees whether they did. Where the clause names sites, each must be among
the certificate's.
Boundary: One certificate that covers is enough. No tags, or no sites where sites are asked: unknown
until somebody has read the scope.
Example: "Operation of data centres" tagged cloud-hosting, cloud hosting offered: passes; payroll
offered under it: fails.
Excludes: A supplier without the certificate (CRT-01), or with its own word only (CRT-09).
Mend: Read the scope statement, and record scope_tags and sites; if the work is not in it, ask for a
certificate that covers it.
"""

from collections.abc import Iterator

from generator.checks._reports import standing, title
from generator.checks._shown import Shown, best, result
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.assessment import Outcome
from generator.model.names import same
from generator.model.records import Certification
from generator.model.words import listing

PARAMS = (
    Param(name="schemes", kind="texts"),
    Param(name="tags", kind="texts", required=False),
    Param(name="sites", kind="texts", required=False, stricter="more"),
)


@check("CRT-02", "scope-covers", *PARAMS, subject=Subject.OFFER)
def run(case: Case) -> Iterator[Result]:
    """One result for each category offered, if a certificate is in date."""
    found = standing(case, case.texts("schemes"))
    if not found:
        return
    reference = case.catalog.reference
    for category in dict.fromkeys(scope.category for scope in case.scopes):
        tags = {*reference.lineage(category), *case.texts("tags")}
        shown = best(_shown(one, tags, case.texts("sites")) for one in found)
        name = reference.category_name(category)
        required = f"a scope with {name}" + _at(case.texts("sites"))
        yield result(
            shown,
            f"certifications/scope/{category}",
            topic="certifications/scope",
            required=required,
            message=f"{name}: required is {required}; on file: {shown.held}",
            fix="Read the scope of the certificate, and record scope_tags and sites.",
            scopes=tuple(one for one in case.scopes if one.category == category),
        )


def _shown(certification: Certification, tags: set[str], sites: tuple[str, ...]) -> Shown:
    held, places = certification.texts("scope_tags"), certification.texts("sites")
    whose = title(certification)
    if not held:
        words = f"{whose}, scope not read yet"
        return Shown(outcome=Outcome.UNKNOWN, held=words, pointer=certification.pointer)
    words = f"{whose} for {listing(held)}"
    pointer = (*certification.pointer, "scope_tags")
    if not tags & set(held):
        return Shown(outcome=Outcome.FAIL, held=words, pointer=pointer)
    if sites and not places:
        words += ", sites not recorded"
        return Shown(outcome=Outcome.UNKNOWN, held=words, pointer=certification.pointer)
    words += _at(places)
    if all(same(one, places) for one in sites):
        return Shown(outcome=Outcome.PASS, held=words, pointer=pointer)
    return Shown(outcome=Outcome.FAIL, held=words, pointer=(*certification.pointer, "sites"))


def _at(sites: tuple[str, ...]) -> str:
    return f" at {listing(sites)}" if sites else ""
