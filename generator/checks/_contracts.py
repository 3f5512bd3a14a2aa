"""What the contract checks share: which term a contract is in on a day, and what is decided.

A contract that renews itself goes on after the end on record, term by term, until notice comes
in time, its renewals are used up, or people end it. The record may be behind; the dates are not.
"""

from dataclasses import dataclass
from datetime import date

from generator.checks._notice import Notice, agreed, deadlines, receipt_by
from generator.model.asof import AsOf
from generator.model.dates import Duration, Term, add_days, parse_date
from generator.model.records import Contract
from generator.model.reference import Reference

MOST_RENEWALS = 1200
"""Beyond so many terms nobody counts: a hundred years of months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The term that a contract is in on a day, or that it was in when it ended.

    ``term`` runs from the contract's start to the last day of that term, ``begins`` is the
    term's first day. ``renewed`` counts the renewals that came by themselves after the end on
    record; ``renews`` says that one more comes unless notice is given. Where it cannot be told
    whether, or for how long, the contract went on, ``doubt`` says why.
    """

    term: Term
    begins: date | None
    renewed: int = 0
    renews: bool = False
    doubt: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day of the term."""
        return self.term.last_day


def present(contract: Contract, today: AsOf, reference: Reference) -> Present:
    """The term the contract is in on the day."""
    return today.once(
        ("present", id(contract.data)), lambda day: _present(contract, day, reference)
    )


def _present(contract: Contract, today: AsOf, reference: Reference) -> Present:
    start, end = contract.term.start, contract.term.end_excl
    begins, count, doubt = start, 0, ""
    first, cut = end, contract.date("terminated_on")
    while end is not None and first is not None and today.reached(end):
        goes_on, doubt = _goes_on(contract, end, count, reference)
        if not goes_on:
            break
        count += 1
        further = _renewal(contract, count).after(first)
        if further <= end:  # the end of the calendar
            count -= 1
            break
        begins, end = end, further if cut is None else min(further, add_days(cut, 1))
    return Present(
        term=Term(start=start, end_excl=end),
        begins=begins,
        renewed=count,
        renews=_has_a_renewal_left(contract, count),
        doubt=doubt,
    )


def _renewal(contract: Contract, times: int) -> Duration:
    length = contract.renewal_term or Duration()
    return Duration(months=length.months * times, days=length.days * times)


def _has_a_renewal_left(contract: Contract, count: int) -> bool:
    left = contract.renewals_left
    return contract.renews_itself and (left is None or count < left)


def _goes_on(contract: Contract, end: date, count: int, reference: Reference) -> tuple[bool, str]:
    """Whether it went on when the term before ``end`` was over, and what is in doubt about it."""
    if contract.dead or not _has_a_renewal_left(contract, count) or _ended_by_people(contract, end):
        return False, ""
    served = contract.date("notice_served_on")
    if served is not None and served < end:
        last = add_days(end, -1)
        by = receipt_by(contract, last, reference) if agreed(contract) else last
        if by is None:
            return False, "the calendar does not tell whether notice came in time"
        if served <= by:
            return False, ""
    if contract.renewal_term is None or count >= MOST_RENEWALS:
        return False, "for how long it renewed itself is not recorded"
    return True, ""


def _ended_by_people(contract: Contract, end: date) -> bool:
    cut = contract.date("terminated_on")
    return bool(contract.data.get("renewed_by")) or (cut is not None and cut < end)


def ended(contract: Contract, today: AsOf, reference: Reference) -> bool:
    """Whether it has run out, renewals that came by themselves included."""
    now = present(contract, today, reference)
    return not now.doubt and today.ended(now.term)


def running(contract: Contract, today: AsOf, reference: Reference) -> bool:
    """Whether it is in force: started, not ended, not cancelled or suspended."""
    if contract.dead or contract.term.start is None:
        return False
    if contract.term.end_excl is None and not contract.open_ended:
        return False
    if not today.within(present(contract, today, reference).term):
        return False
    return not suspended(contract, today)


def suspended(contract: Contract, today: AsOf) -> bool:
    """Whether it is suspended on the day."""
    start, end = contract.date("suspended_from"), contract.date("suspended_to")
    if start is None or not today.reached(start):
        return False
    return end is None or not today.after(end)


def decision(contract: Contract, today: AsOf, now: Present) -> str:
    """What is decided about the end of the present term (renew, exit …), or ''.

    A decision of a day to come is none yet, and one that was made before the term began was
    about an earlier end.
    """
    found = contract.renewal.get("decision") or {}
    when = parse_date(found.get("decided_on"))
    if when is not None and not today.reached(when):
        return ""
    if now.renewed and (when is None or now.begins is None or when < now.begins):
        return ""
    return str(found.get("decision") or "")


def noticed(contract: Contract, today: AsOf, by: date | None = None) -> bool:
    """Whether notice has been given, and no later than ``by``."""
    served = contract.date("notice_served_on")
    if served is None or (by is not None and served > by):
        return False
    return today.reached(served)


def decided(contract: Contract, today: AsOf, now: Present) -> bool:
    """Whether people have decided what comes after the present term."""
    return bool(
        contract.data.get("renewed_by")
        or contract.data.get("terminated_on")
        or decision(contract, today, now)
        or noticed(contract, today)
    )


def renewing(contract: Contract, today: AsOf, now: Present, reference: Reference) -> bool:
    """Whether it goes on by itself after the present term, as things stand."""
    if not now.renews or contract.data.get("renewed_by") or contract.data.get("terminated_on"):
        return False
    by = now.last_day and receipt_by(contract, now.last_day, reference)
    return not noticed(contract, today, by)


def notice_owed(contract: Contract, today: AsOf, now: Present, by: date | None) -> bool:
    """Whether it still goes on by itself: no decision to let it, and no notice in time."""
    if contract.data.get("renewed_by") or contract.data.get("terminated_on"):
        return False
    return decision(contract, today, now) not in GOES_ON and not noticed(contract, today, by)


# Deciding to leave stops nothing: only notice does.
GOES_ON = ("renew", "renegotiate")


def notice(
    contract: Contract, now: Present, reference: Reference, decide_days: int
) -> Notice | None:
    """The notice deadlines of the present term; None without an end or a period."""
    return deadlines(contract, now.last_day, reference, decide_days)


def state(contract: Contract, today: AsOf, reference: Reference) -> str:
    """The contract's state on the day, derived from its dates and the decisions recorded."""
    if contract.dead:
        return "cancelled"
    now = present(contract, today, reference)
    if now.doubt:
        return "unknown"
    if today.ended(now.term):
        if contract.data.get("renewed_by"):
            return "renewed"
        return "terminated" if contract.data.get("terminated_on") else "expired"
    if contract.term.start is None or (contract.term.end_excl is None and not contract.open_ended):
        return "unknown"
    if not today.reached(contract.term.start):
        return "signed" if contract.signed_on and today.reached(contract.signed_on) else "draft"
    if suspended(contract, today):
        return "suspended"
    served = contract.date("notice_served_on")
    return "notice_given" if served is not None and today.reached(served) else "active"
