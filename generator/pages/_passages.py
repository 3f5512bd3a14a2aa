"""A clause as its readers see it, on its policy's page and in the whole handbook."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model.assessment import Outcome
from generator.model.policy import Clause, Policy
from generator.pages import _wording as wording
from generator.pages._glossary import Linker
from generator.pages._memo import kept
from generator.pages._rules import Rule, readable, rule
from generator.pages._standing import Standing, standing
from generator.pages.base import Site, clause_path
from generator.pages.texts import listing, text, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One clause. ``met`` counts what was checked and passed.

    ``changed_in`` is the version that last touched it, where that is the present one. ``states``
    has a rule's findings by requirement id.
    """

    clause: Clause
    data: Mapping[str, Any]
    text: Markup
    modality: str
    mark: str
    mark_words: str
    mark_says: str
    rules: tuple[Rule, ...]
    see: tuple[tuple[str, str, str], ...]
    changed_in: str
    now: Standing
    states: Mapping[str, Standing]
    met: int


def passages(site: Site, policy: Policy, data: Mapping[str, Any], linker: Linker) -> list[Passage]:
    """Every clause of the policy, in its order. ``data`` is what the audience sees of it."""
    shown = {one["id"]: one for one in data.get("clauses") or ()}
    touched = touched_by(data, policy.version)
    return [
        _passage(site, one, shown.get(one.id, {}), linker, policy.version * (one.id in touched))
        for one in policy.clauses
    ]


def touched_by(data: Mapping[str, Any], version: str) -> frozenset[str]:
    """The clauses that this version brought or altered, as its entry in ``changes`` says."""
    return frozenset(
        clause
        for one in data.get("changes") or ()
        if one.get("version") == version
        for clause in one.get("clauses") or ()
    )


def _passage(
    site: Site, clause: Clause, data: Mapping[str, Any], linker: Linker, changed_in: str
) -> Passage:
    rules = tuple(rule(site, one) for one in clause.requirements)
    now, states = _now(site, clause)
    mark = wording.mark(clause)
    return Passage(
        clause=clause,
        data=data,
        text=wording.sentence_html(
            clause, linker.sentence(), wording.with_roles(site.catalog.reference)
        ),
        modality=text(wording.MODALITY_WORDS.get(clause.modality, clause.modality)),
        mark=mark,
        mark_words=text(wording.MARKS[mark]),
        mark_says=wording.mark_says(clause),
        rules=rules,
        see=_see(site, data),
        changed_in=changed_in,
        now=now,
        states=states,
        met=sum(
            one.coverage.outcomes.get(Outcome.PASS, 0) for one in rules if one.coverage is not None
        ),
    )


def _now(site: Site, clause: Clause) -> tuple[Standing, Mapping[str, Standing]]:
    """How the clause and each of its rules stand today: worked out once, for staff alone."""

    def find() -> tuple[Standing, Mapping[str, Standing]]:
        states = {
            one.id: standing(site, site.findings_by_requirement.get(one.id, ()))
            for one in clause.requirements
        }
        return standing(site, site.findings_by_clause.get(clause.id, ())), states

    return kept(site, f"standing {clause.id}", find) if site.internal else (Standing(), {})


def _see(site: Site, data: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    known = [one for one in data.get("see") or () if one in site.catalog.clauses]
    return tuple(
        (one, site.clause(one).data.get("title", ""), clause_path(site.clause(one).policy, one))
        for one in known
        if readable(site, site.clause(one).policy)
    )


def marks(clauses: Sequence[Clause]) -> str:
    """``6 checked by machine, 4 checked in part and 2 judged by people``."""
    counts = Counter(wording.mark(clause) for clause in clauses)
    return listing(
        [
            f"{counts[mark]} {within(text(words))}"
            for mark, words in wording.MARKS.items()
            if counts[mark]
        ],
        text("and"),
    )


def marks_used(clauses: Sequence[Clause]) -> list[tuple[str, str, str]]:
    """The marks that these clauses have, each with its words and what they mean."""
    meaning = {
        "machine": text("What the records show is compared with the clause on every build."),
        "partial": text("What is on record is compared; people judge the rest."),
        "unwritten": text("The records could show it. No check looks yet."),
        "human": text("People judge it. No check can see it."),
    }
    used = {wording.mark(clause) for clause in clauses}
    return [(one, text(wording.MARKS[one]), meaning[one]) for one in wording.MARKS if one in used]
