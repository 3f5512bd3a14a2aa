"""A supplier counts as diverse by a certificate in date.

Why: The sum is told in public. A claim that nobody certified, or that ran out, makes it wrong.
Method: Each certification that the record names under ``diversity`` must come from a third party
and be in date. Before its last day, one reminder in the smallest of the days of warning.
Boundary: In date through the printed day. Self-declared never counts. Without an end, or without a
word on who looked at it: unknown.
Example: WBE certificate to 31 Aug 2026: from 1 Sep its spend is not counted.
Excludes: Suppliers that claim nothing. Which certifiers are to be trusted (CRT-03).
Mend: Ask the supplier for its new certificate, or take the certification off the list.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, ends_soon, judge
from generator.checks._replaced import replaced
from generator.checks._reports import self_declared
from generator.checks.base import Case, Result, check
from generator.model.records import Certification
from generator.model.words import day


@check("DIV-01", "diversity-cert", warn_days=True)
def run(case: Case) -> Iterator[Result]:
    """One result for each certification that spend is counted by."""
    held = {one.id: one for one in case.supplier.certifications}
    for name in case.supplier.texts("diversity"):
        one = held.get(name)
        scheme = one.text("scheme") if one else name
        thing = Thing(
            subject=f"diversity/{name}",
            words=f"Diversity certificate {scheme}",
            required="a third party's certificate in date",
            fix="Ask the supplier for its new certificate, or take it off the list.",
            pointer=one.pointer if one else ("diversity",),
        )
        faults = Faults()
        last = one.term.last_day if one else None
        if one is None:
            faults.wrong.append("none on file")
        else:
            _in_date(case, one, faults)
        held_words = f"{scheme} to {day(last)}" if last else scheme
        near = ends_soon(case, thing, last, held_words) if last and not str(faults) else None
        yield near or judge(thing, faults, held_words, last_day=last)


def _in_date(case: Case, one: Certification, faults: Faults) -> None:
    last = one.term.last_day
    if self_declared(one):
        faults.wrong.append("the supplier's own word")
    elif not one.text("method") and not one.group("evidence").get("method"):
        faults.missing("how it was looked at")
    if replaced(one, case.supplier.certifications, case.today.reached):
        faults.wrong.append("it was replaced, and its successor is not on the list")
    elif last is None:
        faults.missing("its last day")
    elif case.today.after(last):
        faults.wrong.append(f"it ran to {day(last)}")
    elif not case.today.within(one.term):
        faults.wrong.append("it has not begun")
