"""The insurer is strong enough to pay.

Why: Cover is worth what the insurer can pay, perhaps ten years from now.
Method: For each policy in force, the insurer that its certificate names by letter (or by name) must
have at least the clause's AM Best rating and size class, looked up within the clause's months.
Insurers of a kind that the clause exempts (a state fund, Lloyd's …) need no rating. A look-up that
is too old warns until twice the months have gone, and then weighs in full.
Boundary: The rating and the size required are enough, and so is a look-up exactly that many months
old. E, F, S and NR are no ranks: they fail. Another kind than "rated" without a rating fails unless
the clause exempts it. Rating, size or day of the look-up not recorded: unknown.
Example: A- VII is required. A- VIII looked up five months ago passes; B++ IX fails; A VI fails.
Mend: Look the insurer up again and record rating_as_of; if it is too weak, ask the broker for
another insurer, or request a waiver.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks._certificates import newest, running
from generator.checks._shown import Shown, worst
from generator.checks.base import LINES_OPTIONAL, RANKS, Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.dates import add_months
from generator.model.names import same
from generator.model.records import Data, InsurancePolicy, Item
from generator.model.words import day, plain

KINDS = ("state_fund", "lloyds", "captive", "self_insured")
PARAMS = (
    Param(name="rating", kind="text", allowed=frozenset(RANKS["rating"]), stricter="rating"),
    Param(name="size", kind="text", allowed=frozenset(RANKS["fsc"]), stricter="fsc"),
    Param(name="months", kind="integer", stricter="lower"),
    Param(name="exempt_kinds", kind="texts", required=False, allowed=frozenset(KINDS)),
    LINES_OPTIONAL,
)
_TOPIC = "insurance/insurer-rating"
_NOBODY: Data = {}


@check("INS-23", "insurer-rating", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for each insurer behind a policy in force, and each policy without one."""
    months = case.integer("months")
    required = f"{case.text('rating')} {case.text('size')}, looked up within {months} months"
    for subject, entries in _insurers(case).items():
        # Looked up on one day, or never: the entry that shows least counts.
        shown = worst(_judged(case, one, months) for one in entries)
        if shown.outcome is Outcome.PASS:
            yield passed(subject, required=required, held=shown.held, topic=_TOPIC)
            continue
        late = shown.outcome is Outcome.FAIL and all(
            _only_late(case, one, months) for one in entries
        )
        yield Result(
            outcome=shown.outcome,
            subject=subject,
            topic=_TOPIC,
            pointer=shown.pointer,
            severity="warning" if late else None,
            required=required,
            held=shown.held,
            message=f"Insurer {entries[0].id}: required is {required}; on file: {shown.held}",
            fix="Look the insurer up and record its rating; if it is too weak, ask the broker for "
            "another insurer.",
        )


def _insurers(case: Case) -> dict[str, list[Item]]:
    """By subject: each insurer as it was last looked up, and each policy without one."""
    found: dict[str, list[Item]] = {}
    for policy in running(case):
        one = _insurer(case, policy)
        if one is None:
            nobody = Item(id=f"of policy {policy.number}", pointer=policy.pointer, data=_NOBODY)
            found[f"insurance/policies/{policy.id}"] = [nobody]
            continue
        entries = found.setdefault(f"insurance/insurers/{one.id}", [])
        if entries and _looked_up(case, entries[0]) < _looked_up(case, one):
            entries.clear()
        if not entries or _looked_up(case, entries[0]) == _looked_up(case, one):
            entries.append(one)
    return found


def _looked_up(case: Case, insurer: Item) -> date:
    found = insurer.date("rating_as_of")
    return found if found is not None and case.today.reached(found) else date.min


def _insurer(case: Case, policy: InsurancePolicy) -> Item | None:
    """The insurer of the policy as its certificate names it, called by its name."""
    certificate = newest(case, policy)
    letter, name = policy.text("insurer_letter"), policy.text("insurer")
    listed = certificate.data.get("insurers") or () if certificate else ()
    for index, one in enumerate(listed):
        if (letter and one.get("letter") == letter) or (name and same(name, (one["name"],))):
            assert certificate is not None
            place = (*certificate.pointer, "insurers", index)
            return Item(id=one["name"], pointer=place, data=one)
    return Item(id=name, pointer=policy.pointer, data={}) if name else None


def _judged(case: Case, insurer: Item, months: int) -> Shown:
    kind, place = insurer.text("kind"), insurer.pointer
    if insurer.data is _NOBODY:
        return Shown(outcome=Outcome.UNKNOWN, held="insurer not recorded", pointer=place)
    if kind in case.texts("exempt_kinds"):
        return Shown(outcome=Outcome.PASS, held=f"{plain(kind)}, exempt", pointer=place)
    rating, size = insurer.text("am_best_rating"), insurer.text("fsc")
    looked = insurer.date("rating_as_of")
    held = f"{rating or 'no rating'} {size}".strip()
    held += f", looked up on {day(looked)}" if looked else ""
    if not rating and kind in KINDS:
        return Shown(outcome=Outcome.FAIL, held=f"{plain(kind)}, not rated", pointer=place)
    weak = rating and not _reaches("rating", rating, case.text("rating"))
    small = size and not _reaches("fsc", size, case.text("size"))
    known = looked is not None and case.today.reached(looked)
    stale = looked is not None and case.today.after(add_months(looked, months))
    if weak or small or (known and stale):
        return Shown(outcome=Outcome.FAIL, held=held, pointer=place)
    for what, recorded in (("rating", rating), ("size class", size), ("day of the look-up", known)):
        if not recorded:
            held = f"{held}, {what} not recorded" if rating else f"{what} not recorded"
            return Shown(outcome=Outcome.UNKNOWN, held=held, pointer=place)
    return Shown(outcome=Outcome.PASS, held=held, pointer=place)


def _only_late(case: Case, insurer: Item, months: int) -> bool:
    """Whether it is strong enough, and was only looked up too long ago, by not too much."""
    looked = insurer.date("rating_as_of")
    rating, size = insurer.text("am_best_rating"), insurer.text("fsc")
    strong = _reaches("rating", rating, case.text("rating")) and _reaches(
        "fsc", size, case.text("size")
    )
    return strong and looked is not None and not case.today.after(add_months(looked, 2 * months))


def _reaches(scale: str, held: str, required: str) -> bool:
    ranks = RANKS[scale]
    return held in ranks and ranks.index(held) >= ranks.index(required)
