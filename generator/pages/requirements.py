"""A page for each requirement: the rule, whom it is held against, and all that was found."""

from collections.abc import Iterator

from generator.model.assessment import Outcome
from generator.model.policy import Requirement
from generator.pages import _wording as wording
from generator.pages._glossary import linker
from generator.pages._rules import readable, rule
from generator.pages._standing import standing
from generator.pages.base import Page, Site
from generator.pages.texts import text

# Marks a text for translation; ``text`` translates it where it is used.
_ = str
SHOWN = 200
LISTED = 12
LISTED_IN_FOLD = 200
_COUNTED = (
    (Outcome.PASS, _("met")),
    (Outcome.FAIL, _("not met")),
    (Outcome.UNKNOWN, _("cannot be decided")),
    (Outcome.WAIVED, _("waived for a time")),
)


def pages(site: Site) -> Iterator[Page]:
    """One page for each requirement of a policy that the audience reads."""
    for requirement in site.catalog.requirements.values():
        if readable(site, requirement.policy):
            yield _page(site, requirement)


def _page(site: Site, requirement: Requirement) -> Page:
    path = wording.requirement_path(requirement.id)
    clause = site.clause(requirement.clause)
    words = rule(site, requirement)
    findings = site.findings_by_requirement.get(requirement.id, []) if site.internal else []
    open_ones = [one for one in findings if one.outcome is not Outcome.WAIVED]
    waived = [one for one in findings if one.outcome is Outcome.WAIVED]
    coverage = words.coverage
    return Page(
        path=path,
        section="handbook",
        title=f"{clause.data.get('title', clause.id)}: {words.check.title}",
        description=text(
            "Requirement %(id)s of clause %(clause)s.",
            id=requirement.id,
            clause=requirement.clause,
        ),
        edit=requirement.path,
        body=site.render(
            "requirement.html",
            path,
            requirement=requirement,
            clause=clause,
            policy=site.catalog.policies[requirement.policy],
            sentence=wording.sentence_html(
                clause,
                linker(site, path).sentence(),
                wording.with_roles(site.catalog.reference),
            ),
            rule=words,
            counts=[]
            if coverage is None
            else [(text(title), coverage.outcomes.get(outcome, 0)) for outcome, title in _COUNTED],
            now=standing(site, findings),
            open=open_ones[:SHOWN],
            waived=waived[:SHOWN],
            left_out=max(0, len(open_ones) - SHOWN) + max(0, len(waived) - SHOWN),
            listed=LISTED,
            folded=LISTED_IN_FOLD,
        ),
    )
