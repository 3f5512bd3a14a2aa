"""Small reports built by hand, so that no check and no record moves what they say."""

from typing import Any

from generator.model.assessment import (
    Assessment,
    Coverage,
    Finding,
    Outcome,
    Scope,
    Segment,
    SupplierAssessment,
    Verdict,
)
from generator.model.problem import Problem
from generator.reports.base import Report
from tests.reports.hostile import AS_OF


def finding(**changes: Any) -> Finding:
    """One finding, with what is not given filled in."""
    given: dict[str, Any] = {
        "code": "XYZ-01",
        "requirement": "the-rule",
        "policy": "rules",
        "clause": "R-1.1",
        "supplier": "acme",
        "subject": "insurance/umbrella",
        "outcome": Outcome.FAIL,
        "severity": "error",
        "message": "Umbrella liability: no policy on file",
        "fix": "Ask the broker for it.",
        "path": "suppliers/acme.yml",
        "line": 12,
        "column": 3,
        "topic": "insurance/umbrella",
        **changes,
    }
    parts = ("code", "requirement", "supplier", "subject")
    given.setdefault("fingerprint", "/".join(str(given[one]) for one in parts))
    return Finding(**given)


def sample(found: tuple[Finding, ...], problems: tuple[Problem, ...] = ()) -> Report:
    """A report with these findings, and a supplier for each that is named."""
    ordered = tuple(sorted(found, key=lambda one: one.order))
    names = sorted({one.supplier for one in ordered if one.supplier})
    suppliers = tuple(
        _supplier(one, tuple(mine for mine in ordered if mine.supplier == one)) for one in names
    )
    assessment = Assessment(
        as_of=AS_OF, suppliers=suppliers, findings=ordered, coverage=_coverage(ordered)
    )
    return Report(as_of=AS_OF, assessment=assessment, problems=problems, tool_version="1.0")


def _supplier(name: str, found: tuple[Finding, ...]) -> SupplierAssessment:
    counted = [one for one in found if one.outcome is not Outcome.WAIVED]
    verdict = Verdict.ASK if counted else Verdict.OK
    return SupplierAssessment(
        id=name,
        legal_name=f"{name.title()} Ltd",
        path=f"suppliers/{name}.yml",
        status="approved",
        verdict=verdict,
        because=tuple(one.message for one in counted[:1]),
        offers=(),
        timeline=(
            Segment(start=AS_OF, verdict=verdict),
            Segment(start=AS_OF.replace(month=12, day=15), verdict=Verdict.DO_NOT_USE),
        ),
        findings=found,
    )


def _coverage(found: tuple[Finding, ...]) -> dict[str, Coverage]:
    return {
        one.requirement: Coverage(
            requirement=one.requirement,
            policy=one.policy,
            clause=one.clause,
            check=one.code,
            outcomes={Outcome.PASS: 3, one.outcome: 1, Outcome.NOT_APPLICABLE: 2},
        )
        for one in found
    }


def golden() -> Report:
    """A bit of everything: each severity and outcome, a problem, names with a trap in them."""
    found = (
        finding(severity="block", last_day=AS_OF.replace(month=10, day=31)),
        finding(
            code="XYZ-02",
            requirement="the-limit",
            clause="R-1.2",
            subject="insurance/umbrella/limit",
            message="Umbrella liability: nothing in force, required is USD 1,000,000",
            required="USD 1,000,000",
            held="nothing in force",
            responsible="@risk",
            line=30,
        ),
        finding(
            severity="warning",
            supplier="=cmd",
            path="suppliers/cmd.yml",
            message="##[error]Certificate is made out to '::error::A, B & <Sons>' [x](y) {0}",
            scopes=(Scope("electrical", "US-OR"),),
        ),
        finding(
            supplier="borealis",
            path="suppliers/borealis.yml",
            outcome=Outcome.WAIVED,
            waiver="wv-2026-001",
            waived_until=AS_OF.replace(year=2027, month=1),
        ),
        finding(
            severity="block", outcome=Outcome.UNKNOWN, supplier="borealis",
            path="suppliers/borealis.yml", subject="record/access", topic="record/profile",
            message="'access' is not recorded", fix="", line=1, column=1,
        ),
        finding(
            severity="info", supplier=None, path="policies/rules.yml", subject="policies/rules",
            topic="policies/rules", message="The review is due by 15 Dec 2026", line=0, column=0,
            act_by=AS_OF.replace(month=12, day=15),
        ),
    )  # fmt: skip
    wrong = Problem(
        code="YAML-AMBIGUOUS",
        message="'NO' reads as false for some: quote it",
        path="suppliers/odd.yml",
        line=4,
        column=21,
        severity="warning",
    )
    return sample(found, (wrong,))
