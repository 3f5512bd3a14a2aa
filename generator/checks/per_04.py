"""A score rests on enough cases.

Why: Two late deliveries of three say little; shown as 33 per cent, they say too much.
Method: In the newest performance review, each measure that has a weight rests on at least the
clause's number of cases. Below, it is not enough data, and should carry no weight. Number not
recorded: unknown.
Boundary: As many as the clause says are enough.
Example: 4 jobs, 5 asked for: not enough data.
Excludes: Measures without a weight, which count for nothing.
Mend: Wait for more cases, or give the measure no weight.
"""

from collections.abc import Iterator

from generator.checks._reviews import done
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import Data, Item


@check("PER-04", "min-sample", Param(name="sample", kind="integer", stricter="higher"))
def run(case: Case) -> Iterator[Result]:
    """One result for each weighted measure of the newest performance review."""
    found = done(case, ("performance",))
    if not found:
        return
    for place, metric in enumerate(found[-1].data.get("metrics") or ()):
        if metric.get("weight"):
            yield _metric(case, found[-1], place, metric)


def _metric(case: Case, review: Item, place: int, metric: Data) -> Result:
    least, size = case.integer("sample"), metric.get("sample_size")
    subject, required = f"reviews/performance/metrics/{place}", f"at least {least} cases"
    held = "not recorded" if size is None else f"{size} cases"
    if size is not None and size >= least:
        return passed(subject, required=required, held=held, topic=subject)
    return Result(
        outcome=Outcome.UNKNOWN if size is None else Outcome.FAIL,
        subject=subject,
        topic=subject,
        pointer=(*review.pointer, "metrics", place),
        required=required,
        held=held,
        message=f"Review {review.id}, '{metric['name']}': not enough data, {held}; required are "
        f"{required}",
        fix="Wait for more cases, or give the measure no weight.",
    )
