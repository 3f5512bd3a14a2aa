"""JSON: everything, for programs. Its shape is schemas/report.schema.json."""

import json
from typing import Any

from generator.model.assessment import Assessment, Finding, Outcome, Scope, SupplierAssessment
from generator.model.problem import Problem
from generator.reports.base import Report

NAME = "json"


def render(report: Report) -> str:
    """One JSON object, ASCII, keys in a fixed order."""
    text = json.dumps(document(report), ensure_ascii=True, allow_nan=False, indent=1) + "\n"
    # The same data, but in a log no CI runner takes it for a command.
    return text.replace("##[", "#\\u0023[")


def document(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    assessment = report.assessment or Assessment(as_of=report.as_of)
    return {
        "as_of": report.as_of.isoformat(),
        "tool_version": report.tool_version,
        "summary": _summary(assessment),
        "suppliers": [supplier(one) for one in assessment.suppliers],
        "findings": [finding(one) for one in assessment.findings],
        "coverage": [
            {
                "requirement": one.requirement,
                "policy": one.policy,
                "clause": one.clause,
                "check": one.check,
                "applies": one.applied,
                "passed": one.outcomes.get(Outcome.PASS, 0),
                "failed": one.outcomes.get(Outcome.FAIL, 0),
                "unknown": one.outcomes.get(Outcome.UNKNOWN, 0),
                "waived": one.outcomes.get(Outcome.WAIVED, 0),
            }
            for one in assessment.coverage.values()
        ],
        "problems": [problem(one) for one in report.problems],
    }


def _summary(assessment: Assessment) -> dict[str, Any]:
    outcomes = {str(one): 0 for one in Outcome}
    for coverage in assessment.coverage.values():
        for outcome, count in coverage.outcomes.items():
            outcomes[str(outcome)] += count
    return {
        "suppliers": len(assessment.suppliers),
        "verdicts": {str(key): count for key, count in assessment.verdict_counts().items()},
        "findings": assessment.severity_counts(),
        "outcomes": outcomes,
        "contracts": sum(len(one.contracts) for one in assessment.suppliers),
    }


def supplier(one: SupplierAssessment) -> dict[str, Any]:
    """One supplier's verdicts."""
    return {
        "id": one.id,
        "legal_name": one.legal_name,
        "path": one.path,
        "verdict": str(one.verdict),
        "because": list(one.because),
        "offers": [
            {**_scope(offer.scope), "verdict": str(offer.verdict), "because": list(offer.because)}
            for offer in one.offers
        ],
        "timeline": [
            {
                "from": segment.start.isoformat(),
                "verdict": str(segment.verdict),
                "because": list(segment.because),
            }
            for segment in one.timeline
        ],
        "contracts": [
            {"id": row.id, "title": row.title, "state": row.state} for row in one.contracts
        ],
    }


def finding(one: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "fingerprint": one.fingerprint,
        "code": one.code,
        "requirement": one.requirement,
        "policy": one.policy,
        "clause": one.clause,
        "supplier": one.supplier,
        "subject": one.subject,
        "outcome": str(one.outcome),
        "severity": one.severity,
        "message": one.message,
        "fix": one.fix,
        "required": one.required,
        "held": one.held,
        "topic": one.topic,
        "offers": [_scope(scope) for scope in one.scopes] if one.scopes is not None else [],
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "act_by": one.act_by.isoformat() if one.act_by else None,
        "responsible": one.responsible,
        "waiver": one.waiver,
    }


def _scope(scope: Scope) -> dict[str, Any]:
    return {"category": scope.category, "jurisdiction": scope.jurisdiction}


def problem(one: Problem) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "path": one.path,
        "line": one.line,
        "column": one.column,
    }
