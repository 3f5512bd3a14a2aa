"""The licence for this work, here, is held.

Why: Work by an unlicensed firm may be illegal, uninsured and ours to undo.
Method: For each category and jurisdiction offered that the clause covers, a licence of the named
type must be in force in a jurisdiction that contains the place of work. ``US`` contains ``US-OR``,
never the other way round. A licence also counts where reference/reciprocity.yml says that the place
accepts it, as long as that agreement lasts.
Boundary: In force through the end of the printed date. A licence without an expiry that is not
declared perpetual: unknown.
Example: Electrical work offered in Oregon and Washington, licence for Oregon: passes for Oregon,
fails for Washington.
Excludes: The licence's status (LIC-02) and class (LIC-05).
Mend: Ask the supplier for the licence of that authority, or take the place out of the offer.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, held_text, in_force, licences, serving, types_text
from generator.checks.base import LICENCE_TYPES, Case, Result, Subject, check, passed
from generator.model.assessment import Outcome, Scope
from generator.model.words import day


@check("LIC-01", "required-held", LICENCE_TYPES, subject=Subject.OFFER)
def run(case: Case) -> Iterator[Result]:
    """One result for each category and jurisdiction offered."""
    found = licences(case, case.texts("licence_types"))
    for scope in case.scopes:
        subject = f"{scope.category}/{scope.jurisdiction or 'anywhere'}"
        if scope.jurisdiction is None:
            yield _not(case, scope, Outcome.UNKNOWN, "where it works is not recorded", ())
            continue
        here = serving(case, found, scope.jurisdiction)
        states = [(one, in_force(one, case.today)) for one in here]
        good = [one for one, state in states if state]
        if good:
            yield passed(
                subject,
                required=f"{types_text(case)} licence for {scope.jurisdiction}",
                held=held_text(good[0]),
                topic=f"{TOPIC}/{scope.jurisdiction}",
            )
            continue
        undated = [one for one, state in states if state is None]
        if undated:
            held = f"licence {undated[0].id} has no expiry date and is not declared perpetual"
            yield _not(case, scope, Outcome.UNKNOWN, held, undated[0].pointer)
        elif here:
            last = max(here, key=lambda one: (str(one.term.end_excl), one.id))
            ended = last.term.last_day
            verb = "ran out on" if case.today.ended(last.term) else "is to run to"
            held = f"licence {last.id} {verb} {day(ended)}" if ended else "not yet in force"
            yield _not(case, scope, Outcome.FAIL, held, last.pointer)
        else:
            places = sorted({one.text("jurisdiction") for one in found})
            held = f"held for {', '.join(places)} only" if places else "none on file"
            yield _not(case, scope, Outcome.FAIL, held, ())


def _not(
    case: Case, scope: Scope, outcome: Outcome, held: str, pointer: tuple[str | int, ...]
) -> Result:
    what = types_text(case)
    where = scope.jurisdiction or "anywhere"
    name = case.catalog.reference.category_name(scope.category)
    return Result(
        outcome=outcome,
        subject=f"{scope.category}/{where}",
        topic=f"{TOPIC}/{where}",
        pointer=pointer,
        required=f"{what} licence for {where}",
        held=held,
        message=f"{name} in {where} needs a licence ({what}): {held}",
        fix=f"Ask for the {what} licence for {where} and record it, or take {where} out of "
        "the offer.",
        scopes=(scope,),
    )
