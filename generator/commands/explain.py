"""``catalog explain ID``: a check, requirement, clause or supplier in words."""

import argparse
from collections.abc import Iterator

from generator.checks import registry
from generator.commands.base import (
    CLEAN,
    DATA,
    INTERNAL,
    Command,
    UsageError,
    assess,
    day_of,
    find_root,
    read,
    say,
    show_errors,
    show_problems,
)
from generator.load.wording import suggestion
from generator.model import words
from generator.model.assessment import Assessment, Finding, Outcome
from generator.model.catalog import Catalog
from generator.model.policy import Requirement
from generator.pages._wording import applies_to
from generator.reports.base import line


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="a check, requirement, clause or supplier")


def _run(args: argparse.Namespace) -> int:
    loaded = read(find_root(args.root))
    if loaded.catalog is None:
        show_problems(loaded)
        return DATA
    catalog = loaded.catalog
    known = [*registry(), *catalog.requirements, *catalog.clauses, *catalog.suppliers]
    if args.id not in known:
        raise UsageError(
            f"'{line(args.id)}' is no check, requirement, clause or supplier"
            f"{suggestion(args.id, known)}"
        )
    assessment = assess(catalog, day_of(args, catalog))
    if assessment.errors:
        show_errors(assessment)
        return INTERNAL
    for text in explain(args.id, catalog, assessment):
        say("\n".join(line(one) for one in text.split("\n")))
    return CLEAN


def explain(name: str, catalog: Catalog, assessment: Assessment) -> Iterator[str]:
    """Everything worth knowing about ``name``, paragraph by paragraph."""
    if name in registry():
        yield from _check(name, catalog, assessment)
    elif name in catalog.requirements:
        yield from _requirement(catalog.requirements[name], catalog, assessment)
    elif name in catalog.clauses:
        clause = catalog.clauses[name]
        yield f"Clause {clause.id} ({catalog.policies[clause.policy].title})"
        yield f"  {clause.sentence(words.value)}"
        yield f"  checked by: {clause.verification}"
        for requirement in clause.requirements:
            yield ""
            yield from _requirement(requirement, catalog, assessment)
    else:
        yield from _supplier(name, assessment)


def _check(code: str, catalog: Catalog, assessment: Assessment) -> Iterator[str]:
    check = registry()[code]
    yield f"{code} {check.name}"
    yield check.doc.strip()
    users = [one for one in catalog.requirements.values() if one.check == code]
    yield ""
    yield f"Used by {len(users)} requirement{'' if len(users) == 1 else 's'}:"
    for one in users:
        coverage = assessment.coverage.get(one.id)
        applied = coverage.applied if coverage else 0
        yield f"  {one.id} (clause {one.clause}, {one.severity}): applied {applied} times"
    yield from _failing([one for one in assessment.findings if one.code == code])


def _requirement(one: Requirement, catalog: Catalog, assessment: Assessment) -> Iterator[str]:
    clause = catalog.clauses[one.clause]
    yield f"{one.id}: {one.check} {registry()[one.check].title}"
    yield f"  clause {one.clause}: {clause.sentence(words.value)}"
    yield f"  applies to: {applies_to(one, registry()[one.check], catalog.reference)}"
    for name, value in one.params.items():
        yield f"  {name}: {words.value(value)}"
    if one.warn_days:
        yield f"  warns: {words.listing([str(day) for day in one.warn_days])} days before"
    since = f", from {words.day(one.effective_from)}" if one.effective_from else ""
    until = f", a warning until {words.day(one.transition_until)}" if one.transition_until else ""
    yield f"  severity: {one.severity}{since}{until}; waivable: {words.value(one.waivable)}"
    if one.responsible:
        yield f"  who acts: {catalog.reference.role_name(one.responsible)} ({one.responsible})"
    coverage = assessment.coverage.get(one.id)
    if coverage is None:
        yield "  not in force on this day"
        return
    counts = coverage.outcomes
    yield (
        f"  as of {assessment.as_of}: applied {coverage.applied} times: "
        f"{counts.get(Outcome.PASS, 0)} pass, {counts.get(Outcome.FAIL, 0)} fail, "
        f"{counts.get(Outcome.UNKNOWN, 0)} unknown, {counts.get(Outcome.WAIVED, 0)} waived"
    )
    yield from _failing([f for f in assessment.findings if f.requirement == one.id])


def _failing(findings: list[Finding]) -> Iterator[str]:
    if not findings:
        yield "Nobody fails it now."
        return
    yield f"{len(findings)} finding{'' if len(findings) == 1 else 's'} now:"
    for one in findings:
        yield f"  {one.supplier or one.subject}: {one.outcome}, {one.severity}: {one.message}"


def _supplier(name: str, assessment: Assessment) -> Iterator[str]:
    supplier = next(one for one in assessment.suppliers if one.id == name)
    yield f"{supplier.legal_name} ({supplier.id})"
    yield f"  as of {assessment.as_of}: {supplier.verdict.label}"
    for reason in supplier.because:
        yield f"    because: {reason}"
    for offer in supplier.offers:
        place = offer.scope.jurisdiction or "place not recorded"
        yield f"  {offer.scope.category} in {place}: {offer.verdict.label}"
    for segment in supplier.timeline[1:]:
        because = segment.because[0] if segment.because else "nothing stands against it"
        yield f"  from {words.day(segment.start)}: {segment.verdict.label} ({because})"
    for one in supplier.findings:
        yield f"  {one.code} {one.severity}, {one.outcome}: {one.message} [{one.clause}]"
        yield f"    to mend: {one.fix}"


COMMAND = Command(
    name="explain",
    help="say in words what a check, requirement, clause or supplier is about",
    options=_options,
    run=_run,
)
