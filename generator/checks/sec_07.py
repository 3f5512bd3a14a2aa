"""Access ends with the work.

Why: An account that nobody needs any more is an open door that nobody watches.
Method: Each access that was opened is closed on the last day of work or before: the last day of its
contract, renewals followed, and for a supplier that was suspended, blocked or made inactive no
later than that day. The named steps of the offboarding checklist are done by then too. Closed late
stays a warning. A supplier that is leaving, with access on record and nothing that says when it was
closed: unknown. Before the day, a finding in the smallest of the days of warning.
Boundary: Closed on the last day is in time, the day after is late.
Example: Suspended 3 Nov, badges handed in 3 Nov: passes.
Excludes: The other steps of the exit (LIF-02), and the data (SEC-08).
Mend: Close the access today, and record ``removed_on``.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._checklists import step, steps
from generator.checks._due import due
from generator.checks._exits import LEAVING, last_day_of_work
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Item
from generator.model.words import day, plain

_REQUIRED = "access closed by the last day of work"


@check(
    "SEC-07",
    "access-after-exit",
    Param(name="items", kind="texts", required=False, stricter="more"),
    warn_days=True,
)
def run(case: Case) -> Iterator[Result]:
    """One result for each access, and one for each step about access; or what is missing."""
    grants = case.supplier.listed("access_grants")
    leaving = case.supplier.status in LEAVING
    found = False
    for grant in grants:
        found = True
        name = f"access {grant.id} ({plain(grant.text('kind'))})"
        last = last_day_of_work(case, grant.text("contract"))
        yield _answer(case, f"access_grants/{grant.id}", name, grant, "removed_on", last)
    if not leaving:
        return
    for item in steps(case, "offboarding", case.texts("items")):
        found = True
        name, last = f"step {item.id} of the offboarding", last_day_of_work(case)
        yield _answer(case, f"offboarding/{item.id}", name, item, "done_on", last)
    if not found:
        yield _nothing(case)


def _answer(case: Case, subject: str, name: str, item: Item, key: str, last: date | None) -> Result:
    closed = _closed(case, item, key)
    leaving = case.supplier.status in LEAVING
    if last is None:
        if closed is not None or not leaving:
            held = f"closed on {day(closed)}" if closed else "open, and the work goes on"
            return passed(subject, required=_REQUIRED, held=held, topic="access")
        held = "open, and the last day of work is not recorded"
        return _not(subject, name, item, held, Outcome.UNKNOWN, None, None)
    if closed is not None and closed <= last:
        held = f"closed on {day(closed)}"
        return passed(subject, required=_REQUIRED, held=held, topic="access")
    if closed is not None:
        held = f"closed on {day(closed)}, which is late; the last day was {day(last)}"
        return _not(subject, name, item, held, Outcome.FAIL, "warning", last)
    state = due(case, last)
    held = f"open; the last day {'was' if state.past else 'is'} {day(last)}{state.words}"
    if state.far:
        return passed(subject, required=_REQUIRED, held=held, topic="access")
    return _not(subject, name, item, held, Outcome.FAIL, state.severity, last)


def _closed(case: Case, item: Item, key: str) -> date | None:
    when = item.date(key)
    if key == "done_on" and step(case, item) != "done":
        return None
    return when if when is not None and case.today.reached(when) else None


def _not(
    subject: str,
    name: str,
    item: Item,
    held: str,
    outcome: Outcome,
    severity: str | None,
    last: date | None,
) -> Result:
    return Result(
        outcome=outcome,
        subject=subject,
        topic="access",
        severity=severity,
        pointer=item.pointer,
        required=_REQUIRED,
        held=held,
        message=f"{name[:1].upper()}{name[1:]}: {held}",
        fix="Have the access closed today, and record the day.",
        last_day=last,
        act_by=last,
    )


def _nothing(case: Case) -> Result:
    access = case.supplier.data.get("access")
    if access is not None and set(access) <= {"none"}:
        return passed("access_grants", required=_REQUIRED, held="no access", topic="access")
    return Result(
        outcome=Outcome.UNKNOWN,
        subject="access_grants",
        topic="access",
        pointer=("access",) if access is not None else (),
        required=_REQUIRED,
        held="which access was open, and when it was closed, is not recorded",
        message="The supplier is leaving or was stopped; which access was open, and when it was "
        "closed, is not recorded",
        fix="Ask who opened the access for its list, close what is open, and record "
        "access_grants with removed_on.",
    )
