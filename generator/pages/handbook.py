"""The handbook: its contents page, and one page for each policy with its clauses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.policy import Policy
from generator.pages._glossary import linker
from generator.pages._html import Html
from generator.pages._passages import marks, marks_used, passages
from generator.pages._past import past
from generator.pages._phases import phases
from generator.pages._rules import policy_data, readable_policies
from generator.pages._standing import Standing, standing
from generator.pages.base import Page, Site, clause_path, relative
from generator.pages.texts import text

LISTED = 5
LISTED_IN_FOLD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One policy on the contents page. ``news`` is its latest change."""

    policy: Policy
    data: Mapping[str, Any]
    path: str
    marks: str
    now: Standing
    news: Mapping[str, Any]


def pages(site: Site) -> Iterator[Page]:
    """The contents page, then each policy."""
    policies = readable_policies(site)
    entries = [_entry(site, one) for one in policies]
    path = "handbook/index.html"
    clauses = [clause for one in policies for clause in one.clauses]
    yield Page(
        path=path,
        section="handbook",
        title=text("Handbook"),
        description=text("The rules for buying from suppliers, in plain words."),
        body=site.render(
            "handbook.html",
            path,
            current=[one for one in entries if one.policy.status == "in_force"],
            drafts=[one for one in entries if one.policy.status == "draft"],
            retired=[one for one in entries if one.policy.status == "retired"],
            clauses=clauses,
            marks=marks(clauses),
            latest=_latest(entries),
            path_of=phases([(one.policy, one.data) for one in entries]),
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
    data = policy_data(site, policy)
    return Entry(
        policy=policy,
        data=data,
        path=clause_path(policy.id),
        marks=marks(policy.clauses),
        now=standing(site, findings) if site.internal else Standing(),
        news=next(iter(data.get("changes") or ()), {}),
    )


def _latest(entries: list[Entry]) -> list[Entry]:
    """What changed last: the five newest entries, the newest first."""
    dated = [one for one in entries if one.news.get("date") and one.policy.status == "in_force"]
    return sorted(dated, key=lambda one: (one.news["date"], one.policy.id), reverse=True)[:LISTED]


def _policy_page(site: Site, policy: Policy, policies: list[Policy]) -> Page:
    path = clause_path(policy.id)
    data = policy_data(site, policy)
    changes = list(data.get("changes") or ())
    present = [one for one in changes if one.get("version") == policy.version]
    findings = [
        finding
        for clause in policy.clauses
        for finding in site.findings_by_clause.get(clause.id, ())
    ]
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
            passages=passages(site, policy, data, linker(site, path)),
            marks=marks(policy.clauses),
            marks_used=marks_used(policy.clauses),
            known={one.id for one in policy.clauses},
            present=present,
            earlier=[one for one in changes if one not in present],
            now=standing(site, findings) if site.internal else Standing(),
            listed=LISTED,
            folded=LISTED_IN_FOLD,
            ui=Html(site, relative(path, "")),
            past=past(site, policy.path, "policy"),
        ),
    )
