"""An option is taken up, or let go, while it can be.

Why: An option that nobody looked at in time is lost, and so is the price in it.
Method: For each contract in force with an option left: while the window is open there must be a
decision, and a decision to go on must not be later than its last day. Where the clause asks for a
preliminary notice, it must have been given the clause's days before the end, unless the option is
let go.
Boundary: The first and the last day of the window belong to it. Preliminary notice on its last day
is in time. Where the window's end is not recorded, it is unknown from the clause's days before the
end of the term on; where its first day is not recorded, those days before its end count.
Example: Window 1 Sep to 31 Oct, nobody has decided: fails from 1 Sep.
Excludes: What the decision rests on (CON-08, PER-06).
Mend: Decide, give the notices that the contract asks for, and record them with their days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.checks._contracts import decision, present, running
from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, Subject, check
from generator.model.dates import add_days, parse_date
from generator.model.records import Contract
from generator.model.words import day

PARAMS = (
    Param(name="heads_up_days", kind="integer", stricter="higher"),
    Param(name="preliminary_days", kind="integer", required=False, stricter="higher"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of a contract: its window, the last day of the term, and what is decided."""

    contract: Contract
    ends: date
    opens: date | None
    closes: date | None
    decided: str

    @property
    def let_go(self) -> bool:
        """Whether it is not to be taken up, or something else follows."""
        data = self.contract.data
        return self.decided in ("exit", "rebid") or any(
            data.get(key) for key in ("renewed_by", "terminated_on")
        )


@check("CON-11", "option-exercise", *PARAMS, subject=Subject.CONTRACT)
def run(case: Case) -> Iterator[Result]:
    """One result for the option of each contract in force, and one for its preliminary notice."""
    for contract in case.contracts:
        option = _option(case, contract)
        if option is None:
            continue
        yield _window(case, option)
        if "preliminary_days" in case.requirement.params:
            yield _preliminary(case, option)


def _option(case: Case, contract: Contract) -> Option | None:
    """The next option of a contract in force; None without one."""
    left = contract.renewals_left
    if contract.renewal.get("type") != "option" or (left is not None and left <= 0):
        return None
    now = present(contract, case.today, case.catalog.reference)
    if now.last_day is None or not running(contract, case.today, case.catalog.reference):
        return None
    window = contract.renewal.get("option_window") or {}
    return Option(
        contract=contract,
        ends=now.last_day,
        opens=parse_date(window.get("opens_on")),
        closes=parse_date(window.get("closes_on")),
        decided=decision(contract, case.today, now),
    )


def _window(case: Case, option: Option) -> Result:
    days, closes = case.integer("heads_up_days"), option.closes
    faults = Faults()
    held = "it is let go"
    if not option.let_go:
        held = _decided(option, faults) if option.decided else _open(case, option, days, faults)
    by = day(closes) if closes else "the end of its window"
    last = closes or option.ends
    required = f"a decision by {by}, looked at {days} days before"
    return judge(_thing(option, "", "Option", required), faults, held, last_day=last)


def _decided(option: Option, faults: Faults) -> str:
    when = parse_date((option.contract.renewal.get("decision") or {}).get("decided_on"))
    if when is None:
        faults.missing("the day of the decision")
    elif option.closes is not None and when > option.closes:
        faults.wrong.append(f"decided on {day(when)} only")
    return f"decided on {day(when)}" if when else ""


def _open(case: Case, option: Option, days: int, faults: Faults) -> str:
    opens, closes = option.opens, option.closes
    if not case.today.reached(opens or add_days(closes or option.ends, -days)):
        return f"it opens on {day(opens)}" if opens else "there is time"
    if closes is None:
        faults.missing("until when it can be taken up")
    elif case.today.after(closes):
        faults.wrong.append("its window is closed, no decision is recorded")
    else:
        faults.wrong.append("its window is open, no decision is recorded")
    return ""


def _preliminary(case: Case, option: Option) -> Result:
    days = case.integer("preliminary_days")
    by = add_days(option.ends, -days)
    window = option.contract.renewal.get("option_window") or {}
    given = parse_date(window.get("preliminary_notice_on"))
    given = given if given is not None and case.today.reached(given) else None
    faults = Faults()
    held = f"given on {day(given)}" if given else "there is time"
    if option.let_go:
        held = "it is let go"
    elif given is None and case.today.after(by):
        faults.wrong.append("none is recorded")
    elif given is not None and given > by:
        faults.wrong.append(f"given on {day(given)} only")
    required = f"one by {day(by)}, {days} days before the end"
    what = _thing(option, "/preliminary-notice", "Preliminary notice for the option", required)
    return judge(what, faults, held, last_day=by)


def _thing(option: Option, part: str, words: str, required: str) -> Thing:
    name = option.contract.id
    return Thing(
        subject=f"contracts/{name}/option{part}",
        topic=f"contracts/{name}",
        words=f"{words} of contract {name}",
        required=required,
        fix="Decide whether it is taken up, give the notices, and record them under renewal.",
        pointer=(*option.contract.pointer, "renewal"),
    )
