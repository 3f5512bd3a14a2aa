"""No exclusion takes away what we buy.

Why: A policy may be high enough and leave out the very work we buy: homes, heights, claims of the
supplier's own workers.
Method: The exclusions noted for each policy in force are searched for the clause's words. One that
matches goes to the risk team, whose dated decision counts from its day.
Boundary: A word counts wherever it stands in the note, in any case. A match without a decision:
unknown; acceptable: passes; not acceptable: fails. Nobody recorded which exclusions there are
(an empty list says none): unknown.
Example: "Residential construction" noted and "residential" among the words: unknown until decided.
Excludes: A line with no policy in force (INS-01). Exclusions that nobody noted.
Mend: Read the policy's exclusions with the insurance team, and record exclusions_decision.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, line_name, lines_on_file, policies, topic
from generator.checks._shown import Shown, result, worst
from generator.checks.base import LINES_OPTIONAL, Case, Param, Result, check
from generator.model.assessment import Outcome
from generator.model.dates import parse_date
from generator.model.records import InsurancePolicy
from generator.model.words import day, listing

WORDS = Param(name="exclusions", kind="texts", stricter="more")


@check("INS-29", "exclusions", WORDS, LINES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each line with a policy in force."""
    words = case.texts("exclusions")
    required = f"no exclusion for {listing(words, 'or')}"
    for line in lines_on_file(case.supplier, case.texts("lines")):
        running = in_force(policies(case.supplier, (line,)), case.today)
        if not running:
            continue
        shown = worst(_shown(case, one, words) for one in running)
        yield result(
            shown,
            f"insurance/{line}",
            topic=f"{topic(line)}/exclusions",
            required=required,
            message=f"{line_name(line)}: required is {required}, or a decision of the risk team; "
            f"on file: {shown.held}",
            fix="Have the insurance team read the exclusions and record exclusions_decision.",
        )


def _shown(case: Case, policy: InsurancePolicy, words: tuple[str, ...]) -> Shown:
    if "exclusions_noted" not in policy.data:
        held = "exclusions not recorded"
        return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=policy.pointer)
    pointer = (*policy.pointer, "exclusions_noted")
    wanted = [one.casefold() for one in words]
    noted = [
        one
        for one in policy.texts("exclusions_noted")
        if any(word in one.casefold() for word in wanted)
    ]
    if not noted:
        return Shown(outcome=Outcome.PASS, held="none noted", pointer=pointer)
    held = listing(noted)
    decision = policy.group("exclusions_decision")
    answer, when = decision.get("decision"), parse_date(decision.get("decided_on"))
    if not answer or when is None or not case.today.reached(when):
        return Shown(outcome=Outcome.UNKNOWN, held=f"{held}, no decision", pointer=pointer)
    outcome = Outcome.PASS if answer == "acceptable" else Outcome.FAIL
    said = "acceptable" if answer == "acceptable" else "not acceptable"
    return Shown(outcome=outcome, held=f"{held}, {said} ({day(when)})", pointer=pointer)
