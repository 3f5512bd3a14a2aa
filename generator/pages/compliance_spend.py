"""The board of spend: with whom it sits, in what, where, and under which verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model.assessment import Verdict
from generator.model.money import Money
from generator.pages import _boards as boards
from generator.pages import _charts as charts
from generator.pages import _spend as money
from generator.pages.base import Page, Site
from generator.pages.compliance import spend_sentence
from generator.pages.texts import text

PATH = boards.SPEND
SHOWN = 20
LISTED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The spend cut in one way: its title, what the first column is, and its lines."""

    key: str
    title: str
    head: str
    found: money.Concentration

    def says(self) -> str:
        """How concentrated it is, in a sentence."""
        return text(
            "The index is %(hhi)s: as if %(many)s had equal shares",
            hhi=f"{self.found.hhi:,}",
            many=f"{self.found.as_many_as:.1f}",
        )


def pages(site: Site) -> Iterator[Page]:
    """The one page. It is for staff."""
    if not site.internal:
        return
    found = money.spend(site)
    says = exposure(found)
    yield boards.board(
        site,
        PATH,
        "compliance_spend.html",
        text("Spend"),
        text("How much of the spend sits with how few."),
        found=found,
        headline=spend_sentence(found),
        exposure=says,
        drawing=charts.stacked(_parts(found), 28, says),
        cuts=cuts(found),
        shown=SHOWN,
        listed=LISTED,
        base_money=lambda amount: whole(amount, found.base),
        percent=percent,
    )


def cuts(found: money.Spend) -> list[Cut]:
    """The three ways in which it is cut."""
    named = (
        ("suppliers", text("By supplier"), text("Supplier"), found.suppliers),
        ("categories", text("By category"), text("Top category"), found.categories),
        ("countries", text("By country of registration"), text("Country"), found.countries),
    )
    return [Cut(key=key, title=title, head=head, found=one) for key, title, head, one in named]


def exposure(found: money.Spend) -> str:
    """How much sits with suppliers that staff may not use as they like."""
    total = found.suppliers.total
    held = total - found.by_verdict[Verdict.OK] - found.by_verdict[Verdict.CONDITIONAL]
    return text(
        "%(share)s %% of the spend on record sits with suppliers that may not be used today "
        "without asking, or not at all",
        share=f"{found.suppliers.share(held):.0f}",
    )


def whole(amount: Decimal, currency: str) -> str:
    """``USD 1,200``: an estimate is no more exact than that."""
    return str(Money(amount.quantize(Decimal(1)), currency))


def percent(share: Decimal) -> str:
    """``12.3``."""
    return f"{share:.1f}"


def _parts(found: money.Spend) -> list[charts.Part]:
    return [
        charts.Part(fill=str(verdict), size=float(amount))
        for verdict, amount in found.by_verdict.items()
    ]
