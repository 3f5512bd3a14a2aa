"""Cover in another currency can be compared.

Why: A limit in a currency whose rate nobody keeps is a figure without a meaning.
Method: The limits of each policy in force must be in the clause's currency, or in one that a dated
rate of reference/exchange-rates.yml converts.
Boundary: A rate exactly as old as the clause allows counts; the next day it does not. No rate, or
none that is fresh enough: unknown.
Example: Limits in CHF, last rate of 30 Jun, 90 days: compared through 28 Sep, unknown after.
Excludes: A policy without limits on record (INS-07, INS-08).
Mend: Have finance record a current rate, with its day and source.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._cover import in_force, line_name, lines_on_file, policies, topic
from generator.checks.base import LINES_OPTIONAL, Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.money import Money, parse_money
from generator.model.records import InsurancePolicy
from generator.model.words import listing

PARAMS = (
    Param(name="currency", kind="text"),
    Param(name="rate_max_age_days", kind="integer", stricter="lower", qualifier=True),
    LINES_OPTIONAL,
)


@check("INS-31", "currency", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each line whose policies in force show limits."""
    currency, age = case.text("currency"), case.integer("rate_max_age_days")
    required = f"limits in {currency}, or a rate of the last {age} days"
    for line in lines_on_file(case.supplier, case.texts("lines")):
        running = in_force(policies(case.supplier, (line,)), case.today)
        shown = [(one, held) for one in running if (held := _currencies(one))]
        if not shown:
            continue
        missing = [(one, name) for one, held in shown for name in held if not _known(case, name)]
        subject, grouped = f"insurance/{line}", f"{topic(line)}/currency"
        shows = ", ".join(sorted({name for _, names in shown for name in names}))
        if not missing:
            yield passed(subject, required=required, held=shows, topic=grouped)
            continue
        names = listing(sorted({name for _, name in missing}))
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic=grouped,
            pointer=(*missing[0][0].pointer, "limits"),
            required=required,
            held=f"{shows}, without a rate",
            message=f"{line_name(line)}: limits are in {names}, and there is no rate to {currency} "
            f"of the last {age} days",
            fix="Record a current rate in reference/exchange-rates.yml.",
        )


def _currencies(policy: InsurancePolicy) -> list[str]:
    found = (parse_money(one) for one in policy.group("limits").values())
    return sorted({one.currency for one in found if one is not None})


def _known(case: Case, currency: str) -> bool:
    rates, age = case.catalog.reference.rates, case.integer("rate_max_age_days")
    one = Money(Decimal(1), currency)
    return rates.convert(one, case.text("currency"), case.today, age) is not None
