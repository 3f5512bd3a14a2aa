"""What a change brings, for the formats that know findings and problems only."""

from dataclasses import replace

from generator.governance.model import ChangeReport
from generator.model.assessment import Assessment
from generator.model.problem import Problem
from generator.reports.base import Report


def as_check(report: ChangeReport) -> Report:
    """The new findings, and as problems whatever else stops it; nothing that was there before."""
    judgement = report.judgement
    findings = tuple(one.finding for one in judgement.news)
    refusals = (
        Problem(
            code=one.code,
            message=f"{one.message} ({one.rule}). Instead: {one.fix}",
            path=one.path,
            line=one.line,
            column=one.column,
        )
        for one in judgement.refusals
    )
    head = report.head or Assessment(as_of=judgement.as_of)
    return Report(
        as_of=judgement.as_of,
        assessment=replace(head, findings=findings),
        problems=(*judgement.problems, *refusals),
        tool_version=report.tool_version,
        folder=report.folder,
        site=report.site,
        new=frozenset(one.fingerprint for one in findings),
    )
