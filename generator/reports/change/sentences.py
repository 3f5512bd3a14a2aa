"""The sentences that the reports of a change share."""

from collections.abc import Iterator, Mapping

from generator.governance.judge import blocks, refused
from generator.governance.model import ChangeReport, FieldChange, Flip, Judgement, News, Resolved
from generator.model.assessment import SEVERITY_ORDER, Scope, Verdict
from generator.model.words import day, listing


def answer(report: ChangeReport) -> str:
    """The one thing to know: whether it may be merged, and if not, why."""
    judgement = report.judgement
    if not refused(judgement, report.level):
        return "This change may be merged."
    reasons = []
    if judgement.problems:
        reasons.append(many(len(judgement.problems), "problem in the records"))
    if judgement.refusals:
        reasons.append(many(len(judgement.refusals), "thing that a change may not do"))
    count = sum(blocks(one.finding, report.level) for one in judgement.news)
    if count:
        reasons.append(many(count, "new finding"))
    return f"This change is refused: {listing(reasons)}."


def many(count: int, what: str) -> str:
    """``1 new finding``, ``2 new findings``; the noun is the first or the second word."""
    if count == 1:
        return f"1 {what}"
    head, space, rest = what.partition(" ")
    if head == "new":
        return f"{count:,} new {_plural(rest)}"
    return f"{count:,} {_plural(head)}{space}{rest}"


def _plural(noun: str) -> str:
    return f"{noun}s"


def scene(report: ChangeReport) -> str:
    """What was compared, and on which day."""
    old, new = report.sources
    when = day(report.judgement.as_of)
    asked = ", a day that was asked for" if report.asked_day else ""
    return f"From {old} to {new}, both as of {when}{asked}."


def verdicts(judgement: Judgement) -> str:
    """How many suppliers have which verdict, and how many had."""
    rows = []
    for one in Verdict:
        before, after = judgement.before.get(one, 0), judgement.after.get(one, 0)
        change = f" ({after - before:+d})" if before != after else ""
        rows.append(f"{after:,} {one.label}{change}")
    return f"Suppliers: {', '.join(rows)}."


def existing(judgement: Judgement) -> str:
    """What the change has nothing to do with, '' when there is nothing."""
    total = sum(judgement.existing.values())
    old = judgement.old_problems
    parts = []
    if total:
        parts.append(f"{many(total, 'finding')} ({severities(judgement.existing)})")
    if old:
        parts.append(many(old, "problem in the records"))
    if not parts:
        return ""
    verb = "is" if total + old == 1 else "are"
    return f"{listing(parts)} {verb} in both states; this change neither brings nor mends them."


def severities(counts: Mapping[str, int]) -> str:
    """``1 block, 2 error``."""
    return ", ".join(f"{counts[one]:,} {one}" for one in SEVERITY_ORDER if counts.get(one))


def flip(one: Flip) -> str:
    """A supplier's verdict before and after."""
    return f"{one.supplier}: {_label(one.before)} → {_label(one.after)}"


def offer(scope: Scope, before: Verdict | None, after: Verdict | None) -> str:
    """An offer's verdict before and after."""
    where = f" in {scope.jurisdiction}" if scope.jurisdiction else ""
    return f"{scope.category}{where}: {_label(before)} → {_label(after)}"


def _label(verdict: Verdict | None) -> str:
    return verdict.label if verdict is not None else "not there"


def about(one: News, level: str) -> Iterator[str]:
    """What is to be said of a new finding beside itself."""
    if one.worse:
        yield "it was there, and is worse now"
    if one.by_rule:
        yield (
            "it comes from the changed rules; with an effective_from or a transition_until to "
            "come it would only warn until then"
        )
    if not blocks(one.finding, level):
        yield "it stops nothing"


def field(one: FieldChange) -> str:
    """A field before and after."""
    if one.restricted:
        return f"{one.where}: changed (the value is not shown)"
    if one.after in ("added", "removed") and one.before in ("not recorded", "on record"):
        return f"{one.where}: {one.after}"
    return f"{one.where}: {one.before} → {one.after}"


def gone(one: Resolved) -> str:
    """Where a finding went, if it was not met: '' where it was."""
    return {
        "waived": "it is waived, not met",
        "no_longer_applies": "the rule does not apply here any more; it was not met",
    }.get(one.how, "")
