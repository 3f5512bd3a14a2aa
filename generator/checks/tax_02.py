"""The W-8 form still counts.

Why: A W-8 runs out by itself. From then on, tax has to be held back from payments.
Method: A W-8 counts from the day it was signed to the last day of the year that lies the clause's
years later. Before that, one reminder in the smallest of the days of warning.
Boundary: Three years: signed 10 May 2023 or 31 Dec 2023 counts through 31 Dec 2026, signed 1 Jan
2024 through 31 Dec 2027. No day recorded: unknown.
Example: Signed 27 Nov 2023: a reminder from 1 Oct 2026 with 91 days, a failure from 1 Jan 2027.
The finding names no day: the last one would tell the year of the signature.
Excludes: A W-9, which does not run out; a form that Finance recorded as ``indefinite``; changes of
name or address (TAX-03).
Mend: Ask the supplier for a new form before the end of the year.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import parse_date

_HELD = "the form on file counts"
YEARS = Param(name="years", kind="integer", stricter="lower")


@check("TAX-02", "w8-valid", YEARS, warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for a W-8 on file."""
    tax = case.supplier.data.get("tax") or {}
    if not str(tax.get("form", "")).startswith("W-8"):
        return
    years = case.integer("years")
    thing = Thing(
        subject="tax/w-8",
        words="W-8 form",
        required=f"a form that counts: to the end of the year, {years} years after it was signed",
        fix="Ask the supplier for a new W-8 form, and record the day it was signed.",
        pointer=("tax",),
        topic="tax/form",
    )
    if tax.get("indefinite") is True:
        yield judge(thing, Faults(), "a form without an end, as Finance confirmed")
        return
    faults = Faults()
    signed = parse_date(tax.get("signed_on"))
    if signed is None:
        faults.missing("when it was signed")
        yield judge(thing, faults, "")
        return
    last = date(min(signed.year + years, date.max.year), 12, 31)
    if not case.today.reached(signed):
        faults.wrong.append("it is dated on a day to come")
    elif case.today.after(last):
        faults.wrong.append("it counts no more")
    else:
        near = ends_soon(case, thing, last, "the form on file runs out")
        # The last day tells in which year the form was signed, and that is not for every reader.
        yield replace(near, last_day=None) if near else judge(thing, faults, _HELD)
        return
    yield judge(thing, faults, "")
