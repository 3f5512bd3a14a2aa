"""Prices and lead times are confirmed in time.

Why: A price of two years ago makes a budget of two years ago.
Method: The prices and the lead time of each offer that can be ordered were confirmed within the
clause's months. No day recorded, or one still to come: unknown. Before the last day, one finding in
the smallest of the days of warning.
Boundary: Confirmed 5 May 2025 and 12 months: counts through 5 May 2026.
Example: Confirmed 1 Apr 2025: out of date from 2 Apr 2026.
Excludes: Offers that cannot be ordered, and prices with a last day of their own.
Mend: Ask the supplier to confirm prices and lead time, and record ``price_verified_on``.
"""

from collections.abc import Iterator

from generator.checks._due import due
from generator.checks.base import Case, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.records import Offer
from generator.model.words import day


@check(
    "CAT-03",
    "stale-offer",
    Param(name="months", kind="integer", stricter="lower"),
    subject=Subject.OFFER,
    warn_days=True,
)
def run(case: Case) -> Iterator[Result]:
    """One result for each offer that can be ordered."""
    for offer in case.offers:
        if offer.orderable:
            yield _offer(case, offer)


def _offer(case: Case, offer: Offer) -> Result:
    months, subject = case.integer("months"), f"offers/{offer.id}/price"
    required = f"prices and lead time confirmed in the last {months} months"
    verified = offer.date("price_verified_on")
    fix = "Ask the supplier to confirm prices and lead time, and record price_verified_on."
    if verified is None or not case.today.reached(verified):
        return Result(
            outcome=Outcome.UNKNOWN,
            subject=subject,
            topic=subject,
            pointer=offer.pointer,
            required=required,
            held="not recorded",
            message=f"Offer {offer.id}: when prices and lead time were confirmed is not recorded; "
            f"required are {required}",
            fix=fix,
        )
    last = add_months(verified, months)
    state = due(case, last)
    held = f"confirmed on {day(verified)}, counts to {day(last)}"
    if state.far:
        return passed(subject, required=required, held=held, topic=subject)
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=subject,
        severity=state.severity,
        pointer=(*offer.pointer, "price_verified_on"),
        required=required,
        held=held,
        message=f"Offer {offer.id}: prices were confirmed on {day(verified)}, which "
        f"{'counted' if state.past else 'counts'} for {months} months, to {day(last)}"
        f"{state.words}",
        fix=fix,
        last_day=last,
        act_by=last,
    )
