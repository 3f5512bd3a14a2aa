"""The evaluation of one supplier: every requirement in force, on a day, and over time.

Each requirement's answer is kept with the first later day on which it could differ. A later
day asks again only those whose day has come; so the timeline costs one evaluation per change.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.checks._contracts import ended, state
from generator.checks.base import Case, Result
from generator.evaluate.applies import Applicability, Profile
from generator.evaluate.due import with_due_day
from generator.evaluate.rulebook import (
    WEIGHTY,
    Plan,
    Rulebook,
    Stricter,
    overridden,
    qualified,
    strictest,
)
from generator.evaluate.verdict import decide
from generator.evaluate.waivers import Court, apply
from generator.model import words
from generator.model.asof import AsOf, Memo
from generator.model.assessment import (
    SEVERITY_ORDER,
    CheckError,
    ContractState,
    Finding,
    Outcome,
    Scope,
    Segment,
    SupplierAssessment,
    Verdict,
)
from generator.model.catalog import Catalog
from generator.model.dates import add_days
from generator.model.policy import Requirement, Waiver
from generator.model.records import Contract, Record, Supplier

HORIZON_DAYS = 400
_LOOKS_BACK = ("CON-03", "SRC-07")
"""Checks that ask how things stood on another day: they are not asked about that day again."""


@dataclass(slots=True, kw_only=True)
class Answer:
    """What one requirement said: findings, outcomes counted, and until when that is so.

    Not frozen, because a hundred are made for each supplier and that takes thrice the time; nobody
    changes one.
    """

    findings: tuple[Finding, ...] = ()
    passes: tuple[Finding, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    next_change: date | None = None
    missing: str = ""
    """The field for want of which it could not be decided whether the requirement applies."""
    applies_until: date | None = None
    """The first later day on which whether it applies could differ."""

    def stale(self, day: date) -> bool:
        """Whether it has to be asked again on ``day``."""
        return self.next_change is not None and self.next_change <= day


class SupplierRun:
    """The state of evaluating one supplier over successive days."""

    def __init__(
        self,
        record: Record,
        catalog: Catalog,
        rulebook: Rulebook,
        waivers: Mapping[str, list[Waiver]],
        *,
        keep_passes: bool = False,
    ) -> None:
        self.supplier = Supplier(record)
        self.catalog = catalog
        self.rulebook = rulebook
        self.profile = Profile(self.supplier, catalog)
        self.waivers = waivers
        self.court = Court(catalog=catalog, rules=rulebook.waiver_rules)
        self.answers: dict[str, Answer] = {}
        self.errors: list[CheckError] = []
        self._memo: Memo = {}
        self._plans: list[Plan] | None = None
        self._overriding = [
            one for one in self.supplier.contracts if one.data.get("overrides") and not one.dead
        ]
        self._keep_passes = keep_passes
        self._owner = str(record.data.get("owner", ""))
        self._undetermined: dict[str, list[str]] = {}
        self._then: dict[tuple[date, tuple[str, ...]], tuple[Finding, ...]] = {}
        self._decided: tuple[Verdict | None, tuple[str, ...]] = (None, ())

    def ask(self, day: date, *, weighty: bool = False) -> None:
        """Bring all answers up to ``day``, or only those that can flip a verdict."""
        self._undetermined = {}
        profile_plans = []
        answers = self.answers
        for plan in self._to_ask(day, weighty):
            kept, asked = answers.get(plan.id), not weighty or plan.weighty
            if kept is None or kept.stale(day) or plan.about_profile:
                whether_only = not asked or plan.about_profile
                kept = answers[plan.id] = self._answer(plan, self._today(day), whether_only)
            if kept.missing:
                answers[plan.id] = replace(kept, findings=(), outcomes=_UNDETERMINED)
                self._undetermined.setdefault(kept.missing, []).append(plan.id)
            elif plan.about_profile and asked:
                profile_plans.append(plan)
        for plan in profile_plans:
            # It waits on the applicability of the others, so it is asked anew each time.
            answers[plan.id] = self._answer(plan, self._today(day))
        if self._undetermined:
            self._tell_undetermined(profile_plans, day)

    def ask_after(self, day: date, verdict: Verdict, because: tuple[str, ...]) -> dict[str, Answer]:
        """What the verdict itself leads to. Verdicts do not come from these answers."""
        self._decided = (verdict, because)
        plans = self.rulebook.after_verdict
        return {one.id: self._answer(one, self._today(day)) for one in plans}

    def _to_ask(self, day: date, weighty: bool) -> list[Plan]:
        """What may have another answer than before, or takes part in the answers of others."""
        if self._plans is None:
            never = self.profile.never(self.rulebook, self._today(day))
            self._plans = [one for one in self.rulebook.plans.values() if one.selector not in never]
            return self._plans
        answers, everything = self.answers, not weighty or self.rulebook.profile_weighs
        found = []
        for plan in self._plans:
            kept = answers.get(plan.id)
            # What weighs nothing itself still counts where a missing field weighs.
            if (everything or plan.weighty) and (
                kept is None or kept.missing or plan.about_profile or kept.stale(day)
            ):
                found.append(plan)
        return found

    def _today(self, day: date) -> AsOf:
        return AsOf(day, self._memo)

    def _answer(self, plan: Plan, today: AsOf, whether_only: bool = False) -> Answer:
        requirement = plan.requirement
        try:
            found = self.profile.applicability(plan, today)
            start = requirement.effective_from
            to_come = start is not None and not today.reached(start)
            until = today.next_change
            # What is to come and cannot be decided yet is no matter of today.
            if found.applies is None and not to_come:
                if plan.about_verdict:
                    # The verdict is there already: a missing field cannot weigh on it any more.
                    return self._run(plan, found, today, until)
                return Answer(
                    outcomes=_UNDETERMINED,
                    next_change=until,
                    missing=found.missing,
                    applies_until=until,
                )
            if whether_only or not found.applies:
                return _NOTHING if until is None else Answer(next_change=until, applies_until=until)
            return self._run(plan, found, today, until)
        except Exception as error:  # a check that raises is an error, never a pass
            self.errors.append(
                CheckError(
                    code=requirement.check,
                    requirement=requirement.id,
                    supplier=self.supplier.id,
                    message=f"{type(error).__name__}: {error}",
                )
            )
            return _NOTHING

    def _run(self, plan: Plan, found: Applicability, today: AsOf, until: date | None) -> Answer:
        findings: list[Finding] = []
        passes: list[Finding] = []
        outcomes: list[Outcome] = []
        alone = not self._overriding and plan.id not in self.rulebook.siblings
        asked_for: Iterable[tuple[Requirement, Applicability, str]] = (
            ((plan.requirement, found, ""),)
            if alone
            else self._variants(plan.requirement, found, today)
        )
        for asked, part, source in asked_for:
            for result in plan.run(self._case(asked, part, today)):
                outcome = result.outcome
                if outcome is Outcome.PASS or outcome is Outcome.NOT_APPLICABLE:
                    outcomes.append(outcome)
                    if outcome is Outcome.PASS and self._keep_passes:
                        passes += self._findings(asked, part, result, today)
                    continue
                said = replace(result, message=result.message + source)
                for finding in self._findings(asked, part, said, today):
                    findings.append(finding)
                    outcomes.append(finding.outcome)
        return Answer(
            findings=tuple(findings),
            passes=tuple(passes),
            outcomes=tuple(outcomes) or _NOT_APPLICABLE,
            next_change=today.next_change,
            applies_until=until,
        )

    def _case(self, requirement: Requirement, found: Applicability, today: AsOf) -> Case:
        return Case(
            supplier=self.supplier,
            requirement=requirement,
            today=today,
            catalog=self.catalog,
            scopes=found.places,
            offers=found.offers,
            contracts=found.contracts,
            undetermined=self._undetermined,
            applying=lambda code: self._applying(code, today),
            then=self._findings_then,
            verdict=self._decided[0],
            because=self._decided[1],
        )

    def _applying(self, code: str, today: AsOf) -> tuple[Requirement, ...]:
        """The requirements of a check in effect for the supplier on the day, as it is put them."""
        return tuple(
            asked
            for one in self.rulebook.by_check.get(code, ())
            if (one.effective_from is None or today.reached(one.effective_from))
            and (found := self._applicability(one, today)).applies
            for asked, _, _ in self._variants(one, found, today)
        )

    def _applicability(self, requirement: Requirement, today: AsOf) -> Applicability:
        return self.profile.applicability(self.rulebook.every_plan[requirement.id], today)

    def _findings_then(self, day: date, families: tuple[str, ...]) -> tuple[Finding, ...]:
        """The findings of grave requirements on another day, by the record as it is now."""
        key = (day, families)
        if key not in self._then:
            book = self.rulebook.gravest(families, _LOOKS_BACK)
            run = SupplierRun(self.supplier.record, self.catalog, book, self.waivers)
            run.ask(day)
            if run.errors:
                raise RuntimeError(run.errors[0].message)
            self._then[key] = tuple(one for one in run.findings() if one.severity == "block")
        return self._then[key]

    def _variants(
        self, requirement: Requirement, found: Applicability, today: AsOf
    ) -> Iterator[tuple[Requirement, Applicability, str]]:
        """The requirement as strict as anything else makes it, for each group of offers."""
        terms = list(self._stricter(requirement, today))
        if not terms:
            yield requirement, found, ""
            return
        mine = found.scopes if found.scopes is not None else self.profile.scopes
        groups: dict[tuple[Stricter, ...], list[Scope]] = {}
        for scope in mine:
            here = tuple(term for term, where in terms if where is None or scope in where)
            groups.setdefault(here, []).append(scope)
        if len(groups) <= 1:
            for_all = [one for one, where in terms if where is None]
            asked, source = strictest(requirement, next(iter(groups), for_all))
            yield asked, found, source
            return
        for here, scopes in groups.items():
            asked, source = strictest(requirement, here)
            yield asked, _narrowed(found, tuple(scopes)), source

    def _stricter(
        self, requirement: Requirement, today: AsOf
    ) -> Iterator[tuple[Stricter, tuple[Scope, ...] | None]]:
        """What asks for more than the requirement's own parameters, and for which offers."""
        for other in self.rulebook.siblings.get(requirement.id, ()):
            if other.effective_from is not None and not today.reached(other.effective_from):
                continue
            theirs = self._applicability(other, today)
            if theirs.applies:
                for term in qualified(requirement, other):
                    yield term, theirs.scopes
        for contract in self._overriding:
            if ended(contract, today, self.catalog.reference):
                continue
            for term in overridden(requirement, contract):
                yield term, self._scopes_of(contract)

    def _scopes_of(self, contract: Contract) -> tuple[Scope, ...] | None:
        """The offers that a contract is about; None when it names no category: all of them."""
        kinds = contract.texts("categories")
        if not kinds:
            return None
        reference = self.catalog.reference
        return tuple(
            scope
            for scope in self.profile.scopes
            if any(reference.is_kind_of(scope.category, kind) for kind in kinds)
        )

    def _findings(
        self,
        requirement: Requirement,
        found: Applicability,
        result: Result,
        today: AsOf,
    ) -> Iterator[Finding]:
        finding = make_finding(
            requirement,
            result,
            supplier=self.supplier.id,
            path=self.supplier.record.path,
            severity=effective_severity(requirement, result, today),
            scopes=self._scopes(found, result),
            ahead=_ahead(requirement, today),
            owner=self._owner,
        )
        waivers = self.waivers.get(requirement.id, ())
        if not waivers:
            yield finding
            return
        yield from apply(finding, requirement, waivers, self.profile.scopes, today, self.court)

    def _scopes(self, found: Applicability, result: Result) -> tuple[Scope, ...] | None:
        """The offers that a result bears on: never more than the requirement applies to."""
        if result.scopes is None:
            return found.scopes
        offered = tuple(one for one in result.scopes if one in self.profile.scopes)
        if not offered:
            return None
        return tuple(one for one in offered if one in (found.scopes or offered)) or offered

    def _tell_undetermined(self, profile_plans: list[Plan], day: date) -> None:
        """Let each undecided requirement speak for itself, where nothing speaks for it.

        What asks for the profile speaks for all; if it weighs less than an error, those that
        weigh more speak too, or a missing field would count for less than a failure.
        """
        speaking = [one for one in profile_plans if self.answers[one.id].findings]
        said = [finding for one in speaking for finding in self.answers[one.id].findings]
        if any(finding.severity in WEIGHTY for finding in said):
            return
        for field, waiting in self._undetermined.items():
            for requirement in map(self.rulebook.by_id.__getitem__, waiting):
                if requirement.severity in WEIGHTY or not speaking:
                    self._tell(requirement, field, self._today(day))

    def _tell(self, requirement: Requirement, field: str, today: AsOf) -> None:
        result = Result(
            outcome=Outcome.UNKNOWN,
            subject=f"record/{field}",
            topic="record/profile",
            required=f"{field} on record",
            held="not recorded",
            message=f"Whether this applies cannot be decided: '{field}' is not recorded",
            fix=f"Record {field}; if the answer is none, say so.",
        )
        kept = self.answers[requirement.id]
        told = tuple(self._findings(requirement, Applicability(applies=None), result, today))
        days = [one for one in (kept.applies_until, today.next_change) if one is not None]
        self.answers[requirement.id] = replace(
            kept,
            findings=told,
            outcomes=tuple(one.outcome for one in told),
            next_change=min(days, default=None),
        )

    def weigh(self) -> None:
        """Forget the findings that can flip no verdict; keep when they are to apply."""
        for plan in self._plans or ():
            kept = self.answers.get(plan.id)
            if kept is None or plan.weighty or kept is _NOTHING:
                continue
            if self.rulebook.profile_weighs:
                until = kept.applies_until
                light = Answer(missing=kept.missing, next_change=until, applies_until=until)
                self.answers[plan.id] = light
            else:
                del self.answers[plan.id]

    def findings(self) -> list[Finding]:
        """All findings of the day, the worst first."""
        found = [one for answer in self.answers.values() for one in answer.findings]
        return sorted(found, key=lambda one: one.order)

    @property
    def next_change(self) -> date | None:
        """The first later day on which anything could differ."""
        days = [one.next_change for one in self.answers.values() if one.next_change is not None]
        return min(days, default=None)


_UNDETERMINED = (Outcome.UNKNOWN,)
_NOT_APPLICABLE = (Outcome.NOT_APPLICABLE,)
_NOTHING = Answer()


def _narrowed(found: Applicability, scopes: tuple[Scope, ...]) -> Applicability:
    """The same for these offers only."""
    chosen = set(scopes)
    return replace(
        found,
        scopes=scopes,
        places=scopes,
        offers=tuple(
            one
            for one in found.offers
            if any(Scope(one.category, place) in chosen for place in one.jurisdictions or (None,))
        ),
    )


def assess(run: SupplierRun, day: date) -> tuple[SupplierAssessment, dict[str, Answer]]:
    """The supplier's assessment on ``day``, and each requirement's answer on it."""
    supplier = run.supplier
    run.ask(day)
    findings = run.findings()
    verdict, because, offers = decide(supplier, run.profile.scopes, findings)
    after = run.ask_after(day, verdict, because)
    findings += [one for answer in after.values() for one in answer.findings]
    answers = {**run.answers, **after}
    findings = [with_due_day(one, run.rulebook.by_id[one.requirement], day) for one in findings]
    findings.sort(key=lambda one: one.order)
    today, reference = AsOf(day), run.catalog.reference
    return SupplierAssessment(
        id=supplier.id,
        legal_name=supplier.legal_name,
        path=supplier.record.path,
        status=supplier.status,
        verdict=verdict,
        because=because,
        offers=offers,
        timeline=tuple(timeline(run, day)),
        findings=tuple(findings),
        contracts=tuple(
            ContractState(id=one.id, title=one.title, state=state(one, today, reference))
            for one in supplier.contracts
        ),
    ), answers


def timeline(run: SupplierRun, day: date) -> Iterator[Segment]:
    """The verdicts from ``day`` over the horizon, one segment for each change.

    Only block and error requirements can flip a verdict, so only they are asked again.
    """
    run.weigh()
    end = add_days(day, HORIZON_DAYS)
    last: Segment | None = None
    current = day
    while True:
        verdict, because, offers = decide(run.supplier, run.profile.scopes, run.findings())
        segment = Segment(
            start=current,
            verdict=verdict,
            because=because,
            offers=tuple((one.scope, one.verdict) for one in offers),
        )
        if last is None or (segment.verdict, segment.because, segment.offers) != (
            last.verdict,
            last.because,
            last.offers,
        ):
            yield segment if last is None else _news_first(segment, last)
            last = segment
        change = run.next_change
        if change is None or change > end:
            return
        current = change
        run.ask(current, weighty=True)


def _news_first(segment: Segment, before: Segment) -> Segment:
    """The segment with what is new in its reasons first: that is what brought the change."""
    known = set(before.because)
    return replace(segment, because=tuple(sorted(segment.because, key=lambda one: one in known)))


def effective_severity(requirement: Requirement, result: Result, today: AsOf) -> str:
    """The requirement's severity, lowered by the result or by a transition still running."""
    severity = result.severity or requirement.severity
    if SEVERITY_ORDER[severity] < SEVERITY_ORDER[requirement.severity]:
        severity = requirement.severity
    if severity not in WEIGHTY:
        return severity
    start, until = requirement.effective_from, requirement.transition_until
    if start is not None and not today.reached(start):
        return "warning"
    if until is not None and not today.after(until):
        return "warning"
    return severity


def _ahead(requirement: Requirement, today: AsOf) -> str:
    """From when a grave requirement is in full effect; '' when it is."""
    if requirement.severity not in WEIGHTY:
        return ""
    until, start = requirement.transition_until, requirement.effective_from
    if until is not None and not today.after(until):
        return f"a warning until {words.day(until)}"
    if start is not None and not today.reached(start):
        return f"required from {words.day(start)}"
    return ""


def make_finding(
    requirement: Requirement,
    result: Result,
    *,
    supplier: str | None,
    path: str,
    severity: str,
    scopes: tuple[Scope, ...] | None,
    ahead: str = "",
    owner: str = "",
) -> Finding:
    """A finding: the result with the requirement's policy, clause and words on it.

    ``ahead`` says from when the requirement is in full effect, where that is still to come.
    ``owner`` is who acts where the requirement names nobody.
    """
    message = result.message
    if ahead and result.outcome is not Outcome.PASS:
        message += f" ({ahead})"
    return Finding(
        fingerprint=fingerprint(requirement, supplier, result.subject),
        code=requirement.check,
        requirement=requirement.id,
        policy=requirement.policy,
        clause=requirement.clause,
        supplier=supplier,
        subject=result.subject,
        outcome=result.outcome,
        severity=severity,
        message=message,
        fix=requirement.how_to_fix or result.fix,
        path=result.path or path,
        pointer=result.pointer,
        required=result.required,
        held=result.held,
        topic=result.topic or result.subject,
        last_day=result.last_day,
        act_by=result.act_by,
        responsible=requirement.responsible or owner,
        scopes=scopes,
    )


def fingerprint(requirement: Requirement, supplier: str | None, subject: str) -> str:
    """What a finding is called for ever: check, requirement and subject, nothing that moves."""
    parts = (requirement.check, requirement.id, supplier or "", subject)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
