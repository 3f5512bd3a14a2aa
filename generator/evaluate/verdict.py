"""From findings to verdicts, for each offer and for the supplier."""

from collections.abc import Iterable, Sequence

from generator.model.assessment import Finding, OfferVerdict, Outcome, Scope, Verdict
from generator.model.records import Supplier
from generator.model.words import plain

_BY_STATUS = {
    "suspended": Verdict.DO_NOT_USE,
    "blocked": Verdict.DO_NOT_USE,
    "offboarding": Verdict.DO_NOT_USE,
    "inactive": Verdict.DO_NOT_USE,
    "prospect": Verdict.ASK,
    "onboarding": Verdict.ASK,
    "conditional": Verdict.CONDITIONAL,
}


def finding_verdict(finding: Finding) -> Verdict:
    """The verdict that one finding alone would bring about."""
    if finding.outcome is Outcome.WAIVED:
        # Waiving a warning puts no condition on anything: it had no weight to begin with.
        return Verdict.CONDITIONAL if finding.severity in ("block", "error") else Verdict.OK
    if finding.severity == "block":
        return Verdict.DO_NOT_USE if finding.outcome is Outcome.FAIL else Verdict.ASK
    # An error that cannot be decided is not met either: unknown is never a pass.
    return Verdict.ASK if finding.severity == "error" else Verdict.OK


def decide(
    supplier: Supplier, scopes: Sequence[Scope], findings: Iterable[Finding]
) -> tuple[Verdict, tuple[str, ...], tuple[OfferVerdict, ...]]:
    """The supplier's verdict, why, and that of each offer."""
    by_status = _BY_STATUS.get(supplier.status, Verdict.OK)
    status_reason = _status_reason(supplier) if by_status is not Verdict.OK else ""
    weighed = [(finding_verdict(one), one) for one in findings]
    weighed = [(verdict, one) for verdict, one in weighed if verdict is not Verdict.OK]
    offers = tuple(_offer(scope, by_status, status_reason, weighed) for scope in scopes)
    if not offers:
        alone = _offer(Scope("", None), by_status, status_reason, weighed)
        return alone.verdict, alone.because, ()
    verdicts = {one.verdict for one in offers}
    if len(verdicts) == 1:
        verdict = verdicts.pop()
    elif verdicts & {Verdict.OK, Verdict.CONDITIONAL}:
        verdict = Verdict.CONDITIONAL
    else:
        verdict = max(verdicts, key=lambda one: one.rank)
    reasons: dict[str, None] = {}
    for offer in sorted(offers, key=lambda one: -one.verdict.rank):
        reasons.update(dict.fromkeys(offer.because))
    return verdict, tuple(reasons), offers


def _offer(
    scope: Scope, by_status: Verdict, status_reason: str, weighed: list[tuple[Verdict, Finding]]
) -> OfferVerdict:
    mine = [
        (verdict, one)
        for verdict, one in weighed
        if one.scopes is None or not scope.category or scope in one.scopes
    ]
    verdict = max((v for v, _ in mine), key=lambda v: v.rank, default=Verdict.OK)
    verdict = max(verdict, by_status, key=lambda v: v.rank)
    reasons = [status_reason] if status_reason and by_status is verdict else []
    # Findings of one topic have one cause; the first of them, the worst, is said.
    by_topic: dict[str, str] = {}
    for v, one in mine:
        if v is verdict:
            by_topic.setdefault(one.topic, reason(one))
    reasons += by_topic.values()
    return OfferVerdict(scope=scope, verdict=verdict, because=tuple(dict.fromkeys(reasons)))


def reason(finding: Finding) -> str:
    """Why, in one sentence; a waived finding says until when."""
    if finding.outcome is Outcome.WAIVED:
        return f"Waived for a time: {finding.message}"
    return finding.message


def _status_reason(supplier: Supplier) -> str:
    why = supplier.data.get("status_reason")
    return f"Its status is '{plain(supplier.status)}'" + (f": {why}" if why else "")
