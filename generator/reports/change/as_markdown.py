"""Markdown: what a person reads on a pull request or in the summary of a job."""

from collections.abc import Iterator, Sequence

from generator.governance.judge import blocks
from generator.governance.model import ChangeReport, RecordChange
from generator.model.words import day
from generator.reports.base import markdown
from generator.reports.change import sentences

NAME = "markdown"
# A job's summary holds 1 MiB; beyond this many rows it is no summary.
ROWS = 100


def render(report: ChangeReport) -> str:
    """The answer as headline, tables below, what is long folded away."""
    return "\n".join(_rows(report)) + "\n"


def _rows(report: ChangeReport) -> Iterator[str]:
    judgement = report.judgement
    yield f"## {markdown(sentences.answer(report))}"
    yield from ["", markdown(sentences.scene(report))]
    yield from _table(
        "Problems in the records",
        ("Place", "Code", "Problem"),
        [(f"{one.path}:{one.line}", one.code, one.message) for one in judgement.problems],
    )
    yield from _table(
        "What a change may not do",
        ("Rule", "What", "Instead", "Place"),
        [
            (f"{one.code} {one.rule}", one.message, one.fix, f"{one.path}:{one.line}")
            for one in judgement.refusals
        ],
    )
    yield from _table(
        "New findings",
        ("Severity", "Supplier", "Finding", "Mend", "Clause", "Place"),
        [
            (
                one.finding.severity
                + ("" if blocks(one.finding, report.level) else " (stops nothing)"),
                one.finding.supplier or "",
                one.finding.message,
                one.finding.fix,
                one.finding.clause,
                f"{one.finding.path}:{one.finding.line}",
            )
            for one in judgement.news
        ],
    )
    yield from _table(
        "Verdicts",
        ("Supplier", "Change"),
        [(one.supplier, sentences.flip(one).partition(": ")[2]) for one in judgement.flips],
    )
    yield from _table(
        "Whom the changed rules turn, and when",
        ("Supplier", "From", "Before", "After", "Because"),
        [
            (
                one.supplier,
                day(one.first.start),
                one.first.before.label,
                one.first.after.label,
                "; ".join(one.first.because),
            )
            for one in judgement.impact
        ],
    )
    yield from _table(
        "Resolved",
        ("Severity", "Supplier", "Finding", "How"),
        [
            (
                one.finding.severity,
                one.finding.supplier or "",
                one.finding.message,
                sentences.gone(one) or "met",
            )
            for one in judgement.resolved
        ],
    )
    yield from _changes(judgement.records)
    for one in (sentences.existing(judgement), *report.notes):
        if one:
            yield from ["", markdown(one)]


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield from ["", f"### {title} ({len(rows)})", ""]
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows[:ROWS]:
        yield f"| {' | '.join(markdown(cell) for cell in row)} |"
    if len(rows) > ROWS:
        yield from ["", f"… and {len(rows) - ROWS} more; the JSON report has them all."]


def _changes(records: Sequence[RecordChange]) -> Iterator[str]:
    if not records:
        return
    yield from ["", "<details>", f"<summary>What changed in {len(records)} records</summary>", ""]
    for one in records[:ROWS]:
        how = f"moved from {one.moved_from}" if one.how == "moved" else one.how
        yield f"- {markdown(f'{one.kind} {one.id} ({one.path}): {how}')}"
        for field in one.fields[:ROWS]:
            yield f"    - {markdown(sentences.field(field))}"
    yield from ["", "</details>"]
