"""The board of requirements: each rule of the handbook, the one that is met least first."""

from collections.abc import Iterator

from generator.model.assessment import Outcome
from generator.pages import _boards as boards
from generator.pages._measured import headline, measured
from generator.pages.base import Page, Site
from generator.pages.texts import text

PATH = boards.REQUIREMENTS
SHOWN = 40
"""The others are in a fold: the worst are what one looks for."""


def pages(site: Site) -> Iterator[Page]:
    """The one page. It is for staff."""
    if not site.internal:
        return
    held = [one for one in measured(site) if one.coverage.applied]
    short = [one for one in held if one.count(Outcome.PASS) < one.coverage.applied]
    met = [one for one in held if one.count(Outcome.PASS) == one.coverage.applied]
    yield boards.board(
        site,
        PATH,
        "compliance_requirements.html",
        text("Requirements"),
        text("How each requirement of the handbook came out."),
        headline=headline(held),
        short=short,
        shown=SHOWN,
        met=met,
        idle=len(site.assessment.coverage) - len(held),
    )
