"""What is asked of the whole catalog, once every supplier has its verdict.

Categories, policies, waivers: none of it changes a supplier's verdict, so it goes second.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.checks import registry
from generator.checks.base import CatalogCase, Result, Subject
from generator.evaluate.due import with_due_day
from generator.evaluate.rulebook import CATALOG_SUBJECTS, Rulebook, subject_of
from generator.evaluate.supplier import effective_severity, make_finding
from generator.evaluate.waivers import Court, ask
from generator.model.asof import AsOf, Memo
from generator.model.assessment import (
    CheckError,
    Coverage,
    Finding,
    Outcome,
    Scope,
    SupplierAssessment,
    Verdict,
    WaiverStanding,
)
from generator.model.catalog import Catalog
from generator.model.policy import Requirement, Waiver


class Overall:
    """The second pass: collects ``findings`` and ``errors``, and counts into the coverage."""

    def __init__(
        self,
        catalog: Catalog,
        as_of: date,
        rulebook: Rulebook,
        suppliers: Iterable[SupplierAssessment],
        coverage: Mapping[str, Coverage],
    ) -> None:
        self.catalog, self.as_of, self.coverage = catalog, as_of, coverage
        self.court = Court(catalog=catalog, rules=rulebook.waiver_rules)
        self.offer_verdicts: dict[str, dict[Scope, Verdict]] = {}
        self.used: set[str] = set()
        for one in suppliers:
            self.offer_verdicts[one.id] = {offer.scope: offer.verdict for offer in one.offers}
            self.used.update(finding.waiver for finding in one.findings if finding.waiver)
        self._memo: Memo = {}
        self.findings: list[Finding] = []
        self.errors: list[CheckError] = []

    def run(self, wanted: Iterable[Requirement]) -> None:
        """Put each requirement that is about the catalog to it."""
        # POL-02 counts what the others were applied to, so it goes last.
        ordered = sorted(wanted, key=lambda one: (subject_of(one) is Subject.POLICY, one.check))
        for requirement in ordered:
            if subject_of(requirement) not in CATALOG_SUBJECTS:
                continue
            today = AsOf(self.as_of)
            start = requirement.effective_from
            if start is not None and not today.reached(start):
                continue
            try:
                self._count(requirement, self._results(requirement, today), today)
            except Exception as error:  # as for a supplier: an error, never a pass
                self.errors.append(
                    CheckError(
                        code=requirement.check,
                        requirement=requirement.id,
                        supplier=None,
                        message=f"{type(error).__name__}: {error}",
                    )
                )

    def _results(self, requirement: Requirement, today: AsOf) -> Iterator[Result]:
        if subject_of(requirement) is not Subject.WAIVER:
            case = CatalogCase(
                requirement=requirement,
                today=AsOf(self.as_of, self._memo),
                catalog=self.catalog,
                offer_verdicts=self.offer_verdicts,
                coverage=self.coverage,
            )
            yield from registry()[requirement.check].run(case)
            return
        for waiver, waived in self._waivers():
            used = waiver.id in self.used
            for result in ask(requirement, waiver, waived, today, self.catalog, used):
                # Whatever a rule finds about a waiver stands in the waiver's own file.
                yield replace(result, path=result.path or waiver.path)

    def _count(self, requirement: Requirement, results: Iterable[Result], today: AsOf) -> None:
        outcomes: Counter[Outcome] = self.coverage[requirement.id].outcomes  # type: ignore[assignment]
        for result in results:
            outcomes[result.outcome] += 1
            if result.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
                continue
            finding = make_finding(
                requirement,
                result,
                supplier=None,
                path=result.path,
                severity=effective_severity(requirement, result, today),
                scopes=None,
                owner=self.catalog.policies[requirement.policy].owner,
            )
            self.findings.append(with_due_day(finding, requirement, self.as_of))

    def _waivers(self) -> Iterator[tuple[Waiver, Requirement]]:
        requirements = self.catalog.requirements
        for waiver in self.catalog.waivers:
            if waiver.requirement in requirements:
                yield waiver, requirements[waiver.requirement]

    def waivers(self) -> dict[str, WaiverStanding]:
        """How each waiver stands on the day."""
        return {waiver.id: self._standing(waiver, waived) for waiver, waived in self._waivers()}

    def _standing(self, waiver: Waiver, waived: Requirement) -> WaiverStanding:
        try:
            found = self.court.standing(waiver, waived, AsOf(self.as_of))
        except Exception:  # the rule that raised is among the errors; a waiver never gains by it
            found = WaiverStanding(
                id=waiver.id, state="without_effect", faults=("A rule about it was not checked",)
            )
        return replace(found, used=waiver.id in self.used)
