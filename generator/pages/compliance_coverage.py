"""The board of coverage and gaps: thin sources, clauses, idle rules, what the records lack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.pages import _boards as boards
from generator.pages import _charts as charts
from generator.pages import _gaps as gaps
from generator.pages._rules import Rule, readable_policies, rule
from generator.pages.base import Page, Site
from generator.pages.compliance import marks, source_sentence, total_marks
from generator.pages.texts import text

PATH = boards.COVERAGE
SHOWN = 60
_MANY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of paper by name, with its counts."""

    name: str
    counts: gaps.Papers


def pages(site: Site) -> Iterator[Page]:
    """The one page. It is for staff."""
    if not site.internal:
        return
    policies = [one for one in readable_policies(site) if one.status == "in_force"]
    sources = gaps.sources(site)
    thin = [one for one in sources if len(one.usable) < 2]
    says = source_sentence(sources)
    yield boards.board(
        site,
        PATH,
        "compliance_coverage.html",
        text("Coverage and gaps"),
        text("Where there is no second supplier, and what the records do not say."),
        headline=says,
        spread=spread(sources),
        drawing=charts.columns(_bars(sources), says, height=110),
        thin=thin[:SHOWN],
        left_out=max(0, len(thin) - SHOWN),
        clauses=[(policy, marks(policy)) for policy in policies],
        clause_marks=total_marks(policies),
        idle=idle(site),
        undecided=gaps.undecided(site),
        unfilled=gaps.never_filled(site),
        field_count=sum(1 for _ in site.fields["supplier"].leaves()),
        papers=[Paper(name=_PAPERS[one.kind](), counts=one) for one in gaps.papers(site)],
        shown=15,
    )


_PAPERS = {
    "certificates": lambda: text("Certificates of insurance"),
    "licences": lambda: text("Licences"),
    "permits": lambda: text("Permits"),
    "certifications": lambda: text("Certifications"),
}


def spread(sources: Sequence[gaps.Source]) -> list[tuple[str, int]]:
    """How many categories in their places have none, one, two, three, and more suppliers."""
    names = (text("None"), text("One"), text("Two"), text("Three"), text("Four or more"))
    counts = [0] * len(names)
    for one in sources:
        counts[min(len(one.usable), _MANY)] += 1
    return list(zip(names, counts, strict=True))


def _bars(sources: Sequence[gaps.Source]) -> list[charts.Bar]:
    return [
        charts.Bar(
            label=name,
            top=f"{count:,}",
            parts=(charts.Part(fill="main" if place < 2 else "soft", size=count),),
        )
        for place, (name, count) in enumerate(spread(sources))
    ]


def idle(site: Site) -> list[Rule]:
    """The rules that were held against nothing, in words."""
    return [rule(site, one) for one in gaps.idle(site)]
