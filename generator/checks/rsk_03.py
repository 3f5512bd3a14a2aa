"""A critical category does not hang on one supplier.

Why: When the only supplier falls out, the work stops. A second one whose insurance has run out is
no second one.
Method: A category is critical if the clause names it, or if a supplier of it has one of the named
criticalities. If exactly one supplier of it is OK to use or OK with conditions today, the category
hangs on it, unless a risk of single source in that supplier's record is accepted to a day that is
not past.
Boundary: Two that may be used are enough. On its last day an acceptance holds.
Example: Two calibration firms, one with its licence suspended: single source.
Excludes: Categories without any supplier that may be used (CAT-02).
Mend: Put the second supplier in order, qualify another, or have the risk accepted to a day.
"""

from collections.abc import Iterator

from generator.checks._risks import about, accepted, risks
from generator.checks._sources import Sources, sources, wanted
from generator.checks.base import CatalogCase, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Supplier
from generator.model.words import listing

_CRITICALITY = Param(
    name="criticality",
    kind="texts",
    required=False,
    allowed=frozenset(("low", "medium", "high", "critical")),
    stricter="more",
)
_TYPES = ("single_source", "sole_source")


@check("RSK-03", "single-source", _CRITICALITY, subject=Subject.CATEGORY)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each critical category that somebody may be used for."""
    required = "a second supplier that may be used, or acceptance to a day"
    for category, found in sources(case).items():
        if not found.usable or not _critical(case, category, found):
            continue
        subject = f"categories/{category}"
        if len(found.usable) > 1:
            held = f"{len(found.usable)} suppliers may be used"
            yield passed(subject, required=required, held=held, topic=subject)
            continue
        only = found.usable[0]
        record = case.catalog.suppliers[only]
        known = about(risks(Supplier(record), _TYPES), category)
        if any(accepted(one, case.today) for one in known):
            yield passed(subject, required=required, held=f"{only}, accepted", topic=subject)
            continue
        others = sorted(one for one in found.offering if one != only)
        name = case.catalog.reference.category_name(category)
        yield Result(
            outcome=Outcome.FAIL,
            subject=subject,
            topic=subject,
            path=record.path,
            pointer=("offers",),
            required=required,
            held=f"{only} only",
            message=f"{name}: only {only} may be used today"
            + (f"; not to be used today: {listing(others)}" if others else ""),
            fix="Put the second supplier in order, qualify another, or have the risk accepted.",
        )


def _critical(case: CatalogCase, category: str, found: Sources) -> bool:
    if case.requirement.applies_when.get("category"):
        return wanted(case, category)
    levels = case.texts("criticality")
    records = case.catalog.suppliers
    return any(records[name].data.get("criticality") in levels for name in found.offering)
