"""No match on a list is left open.

Why: A match may be a namesake. It may also be the firm with whom the law forbids us to deal.
Method: The result of each search for sanctions, debarment and owners must be recorded. A match
needs a decision, made by one of the clause's roles, that it is somebody else. A decision that it is
the same fails for good.
Boundary: A match is open until the day of its decision; a search nobody has looked at is unknown. A
search that a later one supersedes is left out, unless its match was never decided.
Example: A match on 4 Nov, decided to be a namesake by Legal on 6 Nov: fails on the 4th and 5th.
Excludes: Whether there was a search at all (SCR-01, SCR-03, SCR-04).
Mend: Stop orders and payments, tell nobody outside, and let Legal decide and record why.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks._screenings import screenings
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import parse_date
from generator.model.records import Item
from generator.model.words import day, listing

DECIDERS = Param(name="deciders", kind="texts")
KINDS = ("sanctions", "debarment", "ownership")


@check("SCR-02", "screening-clear", DECIDERS)
def run(case: Case) -> Iterator[Result]:
    """One result for each search."""
    names = [case.catalog.reference.role_name(one) for one in case.texts("deciders")]
    for one in screenings(case, *KINDS):
        when = one.date("performed_on")
        if when is not None and not case.today.reached(when):
            continue
        decision = one.group("adjudication").get("decision")
        if one.superseded and (decision or one.text("result") == "clear"):
            continue
        thing = Thing(
            subject=f"screenings/{one.id}",
            words=f"Screening {one.id}",
            required=f"clear, or a match that {listing(names, 'or')} decided to be another",
            fix="Stop orders and payments, tell nobody outside, and let Legal decide.",
            pointer=one.pointer,
        )
        faults = Faults()
        held = _result(case, one, faults)
        yield judge(thing, faults, held)


def _result(case: Case, one: Item, faults: Faults) -> str:
    result = one.text("result")
    if result == "clear":
        return "clear"
    if result != "match":
        faults.unknown.append(
            "nobody has looked at what was found" if result else "what was found is not recorded"
        )
        return ""
    decision = one.group("adjudication")
    when = parse_date(decision.get("decided_on"))
    by = decision.get("by", "")
    if not decision.get("decision") or (when is not None and not case.today.reached(when)):
        faults.wrong.append("a match, and no decision on it")
    elif decision["decision"] == "true_match":
        faults.wrong.append("a match that was decided to be the same")
    elif by and by not in case.texts("deciders"):
        who = case.catalog.reference.role_name(by)
        faults.wrong.append(f"a match that {who} decided, who may not")
    elif not by or when is None:
        faults.missing("who decided on the match" if not by else "when the match was decided")
    return f"a match, decided on {day(when)} to be another" if when else ""
