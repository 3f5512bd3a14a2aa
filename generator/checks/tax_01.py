"""The right tax form is on file.

Why: Without it, the law may make us hold back a part of each payment.
Method: A supplier registered in the clause's home country needs one of its domestic forms, any
other one of its foreign forms. The form must have been signed.
Boundary: Signed today counts. No form fails; a form whose kind or day is not recorded, or a
supplier whose country is not, is unknown.
Example: Registered in the US, with a W-8BEN-E: fails, a W-9 is needed.
Excludes: How long a form counts (TAX-02), and changes after it was signed (TAX-03). Findings do not
repeat what the form says: it is restricted.
Mend: Send the supplier the right form; record its kind and the day it was signed, never the number.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import parse_date
from generator.model.words import listing

PARAMS = (
    Param(name="home", kind="text"),
    Param(name="domestic", kind="texts"),
    Param(name="foreign", kind="texts"),
)


@check("TAX-01", "form-on-file", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    tax = case.supplier.data.get("tax") or {}
    country = case.supplier.data.get("registered_country")
    wanted = case.texts("domestic" if country == case.text("home") else "foreign")
    forms = listing(list(wanted), "or")
    if country is None:
        forms = f"{listing(list(case.texts('domestic')), 'or')} at home, {forms} abroad"
    thing = Thing(
        subject="tax/form",
        words="Tax form",
        required=f"a signed {forms}",
        fix=f"Ask the supplier for a signed {forms}; record its kind and the day, no number.",
        pointer=("tax",) if tax else (),
    )
    faults = Faults()
    if not tax:
        faults.wrong.append("none on file")
        yield judge(thing, faults, "")
        return
    if country is None:
        faults.missing("the country in which the firm is registered")
    elif "form" not in tax:
        faults.missing("which form it is")
    elif tax["form"] not in wanted:
        faults.wrong.append("the form on file is another one")
    signed = parse_date(tax.get("signed_on"))
    if signed is None:
        faults.missing("when it was signed")
    elif not case.today.reached(signed):
        faults.wrong.append("it is dated on a day to come")
    yield judge(thing, faults, "the right one, signed")
