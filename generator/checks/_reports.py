"""What the certification checks share: which count, and how long a report may be relied on."""

from collections.abc import Iterable
from datetime import date

from generator.checks._replaced import replaced
from generator.checks.base import Case
from generator.model.dates import Term, add_days, add_months, parse_date
from generator.model.records import Certification


def is_soc2(certification: Certification) -> bool:
    """Whether it is a SOC 2 report, of either type."""
    return certification.text("scheme").casefold().replace("-", " ").startswith("soc 2")


def self_declared(certification: Certification) -> bool:
    """Whether only the supplier says so, by the record or by its evidence."""
    methods = (certification.text("method"), certification.group("evidence").get("method"))
    return "self_declared" in methods


def report_last_day(report: Certification, months: int, bridge_months: int) -> date | None:
    """The last day a report may be relied on, a bridge letter included.

    ``months`` after the end of the audited period, and to where management's bridge letter
    reaches, at most ``bridge_months`` more.
    """
    ended = report.date("period_end")
    if ended is None:
        return None
    current = add_months(ended, months)
    bridged = parse_date(report.group("bridge_letter").get("covers_to"))
    if bridged is None or bridged <= current:
        return current
    return min(bridged, add_months(current, bridge_months))


def usable_term(certification: Certification, months: int, bridge_months: int) -> Term | None:
    """The term in which a certificate or report counts; None when no end is on record."""
    start = certification.date("issued_on")
    printed = certification.date("expires_on")
    last = printed or report_last_day(certification, months, bridge_months)
    return None if last is None else Term(start=start, end_excl=add_days(last, 1))


def of_schemes(case: Case, schemes: Iterable[str]) -> list[Certification]:
    """Those of these schemes (of any, when none is named) that no later one replaces, by id."""
    wanted = {one.casefold() for one in schemes}
    held = sorted(case.supplier.certifications, key=lambda one: one.id)
    return [
        one
        for one in held
        if (not wanted or one.text("scheme").casefold() in wanted)
        and not replaced(one, held, case.today.reached)
    ]


def standing(case: Case, schemes: Iterable[str]) -> list[Certification]:
    """Of these, certificates of others that have begun and not ended; without dates they count."""
    return [
        one
        for one in of_schemes(case, schemes)
        if not self_declared(one) and case.today.within(one.term)
    ]


def title(certification: Certification) -> str:
    """``Certificate FS 1234 (ISO 27001)``."""
    number = certification.text("certificate_number") or certification.id
    return f"Certificate {number} ({certification.text('scheme')})"


def soc2_reports(case: Case) -> list[Certification]:
    """The SOC 2 reports that no later one replaces, the newest last."""
    held = [one for one in of_schemes(case, ()) if is_soc2(one)]
    return sorted(held, key=lambda one: (one.text("period_end"), one.id))
