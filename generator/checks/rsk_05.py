"""We are not too large a part of the supplier's business.

Why: A firm that lives on us falls when we buy less, and we are the ones who feel it.
Method: Our share of the supplier's revenue is held against the clause's figure. Not recorded:
unknown.
Boundary: A share equal to the figure is not above it.
Example: Share 34, figure 30: a warning.
Excludes: Our dependence on the supplier (RSK-03, RSK-04).
Mend: Watch the firm's finances, and let it win other customers before we need it less.
"""

from collections.abc import Iterator

from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome

_FIELD = "share_of_supplier_revenue_pct"


@check("RSK-05", "reverse-dependency", Param(name="revenue", kind="integer", stricter="lower"))
def run(case: Case) -> Iterator[Result]:
    """One result."""
    most, share = case.integer("revenue"), case.supplier.data.get(_FIELD)
    subject, required = "revenue", f"at most {most} % of the supplier's revenue"
    held = "not recorded" if share is None else f"{share} %"
    if share is not None and share <= most:
        yield passed(subject, required=required, held=held, topic=subject)
        return
    yield Result(
        outcome=Outcome.UNKNOWN if share is None else Outcome.FAIL,
        subject=subject,
        topic=subject,
        pointer=() if share is None else (_FIELD,),
        required=required,
        held=held,
        message=f"Our part of the supplier's revenue: {held}; required is {required}",
        fix="Ask the supplier for its revenue, and record the share."
        if share is None
        else "Watch the firm's finances, and plan with it how it wins other customers.",
    )
