"""The calendar: what ends, what has to be decided and what is reviewed, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.evaluate.supplier import HORIZON_DAYS
from generator.pages._dates import Coming, coming, month_name
from generator.pages._feeds import wide
from generator.pages.base import Page, Site
from generator.pages.texts import text

PATH = "calendar/index.html"
SHOWN = 150
"""Beyond this many days a month gets a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of the calendar."""

    key: str
    name: str
    days: tuple[Coming, ...]

    @property
    def long(self) -> bool:
        """Whether it does not fit on the page of all."""
        return len(self.days) > SHOWN

    @property
    def path(self) -> str:
        """Its own page, where it is long."""
        return f"calendar/{self.key}/index.html"


def pages(site: Site) -> Iterator[Page]:
    """The calendar, and a page for each long month. It is for staff."""
    if not site.internal:
        return
    months = [
        Month(key=f"{year:04}-{month:02}", name=month_name(year, month), days=tuple(days))
        for (year, month), days in groupby(coming(site), key=lambda one: _month(one.day))
    ]
    feeds = wide(site)
    yield _page(
        site,
        PATH,
        text("Calendar"),
        "calendar.html",
        months=months,
        shown=SHOWN,
        horizon=HORIZON_DAYS,
        owners=[one for one in feeds if one.scope.kind == "owners"],
        categories=[one for one in feeds if one.scope.kind == "categories"],
    )
    for month in months:
        if month.long:
            yield _page(site, month.path, month.name, "calendar_month.html", month=month)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _page(site: Site, path: str, title: str, template: str, **context: object) -> Page:
    return Page(
        path=path,
        section="work",
        title=title,
        description=text("What ends, what has to be decided and what is reviewed."),
        body=site.render(template, path, **context),
    )
