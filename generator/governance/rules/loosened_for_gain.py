"""A rule is not loosened together with the supplier that gains by it.

Why: the rule that would have stopped the supplier and the supplier it would have stopped, in one
change, is the oldest way round a gate. So the new records are held against the old rules too.
Instead: propose the rule in a change of its own, with its impact. When it is merged, bring the
supplier.
"""

from collections.abc import Iterator

from generator.governance.findings import compare, known, weight
from generator.governance.model import BLOCKING, Change, Refusal
from generator.model.assessment import Finding

CODE = "GOV-01"
NAME = "loosened-for-gain"


def run(change: Change) -> Iterator[Refusal]:
    """One for each finding under the old rules that the new ones let through."""
    if change.under_base is None:
        return
    head = known(
        [one for one in change.head.assessment.findings if not one.waiver], change.base.catalog
    )
    requirements = change.head.catalog.requirements
    fresh = _brought(change)
    for one in change.under_base.findings:
        if one.waiver or one.severity not in BLOCKING:
            continue
        if one.supplier not in change.touched and one.fingerprint not in fresh:
            continue
        if head.before(one, one.requirement not in requirements) < weight(one):
            yield _refusal(one)


def _brought(change: Change) -> frozenset[str]:
    """What the new records bring under the old rules."""
    assert change.under_base is not None
    catalog = change.base.catalog
    found = compare(change.base.assessment.findings, catalog, change.under_base.findings, catalog)
    return frozenset(one.fingerprint for one in (*found.new, *found.worse))


def _refusal(finding: Finding) -> Refusal:
    whom = f"'{finding.supplier}'" if finding.supplier else "the catalog"
    return Refusal(
        message=f"the rules are loosened, and {whom}, which this change touches, gains by it: "
        f"{finding.requirement} found: {finding.message}",
        fix="Propose the rules in a change of their own; bring the records when it is merged.",
        path=finding.path,
        pointer=finding.pointer,
        supplier=finding.supplier or "",
    )
