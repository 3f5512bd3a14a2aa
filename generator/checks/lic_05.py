"""The licence covers this kind of work.

Why: Licences come in classes. A limited or residential class may not do what we buy.
Method: For each category and jurisdiction offered, the classes that reference/categories.yml
accepts there are compared with the classes of the licences that cover the place; where one of them
is in force, those that have run out do not count. A licence that the place accepts by an agreement
is held to the classes of the place that issued it.
Boundary: One accepted class is enough. No list of accepted classes for the place: unknown.
Example: Oregon accepts C for electrical work, the licence shows LE: fails.
Excludes: A place without a licence (LIC-01, LIC-04).
Mend: Ask for the licence in the right class, or record the accepted class in the category.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, in_force, licences, serving
from generator.checks.base import LICENCE_TYPES, Case, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.places import covers
from generator.model.records import Licence


@check("LIC-05", "classification-scope", LICENCE_TYPES, subject=Subject.OFFER)
def run(case: Case) -> Iterator[Result]:
    """One result for each place offered that a licence covers."""
    found = licences(case, case.texts("licence_types"))
    for scope in case.scopes:
        here = serving(case, found, scope.jurisdiction) if scope.jurisdiction else []
        if not here or scope.jurisdiction is None:
            continue
        # The class of a licence that has run out does not lend itself to one that has not.
        here = [one for one in here if in_force(one, case.today) is not False] or here
        classes = [_accepted(case, one, scope.category, scope.jurisdiction) for one in here]
        accepted = set().union(*classes)
        held = sorted({code for one in here for code in one.texts("classifications")})
        subject = f"{scope.category}/{scope.jurisdiction}"
        topic = f"{TOPIC}/{scope.jurisdiction}"
        wanted = " or ".join(sorted(accepted)) or "not listed in reference/categories.yml"
        if any(
            one & set(two.texts("classifications")) for one, two in zip(classes, here, strict=True)
        ):
            shown = f"class {', '.join(held)}"
            yield passed(subject, required=f"class {wanted}", held=shown, topic=topic)
            continue
        name = case.catalog.reference.category_name(scope.category)
        yield Result(
            outcome=Outcome.FAIL if accepted and held else Outcome.UNKNOWN,
            subject=subject,
            topic=topic,
            pointer=(*here[0].pointer, "classifications") if held else here[0].pointer,
            required=f"class {wanted}",
            held=", ".join(held) or "no class recorded",
            message=f"{name} in {scope.jurisdiction}: class required is {wanted}; licence on file "
            f"shows {', '.join(held) or 'no class'}",
            fix="Ask for the licence in the class required, or have the category manager record "
            "which classes are accepted.",
            scopes=(scope,),
        )


def _accepted(case: Case, licence: Licence, category: str, place: str) -> set[str]:
    """The classes accepted where the licence holds by itself: here, or where it was issued."""
    issued = licence.text("jurisdiction")
    return accepted_classes(case, category, place if covers(issued, place) else issued)


def accepted_classes(case: Case, category: str, place: str) -> set[str]:
    """Classes accepted for the category or one above it, by any authority over ``place``."""
    reference = case.catalog.reference
    for name in reference.lineage(category):
        found = reference.categories.get(name)
        rows = found.data.get("licence_classes") or () if found else ()
        classes = {
            code
            for row in rows
            if covers(row.get("jurisdiction", ""), place)
            for code in row.get("classes") or ()
        }
        if classes:
            return classes
    return set()
