"""The requirements in force, and how they bear on one another: worked out once for a catalog.

Several requirements may be about one thing (two limits of one line of cover). Each holds its
own figure against the evidence; what says how evidence counts (may an umbrella be added, how
old may a rate be) is a qualifier, and there the strictest of them counts for all. Together
that is the same as one requirement with the strictest value of each parameter, and each
finding still names the one clause it comes from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from generator.checks import registry
from generator.checks.base import Check, Param, Run, Subject, asks_for_more
from generator.model.assessment import SEVERITY_ORDER
from generator.model.catalog import Catalog
from generator.model.dates import add_days
from generator.model.policy import Policy, Requirement, Value, parameter_value
from generator.model.records import Contract

CATALOG_SUBJECTS = (Subject.CATEGORY, Subject.POLICY, Subject.WAIVER, Subject.LOADER)
_FOR_VERDICT = (Subject.SUPPLIER, Subject.OFFER, Subject.CONTRACT)
WEIGHTY = ("block", "error")
PROFILE_CHECK = "REC-14"
ANNOUNCED_DAYS = 365


def subject_of(requirement: Requirement) -> Subject:
    """What the requirement's check looks at."""
    return registry()[requirement.check].subject


def adopted(catalog: Catalog) -> list[Requirement]:
    """The requirements of the policies in force, none in effect before its policy is."""
    return [
        one
        for policy in catalog.policies.values()
        if policy.status == "in_force"
        for one in _requirements(policy)
    ]


def _requirements(policy: Policy) -> list[Requirement]:
    found = [one for clause in policy.clauses for one in clause.requirements]
    start = policy.effective_from
    if start is None:
        return found
    return [replace(one, effective_from=max(one.effective_from or start, start)) for one in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stricter:
    """A value that counts in place of a requirement's own, and where it comes from."""

    param: str
    value: Value | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A requirement with what every supplier's evaluation asks of it, looked up once.

    Requirements that select alike have the same ``selector`` number.
    """

    id: str
    requirement: Requirement
    run: Run
    selector: int
    announced_on: date | None
    weighty: bool
    about_profile: bool
    about_verdict: bool


def announced_on(requirement: Requirement) -> date | None:
    """From when it is put to suppliers: a year ahead, as a warning, so that nobody is surprised."""
    start = requirement.effective_from
    return None if start is None else add_days(start, -ANNOUNCED_DAYS)


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """The requirements put to suppliers, those put to waivers, and who is stricter than whom."""

    requirements: tuple[Requirement, ...]
    waiver_rules: tuple[Requirement, ...] = ()
    by_id: Mapping[str, Requirement] = field(default_factory=dict)

    @classmethod
    def of(cls, wanted: Iterable[Requirement]) -> "Rulebook":
        """From all requirements adopted."""
        listed = tuple(wanted)
        return cls(
            requirements=tuple(one for one in listed if subject_of(one) in _FOR_VERDICT),
            # What may be waived, for how long and by whom is decided by these; the other rules
            # about waivers only remind.
            waiver_rules=tuple(
                one
                for one in listed
                if subject_of(one) is Subject.WAIVER and one.severity == "block"
            ),
            by_id={one.id: one for one in listed},
        )

    @cached_property
    def every_plan(self) -> dict[str, Plan]:
        """Each requirement put to suppliers by id; those left out of a part too."""
        numbers: dict[tuple[str, bool], int] = {}
        found = {}
        for one in self.by_id.values():
            check = registry()[one.check]
            if check.subject in CATALOG_SUBJECTS:
                continue
            key = (repr(sorted(one.applies_when.items())), check.subject is Subject.CONTRACT)
            found[one.id] = Plan(
                id=one.id,
                requirement=one,
                run=check.run,
                selector=numbers.setdefault(key, len(numbers)),
                announced_on=announced_on(one),
                weighty=one.severity in WEIGHTY,
                about_profile=one.check == PROFILE_CHECK,
                about_verdict=check.subject is Subject.VERDICT,
            )
        return found

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """Each of the requirements, ready to be asked, by id."""
        return {one.id: self.every_plan[one.id] for one in self.requirements}

    @cached_property
    def after_verdict(self) -> tuple[Plan, ...]:
        """What is put to a supplier once it has its verdict."""
        return tuple(one for one in self.every_plan.values() if one.about_verdict)

    @cached_property
    def selectors(self) -> tuple[Plan, ...]:
        """One of the plans for each selector."""
        return tuple({one.selector: one for one in self.plans.values()}.values())

    @cached_property
    def profile_weighs(self) -> bool:
        """Whether a missing field of the profile counts for a verdict."""
        return any(one.about_profile and one.weighty for one in self.plans.values())

    @cached_property
    def _narrowed(self) -> dict[tuple[str, ...], "Rulebook"]:
        return {}

    def gravest(self, families: tuple[str, ...], without: tuple[str, ...]) -> "Rulebook":
        """The block requirements whose checks begin with one of ``families``."""
        if families not in self._narrowed:
            chosen = tuple(
                one
                for one in self.requirements
                if one.severity == "block"
                and one.check.startswith(families)
                and one.check not in without
            )
            self._narrowed[families] = replace(self, requirements=chosen)
        return self._narrowed[families]

    @cached_property
    def siblings(self) -> dict[str, tuple[Requirement, ...]]:
        """For each requirement those about the same thing, as grave, that may add to it."""
        found: dict[str, list[Requirement]] = {}
        by_thing: dict[tuple[object, ...], list[Requirement]] = {}
        for one in self.requirements:
            if _qualifiers(registry()[one.check]):
                by_thing.setdefault(_thing(one), []).append(one)
        for alike in by_thing.values():
            for one in alike:
                others = [
                    other
                    for other in alike
                    if other is not one
                    and SEVERITY_ORDER[other.severity] <= SEVERITY_ORDER[one.severity]
                    and any(True for _ in qualified(one, other))
                ]
                if others:
                    found[one.id] = others
        return {name: tuple(others) for name, others in found.items()}

    @cached_property
    def by_check(self) -> dict[str, tuple[Requirement, ...]]:
        """All requirements put to suppliers, by their check; those left out of a part too."""
        found: dict[str, list[Requirement]] = {}
        for plan in self.every_plan.values():
            found.setdefault(plan.requirement.check, []).append(plan.requirement)
        return {code: tuple(listed) for code, listed in found.items()}


def _qualifiers(check: Check) -> tuple[Param, ...]:
    return tuple(one for one in check.params if one.qualifier)


def _thing(requirement: Requirement) -> tuple[object, ...]:
    """What a requirement is about: its check, and the parameters that name rather than measure."""
    naming = [one.name for one in registry()[requirement.check].params if not one.stricter]
    return (requirement.check, *((name, requirement.params.get(name)) for name in naming))


def qualified(requirement: Requirement, other: Requirement) -> Iterable[Stricter]:
    """The qualifiers of ``other`` that are stricter than those of ``requirement``."""
    for param in _qualifiers(registry()[requirement.check]):
        theirs = other.params.get(param.name)
        if theirs is None and param.stricter == "false":
            theirs = False
        if asks_for_more(param, theirs, requirement.params.get(param.name)):
            yield Stricter(param=param.name, value=theirs, source=f"clause {other.clause}")


def overridden(requirement: Requirement, contract: Contract) -> Iterable[Stricter]:
    """The figures of the requirement that the contract raises. What it lowers does not count."""
    params = {one.name: one for one in registry()[requirement.check].params}
    for entry in contract.data.get("overrides") or ():
        param = params.get(entry["parameter"])
        if entry["requirement"] != requirement.id or param is None:
            continue
        value = _read(entry["value"])
        if value is None or param.problem(value):
            continue
        if asks_for_more(param, value, requirement.params.get(param.name)):
            where = f", {entry['clause']}" if entry.get("clause") else ""
            yield Stricter(param=param.name, value=value, source=f"contract {contract.id}{where}")


def _read(value: object) -> Value | None:
    try:
        return parameter_value(value)
    except ValueError:
        return None


def strictest(requirement: Requirement, terms: Iterable[Stricter]) -> tuple[Requirement, str]:
    """The requirement with the strictest of ``terms`` in place, and the words that say so."""
    params = {one.name: one for one in registry()[requirement.check].params}
    values: dict[str, Value | None] = dict(requirement.params)
    sources: dict[str, list[str]] = {}
    for one in terms:
        param = params[one.param]
        if param.stricter == "more":
            # Each may name what the other does not: all that is named is asked for.
            values[one.param] = _together(values.get(one.param), one.value)
            sources.setdefault(one.param, []).append(one.source)
        elif one.param not in sources or asks_for_more(param, one.value, values.get(one.param)):
            values[one.param] = one.value
            sources[one.param] = [one.source]
    if not sources:
        return requirement, ""
    named = ", ".join(dict.fromkeys(said for name in sorted(sources) for said in sources[name]))
    params_given = {name: value for name, value in values.items() if value is not None}
    return replace(requirement, params=params_given), f" (as strict as {named} asks)"


def _together(ours: Value | None, theirs: Value | None) -> tuple[str, ...]:
    lists = [one if isinstance(one, tuple) else (str(one),) for one in (ours, theirs) if one]
    return tuple(dict.fromkeys(name for one in lists for name in one))
