"""Required insurance is in force.

Why: A loss that nobody insures is ours. Each line that the clause names must have a policy in force
on the day.
Method: For each named line, look for a policy on file (drafts do not count) whose term holds on the
day. Where none does, an exemption in date for every place of the work stands in. A policy or
exemption without both dates cannot be judged: unknown.
Boundary: The printed expiry date counts as covered for an inclusive policy, and is the first day
without cover for an exclusive one (US policies end at 12:01 a.m.).
Example: General liability printed 1 Jan 2026 to 1 Jan 2027, exclusive: in force through 31 Dec
2026, missing from 1 Jan 2027.
Excludes: How much is covered (INS-07, INS-08), and for whom (INS-21).
Mend: Ask the supplier's broker for a certificate that shows the line, and record its policies.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.checks._cover import dated, in_force, latest, line_name, policies, shown, topic
from generator.checks._exempt import Exempt, exempt
from generator.checks.base import LINES_PARAM, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy
from generator.model.words import day


@check("INS-01", "required-line-present", replace(LINES_PARAM, stricter="more"))
def run(case: Case) -> Iterator[Result]:
    """One result for each named line."""
    for line in case.texts("lines"):
        found = policies(case.supplier, (line,))
        subject = f"insurance/{line}"
        required = f"{line_name(line)} in force"
        running = in_force(found, case.today)
        freed = exempt(case, line) if not running else Exempt(False)
        if running or freed.holds:
            held = shown(running) if running else freed.words
            yield passed(subject, required=required, held=held, topic=topic(line))
            continue
        undated = [one for one in found if not dated(one) and not one.superseded]
        held = _held(case, undated, found, freed)
        yield Result(
            outcome=Outcome.UNKNOWN if undated or freed.holds is None else Outcome.FAIL,
            subject=subject,
            topic=topic(line),
            pointer=_place(undated, found, freed),
            required=required,
            held=held,
            message=f"{line_name(line)}: {held}",
            fix=f"Ask the broker for a certificate that shows {line_name(line).lower()} in force.",
            last_day=_last_day(found),
        )


def _held(
    case: Case, undated: list[InsurancePolicy], found: list[InsurancePolicy], freed: Exempt
) -> str:
    if undated:
        return f"policy {undated[0].number} on file has no complete term"
    if freed.holds is None:
        return f"no policy in force, and {freed.words}"
    ended = latest(found)
    if ended is None or ended.term.last_day is None:
        return "no policy on file"
    verb = "ran out on" if case.today.ended(ended.term) else "is to run to"
    return f"no policy in force; {ended.number} {verb} {day(ended.term.last_day)}"


def _place(
    undated: list[InsurancePolicy], found: list[InsurancePolicy], freed: Exempt
) -> tuple[str | int, ...]:
    if undated:
        return undated[0].pointer
    one = freed.item or latest(found)
    return one.pointer if one else ("insurance",)


def _last_day(found: list[InsurancePolicy]) -> object:
    ended = latest(found)
    return ended.term.last_day if ended else None
