"""JSON: everything about a change, for programs."""

import json
from typing import Any

from generator.governance.judge import blocks, refused
from generator.governance.model import ChangeReport, Flip, News, RecordChange, Refusal
from generator.model.assessment import SEVERITY_ORDER, Finding, Verdict
from generator.reports import json_report
from generator.reports.change import sentences

NAME = "json"


def render(report: ChangeReport) -> str:
    """One object, its keys in a fixed order."""
    judgement = report.judgement
    refuse = refused(judgement, report.level)
    found = {
        "as_of": judgement.as_of.isoformat(),
        "base": report.sources[0],
        "head": report.sources[1],
        "answer": "refuse" if refuse else "merge",
        "sentence": sentences.answer(report),
        "fail_on": report.level,
        "summary": {
            "problems": len(judgement.problems),
            "refusals": len(judgement.refusals),
            "new": _severities([one.finding for one in judgement.news]),
            "resolved": _severities([one.finding for one in judgement.resolved]),
            "existing": dict(judgement.existing),
            "existing_problems": judgement.old_problems,
            "verdicts": {
                "base": _verdicts(judgement.before),
                "head": _verdicts(judgement.after),
            },
        },
        "problems": [json_report.problem(one) for one in judgement.problems],
        "refusals": [_refusal(one) for one in judgement.refusals],
        "new": [_news(one, report.level) for one in judgement.news],
        "resolved": [
            {**json_report.finding(one.finding), "how": one.how} for one in judgement.resolved
        ],
        "flips": [_flip(one) for one in judgement.flips],
        "impact": [
            {
                "supplier": one.supplier,
                "from": one.first.start.isoformat(),
                "before": str(one.first.before),
                "after": str(one.first.after),
                "because": list(one.first.because),
            }
            for one in judgement.impact
        ],
        "changes": [_record(one) for one in judgement.records],
        "rules_changed": judgement.rules_changed,
        "notes": list(report.notes),
        "tool_version": report.tool_version,
    }
    return json.dumps(found, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def _severities(findings: Any) -> dict[str, int]:
    return {one: sum(f.severity == one for f in findings) for one in SEVERITY_ORDER}


def _verdicts(counts: Any) -> dict[str, int]:
    return {str(one): counts.get(one, 0) for one in Verdict}


def _refusal(one: Refusal) -> dict[str, Any]:
    return {
        "code": one.code,
        "rule": one.rule,
        "message": one.message,
        "fix": one.fix,
        "supplier": one.supplier or None,
        "path": one.path,
        "line": one.line,
        "column": one.column,
    }


def _news(one: News, level: str) -> dict[str, Any]:
    finding: Finding = one.finding
    return {
        **json_report.finding(finding),
        "blocks": blocks(finding, level),
        "worse": one.worse,
        "by_rule": one.by_rule,
    }


def _flip(one: Flip) -> dict[str, Any]:
    return {
        "supplier": one.supplier,
        "before": _verdict(one.before),
        "after": _verdict(one.after),
        "offers": [
            {
                "category": scope.category,
                "jurisdiction": scope.jurisdiction,
                "before": _verdict(before),
                "after": _verdict(after),
            }
            for scope, before, after in one.offers
        ],
    }


def _verdict(one: Verdict | None) -> str | None:
    return None if one is None else str(one)


def _record(one: RecordChange) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": one.id,
        "path": one.path,
        "how": one.how,
        "moved_from": one.moved_from or None,
        "fields": [
            {
                "field": field.where,
                "before": None if field.restricted else field.before,
                "after": None if field.restricted else field.after,
                "restricted": field.restricted,
            }
            for field in one.fields
        ],
    }
