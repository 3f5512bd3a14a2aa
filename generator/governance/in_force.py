"""The rules in force before the change, put to the records after it.

Otherwise one change could loosen a rule and bring the supplier that it would have stopped. What
the reference data newly holds is taken along: a new category or site loosens nothing that was
there. What it held before counts as it was.
"""

from dataclasses import replace

from generator.model.catalog import Catalog
from generator.model.money import Rates
from generator.model.reference import Holidays, Reference


def under_base(base: Catalog, head: Catalog) -> Catalog:
    """The suppliers and waivers of ``head`` under the policies and reference data of ``base``."""
    requirements = base.requirements
    return Catalog(
        suppliers=head.suppliers,
        policies=base.policies,
        waivers=tuple(one for one in head.waivers if one.requirement in requirements),
        reference=_with_additions(base.reference, head.reference),
    )


def _with_additions(base: Reference, head: Reference) -> Reference:
    return replace(
        base,
        categories={**head.categories, **base.categories},
        roles={**head.roles, **base.roles},
        sites={**head.sites, **base.sites},
        calendars={**head.calendars, **_years(base, head)},
        rates=_rates(base.rates, head.rates),
    )


def _years(base: Reference, head: Reference) -> dict[str, Holidays]:
    """Each calendar as it was, with the years that it did not hold."""
    found = {}
    for name, one in base.calendars.items():
        later = head.calendars.get(name)
        found[name] = replace(one, years={**later.years, **one.years}) if later else one
    return found


def _rates(base: Rates, head: Rates) -> Rates:
    """The rates as they were, with those of currencies that had none."""
    had = {one.currency for one in base.rates}
    if base.base != head.base:
        return base
    return replace(
        base, rates=(*base.rates, *(one for one in head.rates if one.currency not in had))
    )
