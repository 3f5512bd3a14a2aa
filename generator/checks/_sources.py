"""Who serves a category, and who of them may be used today."""

from dataclasses import dataclass, field

from generator.checks.base import CatalogCase
from generator.model.assessment import Verdict
from generator.model.records import Offer, Supplier

# A supplier that has left serves nobody; one that is barred or suspended leaves a need behind.
GONE = ("inactive",)
USABLE = (Verdict.OK, Verdict.CONDITIONAL)


@dataclass(slots=True, kw_only=True)
class Sources:
    """The suppliers of one category by id: all, and those that may be used today."""

    offering: list[str] = field(default_factory=list)
    usable: list[str] = field(default_factory=list)


def sources(case: CatalogCase) -> dict[str, Sources]:
    """Each category that can be ordered from a supplier that has not left, sorted."""
    return case.today.once("sources", lambda _: _sources(case))


def _sources(case: CatalogCase) -> dict[str, Sources]:
    found: dict[str, Sources] = {}
    for name, record in case.catalog.suppliers.items():
        if record.data["lifecycle_status"] in GONE:
            continue
        verdicts = case.offer_verdicts.get(name, {})
        good = {scope.category for scope, verdict in verdicts.items() if verdict in USABLE}
        for category in dict.fromkeys(_orderable(Supplier(record))):
            entry = found.setdefault(category, Sources())
            entry.offering.append(name)
            if category in good:
                entry.usable.append(name)
    return dict(sorted(found.items()))


def _orderable(supplier: Supplier) -> list[str]:
    offers: tuple[Offer, ...] = supplier.offers
    return [one.category for one in offers if one.orderable]


def wanted(case: CatalogCase, category: str) -> bool:
    """Whether the requirement is about the category: it names it, a wider one, or none."""
    named = case.requirement.applies_when.get("category") or ()
    return not named or any(case.catalog.reference.is_kind_of(category, one) for one in named)
