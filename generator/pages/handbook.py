"""The handbook: its contents page, and one page for each policy with its clauses."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model.assessment import Outcome
from generator.model.policy import Clause, Policy
from generator.model.words import listing
from generator.pages import _wording as wording
from generator.pages._rules import Rule, policy_data, readable, readable_policies, rule
from generator.pages._standing import Standing, standing
from generator.pages.base import Page, Site, clause_path

LISTED = 5
LISTED_IN_FOLD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One policy on the contents page."""

    policy: Policy
    data: Mapping[str, Any]
    path: str
    marks: str
    now: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One clause on its policy's page. ``met`` counts what was checked and passed."""

    clause: Clause
    data: Mapping[str, Any]
    text: Markup
    modality: str
    mark: str
    mark_says: str
    rules: tuple[Rule, ...]
    see: tuple[tuple[str, str, str], ...]
    now: Standing
    met: int


def pages(site: Site) -> Iterator[Page]:
    """The contents page, then each policy."""
    policies = readable_policies(site)
    entries = [_entry(site, one) for one in policies]
    path = "handbook/index.html"
    clauses = [clause for one in policies for clause in one.clauses]
    yield Page(
        path=path,
        section="handbook",
        title="Handbook",
        description="The rules for buying from suppliers, in plain words.",
        body=site.render(
            "handbook.html",
            path,
            current=[one for one in entries if one.policy.status == "in_force"],
            drafts=[one for one in entries if one.policy.status == "draft"],
            retired=[one for one in entries if one.policy.status == "retired"],
            clauses=clauses,
            marks=marks(clauses),
        ),
    )
    for policy in policies:
        yield _policy_page(site, policy, policies)


def _entry(site: Site, policy: Policy) -> Entry:
    findings = [
        finding
        for clause in policy.clauses
        for finding in site.findings_by_clause.get(clause.id, ())
    ]
    return Entry(
        policy=policy,
        data=policy_data(site, policy),
        path=clause_path(policy.id),
        marks=marks(policy.clauses),
        now=standing(site, findings) if site.internal else Standing(),
    )


def marks(clauses: Sequence[Clause]) -> str:
    """``6 checked by machine, 4 checked in part and 2 judged by people``."""
    counts = Counter(wording.mark(clause) for clause in clauses)
    return listing(
        [f"{counts[mark]} {words.lower()}" for mark, words in wording.MARKS.items() if counts[mark]]
    )


def _policy_page(site: Site, policy: Policy, policies: list[Policy]) -> Page:
    path = clause_path(policy.id)
    data = policy_data(site, policy)
    shown = {one["id"]: one for one in data.get("clauses") or ()}
    return Page(
        path=path,
        section="handbook",
        title=policy.title,
        description=str(data.get("summary", ""))[:300],
        edit=policy.path,
        body=site.render(
            "handbook_policy.html",
            path,
            policy=policy,
            data=data,
            policies=policies,
            passages=[_passage(site, one, shown.get(one.id, {})) for one in policy.clauses],
            marks=marks(policy.clauses),
            MARKS=wording.MARKS,
            listed=LISTED,
            folded=LISTED_IN_FOLD,
        ),
    )


def _passage(site: Site, clause: Clause, data: Mapping[str, Any]) -> Passage:
    findings = site.findings_by_clause.get(clause.id, []) if site.internal else []
    rules = tuple(rule(site, one) for one in clause.requirements)
    return Passage(
        clause=clause,
        data=data,
        text=wording.sentence_html(clause),
        modality=wording.MODALITY_WORDS.get(clause.modality, clause.modality),
        mark=wording.mark(clause),
        mark_says=wording.mark_says(clause),
        rules=rules,
        see=tuple(
            (one, site.clause(one).data.get("title", ""), clause_path(site.clause(one).policy, one))
            for one in data.get("see") or ()
            if one in site.catalog.clauses and readable(site, site.clause(one).policy)
        ),
        now=standing(site, findings),
        met=sum(
            one.coverage.outcomes.get(Outcome.PASS, 0) for one in rules if one.coverage is not None
        ),
    )
