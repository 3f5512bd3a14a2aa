"""Findings, requirements and policies as plain JSON values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.model.assessment import Finding, Outcome
from generator.model.money import Money
from generator.model.policy import Policy, Requirement
from generator.model.words import value
from generator.pages import _wording as wording
from generator.pages._rules import policy_data
from generator.pages.base import Site, clause_path
from generator.pages.texts import speaking


def plain(item: Any) -> Any:
    """A parameter or a date as JSON: money as in records, dates as texts, lists as lists."""
    if isinstance(item, Money):
        return {"amount": str(item.amount), "currency": item.currency}
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, Mapping):
        return {key: plain(one) for key, one in item.items()}
    if isinstance(item, list | tuple):
        return [plain(one) for one in item]
    return item


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding with the keys of the report, and what is required and held. For staff only."""
    scopes = finding.scopes
    return {
        "fingerprint": finding.fingerprint,
        "code": finding.code,
        "requirement": finding.requirement,
        "policy": finding.policy,
        "clause": finding.clause,
        "supplier": finding.supplier,
        "subject": finding.subject,
        "topic": finding.topic,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "message": finding.message,
        "required": finding.required,
        "held": finding.held,
        "fix": finding.fix,
        "path": finding.path,
        "last_day": plain(finding.last_day),
        "act_by": plain(finding.act_by),
        "responsible": finding.responsible,
        "waiver": finding.waiver,
        "waived_until": plain(finding.waived_until),
        "scopes": None
        if scopes is None
        else [{"category": one.category, "jurisdiction": one.jurisdiction} for one in scopes],
    }


def requirement_data(site: Site, requirement: Requirement) -> dict[str, Any]:
    """A requirement with its figures set in; for staff also who acts and how it came out."""
    check = site.checks[requirement.check]
    with speaking(None):  # one API, whatever the site's language
        applies = wording.applies_to(requirement, check, site.catalog.reference)
    data = {
        "id": requirement.id,
        "policy": requirement.policy,
        "clause": requirement.clause,
        "check": requirement.check,
        "severity": requirement.severity,
        "applies_when": plain(requirement.applies_when),
        "applies_to": applies,
        "params": plain(requirement.params),
        "warn_days": list(requirement.warn_days),
        "effective_from": plain(requirement.effective_from),
        "transition_until": plain(requirement.transition_until),
        "waivable": requirement.waivable,
        "page": wording.requirement_path(requirement.id),
    }
    if site.internal:
        coverage = site.assessment.coverage.get(requirement.id)
        data["responsible"] = requirement.responsible
        data["outcomes"] = (
            None
            if coverage is None
            else {outcome: coverage.outcomes.get(outcome, 0) for outcome in Outcome}
        )
    return data


def policy_json(site: Site, policy: Policy) -> dict[str, Any]:
    """A policy as the audience may see it, each clause with its sentence in words."""
    data = dict(policy_data(site, policy))
    sentences = {one.id: one.sentence(value) for one in policy.clauses}
    data["clauses"] = [
        {**one, "sentence": sentences[one["id"]], "page": clause_path(policy.id, one["id"])}
        for one in data.get("clauses") or ()
    ]
    data["page"] = clause_path(policy.id)
    return data
