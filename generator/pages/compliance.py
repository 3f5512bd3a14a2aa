"""The first board: how suppliers stand now, and what each of the other boards says in a line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.assessment import Outcome, Verdict
from generator.model.policy import Policy
from generator.pages import _boards as boards
from generator.pages import _expiries as expiries
from generator.pages import _gaps as gaps
from generator.pages import _measured as measured
from generator.pages import _spend as money
from generator.pages import _tallies as tallies
from generator.pages import _waived as waived
from generator.pages import compliance_trend as trend
from generator.pages._charts import month_name
from generator.pages._rules import readable_policies
from generator.pages._trend import series
from generator.pages._wording import MARKS, mark
from generator.pages.base import Page, Site
from generator.pages.texts import counted, day, text

PATH = boards.TOP
WORST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Another board, and what it says in one sentence."""

    path: str
    title: str
    says: str


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    policies = [one for one in readable_policies(site) if one.status == "in_force"]
    used = tallies.used(site)
    yield boards.board(
        site,
        PATH,
        "compliance.html",
        text("Compliance"),
        text("How suppliers stand against the handbook, and what ends next."),
        headline=headline(used),
        everyone=tallies.in_all(site),
        used=used,
        severities=site.assessment.severity_counts(),
        waived=sum(one.outcome is Outcome.WAIVED for one in site.assessment.findings),
        undecided=sum(one.outcome is Outcome.UNKNOWN for one in site.assessment.findings),
        cards=cards(site) if site.internal else [],
        requirements=measured.measured(site)[:WORST_SHOWN] if site.internal else [],
        requirement_count=len(site.assessment.coverage),
        categories=tallies.by_category(site),
        owners=tallies.by_owner(site),
        countries=tallies.by_country(site),
        waivers_in_force=len(waived.of_state(site, "in_force")),
        clauses=[(policy, marks(policy)) for policy in policies],
        clause_marks=total_marks(policies),
    )


def headline(used: tallies.Tally) -> str:
    """The compliance rate in a sentence."""
    if not used.total:
        return text("No supplier is in use.")
    return text(
        "%(rate)s %% of the suppliers in use are OK to use: %(good)s of %(all)s",
        rate=used.rate,
        good=f"{used.counts[Verdict.OK]:,}",
        all=f"{used.total:,}",
    )


def cards(site: Site) -> list[Card]:
    """The other boards, each with its sentence."""
    titles = dict(boards.menu(site))
    rules = [one for one in measured.measured(site) if one.coverage.applied]
    sentences = {
        boards.REQUIREMENTS: measured.headline(rules),
        boards.EXPIRIES: expiry_sentence(site),
        boards.COVERAGE: source_sentence(gaps.sources(site)),
        boards.SPEND: spend_sentence(money.spend(site)),
        boards.WAIVERS: waiver_sentence(site),
        boards.TREND: trend.headline(series(site)),
    }
    return [Card(path=path, title=titles[path], says=says) for path, says in sentences.items()]


def expiry_sentence(site: Site) -> str:
    """How much ends, and when most of it does."""
    months = expiries.months(site)
    count = sum(len(one.items) for one in months)
    if not count:
        return text("Nothing ends that has nothing to follow it.")
    fullest = max(months, key=lambda one: len(one.items))
    busy = expiries.busiest(expiries.ending(site), 1)
    if not busy:
        return text(
            "%(count)s last days to come; most of them, %(most)s, in %(month)s %(year)s",
            count=f"{count:,}",
            most=f"{len(fullest.items):,}",
            month=month_name(fullest.first),
            year=fullest.first.year,
        )
    return text(
        "%(count)s last days to come; the fullest week begins on %(day)s with %(most)s",
        count=f"{count:,}",
        day=day(busy[0].monday),
        most=f"{busy[0].count:,}",
    )


def source_sentence(sources: list[gaps.Source]) -> str:
    """How thin the sources are."""
    none = sum(not one.usable for one in sources)
    one = sum(len(each.usable) == 1 for each in sources)
    return text(
        "Of %(all)s pairs of category and place, %(none)s have no supplier that may be used and "
        "%(one)s have only one",
        all=f"{len(sources):,}",
        none=f"{none:,}",
        one=f"{one:,}",
    )


def spend_sentence(found: money.Spend) -> str:
    """How concentrated spend is."""
    if not found.suppliers.total:
        return text("No spend is on record that can be added up.")
    return text(
        "The five largest suppliers have %(top)s %% of the spend on record",
        top=f"{found.suppliers.top(5):.0f}",
    )


def waiver_sentence(site: Site) -> str:
    """How many waivers count, and how many end soon."""
    count, soon = len(waived.of_state(site, "in_force")), len(waived.ending_soon(site))
    if not count:
        return text("No waiver is in force.")
    return counted(
        "%(num)s waiver is in force; ending within %(days)s days: %(soon)s",
        "%(num)s waivers are in force; ending within %(days)s days: %(soon)s",
        count,
        days=waived.SOON_DAYS,
        soon=soon,
    )


def marks(policy: Policy) -> dict[str, int]:
    """A policy's clauses by how they are checked."""
    counts = Counter(mark(clause) for clause in policy.clauses)
    return {key: counts[key] for key in MARKS}


def total_marks(policies: list[Policy]) -> dict[str, int]:
    """The same for all of them."""
    total: Counter[str] = Counter()
    for policy in policies:
        total.update(marks(policy))
    return dict(total)
