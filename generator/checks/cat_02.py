"""Each category has a supplier that is OK today.

Why: A category without one is work that staff will buy elsewhere.
Method: For each category in which a supplier that has not left has something to order, those
suppliers are counted whose verdict for it is OK to use or OK with conditions, anywhere.
Boundary: As many as the clause asks for is enough. What only inactive suppliers offered is no
category in use any more, and what cannot be ordered counts for nothing.
Example: Two electricians, both with insurance run out: the category fails although it has two
suppliers.
Mend: Put the nearest supplier in order, or find another one.
"""

from collections.abc import Iterator

from generator.checks._sources import sources, wanted
from generator.checks.base import CatalogCase, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome

_MIN = Param(name="min_ok", kind="integer", stricter="higher")


@check("CAT-02", "no-ok-supplier", _MIN, subject=Subject.CATEGORY)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each category on offer that the requirement applies to."""
    reference = case.catalog.reference
    minimum = case.integer("min_ok")
    required = f"at least {minimum} that may be used"
    for category, found in sources(case).items():
        if not wanted(case, category):
            continue
        subject, count = f"categories/{category}", len(found.usable)
        if count >= minimum:
            yield passed(subject, required=required, held=str(count), topic=subject)
            continue
        entry = reference.categories.get(category)
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=subject,
            path="reference/categories.yml",
            pointer=entry.pointer if entry else (),
            required=required,
            held=str(count),
            message=f"{reference.category_name(category)}: {count} of {minimum} suppliers "
            "required may be used today",
            fix="Put the nearest supplier in order, or find another one.",
        )
