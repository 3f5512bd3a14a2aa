"""Text: the answer in the first line, then what it rests on, the worst first."""

from collections.abc import Iterator

from generator.governance.model import ChangeReport, News, RecordChange, Refusal, Resolved
from generator.model.words import day
from generator.reports.base import line
from generator.reports.change import sentences
from generator.reports.text import finding_line, problem_line

NAME = "text"
FIELDS = 40
"""Fields of one record, and records in all, that are listed; a program reads the JSON."""
RECORDS = 60


def render(report: ChangeReport) -> str:
    """``path:line:column: code …`` for whatever has a place, under a heading each."""
    return "\n".join(_rows(report)) + "\n"


def _rows(report: ChangeReport) -> Iterator[str]:
    yield sentences.answer(report)
    yield line(sentences.scene(report))
    judgement = report.judgement
    yield from _part("Problems in the records", [problem_line(one) for one in judgement.problems])
    refusals = [row for one in judgement.refusals for row in _refusal(one)]
    yield from _part("What a change may not do", refusals)
    yield from _part(
        "New findings", [row for one in judgement.news for row in _news(one, report.level)]
    )
    yield from _part("Verdicts", list(_verdicts(report)))
    yield from _part("Resolved", [row for one in judgement.resolved for row in _resolved(one)])
    yield from _part("Whom the changed rules turn, and when", list(_impact(report)))
    yield from _part("What changed", list(_changes(judgement.records)))
    rest = [sentences.existing(judgement), *report.notes]
    yield from _part("Besides", [line(one) for one in rest if one])


def _part(title: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield from ["", f"{title}:", *rows]


def _refusal(one: Refusal) -> Iterator[str]:
    place = f"{line(one.path)}:{one.line}:{one.column}: " if one.path else ""
    yield f"{place}{one.code} {one.rule}: {line(one.message)}"
    yield f"    Instead: {line(one.fix)}"


def _news(one: News, level: str) -> Iterator[str]:
    yield finding_line(one.finding)
    for more in sentences.about(one, level):
        yield f"    ({more})"
    if one.finding.fix:
        yield f"    To mend it: {line(one.finding.fix)}"


def _resolved(one: Resolved) -> Iterator[str]:
    yield finding_line(one.finding)
    if sentences.gone(one):
        yield f"    ({sentences.gone(one)})"


def _verdicts(report: ChangeReport) -> Iterator[str]:
    judgement = report.judgement
    for one in judgement.flips:
        yield line(sentences.flip(one))
        for offer in one.offers:
            yield f"    {line(sentences.offer(*offer))}"
    if judgement.flips:
        yield sentences.verdicts(judgement)


def _impact(report: ChangeReport) -> Iterator[str]:
    for one in report.judgement.impact:
        first = one.first
        turn = f"from {day(first.start)} {first.before.label} → {first.after.label}"
        yield line(f"{one.supplier}: {turn}")
        for reason in first.because[:2]:
            yield f"    {line(reason)}"
    if not report.judgement.impact and report.judgement.rules_changed:
        yield "Nobody's verdict, within the days that are looked ahead to."


def _changes(records: tuple[RecordChange, ...]) -> Iterator[str]:
    for one in records[:RECORDS]:
        how = f"moved from {one.moved_from}" if one.how == "moved" else one.how
        yield line(f"{one.kind} {one.id} ({one.path}): {how}")
        for field in one.fields[:FIELDS]:
            yield f"    {line(sentences.field(field))}"
        if len(one.fields) > FIELDS:
            yield f"    … and {len(one.fields) - FIELDS} more"
    if len(records) > RECORDS:
        yield f"… and {len(records) - RECORDS} more records"
