"""Required insurance is in force.

Why: A loss that nobody insures is ours. Each line that the clause names must have a policy in
force on the day.
Method: For each named line, look for a policy on file (drafts do not count) whose term holds on
the day. A policy without both dates cannot be judged: unknown.
Boundary: The printed expiry date counts as covered for an inclusive policy, and is the first day
without cover for an exclusive one (US policies end at 12:01 a.m.).
Example: General liability printed 1 Jan 2026 to 1 Jan 2027, exclusive: in force through 31 Dec
2026, missing from 1 Jan 2027.
Excludes: How much is covered (INS-07, INS-08), and for whom (INS-21).
Mend: Ask the supplier's broker for a certificate that shows the line, and record its policies.
"""

from collections.abc import Iterator

from generator.checks._cover import dated, in_force, latest, line_name, policies, topic
from generator.checks.base import LINES_PARAM, Case, Result, check
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import day


@check("INS-01", "required-line-present", LINES_PARAM)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    for line in case.texts("lines"):
        found = policies(case.supplier, (line,))
        subject = f"insurance/{line}"
        if in_force(found, case.today):
            yield Result(outcome=Outcome.PASS, subject=subject)
            continue
        undated = [one for one in found if not dated(one) and not one.superseded]
        yield Result(
            outcome=Outcome.UNKNOWN if undated else Outcome.FAIL,
            subject=subject,
            topic=topic(line),
            pointer=_place(undated, found),
            required=f"{line_name(line)} in force",
            held=_held(case, undated, found),
            message=f"{line_name(line)}: {_held(case, undated, found)}",
            fix=f"Ask the broker for a certificate that shows {line_name(line).lower()} in force.",
            last_day=_last_day(found),
        )


def _held(case: Case, undated: list[InsurancePolicy], found: list[InsurancePolicy]) -> str:
    if undated:
        return f"policy {undated[0].number} on file has no complete term"
    ended = latest(found)
    if ended is None or ended.term.last_day is None:
        return "no policy on file"
    verb = "ran out on" if case.today.ended(ended.term) else "is to run to"
    return f"no policy in force; {ended.number} {verb} {day(ended.term.last_day)}"


def _place(undated: list[InsurancePolicy], found: list[InsurancePolicy]) -> tuple[str | int, ...]:
    one = undated[0] if undated else latest(found)
    return one.pointer if one else ("insurance",)


def _last_day(found: list[InsurancePolicy]) -> object:
    ended = latest(found)
    return ended.term.last_day if ended else None
