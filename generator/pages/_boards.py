"""What the boards below ``compliance/`` share: their menu and their making."""

from typing import Any

from generator.pages import _charts as charts
from generator.pages.base import Page, Site
from generator.pages.texts import text

TOP = "compliance/index.html"
REQUIREMENTS = "compliance/requirements/index.html"
EXPIRIES = "compliance/expiries/index.html"
COVERAGE = "compliance/coverage/index.html"
SPEND = "compliance/spend/index.html"
WAIVERS = "compliance/waivers/index.html"
TREND = "compliance/trend/index.html"


def menu(site: Site) -> list[tuple[str, str]]:
    """Path and title of each board that the audience has."""
    if not site.internal:
        return [(TOP, text("Compliance now")), ("checks/index.html", text("All checks"))]
    return [
        (TOP, text("Compliance now")),
        (REQUIREMENTS, text("Requirements")),
        (EXPIRIES, text("What ends when")),
        (COVERAGE, text("Coverage and gaps")),
        (SPEND, text("Spend")),
        (WAIVERS, text("Waivers")),
        (TREND, text("Trend")),
        ("checks/index.html", text("All checks")),
    ]


def board(
    site: Site, path: str, template: str, title: str, description: str, **context: Any
) -> Page:
    """A board's page. Its template has the menu as ``boards`` and the drawings as ``charts``."""
    body = site.render(template, path, boards=menu(site), charts=charts, **context)
    return Page(path=path, section="compliance", title=title, description=description, body=body)
