"""An entry of the authority against the holder has been decided on.

Why: "Active" can hide probation. Whether we still want the firm is for a person to say.
Method: Where the register shows a disciplinary action against the holder of a current licence, a
dated decision must be on record.
Boundary: The decision counts from its day. Acceptable passes, not acceptable fails, none or one
without a day: unknown. Not recorded whether there is an entry: unknown.
Example: Flag set on the last look-up, no decision: unknown until somebody decides.
Excludes: The status itself (LIC-02).
Mend: Read the entry in the register, decide, and record disciplinary_decision.
"""

from collections.abc import Iterator

from generator.checks._licences import TOPIC, current, number
from generator.checks.base import LICENCE_TYPES_OPTIONAL, Case, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import parse_date
from generator.model.records import Licence
from generator.model.words import day

_REQUIRED = "no entry against the holder, or a decision to go on"


@check("LIC-09", "disciplinary", LICENCE_TYPES_OPTIONAL)
def run(case: Case) -> Iterator[Result]:
    """One result for each current licence."""
    for licence in current(case, case.texts("licence_types")):
        outcome, held = _answer(case, licence)
        subject, topic = f"licences/{licence.id}", f"{TOPIC}/disciplinary"
        if outcome is Outcome.PASS:
            yield passed(subject, required=_REQUIRED, held=held, topic=topic)
            continue
        recorded = "disciplinary_flag" in licence.data
        yield Result(
            outcome=outcome,
            subject=subject,
            topic=topic,
            pointer=(*licence.pointer, "disciplinary_flag") if recorded else licence.pointer,
            required=_REQUIRED,
            held=held,
            message=f"Licence {number(licence)}: register shows {held}; required is {_REQUIRED}"
            if recorded
            else f"Licence {number(licence)}: {held}; required is {_REQUIRED}",
            fix="Read the entry in the register, decide with the category manager, and record it.",
        )


def _answer(case: Case, licence: Licence) -> tuple[Outcome, str]:
    flag = licence.data.get("disciplinary_flag")
    if flag is None:
        return Outcome.UNKNOWN, "not recorded whether the register shows an entry"
    if not flag:
        return Outcome.PASS, "no entry"
    decision = licence.group("disciplinary_decision")
    when = parse_date(decision.get("decided_on"))
    if not decision.get("decision") or when is None or not case.today.reached(when):
        return Outcome.UNKNOWN, "an entry, not decided on"
    if decision["decision"] == "acceptable":
        return Outcome.PASS, f"an entry, found acceptable on {day(when)}"
    return Outcome.FAIL, f"an entry, found not acceptable on {day(when)}"
