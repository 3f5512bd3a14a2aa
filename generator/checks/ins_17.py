"""We are an additional insured for finished work too.

Why: Bad wiring burns years after the electrician has left. An endorsement for ongoing work ends
with the work.
Method: For each named line, a policy in force must list a form for ongoing and one for completed
operations, with at least the clause's level of proof. Once every contract has ended, the form for
completed operations alone is asked for, for the clause's years after the last day.
Boundary: A form counts in any edition: "CG 20 37 12 19" is CG 20 37, "CG 20 371" is not. Asked for
through the very day that many years after the end, and not the day after. Forms not recorded:
unknown.
Example: Work ended on 30 Jun 2026, 3 years: CG 20 37 is asked for through 30 Jun 2029.
Excludes: Whether the endorsement names us (INS-16).
Mend: Ask the broker for CG 20 37, or an equal form, beside CG 20 10.
"""

from collections.abc import Iterator

from generator.checks._provisions import PROOF, each_line, proved, works
from generator.checks._shown import Shown
from generator.checks.base import LINES_PARAM, Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.records import InsurancePolicy
from generator.model.words import listing, plain

PARAMS = (
    LINES_PARAM,
    PROOF,
    Param(name="ongoing_forms", kind="texts"),
    Param(name="completed_forms", kind="texts"),
    Param(name="years", kind="integer", stricter="higher"),
)


@check("INS-17", "ai-completed-ops", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each named line, as long as anything is owed."""
    wanted = _wanted(case)
    if not wanted:
        return
    forms = " and ".join(listing(group, "or") for group in wanted)
    yield from each_line(
        case,
        lambda policy: _shown(case, policy, wanted),
        required=f"{forms} ({plain(case.text('proof'))}), finished work for "
        f"{case.integer('years')} years",
        about="additional insured for work done",
        key="additional-insured",
        fix="Ask the broker for the endorsement for completed operations (CG 20 37 or equal).",
    )


def _wanted(case: Case) -> list[tuple[str, ...]]:
    """The groups of forms of which one each is needed; none once the years are over."""
    contracts = works(case)
    ongoing, completed = case.texts("ongoing_forms"), case.texts("completed_forms")
    if not contracts or any(not case.today.ended(one.term) for one in contracts):
        return [ongoing, completed]
    months = 12 * case.integer("years")
    ends = [one.term.last_day for one in contracts if one.term.last_day is not None]
    owed = any(not case.today.after(add_months(end, months)) for end in ends)
    return [completed] if owed else []


def _shown(case: Case, policy: InsurancePolicy, wanted: list[tuple[str, ...]]) -> Shown:
    shown = proved(case, policy, "addl_insd")
    if shown.outcome is Outcome.FAIL:
        return shown
    forms = policy.group("addl_insd").get("forms")
    if not forms:
        held = shown.held if shown.held == "not recorded" else "forms not recorded"
        return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=shown.pointer)
    held = f"{listing(forms)} ({shown.held})"
    if any(not any(_is(form, one) for form in forms for one in group) for group in wanted):
        pointer = (*policy.pointer, "addl_insd", "forms")
        return Shown(outcome=Outcome.FAIL, held=held, pointer=pointer)
    return Shown(outcome=shown.outcome, held=held, pointer=shown.pointer)


def _is(form: str, wanted: str) -> bool:
    """Whether it is the form, in this or another edition (printed after the number)."""
    printed, asked = " ".join(form.upper().split()), " ".join(wanted.upper().split())
    return printed == asked or printed.startswith(asked + " ")
