"""What ends when: by month and kind, the fullest weeks, and what becomes of the verdicts.

Counted are last days for which nothing is on file to follow, and last days on which a notice can
still be sent. What has ended already is the work page's matter.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.checks._contracts import notice, notice_owed, present, running
from generator.evaluate.supplier import HORIZON_DAYS
from generator.model.asof import AsOf
from generator.model.assessment import SupplierAssessment, Verdict
from generator.model.dates import add_days
from generator.pages._dates import LEFT_OUT, Coming, coming, decide_days
from generator.pages._memo import kept
from generator.pages._tallies import in_use
from generator.pages.base import Site, supplier_path
from generator.pages.texts import text

PAPERS = ("insurance", "licence", "permit", "certification", "contract")
KINDS = (*PAPERS, "notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month: what ends in it, by kind and one by one."""

    first: date
    items: tuple[Coming, ...]

    @property
    def key(self) -> str:
        """``2026-12``."""
        return f"{self.first:%Y-%m}"

    def count(self, kind: str) -> int:
        """How many of a kind."""
        return sum(one.kind == kind for one in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week from its Monday to its Sunday."""

    monday: date
    count: int

    @property
    def sunday(self) -> date:
        """Its last day."""
        return add_days(self.monday, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """The suppliers in use by the verdict they will have on a day, if nothing is renewed."""

    day: date
    counts: dict[Verdict, int]


def kind_title(kind: str) -> str:
    """What things of a kind are called."""
    return {
        "insurance": text("Insurance"),
        "licence": text("Licences"),
        "permit": text("Permits"),
        "certification": text("Certifications"),
        "contract": text("Contracts"),
        "notice": text("Last days for notice"),
    }[kind]


def ending(site: Site) -> list[Coming]:
    """What ends within the horizon, sorted; and the last days for notice."""
    return kept(site, "ending", lambda: _ending(site))


def _ending(site: Site) -> list[Coming]:
    found = [one for one in coming(site) if one.ends and one.kind in PAPERS]
    return sorted([*found, *_notices(site)])


def followed(site: Site) -> int:
    """How many last days are not counted, for what follows is on file or comes by itself."""
    return sum(not one.ends and one.kind in PAPERS for one in coming(site))


def _notices(site: Site) -> Iterator[Coming]:
    if not site.internal:
        return
    today, reference, days = AsOf(site.as_of), site.catalog.reference, decide_days(site)
    last = add_days(site.as_of, HORIZON_DAYS)
    for assessed in site.assessment.suppliers:
        if assessed.status in LEFT_OUT:
            continue
        supplier = site.reading(assessed.id)
        for contract in supplier.contracts:
            if contract.dead or contract.superseded or not running(contract, today, reference):
                continue
            now = present(contract, today, reference)
            dates = notice(contract, now, reference, days)
            if dates is None or dates.send_by is None or not now.renews:
                continue
            owed = notice_owed(contract, today, now, dates.receipt_by)
            if owed and site.as_of <= dates.send_by <= last:
                yield Coming(
                    day=dates.send_by,
                    who=supplier.legal_name,
                    what=text("Contract %(id)s: last day to send notice", id=contract.id),
                    kind="notice",
                    path=supplier_path(assessed.id),
                    ends=True,
                )


def months(site: Site) -> list[Month]:
    """Every month of the horizon, empty ones too."""
    by_month: dict[date, list[Coming]] = {}
    for one in ending(site):
        by_month.setdefault(one.day.replace(day=1), []).append(one)
    return [
        Month(first=first, items=tuple(by_month.get(first, ())))
        for first in firsts(site.as_of, add_days(site.as_of, HORIZON_DAYS))
    ]


def firsts(start: date, end: date) -> list[date]:
    """The first days of the months from that of ``start`` to that of ``end``."""
    found = [start.replace(day=1)]
    while found[-1] < end.replace(day=1):
        found.append(add_days(found[-1], 31).replace(day=1))
    return found


def busiest(items: Sequence[Coming], most: int = 3) -> list[Week]:
    """The weeks in which most ends, the fullest first; weeks of one or two items are not busy."""
    counts = Counter(add_days(one.day, -one.day.weekday()) for one in items)
    found = [Week(monday=monday, count=count) for monday, count in counts.items() if count > 2]
    return sorted(found, key=lambda week: (-week.count, week.monday))[:most]


def ahead(site: Site) -> list[Ahead]:
    """Today, and the first of each coming month: from the timelines, without renewals."""
    last = add_days(site.as_of, HORIZON_DAYS)
    days = [one for one in firsts(site.as_of, last) if one > site.as_of]
    suppliers = in_use(site)
    return [
        Ahead(day=day, counts=_counts(suppliers, day)) for day in [site.as_of, *days] if day <= last
    ]


def _counts(suppliers: Sequence[SupplierAssessment], day: date) -> dict[Verdict, int]:
    counts = dict.fromkeys(Verdict, 0)
    for one in suppliers:
        counts[verdict_on(one, day)] += 1
    return counts


def verdict_on(supplier: SupplierAssessment, day: date) -> Verdict:
    """The verdict that the timeline holds for a day."""
    found = supplier.verdict
    for segment in supplier.timeline:
        if segment.start > day:
            break
        found = segment.verdict
    return found
