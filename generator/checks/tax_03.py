"""The tax form is of the firm as it is now.

Why: A form with an old name, address or legal form is a form of somebody else.
Method: After each recorded change of name, address or legal form, a form must have been signed on
that day or later. The form of a supplier must not have been older than the clause's months when the
supplier was approved.
Boundary: Signed on the day of the change is in time, and exactly the clause's months before the
approval is fresh enough. A change or a form without its day: unknown.
Example: New name from 1 Sep 2026, form signed 10 May 2025: fails from 1 Sep 2026.
Excludes: Suppliers without a form (TAX-01). Where the day of approval is not recorded, its age at
that day is not looked at.
Mend: Ask the supplier for a new form with its present name and address.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import add_months, parse_date
from generator.model.records import Supplier
from generator.model.words import day, plain

MONTHS = Param(name="new_within_months", kind="integer", stricter="lower")
KINDS = ("name", "address", "legal_form")


@check("TAX-03", "form-refresh-on-change", MONTHS)
def run(case: Case) -> Iterator[Result]:
    """One result for the form on file, and one for each change that bears on it."""
    tax = case.supplier.data.get("tax")
    if not tax:
        return
    signed = parse_date(tax.get("signed_on"))
    for change in case.supplier.listed("changes"):
        when = change.date("changed_on")
        if change.text("kind") not in KINDS or (when and not case.today.reached(when)):
            continue
        what = plain(change.text("kind"))
        faults = Faults()
        if when is None:
            faults.missing(f"the day of the change of {what}")
        elif signed is None:
            faults.missing("when the form was signed")
        elif signed < when:
            faults.wrong.append(f"the form is from before the change of {what} on {day(when)}")
        thing = _thing(
            f"changes/{change.id}/tax-form", f"a form signed after each change of {what}"
        )
        yield judge(thing, faults, "signed since")
    yield _fresh(case, signed)


def _fresh(case: Case, signed: date | None) -> Result:
    """How old the form was when the supplier was new."""
    months = case.integer("new_within_months")
    thing = _thing("tax/age", f"a form signed at most {months} months before the approval")
    approved = approved_on(case.supplier)
    faults = Faults()
    if signed is None:
        faults.missing("when the form was signed")
    elif approved is not None and signed < add_months(approved, -months):
        faults.wrong.append(f"it was older than that on {day(approved)}")
    return judge(thing, faults, "fresh enough when the supplier was approved")


def approved_on(supplier: Supplier) -> date | None:
    """The day on which it was first approved, as far as the record tells."""
    steps = [
        step.date("since")
        for step in supplier.listed("status_history")
        if step.text("status") in ("approved", "conditional")
    ]
    if supplier.status in ("approved", "conditional"):
        steps.append(parse_date(supplier.data.get("status_since")))
    return min((one for one in steps if one is not None), default=None)


def _thing(subject: str, required: str) -> Thing:
    return Thing(
        subject=subject,
        words="Tax form",
        required=required,
        fix="Ask the supplier for a new form with its present name and address.",
        pointer=("tax",),
        topic="tax/form",
    )
