"""Each rule for machines is one, and applies to somebody.

Why: A clause that says it is checked and is not is worse than one that says it is not.
Method: Each clause marked ``machine`` in a policy in force has at least one requirement. Each
requirement in force applies to at least one supplier, contract or category, unless it says
``expect_no_match``.
Boundary: One requirement, applied once, is enough.
Example: applies_when names a category that nobody offers: unknown.
Mend: Write the requirement, mark the clause partial or human, or mend the selector.
"""

from collections.abc import Iterator

from generator.checks.base import CatalogCase, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.policy import Clause


@check("POL-02", "clause-coverage", subject=Subject.POLICY)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each machine clause, and one for each requirement that met nobody."""
    for policy in case.catalog.policies.values():
        if policy.status != "in_force":
            continue
        for clause in policy.clauses:
            if clause.verification == "machine":
                yield _clause(clause, policy.path)
            yield from _idle(case, clause, policy.path)


def _clause(clause: Clause, path: str) -> Result:
    subject = f"clauses/{clause.id}"
    if clause.requirements:
        return passed(subject)
    return Result(
        outcome=Outcome.FAIL,
        subject=subject,
        topic=subject,
        path=path,
        pointer=clause.pointer,
        required="a requirement",
        held="none",
        message=f"Clause {clause.id} is marked 'machine' and has no requirement",
        fix="Write the requirement, or mark the clause 'partial' or 'human'.",
    )


def _idle(case: CatalogCase, clause: Clause, path: str) -> Iterator[Result]:
    for requirement in clause.requirements:
        found = case.coverage.get(requirement.id)
        if found is None or found.applied or requirement.expect_no_match:
            continue
        start = requirement.effective_from
        # Rules of this kind count themselves last, and those to come have met nobody yet.
        if requirement.check == case.requirement.check or (start and not case.today.reached(start)):
            continue
        yield Result(
            outcome=Outcome.UNKNOWN,
            subject=f"requirements/{requirement.id}",
            topic=f"clauses/{clause.id}",
            path=path,
            pointer=requirement.pointer,
            required="somebody to apply to",
            held="nobody",
            message=f"Requirement '{requirement.id}' applies to nobody",
            fix="Mend its applies_when, or say 'expect_no_match: true'.",
        )
