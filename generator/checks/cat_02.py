"""Each category has a supplier that is OK today.

Why: A category without one is work that staff will buy elsewhere.
Method: For each category that any supplier offers, the suppliers whose verdict for it is OK to use
or OK with conditions, anywhere, are counted.
Boundary: As many as the clause asks for is enough.
Example: Two electricians, both with insurance run out: the category fails although it has two
suppliers.
Mend: Put the nearest supplier in order, or find another one.
"""

from collections.abc import Iterator

from generator.checks.base import CatalogCase, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome, Verdict


@check("CAT-02", "no-ok-supplier", Param(name="min_ok", kind="integer"), subject=Subject.CATEGORY)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each category on offer that the requirement applies to."""
    reference = case.catalog.reference
    wanted = case.requirement.applies_when.get("category") or ()
    minimum = case.integer("min_ok", 1)
    offered: dict[str, set[str]] = {}
    for supplier, verdicts in case.offer_verdicts.items():
        for scope, verdict in verdicts.items():
            good = offered.setdefault(scope.category, set())
            if verdict in (Verdict.OK, Verdict.CONDITIONAL):
                good.add(supplier)
    for category, good in sorted(offered.items()):
        if wanted and not any(reference.is_kind_of(category, one) for one in wanted):
            continue
        subject = f"categories/{category}"
        if len(good) >= minimum:
            yield passed(subject)
            continue
        found = reference.categories.get(category)
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=subject,
            path="reference/categories.yml",
            pointer=found.pointer if found else (),
            required=f"at least {minimum} that may be used",
            held=str(len(good)),
            message=f"{reference.category_name(category)}: {len(good)} of {minimum} suppliers "
            "required may be used today",
            fix="Put the nearest supplier in order, or find another one.",
        )
