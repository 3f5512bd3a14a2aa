"""The score adds up.

Why: A score whose weights do not add up to the whole, or a band that a score falls between, decides
nothing.
Method: In each review that was done, the weights of the measures sum to 100, the score lies from 0
to 100, and the grade is that of its band. Bands are written ``C 50-80``: from the first figure up
to below the second, the last one closed at 100. The bands of the clause themselves cover 0 to 100
without a gap or an overlap. A weight that is not recorded: unknown.
Boundary: With the bands ``C 50-80`` and ``B 80-90``, a score of 80 is a B, 79.9 is a C.
Example: Weights 40, 30 and 20: they sum to 90, fails.
Excludes: How low the score is (PER-03), and how much data it rests on (PER-04).
Mend: Correct the weights, the score or the grade in the review, or the bands in the clause.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks._reviews import KINDS_PARAM, done, score
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Item, Pointer

_BAND = re.compile(r"(?:([A-Za-z0-9+-]{1,20}) )?([0-9]{1,3})-([0-9]{1,3})")
_WHOLE = 100
Band = tuple[str, int, int]


@check("PER-02", "score-band", KINDS_PARAM, Param(name="bands", kind="texts", required=False))
def run(case: Case) -> Iterator[Result]:
    """Results for the weights, the score and the grade of each review, and for the bands."""
    reviews = done(case, case.texts("kinds"))
    bands = read_bands(case.texts("bands"))
    wrong = bands_wrong(bands)
    if wrong and reviews:
        yield _bands(case, wrong)
    for review in reviews:
        if review.data.get("metrics"):
            yield _weights(review)
        held = score(review)
        if held is None:
            continue
        yield _score(review, held)
        if review.text("grade") and bands and not wrong:
            yield _grade(review, held, [one for one in bands if one is not None])


def read_bands(texts: tuple[str, ...]) -> list[Band | None]:
    """``C 50-80`` as name, from, to; None for a text that is no band."""
    matches = (_BAND.fullmatch(text) for text in texts)
    return [(one[1] or "", int(one[2]), int(one[3])) if one else None for one in matches]


def bands_wrong(bands: list[Band | None]) -> str:
    """What is wrong with the bands, or ''. None at all are right."""
    expected = 0
    if any(one is None for one in bands):
        return "one of them is not of the form 'C 50-80'"
    known = [one for one in bands if one is not None]
    for _, start, end in sorted(known, key=lambda one: one[1:]):
        if start != expected:
            return f"there is {'a gap' if start > expected else 'an overlap'} at {expected}"
        if end <= start:
            return f"one ends at {end}, where it starts"
        expected = end
    return f"they end at {expected}, not at {_WHOLE}" if known and expected != _WHOLE else ""


def band_of(held: Decimal, bands: list[Band]) -> str:
    """The name of the band that the score falls in: half-open, the last one closed at 100."""
    return next(
        (name for name, start, end in bands if start <= held < end or held == end == _WHOLE), ""
    )


def _weights(review: Item) -> Result:
    subject, required = f"reviews/{review.id}/weights", f"weights that sum to {_WHOLE}"
    weights = [one.get("weight") for one in review.data["metrics"]]
    known = [one for one in weights if one is not None]
    pointer = (*review.pointer, "metrics")
    if len(known) < len(weights) and sum(known) <= _WHOLE:
        missing = f"{len(weights) - len(known)} of {len(weights)} weights are not recorded"
        return _not(review, subject, Outcome.UNKNOWN, required, missing, pointer)
    held = f"they sum to {sum(known)}"
    if sum(known) != _WHOLE:
        return _not(review, subject, Outcome.FAIL, required, held, pointer)
    return passed(subject, required=required, held=held, topic=f"reviews/{review.id}")


def _score(review: Item, held: Decimal) -> Result:
    subject, required = f"reviews/{review.id}/score", f"a score from 0 to {_WHOLE}"
    if not 0 <= held <= _WHOLE:
        pointer = (*review.pointer, "score")
        return _not(review, subject, Outcome.FAIL, required, f"{held}", pointer)
    return passed(subject, required=required, held=f"{held}", topic=f"reviews/{review.id}")


def _grade(review: Item, held: Decimal, bands: list[Band]) -> Result:
    subject, band = f"reviews/{review.id}/grade", band_of(held, bands)
    required = f"the grade of the band that {held} falls in, {band or 'none'}"
    shown = review.text("grade")
    if shown.casefold() != band.casefold():
        pointer = (*review.pointer, "grade")
        return _not(review, subject, Outcome.FAIL, required, shown, pointer)
    return passed(subject, required=required, held=shown, topic=f"reviews/{review.id}")


def _not(
    review: Item, subject: str, outcome: Outcome, required: str, held: str, pointer: Pointer
) -> Result:
    return Result(
        outcome=outcome,
        subject=subject,
        topic=f"reviews/{review.id}",
        pointer=pointer,
        required=required,
        held=held,
        message=f"Review {review.id} needs {required}; on file: {held}",
        fix="Compare the record with the scorecard, and correct it.",
    )


def _bands(case: Case, wrong: str) -> Result:
    return Result(
        outcome=Outcome.FAIL,
        subject="reviews/bands",
        topic="reviews/bands",
        path=case.requirement.path,
        pointer=case.requirement.pointer,
        required=f"bands that cover 0 to {_WHOLE} without a gap or an overlap",
        held=wrong,
        message=f"The bands of the clause do not cover 0 to {_WHOLE}: {wrong}",
        fix="Correct the bands in the clause.",
    )
