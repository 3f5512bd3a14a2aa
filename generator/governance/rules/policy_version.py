"""A changed rule has a new version, with its approver and its first day.

Why: whoever is held to a rule must be able to say which one, since when, and who decided.
Instead: raise the version, name approved_by, approved_on and effective_from, and say in changes
what is new. Wording that changes no rule needs none of it.
"""

from collections.abc import Iterator

from generator.governance.model import Change, Pair, Refusal
from generator.governance.norms import normative, version

CODE = "POL-03"
NAME = "policy-version"


def run(change: Change) -> Iterator[Refusal]:
    """One for each policy whose rules changed without due form."""
    for pair in change.of("policy"):
        if pair.head is None:
            continue
        if pair.base is None:
            yield from _approved(pair, "the policy is new")
            continue
        changed = normative(pair.base.data, pair.head.data)
        if changed:
            yield from _due_form(pair, changed[0])
        elif _put_off(pair):
            yield _refusal(
                pair,
                "review_by",
                "the review is put off, and nothing says that it was done",
                "Review the policy, and record a new version or approved_on with the next date.",
            )


def _due_form(pair: Pair, what: str) -> Iterator[Refusal]:
    assert pair.base is not None and pair.head is not None
    base, head = pair.base.data, pair.head.data
    if version(head["version"]) <= version(base["version"]):
        yield _refusal(
            pair,
            "version",
            f"{what} changed, and its version is still {head['version']}"
            if head["version"] == base["version"]
            else f"its version goes from {base['version']} back to {head['version']}",
            "Raise the version, and say in changes what is new.",
        )
    yield from _approved(pair, f"{what} changed")


def _approved(pair: Pair, what: str) -> Iterator[Refusal]:
    assert pair.head is not None
    head = pair.head.data
    missing = [one for one in ("approved_by", "approved_on") if one not in head]
    if missing and head["status"] != "draft":
        yield _refusal(
            pair,
            "version",
            f"{what}, and {' and '.join(missing)} is missing",
            "Record who approved the version, and when.",
        )


def _put_off(pair: Pair) -> bool:
    assert pair.base is not None and pair.head is not None
    base, head = pair.base.data, pair.head.data
    was, now = base.get("review_by"), head.get("review_by")
    if was is None or was == now or (now is not None and now < was):
        return False
    return all(base.get(one) == head.get(one) for one in ("version", "approved_on"))


def _refusal(pair: Pair, name: str, message: str, fix: str) -> Refusal:
    return Refusal(message=f"policy {pair.id}: {message}", fix=fix, path=pair.path, pointer=(name,))
