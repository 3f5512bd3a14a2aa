"""A supplier's status moves one step at a time.

Why: from prospect to approved in one step, nobody was onboarded; from blocked to approved, nobody
asked why it was blocked.
Instead: take the steps in order, each with its reason: prospect, onboarding, approved (or
conditional), suspended, offboarding, inactive. Any of them may be blocked.
"""

from collections.abc import Iterator, Mapping

from generator.governance.model import Change, Refusal
from generator.model.dates import parse_date
from generator.model.words import listing

CODE = "LIF-04"
NAME = "status-moves"

NEXT: Mapping[str, tuple[str, ...]] = {
    "prospect": ("onboarding", "inactive", "blocked"),
    "onboarding": ("approved", "conditional", "prospect", "inactive", "blocked"),
    "approved": ("conditional", "suspended", "offboarding", "blocked"),
    "conditional": ("approved", "suspended", "offboarding", "blocked"),
    "suspended": ("approved", "conditional", "offboarding", "blocked"),
    "offboarding": ("suspended", "inactive", "blocked"),
    "inactive": ("onboarding", "blocked"),
    "blocked": ("onboarding", "offboarding", "inactive"),
}


def run(change: Change) -> Iterator[Refusal]:
    """One for each step that is not on the way, or that is dated back."""
    for pair in change.of("supplier"):
        if pair.base is None or pair.head is None:
            continue
        was, now = (str(one.data["lifecycle_status"]) for one in (pair.base, pair.head))
        if was == now:
            continue
        if now not in NEXT[was]:
            allowed = listing(list(NEXT[was]), "or")
            yield Refusal(
                message=f"'{pair.id}' goes from {was} to {now}",
                fix=f"From {was}, a supplier becomes {allowed}.",
                path=pair.path,
                pointer=("lifecycle_status",),
                supplier=pair.id,
            )
            continue
        since = parse_date(pair.head.data.get("status_since"))
        if since is not None and since > change.as_of:
            yield Refusal(
                message=f"'{pair.id}' is {now} since a day that has not come",
                fix="Record the status on the day on which it changes.",
                path=pair.path,
                pointer=("status_since",),
                supplier=pair.id,
            )
